/** A piece of an n8n expression: code with its `{{ }}` as written, or the text around it. */
export interface ExpressionPart {
	isCode: boolean;
	source: string;
	/** For code: what stands between the braces. */
	code: string;
}

/**
 * Splits an expression (without its leading `=`) where n8n does: code goes from `{{` to the first
 * `}}`, and braces after an odd number of backslashes count as text (splitExpression of
 * `@n8n/tournament`). The parts' sources put together give the expression again.
 */
export function splitExpression(expression: string): ExpressionPart[] {
	const parts: ExpressionPart[] = [];
	let start = 0;
	let from = 0;
	let inCode = false;
	for (;;) {
		const found = expression.indexOf(inCode ? '}}' : '{{', from);
		const end = found < 0 ? expression.length : found;
		if (found >= 0 && isEscaped(expression, from, end)) {
			from = found + 2;
			continue;
		}
		if (inCode) {
			const source = expression.slice(start - 2, found < 0 ? end : found + 2);
			parts.push({ isCode: true, source, code: expression.slice(start, end) });
		} else if (end > start) {
			parts.push({ isCode: false, source: expression.slice(start, end), code: '' });
		}
		if (found < 0) return parts;
		from = start = found + 2;
		inCode = !inCode;
	}
}

/** Whether an odd number of backslashes stands before `end`, of those from `from` on. */
function isEscaped(text: string, from: number, end: number): boolean {
	let start = end;
	while (start > from && text[start - 1] === '\\') start--;
	return (end - start) % 2 === 1;
}
