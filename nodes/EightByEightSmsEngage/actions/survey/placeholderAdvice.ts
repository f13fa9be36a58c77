import type { IDataObject } from 'n8n-workflow';

import { closestName } from '../../text/closestName';
import { itemField } from '../../text/expressionAdvice';
import { isPlaceholderName } from '../../text/placeholder';
import type { Variables } from '../../text/variables';
import { InvalidValueError, quoted } from '../../values/invalidValue';

/** How many of the item's fields an error names. */
const FIELDS_NAMED = 8;
const BRACES = 'For braces that the customer should see, write \\{.';

/** How the message gets the value of a field: a placeholder if it can have that name. */
function wayTo(title: string): string {
	return isPlaceholderName(title)
		? `Write {${title}}.`
		: `Switch 'Message' to Expression and write ${itemField(title)} in its place, or rename the column: a placeholder's name begins with a letter and holds letters, digits, spaces, _ . and -.`;
}

/**
 * Braces around what no placeholder can be called would reach the customer as they stand.
 *
 * @param otherBraces what the field's own text has in such braces
 * @throws InvalidValueError when a column of the item is called so, or nearly so
 */
export function assertNoTitleIn(otherBraces: string[], item: IDataObject): void {
	for (const inner of otherBraces) {
		if (Object.hasOwn(item, inner)) {
			throw new InvalidValueError(
				`The message has {${inner}}, but that column's name cannot be a placeholder`,
				'Message',
				`${wayTo(inner)} ${BRACES}`,
			);
		}
		const meant = closestName(inner, Object.keys(item));
		if (meant === undefined) continue;
		throw new InvalidValueError(
			`The message has {${inner}}, and no column has that name: did you mean ${quoted(meant)}?`,
			'Message',
			`${wayTo(meant)} ${BRACES}`,
		);
	}
}

/**
 * What to do when a placeholder has no value.
 *
 * @param mode where the variables come from: `variablesMode`
 * @param given the variables that have a value
 */
export function howToGive(
	name: string,
	mode: unknown,
	item: IDataObject,
	given: Variables,
): string {
	const fallback = `For a text to use when it is missing, write {${name}|there}.`;
	const fromItem = mode === 'inputFields';
	if (fromItem && Object.hasOwn(item, name)) {
		return `The item has no value in its field ${quoted(name)}: fill it in. ${fallback}`;
	}
	if (mode === 'fields' && Object.hasOwn(item, name)) {
		return `The input item has a field ${quoted(name)}: set 'Variables' to 'Take From Input Item', or add a variable of that name under 'Variables to Send'.`;
	}
	const names = Object.keys(fromItem ? item : given);
	const meant = closestName(name, names);
	if (meant !== undefined) {
		return `Did you mean ${quoted(meant)}? ${wayTo(meant)} Capitals count. ${fallback} ${BRACES}`;
	}
	return `${sourceOf(name, mode, names)} ${fallback} ${BRACES}`;
}

function sourceOf(name: string, mode: unknown, names: string[]): string {
	switch (mode) {
		case 'inputFields': {
			const more = names.length > FIELDS_NAMED ? ' and more' : '';
			const named = names.slice(0, FIELDS_NAMED).map(quoted).join(', ');
			return names.length === 0
				? 'The input item has no fields.'
				: `The input item has no field of that name. It has ${named}${more}.`;
		}
		case 'json':
			return `Add it to 'Variables (JSON)', such as { ${JSON.stringify(name)}: "Ann" }; null is not a value.`;
		default:
			return `Under 'Variables to Send' click 'Add variable', enter ${quoted(name)} as its name and give it a value.`;
	}
}
