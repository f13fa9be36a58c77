import {
	ActiveTrigger,
	deliveryReceiptBody,
	EVENTS,
	smsEventBody,
	surveyResponseBody,
} from '../../support/webhookContext';

const every = () => new ActiveTrigger({ parameters: { events: EVENTS } });
const gate = () => {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { open, opened };
};

describe('the same event again', () => {
	it.each([
		['a response', surveyResponseBody(), surveyResponseBody({ answers: [] })],
		['a response without a umid', { answers: [1] }, { answers: [1] }],
		[
			'a receipt',
			deliveryReceiptBody(),
			deliveryReceiptBody({ smsCount: 3, price: null, clientMessageId: 'other' }),
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

	it.each([
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

	it('runs again when skipDuplicates is off, and nothing is kept', async () => {
		const trigger = new ActiveTrigger({ parameters: { options: { skipDuplicates: false } } });
		await trigger.post(surveyResponseBody());
		await trigger.post(surveyResponseBody());
		expect(trigger.items).toHaveLength(2);
		expect(trigger.saved).toBe('{}');
	});

	it('runs again in a test run, also after a real one', async () => {
		const trigger = new ActiveTrigger();
		await trigger.post(surveyResponseBody());
		await trigger.post(surveyResponseBody(), { mode: 'manual' });
		await trigger.post(surveyResponseBody(), { mode: 'manual' });
		expect(trigger.items).toHaveLength(3);
	});
});

describe('the memory', () => {
	it('takes the event again when its run could not start', async () => {
		const trigger = new ActiveTrigger();
		const start = async () => await Promise.reject(new Error('database is locked'));
		expect((await trigger.post(surveyResponseBody(), { start })).status).toBe(500);
		expect(trigger.saved).toBe('{}');
		expect((await trigger.post(surveyResponseBody())).status).toBe(200);
		expect(trigger.items).toHaveLength(1);
	});

	it('is saved also for the second event and those after it', async () => {
		const trigger = new ActiveTrigger();
		for (const umid of ['a', 'b', 'c']) await trigger.post(surveyResponseBody({ umid }));
		const saved = JSON.parse(trigger.saved) as Record<string, { seen: string }>;
		expect(saved['node:Trigger']?.seen).toHaveLength(33);
	});

	it('survives a restart', async () => {
		const trigger = new ActiveTrigger();
		await trigger.post(surveyResponseBody());
		const { saved } = trigger;
		await jest.isolateModulesAsync(async () => {
			const support = await import('../../support/webhookContext');
			const restarted = new support.ActiveTrigger({ nodeId: trigger.nodeId });
			restarted.saved = saved;
			await restarted.post(surveyResponseBody());
			expect(restarted.items).toEqual([]);
			await restarted.post(surveyResponseBody({ umid: 'new' }));
			expect(restarted.items).toHaveLength(1);
		});
	});

	it('keeps the last 2,000, drops the oldest first and stays small', async () => {
		const trigger = new ActiveTrigger();
		for (let n = 0; n < 2003; n++) await trigger.post(surveyResponseBody({ umid: `umid ${n}` }));
		expect(trigger.items).toHaveLength(2003);
		expect(trigger.saved.length).toBeLessThan(23_000);
		await trigger.post(surveyResponseBody({ umid: 'umid 3' }));
		expect(trigger.items).toHaveLength(2003);
		await trigger.post(surveyResponseBody({ umid: 'umid 2' }));
		expect(trigger.items).toHaveLength(2004);
	});

	it('gets back what another call has overwritten', async () => {
		const trigger = new ActiveTrigger();
		await trigger.post(surveyResponseBody({ umid: 'a' }));
		trigger.saved = '{}';
		await trigger.post(surveyResponseBody({ umid: 'a' }));
		expect(trigger.items).toHaveLength(1);
		await trigger.post(surveyResponseBody({ umid: 'b' }));
		const saved = JSON.parse(trigger.saved) as Record<string, { seen: string }>;
		expect(saved['node:Trigger']?.seen).toHaveLength(22);
	});

	it('is each trigger node its own', async () => {
		const [one, other] = [new ActiveTrigger(), new ActiveTrigger()];
		await one.post(surveyResponseBody());
		await other.post(surveyResponseBody());
		expect(other.items).toHaveLength(1);
	});

	it.each([[{ seen: 5 }], [{ seen: 'short' }], [{ seen: null }], [{ postponed: 'x' }]])(
		'does not stumble over %j',
		async (staticData) => {
			const trigger = new ActiveTrigger();
			trigger.saved = JSON.stringify({ 'node:Trigger': staticData });
			expect((await trigger.post(surveyResponseBody())).status).toBe(200);
			expect(trigger.items).toHaveLength(1);
		},
	);
});

describe('the same event while it is being handled', () => {
	it('waits for the first call and does not run', async () => {
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

	it('runs when the first could not start', async () => {
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

	it('is to be sent again when the first one hung up before its answer', async () => {
		const trigger = new ActiveTrigger();
		const { open, opened } = gate();
		const call = { hangUp: true, start: async () => await opened };
		const first = trigger.post(surveyResponseBody(), call);
		const second = trigger.post(surveyResponseBody());
		expect((await second).status).toBe(503);
		open();
		await first;
		expect((await trigger.post(surveyResponseBody())).status).toBe(200);
		expect(trigger.items).toHaveLength(1);
	});
});
