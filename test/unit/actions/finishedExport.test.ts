import { finishedExport } from '../../../nodes/EightByEightSmsEngage/actions/message/finishedExport';
import type { ApiClient } from '../../../nodes/EightByEightSmsEngage/api/client';
import { executeContext } from '../../support/executeContext';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** When (in seconds) each request went out, of a job that is done after that long. */
async function asked(secondsToRun: number, waitLimit: number) {
	const start = Date.now();
	const times: Array<[method: string, seconds: number]> = [];
	const client: ApiClient = async ({ method }) => {
		const seconds = (Date.now() - start) / 1_000;
		times.push([method, seconds]);
		if (method === 'POST') return { jobId: 'job' };
		if (seconds < secondsToRun) return { status: 'running' };
		return { status: 'succeeded', data: ['https://files.example/1.csv'] };
	};
	const { context } = executeContext();
	const files = finishedExport(context, client, 'sub', { limit: 0 }, waitLimit * 1_000).catch(
		(error: Error) => error.message,
	);
	await jest.advanceTimersByTimeAsync(600_000);
	return { files: await files, times };
}

test('8x8 is asked at once, then every 2 seconds, after a minute every 10', async () => {
	const { files, times } = await asked(75, 600);
	expect(files).toEqual(['https://files.example/1.csv']);
	expect(times.map(([, seconds]) => seconds)).toEqual([
		0,
		...Array.from({ length: 31 }, (_, index) => index * 2),
		...[70, 80],
	]);
});

test('the limit ends the wait to the second, and cancels the job', async () => {
	const { files, times } = await asked(500, 65);
	expect(files).toBe('8x8 did not finish the export of its log within 1.08 minutes');
	expect(times.at(-1)).toEqual(['DELETE', 65]);
});
