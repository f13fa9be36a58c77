import type { INodeExecutionData } from 'n8n-workflow';

import { closestName } from '../../text/closestName';
import { itemField } from '../../text/expressionAdvice';
import type { TextField } from '../../text/text';
import { InvalidValueError, quoted } from '../../values/invalidValue';

/** An expression that takes one field of the item: `{{ $json.name }}` or `{{ $json["name"] }}`. */
const FIELD = /\{\{\s*\$json(?:\.([A-Za-z_]\w*)|\["([^"\]]+)"\]|\['([^'\]]+)'\])\s*\}\}/g;

/**
 * The fields of the item that a text's expression takes as they are.
 *
 * @param raw the text as n8n stores it
 */
function fieldsIn(raw: unknown): string[] {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return [];
	const names = [...raw.matchAll(FIELD)].map(
		([, dotted, double, single]) => dotted ?? double ?? single!,
	);
	return [...new Set(names)];
}

/** A field that the text takes and no item has, and the one that was probably meant. */
export interface Misspelt {
	written: string;
	meant: string;
}

/** n8n fills in nothing for a field that is not there. What is spelt wrong is there in no item. */
export function misspeltField(raw: unknown, items: INodeExecutionData[]): Misspelt | undefined {
	for (const written of fieldsIn(raw)) {
		if (items.some(({ json }) => Object.hasOwn(json, written))) continue;
		const meant = closestName(written, Object.keys(items[0]?.json ?? {}));
		if (meant !== undefined) return { written, meant };
	}
	return undefined;
}

export function misspelling({ written, meant }: Misspelt): InvalidValueError {
	return new InvalidValueError(
		`The message takes the field ${quoted(written)} from the item, and no item has it: did you mean ${quoted(meant)}?`,
		'Message',
		`Write ${itemField(meant)}. Capitals count.`,
	);
}

/**
 * What the texts of a run have that their author hardly meant: gaps where items lack a field ("Hi ,
 * how did we do?"), and braces that the customer reads.
 *
 * @param raw the text as n8n stores it
 */
export function textHints(raw: unknown, field: TextField, items: INodeExecutionData[]): string[] {
	return [...gaps(raw, items), ...visibleBraces(field)];
}

function gaps(raw: unknown, items: INodeExecutionData[]): string[] {
	return fieldsIn(raw).flatMap((name) => {
		const missing = items.filter(({ json }) => String(json[name] ?? '').trim() === '').length;
		if (missing === 0) return [];
		const [have, their] = missing === 1 ? ['has', 'its'] : ['have', 'their'];
		return [
			`'Message' takes the field ${quoted(name)} from each item, and ${missing} of ${items.length} items ${have} none: ${their} text has a gap. For a text to use instead, write ${itemField(name, " || 'there'")}.`,
		];
	});
}

function visibleBraces({ otherBraces }: TextField): string[] {
	const words = otherBraces.filter((inner) => /\p{L}{2}/u.test(inner));
	if (words.length === 0) return [];
	const list = [...new Set(words)].map((inner) => `{${inner}}`).join(', ');
	return [
		`The customer reads ${list} as it stands: a placeholder's name begins with a letter and holds letters, digits, spaces, _ . and -.`,
	];
}
