import type { IDataObject } from 'n8n-workflow';

import { people } from './support/faults';
import { cancelled, exports, getAll, ids, run, send, simulator, until } from './support/messageLog';

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
			/^The connection failed\. .*allowed to reach localhost/,
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
		expect(error?.description).toMatch(
			/nothing has changed.* 8x8 says: ".*" Code: 2000\. Error ID: ./,
		);
		expect(cancelled()).toHaveLength(1);
	});

	test.each([0.1, 0.02])('past the limit of %d minutes the job is cancelled', async (waitLimit) => {
		simulator.configure({ logExport: { duration: 60_000 } });
		const { error } = await getAll({ options: { waitLimit } });
		expect(error?.message).toBe(
			`8x8 did not finish the export of its log within ${waitLimit} minutes`,
		);
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
