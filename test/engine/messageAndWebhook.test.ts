import type { IDataObject } from 'n8n-workflow';

import { DEMO_ACCOUNT_ID } from '../../simulator';
import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const run = async (
	parameters: IDataObject,
	items: IDataObject[] = [{}],
	credential: Record<string, string> = {},
	onError: 'stopWorkflow' | 'continueRegularOutput' = 'stopWorkflow',
) =>
	await runWorkflow(surveyWorkflow({ items, parameters, node: { onError } }), {
		baseUrl: simulator.url,
		credential: { accountId: DEMO_ACCOUNT_ID, ...credential },
	});

async function sendScheduled(count: number): Promise<IDataObject[]> {
	const { output } = await run(
		{
			operation: 'sendBatch',
			surveyId: 'nps',
			destination: '={{ $json.phone }}',
			message: '{url}',
			additionalFields: { scheduled: new Date(Date.now() + 3_600_000).toISOString() },
		},
		people(count).map((phone) => ({ phone })),
	);
	return output.map(({ json }) => json);
}

describe('message', () => {
	const message = (operation: string, more: IDataObject = {}) => ({
		resource: 'message',
		operation,
		umid: '={{ $json.umid }}',
		...more,
	});

	test('get keeps to one request a second, and gives the response from 8x8', async () => {
		const sent = await sendScheduled(3);
		const before = simulator.requests().length;
		const { output, error } = await run(message('get', { simplify: false }), sent);
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.umid)).toEqual(sent.map(({ umid }) => umid));
		expect(output[0]!.json).toMatchObject({ status: { state: 'queued' }, body: '**MASKED**' });
		const requests = simulator.requests().slice(before);
		expect(requests.map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	test('get with Simplify gives ten fields', async () => {
		const [sent] = await sendScheduled(1);
		const { output } = await run(message('get'), [sent!]);
		expect(output.map(({ json }) => json)).toEqual([
			{
				umid: sent!.umid,
				state: 'queued',
				detail: null,
				timestamp: expect.stringMatching(/^20/),
				errorCode: null,
				errorMessage: null,
				clientMessageId: expect.any(String),
				country: null,
				smsCount: 1,
				price: { total: 0.0375, perSms: 0.0375, currency: 'USD' },
			},
		]);
		expect(Object.keys(output[0]!.json)).toEqual([
			...['umid', 'state', 'detail', 'timestamp', 'errorCode', 'errorMessage'],
			...['clientMessageId', 'country', 'smsCount', 'price'],
		]);
	});

	test('cancel, cancelBatch and deletePersonalData', async () => {
		const [first, second, third] = await sendScheduled(3);
		const cancelled = await run(message('cancel'), [first!]);
		expect(cancelled.output.map(({ json }) => json)).toEqual([{ cancelledCount: 1 }]);
		const again = await run(message('cancel'), [first!]);
		expect(again.output.map(({ json }) => json)).toEqual([{ cancelledCount: 0 }]);
		const batch = await run(message('cancelBatch', { batchId: '={{ $json.batchId }}' }), [second!]);
		expect(batch.output.map(({ json }) => json)).toEqual([{ cancelledCount: 2 }]);
		const deleted = await run(message('deletePersonalData'), [third!]);
		expect(deleted.output.map(({ json }) => json)).toEqual([{ deleted: true, umid: third!.umid }]);
		const left = simulator.messages().map(({ umid, text }) => [umid, text === '']);
		expect(left).toContainEqual([third!.umid, true]);
		expect(left.filter(([, isGone]) => isGone)).toHaveLength(1);
	});

	test.each(['get', 'cancel', 'deletePersonalData'])(
		'%s of another subaccount',
		async (operation) => {
			const additionalFields = { subAccountId: 'other_one', scheduled: '={{ $json.not.there }}' };
			const umid = '00000000-0000-4000-8000-000000000000';
			const { error } = await run(message(operation, { umid, additionalFields }));
			expect(error?.message).toBe(
				'The subaccount does not belong to your 8x8 account (8x8 code 1001)',
			);
			expect(error?.description).toContain('Error ID: ');
			expect(error?.context).toMatchObject({
				itemIndex: 0,
				code: 1001,
				errorId: expect.any(String),
			});
			expect(simulator.requests()[0]!.path).toContain('/other_one/');
		},
	);

	test('an unknown message is an error of its item, the next ones go on', async () => {
		const sent = await sendScheduled(1);
		const items = [{ umid: '00000000-0000-4000-8000-000000000000' }, { umid: '' }, sent[0]!];
		const { output } = await run(message('cancel'), items, {}, 'continueRegularOutput');
		expect(output.map(({ json }) => json)).toEqual([
			{
				error: '8x8 did not find what this request names (8x8 code 1300)',
				details: expect.stringContaining('Error ID: '),
			},
			{ error: "'Message ID (UMID)' is empty", details: expect.any(String) },
			{ cancelledCount: 1 },
		]);
	});

	test('a batch without an ID is told to give the batch ID', async () => {
		const { error } = await run(message('cancelBatch', { batchId: ' ' }));
		expect(error?.message).toBe("'Batch ID' is empty");
		expect(error?.description).toContain('Take the batchId from the output');
		expect(simulator.requests()).toEqual([]);
	});

	test.each(['..', '.', '../../surveys', 'a/pii'])('%s reaches no other endpoint', async (umid) => {
		const { error } = await run(message('cancel', { umid }));
		expect(error).toBeDefined();
		const paths = simulator.requests().map(({ path }) => path);
		for (const path of paths)
			expect(path).toBe(`/api/v1/subaccounts/demo_subaccount/messages/${encodeURIComponent(umid)}`);
	});
});
