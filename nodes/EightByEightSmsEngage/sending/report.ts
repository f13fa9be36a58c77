import type { INode, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { failedItem, nodeError, type Failure } from '../n8n/failure';
import type { Outcome } from './outcome';
import type { SurveyRun } from './surveyRun';

const MOST_NAMED = 5;

/**
 * The output of a sending run: an item for each input item, in their order. Under "Continue" a
 * failed one carries its error; else one error tells what failed and what had gone out.
 */
export function report(run: SurveyRun, onRejected: 'error' | 'output'): INodeExecutionData[] {
	const node = run.context.getNode();
	const failures = new Map<number, Failure>();
	run.outcomes.forEach((outcome, itemIndex) => {
		const failure = failureIn(outcome!, onRejected);
		if (failure) failures.set(itemIndex, failure);
	});

	if (failures.size === 0) run.forget();
	else if (!run.continueOnFail) throw errorOfRun(node, run.outcomes as Outcome[], failures);

	return run.outcomes.map((outcome, itemIndex) => {
		const failure = failures.get(itemIndex);
		return failure
			? failedItem(run.context, failure, itemIndex)
			: {
					json: (outcome as { json: INodeExecutionData['json'] }).json,
					pairedItem: { item: itemIndex },
				};
	});
}

function failureIn(outcome: Outcome, onRejected: 'error' | 'output'): Failure | undefined {
	if (outcome.kind === 'rejected') return onRejected === 'error' ? outcome.failure : undefined;
	return 'failure' in outcome ? outcome.failure : undefined;
}

function errorOfRun(
	node: INode,
	outcomes: Outcome[],
	failures: Map<number, Failure>,
): NodeApiError | NodeOperationError {
	const sent = outcomes.flatMap((outcome, itemIndex) =>
		outcome.kind === 'sent' ? [{ itemIndex, umid: outcome.json.umid as string }] : [],
	);
	const tried = [...failures].filter(([index]) => outcomes[index]!.kind !== 'notReached');
	const [itemIndex, first] = tried[0] ?? [...failures][0]!;
	const error = nodeError(
		node,
		outcomes.length === 1
			? first
			: {
					...first,
					message: summary(outcomes, failures.size, tried),
					description: [first.description, goneOut(outcomes, sent)].join(' ').trim(),
				},
		itemIndex,
	);
	error.context.sent = sent;
	error.context.failed = [...failures].map(([index, { message, code, errorId }]) => ({
		itemIndex: index,
		message,
		...(code !== undefined && { code }),
		...(errorId !== undefined && { errorId }),
	}));
	return error;
}

function summary(
	outcomes: Outcome[],
	failureCount: number,
	tried: Array<[number, Failure]>,
): string {
	const byMessage = new Map<string, number[]>();
	for (const [itemIndex, { message }] of tried) {
		const items = byMessage.get(message);
		if (items) items.push(itemIndex);
		else byMessage.set(message, [itemIndex]);
	}
	const named = [...byMessage]
		.slice(0, MOST_NAMED)
		.map(([message, items]) => `${nameItems(items)}: ${message}.`);
	const uncertain = outcomes.filter(({ kind }) => kind === 'unknown').length;
	return [
		`${failureCount} of ${outcomes.length} surveys failed.`,
		...named,
		byMessage.size > MOST_NAMED ? 'Others failed for other reasons.' : '',
		uncertain > 0 ? `Of these, ${uncertain} may have been sent.` : '',
		failureCount > tried.length
			? `The other ${failureCount - tried.length} were not sent because of this.`
			: '',
	]
		.filter(Boolean)
		.join(' ');
}

function nameItems(items: number[]): string {
	if (items.length === 1) return `Item ${items[0]}`;
	const more = items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : '';
	return `Items ${items.slice(0, MOST_NAMED).join(', ')}${more}`;
}

function goneOut(outcomes: Outcome[], sent: Array<{ umid: string }>): string {
	if (sent.length === 0) {
		return outcomes.some(({ kind }) => kind === 'unknown')
			? '8x8 has confirmed none of the surveys.'
			: 'No survey was accepted by 8x8.';
	}
	const umids = sent.slice(0, MOST_NAMED).map(({ umid }) => umid);
	if (sent.length > MOST_NAMED) umids.push('…');
	return `${sent.length} of ${outcomes.length} surveys had gone out, with these message IDs (umid): ${umids.join(', ')}`;
}
