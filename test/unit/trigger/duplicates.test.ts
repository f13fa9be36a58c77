/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import fc from 'fast-check';
import {
	ActiveTrigger,
	deliveryReceiptBody,
	EVENTS,
	smsEventBody,
	surveyResponseBody,
} from '../../support/webhookContext';
import { pauses } from './quickly';
import type * as quickly from './quickly';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quickly>('./quickly').withoutSleep());

const every = () => new ActiveTrigger({ parameters: { events: EVENTS } });
const status = { state: 'delivered', timestamp: '2026-01-01T00:00:00Z' };
const at = (day: string) => ({ surveySubmittedAt: `2026-01-0${day}T00:00:00Z` });
const gate = () => {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { open, opened };
};

describe('the same event again', () => {
	test.each([
		['a response', surveyResponseBody(), surveyResponseBody({ answers: [] })],
		['a response without a umid', { answers: [1] }, { answers: [1] }],
		[
			'a receipt',
			deliveryReceiptBody(),
			deliveryReceiptBody({ smsCount: 3, price: null, clientMessageId: 'other' }),
		],
		[
			'a receipt without a detail',
			deliveryReceiptBody({ status: { ...status, state: 'sent' } }),
			deliveryReceiptBody({ status: { ...status, state: 'sent', detail: null }, smsCount: 3 }),
		],
		[
			'a response whose umid is written in another case',
			surveyResponseBody({ umid: 'abc-1' }),
			surveyResponseBody({ umid: 'ABC-1' }),
		],
		[
			'a response whose names are written in another case',
			surveyResponseBody(),
			Object.fromEntries(
				Object.entries(surveyResponseBody()).map(([name, value]) => [name.toUpperCase(), value]),
			),
		],
		[
			'a response without answers',
			{ umid: 'u', ...at('1') },
			{ umid: 'u', ...at('1'), surveyId: 'other' },
		],
		[
			'a click',
			smsEventBody('short_url_clicked', { eventId: 'e', umid: 'u' }),
			smsEventBody('short_url_clicked', { eventId: 'e', umid: 'v' }),
		],
		[
			'an inbound message',
			smsEventBody('inbound_message_received', { umid: 'u', body: 'STOP' }),
			smsEventBody('inbound_message_received', { umid: 'u', body: 'STOP!' }),
		],
	])('%s runs once', async (_, first, second) => {
		const trigger = every();
		await trigger.post(first);
		expect(await trigger.post(second)).toEqual({ status: 200, body: { received: true } });
		expect(trigger.items).toHaveLength(1);
	});

	test.each([
		['two responses', surveyResponseBody(), surveyResponseBody({ umid: 'other' })],
		[
			'a second response to one message',
			surveyResponseBody(),
			surveyResponseBody({ surveySubmittedAt: '2018-04-16T11:00:00Z' }),
		],
		['two without a umid', { answers: [1] }, { answers: [2] }],
		['two with a umid that is no text', { umid: {}, answers: [1] }, { umid: {}, answers: [2] }],
		['two without a date', { umid: 'u', answers: [1] }, { umid: 'u', answers: [2] }],
		[
			'a later status',
			deliveryReceiptBody({ status: { state: 'sent', timestamp: '2026-01-01T00:00:00Z' } }),
			deliveryReceiptBody({ status: { state: 'delivered', timestamp: '2026-01-01T00:00:00Z' } }),
		],
		[
			'two clicks',
			smsEventBody('short_url_clicked', { eventId: 'e' }),
			smsEventBody('short_url_clicked', { eventId: 'f' }),
		],
		[
			'two texts',
			smsEventBody('inbound_message_received', { umid: 'u', body: 'STOP' }),
			smsEventBody('inbound_message_received', { umid: 'v', body: 'STOP' }),
		],
		['two with an empty umid', { ...at('1'), umid: '' }, { ...at('1'), umid: '', answers: [2] }],
		[
			'a receipt of the operator, then one of the phone, in one second,',
			deliveryReceiptBody({ status: { ...status, detail: 'delivered_to_operator' } }),
			deliveryReceiptBody({ status: { ...status, detail: 'delivered_to_recipient' } }),
		],
		[
			'a click and a text with one umid',
			smsEventBody('short_url_clicked', { eventId: 'u' }),
			smsEventBody('inbound_message_received', { umid: 'u' }),
		],
	])('but %s run twice', async (_, first, second) => {
		const trigger = every();
		await trigger.post(first);
		await trigger.post(second);
		expect(trigger.items).toHaveLength(2);
	});

	test('runs again when skipDuplicates is off, and nothing is kept', async () => {
		const trigger = new ActiveTrigger({ parameters: { options: { skipDuplicates: false } } });
		await trigger.post(surveyResponseBody());
		await trigger.post(surveyResponseBody());
		expect(trigger.items).toHaveLength(2);
		expect(trigger.saved).toBe('{}');
	});

	test('runs again in a test run, also after a real one', async () => {
		const trigger = new ActiveTrigger();
		await trigger.post(surveyResponseBody());
		await trigger.post(surveyResponseBody(), { mode: 'manual' });
		await trigger.post(surveyResponseBody(), { mode: 'manual' });
		expect(trigger.items).toHaveLength(3);
	});
});

