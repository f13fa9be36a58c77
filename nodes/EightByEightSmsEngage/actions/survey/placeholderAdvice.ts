import type { IDataObject } from 'n8n-workflow';

import { closestName } from '../../text/closestName';
import { ownField } from '../../text/expressionAdvice';
import { isPlaceholderName, NAME_RULE } from '../../text/placeholder';
import { titleLike, type Variables } from '../../text/variables';
import { quoted } from '../../values/invalidValue';

/** How many of the item's fields an error names. */
const FIELDS_NAMED = 8;

export const FOR_BRACES = 'For braces that the customer should see, write \\{.';

/** How the message gets the value of a column of the item. */
export function wayTo(title: string): string {
	return isPlaceholderName(title)
		? `Write {${title}}.`
		: `Switch 'Message' to Expression and write ${ownField(title)} in its place, or rename the column: ${NAME_RULE}`;
}

/**
 * What to do when a placeholder has no value.
 *
 * @param mode where the variables come from: `variablesMode`
 * @param variables those that are there, with or without a value
 */
export function howToGive(
	name: string,
	mode: unknown,
	item: IDataObject,
	variables: Variables,
): string {
	const meant = meantName(name, mode, item, variables);
	const written = meant !== undefined && isPlaceholderName(meant) ? meant : name;
	const fallback = `For a text to use when it is missing, write {${written}|there}.`;
	return `${cause(name, mode, item, variables, meant)} ${fallback} ${FOR_BRACES}`;
}

/** The name that was probably meant; undefined where the one that was written is there. */
function meantName(
	name: string,
	mode: unknown,
	item: IDataObject,
	variables: Variables,
): string | undefined {
	const fromInput = mode === 'inputFields';
	const isThere = fromInput ? titleLike(item, name) !== undefined : Object.hasOwn(variables, name);
	return isThere ? undefined : closestName(name, Object.keys(fromInput ? item : variables));
}

function cause(
	name: string,
	mode: unknown,
	item: IDataObject,
	variables: Variables,
	meant: string | undefined,
): string {
	const title = titleLike(item, name);
	const didYouMean = meant && `Did you mean ${quoted(meant)}? ${wayTo(meant)} Capitals count.`;
	if (mode === 'inputFields') {
		if (title !== undefined)
			return `The item has no value in its field ${quoted(title)}: fill it in.`;
		return didYouMean ?? fieldsOf(item);
	}
	if (Object.hasOwn(variables, name)) {
		return mode === 'json'
			? `'Variables (JSON)' has the variable ${quoted(name)}, but without a value (null).`
			: `The variable ${quoted(name)} has no value: its expression gives nothing. Check the field that it takes.`;
	}
	const add =
		mode === 'json'
			? `Add it to 'Variables (JSON)', such as { ${JSON.stringify(name)}: "Ann" }.`
			: `Under 'Variables to Send' click 'Add variable', enter ${quoted(name)} as its name and give it a value.`;
	const take =
		title === undefined
			? ''
			: `The input item has a field ${quoted(title)}: set 'Variables' to 'Take From Input Item'. Or: `;
	return `${take}${didYouMean ? `${didYouMean} Otherwise: ` : ''}${add}`;
}

function fieldsOf(item: IDataObject): string {
	const names = Object.keys(item);
	if (names.length === 0) return 'The input item has no fields.';
	const more = names.length > FIELDS_NAMED ? ' and more' : '';
	return `The input item has no field of that name. It has ${names.slice(0, FIELDS_NAMED).map(quoted).join(', ')}${more}.`;
}
