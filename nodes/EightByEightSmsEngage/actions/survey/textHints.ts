import type { INodeExecutionData } from 'n8n-workflow';

import { fieldsIn } from '../../n8n/itemField';
import { ownField } from '../../text/expressionAdvice';
import { NAME_RULE } from '../../text/placeholder';
import type { TextField } from '../../text/text';
import { isGiven } from '../../values/given';
import { quoted } from '../../values/invalidValue';

/**
 * What the texts of a run have that their author hardly meant: gaps where items lack a field ("Hi ,
 * how did we do?"), text that sticks to the link, and braces that the customer reads.
 *
 * @param raw the text as n8n stores it
 * @param glued the link with what is stuck to it
 */
export function textHints(
	raw: unknown,
	field: TextField,
	items: INodeExecutionData[],
	glued?: string,
): string[] {
	const link =
		glued === undefined
			? []
			: [
					`The message has no space between the link and the text: ${glued}. A phone takes the text as a part of the link, and then it does not open. Put a space on both sides of {url}.`,
				];
	return [...link, ...gaps(raw, items), ...visibleBraces(field)];
}

function gaps(raw: unknown, items: INodeExecutionData[]): string[] {
	return fieldsIn(raw).flatMap((name) => {
		const missing = items.filter(({ json }) => !isGiven(json[name])).length;
		if (missing === 0) return [];
		const [have, their] = missing === 1 ? ['has', 'its'] : ['have', 'their'];
		return [
			`'Message' takes the field ${quoted(name)} from each item, and ${missing} of ${items.length} items ${have} none: ${their} text has a gap. For a text to use instead, write ${ownField(name, " || 'there'")}.`,
		];
	});
}

function visibleBraces({ otherBraces }: TextField): string[] {
	const words = otherBraces.filter(({ inner }) => /\p{L}{2}/u.test(inner));
	if (words.length === 0) return [];
	const list = [...new Set(words.map(({ written }) => written))].join(', ');
	return [
		`The message has ${list}, which is not a placeholder: the customer reads it as it stands, or 8x8 leaves it out: ${NAME_RULE}`,
	];
}