describe('the memory', () => {
	test('takes the event again when its run could not start', async () => {
		const trigger = new ActiveTrigger();
		const start = async () => await Promise.reject(new Error('database is locked'));
		expect((await trigger.post(surveyResponseBody(), { start })).status).toBe(500);
		expect(trigger.saved).toBe('{}');
		expect((await trigger.post(surveyResponseBody())).status).toBe(200);
		expect(trigger.items).toHaveLength(1);
	});

	test('is saved also for the second event and those after it', async () => {
		const trigger = new ActiveTrigger();
		for (const umid of ['a', 'b', 'c']) await trigger.post(surveyResponseBody({ umid }));
		const saved = JSON.parse(trigger.saved) as Record<string, { seen: string }>;
		expect(saved['node:Trigger']?.seen).toHaveLength(33);
	});

	test('survives a restart, of each event', async () => {
		const umids = ['first', 'second', 'third'];
		const trigger = new ActiveTrigger();
		for (const umid of umids) await trigger.post(surveyResponseBody({ umid }));
		const { saved } = trigger;
		await jest.isolateModulesAsync(async () => {
			const support = await import('../../support/webhookContext');
			const restarted = new support.ActiveTrigger({ nodeId: trigger.nodeId });
			restarted.saved = saved;
			for (const umid of umids) await restarted.post(surveyResponseBody({ umid }));
			expect(restarted.items).toEqual([]);
			await restarted.post(surveyResponseBody({ umid: 'new' }));
			expect(restarted.items).toHaveLength(1);
		});
	});

	test('keeps the last 2,000, drops the oldest first and stays small', async () => {
		const trigger = new ActiveTrigger();
		for (let n = 0; n < 2003; n++) await trigger.post(surveyResponseBody({ umid: `umid ${n}` }));
		expect(trigger.items).toHaveLength(2003);
		expect(trigger.saved.length).toBeLessThan(23_000);
		await trigger.post(surveyResponseBody({ umid: 'umid 3' }));
		expect(trigger.items).toHaveLength(2003);
		await trigger.post(surveyResponseBody({ umid: 'umid 2' }));
		expect(trigger.items).toHaveLength(2004);
	});

	test('keeps what runs, however many others n8n holds back', async () => {
		const trigger = every();
		const click = (eventId: string) => smsEventBody('short_url_clicked', { eventId });
		const { open, opened } = gate();
		const held = Array.from({ length: 1001 }, (_, index) =>
			trigger.post(click(`held ${index}`), { start: () => opened }),
		);
		await trigger.post(click('running'));
		await trigger.post(click('running'));
		expect(trigger.items).toHaveLength(1);
		open();
		await Promise.all(held);
		expect(trigger.items).toHaveLength(1002);
	});

	test('gets back what another call has overwritten', async () => {
		const trigger = new ActiveTrigger();
		await trigger.post(surveyResponseBody({ umid: 'a' }));
		trigger.saved = '{}';
		await trigger.post(surveyResponseBody({ umid: 'a' }));
		expect(trigger.items).toHaveLength(1);
		await trigger.post(surveyResponseBody({ umid: 'b' }));
		const saved = JSON.parse(trigger.saved) as Record<string, { seen: string }>;
		expect(saved['node:Trigger']?.seen).toHaveLength(22);
	});

	test('is whole after each event, whatever earlier state n8n had loaded for the call', async () => {
		const loads = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
		const property = async (earlier: number[]) => {
			const trigger = new ActiveTrigger();
			const states = [trigger.saved];
			for (const [index, back] of earlier.entries()) {
				trigger.saved = states[back % states.length]!;
				await trigger.post(surveyResponseBody({ umid: `umid-${index}` }));
				const saved = JSON.parse(trigger.saved) as Record<string, { seen: string }>;
				const hashes = saved['node:Trigger']!.seen.match(/.{11}/g);
				expect(new Set(hashes).size).toBe(index + 1);
				expect(hashes).toHaveLength(index + 1);
				states.push(trigger.saved);
			}
		};
		await fc.assert(fc.asyncProperty(loads, property));
	});

	test('is each trigger node its own', async () => {
		const [one, other] = [new ActiveTrigger(), new ActiveTrigger()];
		await one.post(surveyResponseBody());
		await other.post(surveyResponseBody());
		expect(other.items).toHaveLength(1);
	});

	test('is each workflow its own, also where the nodes have one ID', async () => {
		const nodeId = 'imported';
		const [one, copy] = ['one', 'copy'].map(
			(workflowId) => new ActiveTrigger({ workflowId, nodeId }),
		);
		await one!.post(surveyResponseBody());
		await copy!.post(surveyResponseBody());
		expect(copy!.items).toHaveLength(1);
	});

	test.each([[{ seen: 5 }], [{ seen: 'short' }], [{ seen: null }], [{ other: 'x' }]])(
		'does not stumble over %j',
		async (staticData) => {
			const trigger = new ActiveTrigger();
			trigger.saved = JSON.stringify({ 'node:Trigger': staticData });
			expect((await trigger.post(surveyResponseBody())).status).toBe(200);
			expect(trigger.items).toHaveLength(1);
			const saved = JSON.parse(trigger.saved) as Record<string, { seen: string }>;
			expect(saved['node:Trigger']?.seen).toHaveLength(11);
		},
	);
});

