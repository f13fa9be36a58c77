import fc from 'fast-check';
import { splitExpression } from '../../../nodes/EightByEightSmsEngage/text/expression';

interface Chunk {
	type: 'text' | 'code';
	text: string;
}
// n8n's own splitter, wherever npm has put it.
const path = '@n8n/tournament/dist/ExpressionSplitter.js';
const splitter = require.resolve(path, { paths: [require.resolve('n8n-workflow')] });
const tournament = jest.requireActual<{ splitExpression(expression: string): Chunk[] }>(splitter);

const expressions = fc
	.array(fc.constantFrom('{', '{{', '}', '}}', '\\', '\\\\', 'a', ' ', '$json.x', 'url', '\n'), {
		maxLength: 16,
	})
	// The end is no brace: n8n drops what precedes an escaped one that ends the expression.
	.map((pieces) => `${pieces.join('')}.`);

describe('splitExpression', () => {
	test('splits where n8n does', () => {
		fc.assert(
			fc.property(expressions, (expression) => {
				const ours = splitExpression(expression)
					.filter((part) => part.isCode)
					.map((part) => part.code.replace('\\}}', '}}'));
				const theirs = tournament.splitExpression(expression).filter((c) => c.type === 'code');
				expect(ours).toEqual(theirs.map((chunk) => chunk.text));
			}),
			{ numRuns: 3000 },
		);
	});

	test('loses nothing', () => {
		fc.assert(
			fc.property(expressions, (expression) => {
				const parts = splitExpression(expression);
				expect(parts.map((part) => part.source).join('')).toBe(expression);
			}),
			{ numRuns: 1000 },
		);
	});
});
