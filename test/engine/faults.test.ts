import { runWorkflow, surveyWorkflow } from './support/engine';
import { FAULTS, people, quick } from './support/faults';
import { useSimulator } from './support/useSimulator';
import { judge, NETWORK_CODE, whatWasSaid } from './support/verdict';

const simulator = useSimulator();

const ERROR_SETTINGS = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const RETRY = [false, true];

/** What is sent how, and after how many requests the fault comes, and how often. */
type Moment = [skip: number, times: number];
const OPERATIONS: Array<[string, number, object, Moment[]]> = [
	[
		'send',
		60,
		{ maxConcurrency: 50 },
		[
			[0, 1],
			[25, Infinity],
		],
	],
	[
		'sendBatch',
		25,
		{ batchSize: 10 },
		[
			[0, Infinity],
			[1, 1],
			[2, 1],
		],
	],
	[
		'sendAndWaitForResponse',
		1,
		{},
		[
			[0, 1],
			[0, Infinity],
		],
	],
];

describe.each(FAULTS)('%s', (_, fault) => {
	describe.each(OPERATIONS)('%s of %i items', (operation, count, options, moments) => {
		test.each(ERROR_SETTINGS)('%s', async (onError) => {
			for (const [skip, times] of moments) {
				for (const retryOnFail of RETRY) {
					const destinations = people(count);
					simulator.reset();
					simulator.addFault({ ...fault, skip, times });
					const workflow = surveyWorkflow({
						items: destinations.map((phone) => ({ phone })),
						parameters: {
							operation,
							surveyId: 'nps',
							destination: '={{ $json.phone }}',
							message: 'How did we do? {url}',
							options: { ...quick(fault), ...options },
						},
						node: { onError, retryOnFail, maxTries: 2, waitBetweenTries: 1 },
					});
					const run = await runWorkflow(workflow, { baseUrl: simulator.url });

					judge(simulator, destinations, run);
					const failed = [...whatWasSaid(run).values()].filter(({ failure }) => failure);
					expect(run.error === undefined || onError === 'stopWorkflow').toBe(true);
					expect(run.error?.message ?? '').not.toMatch(NETWORK_CODE);
					if (onError === 'continueErrorOutput') expect(run.errors).toHaveLength(failed.length);
					if (onError === 'stopWorkflow') expect(run.error === undefined).toBe(failed.length === 0);
				}
			}
		});
	});
});
