import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const run = async (parameters: IDataObject, items: IDataObject[] = [{}]) =>
	await runWorkflow(
		surveyWorkflow({
			items,
			parameters: { surveyId: 'nps', destination: people(1)[0]!, message: '{url}', ...parameters },
		}),
		{ baseUrl: simulator.url },
	);

/** An hour that begins in one to two hours, by Singapore's clock. */
function soon() {
	const start = DateTime.now().setZone('Asia/Singapore').startOf('hour').plus({ hours: 2 });
	return { from: start.toFormat('HH:mm'), to: start.plus({ minutes: 59 }).toFormat('HH:mm') };
}

describe.each(['send', 'sendBatch', 'sendAndWaitForResponse'])('%s', (operation) => {
	const scheduled = '2030-01-31T23:00:00+08:00';
	const nextMorning = '2030-02-01T09:00:00+08:00';
	const options = { sendingHours: { hours: {} } };

	test('a survey outside the hours is scheduled for the next moment inside', async () => {
		const hours = soon();
		const { error, run: execution } = await run({
			operation,
			options: { sendingHours: { hours } },
		});
		expect(error).toBeUndefined();
		const [message] = simulator.messages();
		const moment = Date.parse(message!.scheduled!);
		expect(moment).toBeGreaterThan(Date.now());
		expect(DateTime.fromMillis(moment, { zone: 'Asia/Singapore' }).toFormat('HH:mm')).toBe(
			hours.from,
		);
		const output = execution.data.resultData.runData.Survey?.[0]?.data?.main?.[0]?.[0];
		if (operation !== 'sendAndWaitForResponse') {
			expect(output?.json.scheduled).toBe(message!.scheduled);
		}
	});

	test('a schedule outside the hours moves into them, and Expiry has to be later', async () => {
		await run({ operation, options, additionalFields: { scheduled } });
		expect(simulator.messages()[0]!.scheduled).toBe(nextMorning);
		simulator.reset();

		const additionalFields = { scheduled, expiry: '2030-02-01T08:00:00+08:00' };
		const { error } = await run({ operation, options, additionalFields });
		expect(`${error?.message} ${error?.description}`).toContain("'Expiry'");
		expect(simulator.requests()).toEqual([]);
	});

	test('inside the hours nothing changes', async () => {
		const additionalFields = { scheduled: '2030-01-31T12:00:00+08:00' };
		await run({ operation, options, additionalFields });
		expect(simulator.messages()[0]!.scheduled).toBe(additionalFields.scheduled);
	});

	test.each([
		[{ from: '20:00' }, /not before/],
		[{ timeZone: 'custom', customTimeZone: 'Mars' }, /'Custom Time Zone'/],
		[{ days: [] }, /holds no day/],
	])('%j is refused before anything is sent', async (wrong, message) => {
		const { error } = await run({ operation, options: { sendingHours: { hours: wrong } } });
		expect(`${error?.message} ${error?.description}`).toMatch(message);
		expect(simulator.requests()).toEqual([]);
	});
});

test('a number of a country without a moment inside fails alone, and the error tells the way out', async () => {
	const { error } = await run(
		{
			operation: 'send',
			destination: '={{ $json.to }}',
			options: { sendingHours: { hours: { from: '09:00', to: '10:00' } } },
		},
		[{ to: '+12015550123' }],
	);
	expect(`${error?.message} ${error?.description}`).toContain("'Time Zone'");
	expect(simulator.requests()).toEqual([]);
});

test('each item has its own hours where an expression gives them', async () => {
	const scheduled = '2030-01-31T23:00:00+08:00';
	const hours = { timeZone: 'custom', customTimeZone: '={{ $json.zone }}' };
	await run(
		{
			operation: 'send',
			destination: '={{ $json.to }}',
			additionalFields: { scheduled },
			options: { sendingHours: { hours } },
		},
		[
			{ to: '+6591234567', zone: 'Asia/Singapore' },
			{ to: '+12015550123', zone: 'America/New_York' },
		],
	);
	expect(simulator.messages().map((message) => [message.destination, message.scheduled])).toEqual([
		['+6591234567', '2030-02-01T09:00:00+08:00'],
		['+12015550123', scheduled],
	]);
});
