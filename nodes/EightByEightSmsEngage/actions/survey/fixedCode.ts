import type { IDataObject } from 'n8n-workflow';

import { quoted } from '../../values/invalidValue';
import { assertFilledIn } from '../../values/unfilledCode';

/**
 * @param mode where the variables come from: `variablesMode`
 * @param raw gives a parameter as n8n stores it
 * @throws {InvalidValueError} for `{{ $json.name }}` in a variable that is not an expression: the
 * customer would read it as it stands
 */
export function assertNoFixedCode(mode: unknown, raw: (name: string) => unknown): void {
	if (mode === 'json') assertFixed(raw('variablesJson'), 'Variables (JSON)');
	if (mode !== 'fields') return;
	const { variable: rows } = (raw('variables') ?? {}) as { variable?: IDataObject[] };
	if (!Array.isArray(rows)) return;
	for (const { name, value } of rows) {
		assertFixed(value, 'Variables to Send', `The variable ${quoted(String(name))}`, "its 'Value'");
	}
}

function assertFixed(stored: unknown, field: string, what?: string, where?: string): void {
	if (typeof stored !== 'string' || stored.startsWith('=')) return;
	assertFilledIn(stored, field, what, where);
}
