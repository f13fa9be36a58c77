import type { IDataObject } from 'n8n-workflow';

import { people } from './support/faults';
import { asked, getAll, ids, send, simulator, until } from './support/messageLog';

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
		[{ filters: { from: '={{ $json.from }}' } }, "'From' is empty"],
		[{ filters: { to: '={{ $json.to }}' } }, "'To' is empty"],
		[{ filters: { states: '={{ $json.state }}' } }, "'States' is empty"],
		[{ filters: { states: '={{ [] }}' } }, "'States' is empty"],
	])('%j', async (parameters, message) => {
		const { error } = await getAll(parameters);
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(simulator.requests()).toEqual([]);
	});
});