describe('the same event while it is being handled', () => {
	test('waits for the first call and does not run', async () => {
		const trigger = new ActiveTrigger();
		const { open, opened } = gate();
		const first = trigger.post(surveyResponseBody(), { start: async () => await opened });
		const others = [1, 2, 3].map(async () => await trigger.post(surveyResponseBody()));
		await trigger.post(surveyResponseBody({ umid: 'another' }));
		open();
		expect((await first).status).toBe(200);
		expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(trigger.items).toHaveLength(2);
	});

	test('runs when the first could not start', async () => {
		const trigger = new ActiveTrigger();
		const { open, opened } = gate();
		const first = trigger.post(surveyResponseBody(), {
			start: async () => {
				await opened;
				throw new Error('no');
			},
		});
		const others = [1, 2, 3].map(async () => await trigger.post(surveyResponseBody()));
		open();
		expect((await first).status).toBe(500);
		expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(trigger.items).toHaveLength(1);
	});

	test.each([1, 500])(
		'waits for a run whose sender hung up, and does not run, after %d looks',
		async (looks) => {
			const trigger = new ActiveTrigger();
			const { open, opened } = gate();
			const call = { hangUp: true, start: async () => await opened };
			const first = trigger.post(surveyResponseBody(), call);
			const second = trigger.post(surveyResponseBody());
			for (let look = 0; look < looks; look += 1) await new Promise(setImmediate);
			const third = trigger.post(surveyResponseBody());
			open();
			await first;
			expect((await Promise.all([second, third])).map(({ status }) => status)).toEqual([200, 200]);
			expect(trigger.items).toHaveLength(1);
			expect(JSON.parse(trigger.saved)).toHaveProperty('node:Trigger.seen');
		},
	);

	test('stops looking an hour after the sender hung up', async () => {
		pauses.length = 0;
		const trigger = new ActiveTrigger();
		const never = new Promise<void>(() => {});
		void trigger.post(surveyResponseBody(), { hangUp: true, start: async () => await never });
		await trigger.post(surveyResponseBody());
		expect(trigger.items).toHaveLength(1);
		expect(pauses.reduce((sum, pause) => sum + pause)).toBe(3_600_000);
	});

	test.each([true, 'early'] as const)(
		'runs when the sender hung up (%s) and the run never started',
		async (hangUp) => {
			const trigger = new ActiveTrigger();
			const start = async () => await Promise.reject(new Error('no'));
			await trigger.post(surveyResponseBody(), { hangUp, start });
			await trigger.post(surveyResponseBody());
			await trigger.post(surveyResponseBody());
			expect(trigger.items).toHaveLength(1);
		},
	);
});

describe('n8n 1, which answers before it starts the run', () => {
	test('an event is seen as soon as it is answered', async () => {
		const trigger = new ActiveTrigger();
		const start = async () => await Promise.reject(new Error('database is locked'));
		await trigger.post(surveyResponseBody(), { answersFirst: true, start });
		expect(JSON.parse(trigger.saved)).toHaveProperty('node:Trigger.seen');
		await trigger.post(surveyResponseBody(), { answersFirst: true });
		expect(trigger.items).toEqual([]);
	});
});
