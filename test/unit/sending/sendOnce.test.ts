import type { IExecuteFunctions } from 'n8n-workflow';

import type { OutcomeMemory } from '../../../nodes/EightByEightSmsEngage/sending/memory';
import type { Requests } from '../../../nodes/EightByEightSmsEngage/sending/requests';
import { sendOnce } from '../../../nodes/EightByEightSmsEngage/sending/sendOnce';
import type { Survey } from '../../../nodes/EightByEightSmsEngage/sending/survey';
import { WrittenStore } from './writtenStore';

const surveysOf = (count: number, prefix = 'n') =>
	Array.from(
		{ length: count },
		(_, itemIndex): Survey => ({
			itemIndex,
			surveyId: 'nps',
			subAccountId: 'care',
			request: {
				destination: '+6590000001',
				templateBody: '',
				clientMessageId: `${prefix}${itemIndex}`,
			},
		}),
	);

/** Sends all surveys once, with a store and with requests that end as the test wants. */
async function send(surveys: Survey[], store: WrittenStore, requests: Partial<Requests>) {
	const memory = {
		leftInStore: () => undefined,
		noteLeftInStore: () => {},
		outcomeOf: () => ({ kind: 'sent' }),
	};
	await sendOnce(
		{ helpers: store } as unknown as IExecuteFunctions,
		{ inSlicesOf: 50, secret: 'key' },
		surveys,
		memory as unknown as OutcomeMemory,
		requests as Requests,
	);
}

async function megabytes(count: number, store: WrittenStore, prefix?: string): Promise<number> {
	const before = store.bytes;
	await send(surveysOf(count, prefix), store, { send: async () => {} });
	return Math.round((store.bytes - before) / 1e5) / 10;
}

test('what n8n’s store writes grows with the items, not with their square', async () => {
	const written = [];
	for (const count of [10_000, 20_000, 30_000]) {
		written.push(await megabytes(count, new WrittenStore()));
	}
	// docs/security.md names these.
	expect(written).toEqual([5.8, 11.3, 16.9]);
});

test('a full store costs as much again, and ends as large as it was', async () => {
	const store = new WrittenStore();
	await megabytes(10_000, store, 'earlier');
	expect(await megabytes(30_000, store)).toBe(27.7);
	expect(store.entries.size).toBe(10_000);
});

test('what comes after a stop is not recorded: a crash would leave it there, never sent', async () => {
	const store = new WrittenStore();
	const requests = { stoppedBy: undefined as { message: string } | undefined };
	const stops = async () => void (requests.stoppedBy = { message: 'The API key is wrong' });
	await send(surveysOf(150), store, Object.assign(requests, { send: stops }));
	expect(store.entries.size).toBe(50);
});
