/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { IDataObject } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();
beforeEach(() => simulator.configure({ logExport: { duration: 0 } }));
// Whatever a test does: the API key goes to the API and nowhere else.
afterEach(() => {
	expect(simulator.logDownloads().filter(({ authorization }) => authorization)).toEqual([]);
});

const run = async (
	parameters: IDataObject,
	{ items = [{}], node = {}, timezone = 'UTC' }: RunOptions = {},
	onStart?: (stop: () => void) => Promise<void>,
) =>
	await runWorkflow(
		surveyWorkflow({ items, parameters: { resource: 'message', ...parameters }, node }, timezone),
		{ baseUrl: simulator.url },
		onStart,
	);
interface RunOptions {
	items?: IDataObject[];
	node?: IDataObject;
	timezone?: string;
}
const getAll = async (parameters: IDataObject = {}, options?: RunOptions) =>
	await run({ operation: 'getAll', ...parameters }, options);

const send = async (items: IDataObject[]) =>
	await runWorkflow(
		surveyWorkflow({
			items,
			parameters: {
				operation: 'send',
				surveyId: 'nps',
				destination: '={{ $json.phone }}',
				message: '{url}',
				additionalFields: {
					clientMessageId: '={{ $json.id }}',
					country: '={{ $json.country }}',
				},
				options: { maxConcurrency: 1, onRejected: 'output' },
			},
		}),
		{ baseUrl: simulator.url },
	);

const exports = () => simulator.requests().filter(({ path }) => path.includes('/exports'));
const asked = () => exports().find(({ method }) => method === 'POST')?.body;
const cancelled = () => exports().filter(({ method }) => method === 'DELETE');
const ids = ({ output }: { output: Array<{ json: IDataObject }> }) =>
	output.map(({ json }) => json.clientMessageId);

