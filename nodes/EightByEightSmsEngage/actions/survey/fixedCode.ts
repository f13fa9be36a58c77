import type { IDataObject } from 'n8n-workflow';

import { codeInFixed } from '../../text/expressionAdvice';
import { InvalidValueError, quoted } from '../../values/invalidValue';

/**
 * @param mode where the variables come from: `variablesMode`
 * @param raw gives a parameter as n8n stores it
 * @throws {InvalidValueError} for `{{ $json.name }}` in a variable that is not an expression: the
 * customer would read it as it stands
 */
export function assertNoFixedCode(mode: unknown, raw: (name: string) => unknown): void {
	if (mode === 'json') {
		const name = "'Variables (JSON)'";
		assertNone(raw('variablesJson'), name, 'Variables (JSON)', `Switch ${name}`);
	}
	if (mode !== 'fields') return;
	const { variable: rows } = (raw('variables') ?? {}) as { variable?: IDataObject[] };
	if (!Array.isArray(rows)) return;
	for (const { name, value } of rows) {
		assertNone(
			value,
			`The variable ${quoted(String(name))}`,
			'Variables to Send',
			"Switch its 'Value'",
		);
	}
}

function assertNone(stored: unknown, what: string, field: string, way: string): void {
	const code = codeInFixed(stored);
	if (code === undefined) return;
	throw new InvalidValueError(
		`${what} is not an expression, so n8n does not fill in ${code}`,
		field,
		`${way} from Fixed to Expression.`,
	);
}
