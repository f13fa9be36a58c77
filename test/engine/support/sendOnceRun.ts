import type { IDataObject, INode } from 'n8n-workflow';

import { DedupeStore } from './dedupeStore';
import { runWorkflow, surveyWorkflow, type EngineRun } from './engine';
import { people } from './faults';
import type { retryData } from './retryButton';
import { useSimulator } from './useSimulator';

export const simulator = useSimulator();
/** n8n's store of processed items, empty before each test. */
export let store: DedupeStore;
beforeAll(async () => {
	store = await DedupeStore.install();
});
beforeEach(() => {
	store.clear();
});

export interface Person {
	phone: string;
	ticket?: string;
	survey?: string;
}
export const tickets = (count: number): Person[] =>
	people(count).map((phone, index) => ({ phone, ticket: `t${index}` }));

export const skippedOne = ({ phone, ticket }: Person) => ({
	json: { clientMessageId: ticket, destination: phone, surveyId: 'nps', skipped: true },
});

export async function run(
	items: Person[],
	{
		operation = 'send',
		options = {},
		node = {},
		data,
		workflowId = 'workflow',
	}: {
		operation?: string;
		options?: IDataObject;
		node?: Partial<INode>;
		data?: ReturnType<typeof retryData>;
		workflowId?: string;
	} = {},
): Promise<EngineRun> {
	const workflow = surveyWorkflow({
		items: items.map((item) => ({ survey: 'nps', ...item })),
		parameters: {
			operation,
			// A plain field: n8n's engine would take most of the time for thousands of items.
			surveyId: '={{ $json.survey }}',
			destination: '={{ $json.phone }}',
			message: 'How did we do? {url}',
			additionalFields: { clientMessageId: '={{ $json.ticket }}' },
			options: {
				sendOnce: true,
				rateLimitWait: 0,
				timeout: 300,
				maxConcurrency: 1,
				onRejected: 'error',
				...options,
			},
		},
		node,
	});
	workflow.id = workflowId;
	return await runWorkflow(workflow, { baseUrl: simulator.url, data });
}
/** Large batches take their time on a busy machine. */
export const PATIENT = { timeout: 25_000 };
export const CONTINUE = { onError: 'continueRegularOutput' as const };

export const smsTo = ({ phone }: Person) =>
	simulator.messages().filter(({ destination }) => destination === phone).length;
