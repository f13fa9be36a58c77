import { InvalidValueError } from './invalidValue';

/** `$json.name`, `$now`, `"Mr " + $json.name`, not `Price in $US` */
const CODE = /^\s*\$[\p{L}_(]|\$(?:json|input|node|vars|now|today)\b|\$\(['"]/u;

/** What stands between `{{` and the next `}}`, as n8n takes code. */
function codeIn(text: string): string | undefined {
	const closed = text
		.split('{{')
		.slice(1)
		.filter((part) => part.includes('}}'));
	return closed.map((part) => part.split('}}', 1)[0]!).find((inner) => CODE.test(inner));
}

/**
 * @param field the display name of the field
 * @param what names the text in the error, and `where` what to switch; the field unless given
 * @throws {InvalidValueError} when code stands in the text, since its field is not an expression: 8x8
 * and the customer would get it as it stands
 */
export function assertFilledIn(
	text: string,
	field: string,
	what = `'${field}'`,
	where = what,
): void {
	const code = codeIn(text);
	if (code === undefined) return;
	throw new InvalidValueError(
		`${what} is not an expression, so n8n does not fill in {{${code}}}`,
		field,
		`Switch ${where} from Fixed to Expression.`,
	);
}