const until = async (isSo: () => boolean) => {
	for (let tries = 0; !isSo(); tries++) {
		if (tries > 500) throw new Error(`Not within 5 s: ${isSo.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
};

describe('what comes out', () => {
	test('the messages, the newest first, with ten fields', async () => {
		const [one, two] = people(2);
		await send([
			{ phone: one, id: 'a', country: 'SG' },
			{ phone: two, id: 'b' },
		]);
		await until(() => simulator.messages().every(({ state }) => state === 'delivered'));
		const { output, error } = await getAll();
		expect(error).toBeUndefined();
		const [second, first] = simulator.messages().reverse();
		expect(output).toHaveLength(2);
		expect(output.map(({ json }) => json.umid)).toEqual([second!.umid, first!.umid]);
		expect(output[1]!.json).toEqual({
			umid: first!.umid,
			clientMessageId: 'a',
			state: 'delivered',
			detail: 'delivered_to_recipient',
			errorCode: null,
			timestamp: expect.stringMatching(/^20/),
			destination: `${one!.slice(0, -4)}xxxx`,
			country: 'SG',
			smsCount: 1,
			price: { total: 0.0375, perSms: 0.0375, currency: 'USD' },
		});
		expect(output[0]!.json.country).toBeNull();
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(simulator.logDownloads()).toEqual([
			expect.objectContaining({
				host: expect.stringMatching(/^localhost:/),
				authorization: false,
			}),
		]);
	});

	test('all fields without Simplify', async () => {
		await send([{ phone: people(1)[0], id: 'a' }]);
		const { output } = await getAll({ simplify: false });
		expect(Object.keys(output[0]!.json)).toEqual([
			...['umid', 'clientMessageId', 'state', 'detail', 'errorCode', 'timestamp', 'destination'],
			...['country', 'smsCount', 'price', 'batchId', 'clientBatchId', 'subAccountId'],
			...['errorMessage', 'source', 'encoding', 'createdAt', 'operator', 'mcc', 'mnc', 'body'],
		]);
		expect(output[0]!.json).toMatchObject({ subAccountId: 'demo_subaccount', encoding: 'GSM7' });
	});

	test('the newest up to Limit, out of several files; all with Return All', async () => {
		simulator.configure({ logExport: { duration: 0, rowsPerFile: 2 } });
		await send(people(5).map((phone, index) => ({ phone, id: `n${index}` })));
		expect(ids(await getAll({ limit: 3 }))).toEqual(['n4', 'n3', 'n2']);
		expect(ids(await getAll({ limit: 3, returnAll: true }))).toHaveLength(5);
	});

	test('what was texted back is not among them', async () => {
		await send([{ phone: people(1)[0], id: 'a' }]);
		await simulator.reply(simulator.messages()[0]!.umid, 'STOP');
		expect(simulator.messages()[0]!.replies).toHaveLength(1);
		expect(ids(await getAll())).toEqual(['a']);
	});

	test('an empty log gives no item, and each input item has its own log', async () => {
		expect((await getAll()).output).toEqual([]);
		await send([
			{ phone: people(1)[0], id: 'a' },
			{ phone: people(1)[0], id: 'b' },
		]);
		const { output } = await getAll(
			{ filters: { clientMessageIds: '={{ $json.id }}' } },
			{ items: [{ id: 'b' }, { id: 'c' }, { id: 'a' }] },
		);
		expect(output.map(({ json, pairedItem }) => [json.clientMessageId, pairedItem])).toEqual([
			['b', { item: 0 }],
			['a', { item: 2 }],
		]);
	});
});

describe('filters', () => {
	test('8x8 is asked for what it can filter by', async () => {
		const filters = {
			from: '2026-01-02T03:04:05',
			to: '2026-01-03T00:00:00+07:00',
			phoneNumber: '+65 9055-0001',
			countries: 'sg, UK, Indonesia',
		};
		const { error } = await getAll({ filters }, { timezone: 'Asia/Singapore' });
		expect(error).toBeUndefined();
		expect(asked()).toEqual({
			from: '2026-01-02T03:04:05+08:00',
			to: '2026-01-03T00:00:00+07:00',
			phoneNumber: '+6590550001',
			countries: ['SG', 'GB', 'ID'],
			limit: 0,
		});
	});

	test('without a filter the log goes on until now, and has no limit', async () => {
		const before = Date.now();
		await getAll();
		const { to, ...more } = asked() as { to: string };
		expect(more).toEqual({ limit: 0 });
		expect(Date.parse(to)).toBeGreaterThanOrEqual(before);
		expect(Date.parse(to)).toBeLessThan(Date.now() + 1_000);
	});

	test.each([
		['clientMessageIds', 'A , c', ['c', 'a']],
		['clientMessageIds', '={{ ["b", "nobody"] }}', ['b']],
		['clientMessageIds', '={{ ["a,b"] }}', []],
		['states', ['failed'], ['rejected']],
		['states', [], ['rejected', 'c', 'b', 'a']],
		['states', '={{ "Queued,SENT,delivered" }}', ['c', 'b', 'a']],
		['batchIds', 'f1ea5276-a824-e711-8146-022a22cc1c71', []],
	])('%s %j', async (name, value, expected) => {
		const phones = people(4);
		simulator.addFault({ kind: 'rejected', match: { destination: phones[3] } });
		await send([
			...['a', 'b', 'c'].map((id, index) => ({ phone: phones[index], id })),
			{ phone: phones[3], id: 'rejected' },
		]);
		expect(ids(await getAll({ filters: { [name]: value } }))).toEqual(expected);
	});
});

describe('refused before anything is asked', () => {
	test.each<[IDataObject, string]>([
		[{ limit: 0 }, "'Limit' is 0"],
		[{ options: { waitLimit: 0 } }, "'Wait Limit (Minutes)' is 0"],
		[{ options: { subAccountId: '..' } }, 'subaccount'],
		[{ filters: { from: 'yesterday' } }, 'From'],
		[{ filters: { from: '2199-01-01T00:00:00' } }, "'From' is in the future"],
		[{ filters: { from: '2026-01-02T00:00:00', to: '2026-01-01T00:00:00' } }, "is not before 'To'"],
		[{ filters: { to: '2020-01-01T00:00:00' } }, "'From' is not set"],
		[{ filters: { phoneNumber: '12' } }, '"12"'],
		[{ filters: { countries: 'Singapore and others' } }, '"Singapore and others"'],
		[{ filters: { countries: 'SG, ZZ' } }, `'Countries' holds "ZZ", which is not a country`],
		[{ filters: { clientMessageIds: '={{ $json.nothing }}' } }, "'Client Message IDs' is empty"],
		[{ filters: { clientMessageIds: '={{ [] }}' } }, "'Client Message IDs' is empty"],
		[{ filters: { clientMessageIds: '={{ [$json.x, " "] }}' } }, "'Client Message IDs' is empty"],
		[
			{ filters: { clientMessageIds: '={{ [{ id: 1 }] }}' } },
			"'Client Message IDs' holds an object",
		],
		[{ filters: { phoneNumber: '={{ $json.phone }}' } }, "'Phone Number' is empty"],
		[{ filters: { countries: '={{ $json.country }}' } }, "'Countries' is empty"],
		[{ filters: { states: '={{ $json.state }}' } }, "'States' is empty"],
		[{ filters: { states: '={{ [] }}' } }, "'States' is empty"],
	])('%j', async (parameters, message) => {
		const { error } = await getAll(parameters);
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(simulator.requests()).toEqual([]);
	});
});

describe('what goes wrong at 8x8', () => {
	test.each<[string, IDataObject, RegExp, RegExp]>([
		['the job fails', { outcome: 'failed' }, /could not export its log/, /"failed"/],
		['the job has an error', { outcome: 'error' }, /could not export its log/, /"error"/],
		['somebody cancels it', { outcome: 'cancelled' }, /was cancelled at 8x8/, /again/],
		['a page in place of a file', { file: 'html' }, /could not be read/, /not a CSV file/],
		['an empty file', { file: 'nothing' }, /could not be read/, /It is empty/],
		['a file that is gone', { file: 'gone' }, /could not be read/, /HTTP status 403/],
		['half a file', { file: 'cutOff' }, /could not be read/, /in the middle of a row/],
		[
			'a broken connection',
			{ file: 'reset' },
			/could not be downloaded/,
			/allowed to reach localhost/,
		],
		['JSON', { csv: '{"code":1300,"message":"x"}' }, /could not be read/, /not a CSV file/],
		[
			'a row without an end',
			{ csv: `umid,body\n1,"${'x'.repeat(1_500_000)}` },
			/be read/,
			/no end/,
		],
		['cells without titles', { csv: 'umid,body\n1,2,3\n' }, /could not be read/, /more cells/],
	])('%s', async (_, logExport, message, description) => {
		await send([{ phone: people(1)[0], id: 'a' }]);
		simulator.configure({ logExport: { duration: 0, ...logExport } });
		const { error, output } = await getAll();
		expect(output).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error?.message).not.toContain('may have been');
	});

	test('a log without the column of a filter is no empty log', async () => {
		simulator.configure({ logExport: { duration: 0, csv: 'umid,body\n1,2\n' } });
		const { error } = await getAll({ filters: { clientMessageIds: 'a' } });
		expect(error?.description).toContain('no column "clientmessageid"');
		expect(ids(await getAll())).toEqual([null]);
	});

	test('links that lead on are followed, without the key', async () => {
		await send([{ phone: people(1)[0], id: 'a' }]);
		simulator.configure({ logExport: { duration: 0, file: 'redirect' } });
		expect(ids(await getAll())).toEqual(['a']);
		const hosts = simulator.logDownloads().map(({ host }) => host.split(':')[0]);
		expect(hosts).toEqual(['localhost', '127.0.0.1']);
	});

	test('a question that 8x8 does not answer is asked again; the job is started once', async () => {
		await send([{ phone: people(1)[0], id: 'a' }]);
		simulator.addFault({ kind: 'reset', match: { method: 'GET' } });
		expect(ids(await getAll())).toEqual(['a']);
		expect(exports().map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
	});

	test('a job that 8x8 does not answer for is cancelled and told', async () => {
		simulator.addFault({ kind: 'serverError', times: Infinity, match: { method: 'GET' } });
		const { error } = await getAll();
		expect(error?.message).toContain('8x8');
		expect(error?.description).toContain('nothing has changed');
		expect(cancelled()).toHaveLength(1);
	});

	test('past the limit the job is cancelled', async () => {
		simulator.configure({ logExport: { duration: 60_000 } });
		const { error } = await getAll({ options: { waitLimit: 0.1 } });
		expect(error?.message).toBe('8x8 did not finish the export of its log within 0.1 minutes');
		expect(cancelled()).toEqual([expect.objectContaining({ status: 204 })]);
	});

	test('Continue: the item fails with one error', async () => {
		simulator.configure({ logExport: { duration: 0, outcome: 'failed' } });
		const node = { onError: 'continueRegularOutput' };
		const { output } = await getAll({}, { items: [{}, {}], node });
		expect(output.map(({ json }) => json.error)).toEqual([
			'8x8 could not export its log',
			'8x8 could not export its log',
		]);
	});
});

describe('Stop', () => {
	test('while 8x8 works: the job is cancelled', async () => {
		simulator.configure({ logExport: { duration: 60_000 } });
		await run({ operation: 'getAll' }, {}, async (stop) => {
			await until(() => exports().length >= 2);
			stop();
		});
		await until(() => cancelled().length > 0 && cancelled()[0]!.status !== undefined);
		expect(cancelled()[0]!.status).toBe(204);
		expect(exports().filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('while the job is being started: it is cancelled too', async () => {
		simulator.setLatency(300);
		await run({ operation: 'getAll' }, {}, async (stop) => {
			await until(() => exports().length === 1);
			stop();
		});
		await until(() => cancelled()[0]?.status !== undefined);
		simulator.setLatency(0);
		expect(cancelled()[0]!.status).toBe(204);
	});

	test('while a file hangs: the download ends', async () => {
		await send([{ phone: people(1)[0], id: 'a' }]);
		simulator.configure({ logExport: { duration: 0, file: 'hang' } });
		await run({ operation: 'getAll' }, {}, async (stop) => {
			await until(() => simulator.logDownloads()[0]?.isOpen === true);
			stop();
		});
		await until(() => simulator.logDownloads()[0]?.isOpen === false);
	});
});
