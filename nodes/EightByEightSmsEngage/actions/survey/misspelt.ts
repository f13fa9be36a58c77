import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { fieldsIn } from '../../n8n/itemField';
import { closestName, sameName } from '../../text/closestName';
import { ownField } from '../../text/expressionAdvice';
import type { OtherBraces } from '../../text/text';
import { InvalidValueError, quoted } from '../../values/invalidValue';
import { FOR_BRACES, wayTo } from './placeholderAdvice';

const FIELD = 'Message';

/**
 * n8n fills in nothing for a field that is not there. One that no item has, while the first has one of
 * the same name but for capitals, blanks and marks, is spelt wrong.
 *
 * @param raw the message as n8n stores it
 */
export function misspeltField(
	raw: unknown,
	items: INodeExecutionData[],
): InvalidValueError | undefined {
	for (const written of fieldsIn(raw)) {
		if (items.some(({ json }) => Object.hasOwn(json, written))) continue;
		const meant = sameName(written, Object.keys(items[0]?.json ?? {}));
		if (meant === undefined) continue;
		return new InvalidValueError(
			`The message takes the field ${quoted(written)}, which ${items.length === 1 ? 'the item does not have' : 'no item has'}: did you mean ${quoted(meant)}?`,
			FIELD,
			`Write ${ownField(meant)}: capitals count. If ${quoted(written)} is another field, which is not always there, write ${ownField(written, " || ''")}.`,
		);
	}
	return undefined;
}

/** In braces it is JSON or code, which only happens to have a column's letters. */
const CODE = /[:;=]/;

/**
 * Braces around what no placeholder can be called would reach the customer as they stand.
 *
 * @throws {InvalidValueError} when a column of the item is called so, or nearly so
 */
export function assertNoTitleIn(otherBraces: OtherBraces[], item: IDataObject): void {
	for (const { written, inner } of otherBraces) {
		if (Object.hasOwn(item, inner)) {
			throw new InvalidValueError(
				`The message has ${written}, but that column's name cannot be a placeholder`,
				FIELD,
				`${wayTo(inner)} ${FOR_BRACES}`,
			);
		}
		const meant = CODE.test(inner) ? undefined : closestName(inner, Object.keys(item));
		if (meant === undefined) continue;
		throw new InvalidValueError(
			`The message has ${written}, and no column has that name: did you mean ${quoted(meant)}?`,
			FIELD,
			`${wayTo(meant)} ${FOR_BRACES}`,
		);
	}
}
