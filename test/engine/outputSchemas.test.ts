import type { IDataObject } from 'n8n-workflow';

import { DEMO_ACCOUNT_ID } from '../../simulator';
import { misfits, outputSchema } from '../support/outputSchema';
import { ActiveTrigger, surveyResponseBody } from '../support/webhookContext';
import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { respond } from './support/respond';
import { stored } from './support/retryButton';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();
beforeEach(() => simulator.configure({ logExport: { duration: 0 } }));

const engine = () => ({
	baseUrl: simulator.url,
	executionId: '42',
	ownUrl: 'https://n8n.example.com/',
	credential: { accountId: DEMO_ACCOUNT_ID, webhookAuthorization: 'Bearer of the webhook' },
});

function workflowOf(resource: string, operation: string, parameters: IDataObject) {
	const [phone] = people(1) as [string];
	return surveyWorkflow({ items: [{ phone }], parameters: { resource, operation, ...parameters } });
}

async function itemOf(resource: string, operation: string, parameters: IDataObject = {}) {
	const { output, error } = await runWorkflow(
		workflowOf(resource, operation, parameters),
		engine(),
	);
	expect(error).toBeUndefined();
	return output[0]!.json;
}

const SURVEY = { surveyId: 'nps', destination: '={{ $json.phone }}', message: 'How was it? {url}' };
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const sent = async (additionalFields: IDataObject = {}) =>
	await itemOf('survey', 'sendBatch', {
		...SURVEY,
		additionalFields: { scheduled: later(), clientBatchId: 'autumn', ...additionalFields },
	});
const subAccountId = 'demo_subaccount';
const webhook = async () =>
	await itemOf('webhook', 'set', {
		subAccountId,
		url: 'https://n8n.example.com/webhook/1/webhook',
	});

/** Sends, waits with a reminder, and goes on with a response. */
async function waitForResponse() {
	const workflow = workflowOf('survey', 'sendAndWaitForResponse', {
		...SURVEY,
		options: { reminder: { reminder: { after: 24, message: 'Still a minute? {url}' } } },
	});
	const run = await runWorkflow(workflow, engine());
	const [next] = stored(run).executionData!.nodeExecutionStack;
	const parked = next!.data.main![0]![0]!.json;
	const trigger = new ActiveTrigger({ parameters: { options: { scoreQuestion: 'Full Name' } } });
	await trigger.post(surveyResponseBody({ umid: parked.umid }));
	const { workflowData } = await respond(workflow, run, trigger.items[0]!.json, engine());
	return { parked, resumed: workflowData![0]![0]!.json };
}

/** Of each operation but Send Test Event: an item that it puts out. */
const ITEMS: Record<string, () => Promise<IDataObject>> = {
	'survey/send': async () =>
		await itemOf('survey', 'send', { ...SURVEY, additionalFields: { scheduled: later() } }),
	'survey/sendBatch': async () => await sent(),
	'survey/preview': async () => await itemOf('survey', 'preview', SURVEY),
	'message/get': async () => await itemOf('message', 'get', { umid: (await sent()).umid }),
	'message/getAll': async () => {
		await sent();
		return await itemOf('message', 'getAll');
	},
	'message/cancel': async () => await itemOf('message', 'cancel', { umid: (await sent()).umid }),
	'message/cancelBatch': async () =>
		await itemOf('message', 'cancelBatch', { batchId: (await sent()).batchId }),
	'message/deletePersonalData': async () =>
		await itemOf('message', 'deletePersonalData', { umid: (await sent()).umid }),
	'webhook/set': webhook,
	'webhook/getAll': async () => {
		await webhook();
		return await itemOf('webhook', 'getAll');
	},
	'webhook/delete': async () => {
		await webhook();
		return await itemOf('webhook', 'delete', { subAccountId });
	},
	'account/check': async () => {
		await webhook();
		return await itemOf('account', 'check');
	},
};

test.each(Object.entries(ITEMS))(
	'%s: the schema has the fields of the output',
	async (file, run) => {
		const item = await run();
		const schema = outputSchema(`v1.0.0/${file}`);
		expect(misfits(item, schema)).toEqual([]);
		expect(Object.keys(schema.properties!)).toEqual(Object.keys(item));
	},
);

test('Send and Wait for Response: the schema has the fields of both outputs', async () => {
	const { parked, resumed } = await waitForResponse();
	const schema = outputSchema('v1.0.0/survey/sendAndWaitForResponse');
	expect(misfits(resumed, schema)).toEqual([]);
	expect(misfits(parked, schema)).toEqual([]);
	const fields = new Set([...Object.keys(resumed), ...Object.keys(parked)]);
	expect(Object.keys(schema.properties!).sort()).toEqual([...fields].sort());
});
