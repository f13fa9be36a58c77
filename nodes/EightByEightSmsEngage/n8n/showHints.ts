import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Shows hints over the node's output, where this n8n can. */
export function showHints(context: IExecuteFunctions, hints: string[]): void {
	const { addExecutionHints } = context as Partial<IExecuteFunctions>;
	if (hints.length === 0 || typeof addExecutionHints !== 'function') return;
	context.addExecutionHints(
		...hints.map(
			(message): NodeExecutionHint => ({ message, type: 'warning', location: 'outputPane' }),
		),
	);
}
