import type { IDataObject } from 'n8n-workflow';

import {
	ActiveTrigger,
	deliveryReceiptBody,
	EVENTS,
	smsEventBody,
	surveyResponseBody,
} from '../../support/webhookContext';

const RECEIVED = { status: 200, body: { received: true } };
const message = expect.objectContaining({ message: expect.any(String) as string }) as object;

describe('a wanted event', () => {
	test('is answered 200 and runs with one item', async () => {
		const trigger = new ActiveTrigger();
		expect(await trigger.post(surveyResponseBody())).toEqual(RECEIVED);
		expect(trigger.items).toHaveLength(1);
		expect(trigger.items[0]?.json.event).toBe('surveyResponse');
	});

	test.each([null, '', ' ', undefined])(
		'has no envelope when namespace and eventType are %j',
		async (none) => {
			const trigger = new ActiveTrigger();
			const body = { umid: 'u', surveySubmittedAt: '2026-01-01T00:00:00Z', eventType: none };
			expect(await trigger.post({ ...body, namespace: none })).toEqual(RECEIVED);
			expect(trigger.items).toHaveLength(1);
		},
	);

	test('needs no umid', async () => {
		const trigger = new ActiveTrigger();
		expect(await trigger.post({ answers: [] })).toEqual(RECEIVED);
		expect(trigger.items[0]?.json.umid).toBeNull();
	});
});

describe('an event that is not wanted', () => {
	const notChosen = deliveryReceiptBody();

	test.each([
		['not chosen', notChosen],
		['of another namespace', { ...deliveryReceiptBody(), namespace: 'VOICE' }],
		['of an unknown type', smsEventBody('something_new', {})],
		['without a payload', { namespace: 'SMS', eventType: 'short_url_clicked', payload: null }],
		['a response inside an envelope', { ...surveyResponseBody(), namespace: 'SMS' }],
		['no event at all', { hello: 'world' }],
		// The old format of 8x8's webhooks (Wavecell) is what is now the payload.
		['a receipt of the old format', deliveryReceiptBody().payload],
		['a reply of the old format', { umid: 'u', source: '+6591234567', body: 'STOP', smsCount: 1 }],
	])('%s: 200 without a run', async (_, body) => {
		const isChosen = body !== notChosen;
		const trigger = new ActiveTrigger({ parameters: isChosen ? { events: EVENTS } : {} });
		expect(await trigger.post(body)).toEqual(RECEIVED);
		expect(trigger.items).toEqual([]);
		expect(trigger.saves).toBe(0);
	});
});

describe('a body that is no JSON object', () => {
	test.each([[[]], [[{ answers: [] }]], ['text'], [5], [true], [null], [undefined], [{}]])(
		'%j: 400 without a run',
		async (body) => {
			const trigger = new ActiveTrigger();
			expect(await trigger.post(body)).toEqual({ status: 400, body: message });
			expect(trigger.items).toEqual([]);
		},
	);
});

describe('a form', () => {
	test.each([
		['application/x-www-form-urlencoded', { answers: '[]', umid: 'u' }],
		['application/x-www-form-urlencoded; charset=utf-8', { '{"answers":[]}': '' }],
		['multipart/form-data; boundary=x', { data: { answers: '[]' }, files: {} }],
		['Multipart/Form-Data', { answers: '[]' }],
	])('%s: 400 without a run, with words that say how to send it', async (contentType, body) => {
		const trigger = new ActiveTrigger({ parameters: { events: EVENTS } });
		const answer = await trigger.post(body, { contentType });
		expect(answer).toEqual({ status: 400, body: message });
		expect(JSON.stringify(answer.body)).toContain('application/json');
		expect(trigger.items).toEqual([]);
	});
});

describe('authentication', () => {
	const parameters = { authentication: 'authorizationHeader' };
	const secret = 'Bearer s3cret';

	test.each([
		['missing', undefined],
		['empty', ''],
		['wrong', 'no'],
		['wrong at the same length', 'Bearer s3creT'],
		['the beginning of the right one', 'Bearer s3cre'],
		['longer than the right one', 'Bearer s3crets'],
		['twice, the right one first', [secret, 'no']],
		['twice, the right one last', ['no', secret]],
		['twice the right one', [secret, secret]],
	])('%s: 401 without a run, and the secret is not told', async (_, authorization) => {
		const trigger = new ActiveTrigger({ parameters, webhookAuthorization: secret });
		const answer = await trigger.post(surveyResponseBody(), { authorization });
		expect(answer).toEqual({ status: 401, body: message });
		expect(JSON.stringify(answer)).not.toContain('s3cret');
		expect(trigger.items).toEqual([]);
	});

	test.each([secret, `  ${secret} `])('lets the value %j in', async (webhookAuthorization) => {
		const trigger = new ActiveTrigger({ parameters, webhookAuthorization });
		expect(await trigger.post(surveyResponseBody(), { authorization: secret })).toEqual(RECEIVED);
		expect(trigger.items).toHaveLength(1);
	});

	test('compares bytes: UTF-8 in the credential, Latin-1 from Node', async () => {
		const trigger = new ActiveTrigger({ parameters, webhookAuthorization: 'schlüssel' });
		const authorization = Buffer.from('schlüssel').toString('latin1');
		expect(await trigger.post(surveyResponseBody(), { authorization })).toEqual(RECEIVED);
	});

	test.each([undefined, '', '  ', 5])('lets nobody in when the value is %j', async (value) => {
		const trigger = new ActiveTrigger({ parameters, webhookAuthorization: value });
		const answers = [
			await trigger.post(surveyResponseBody(), { authorization: '' }),
			await trigger.post(surveyResponseBody(), { authorization: '5' }),
			await trigger.post(surveyResponseBody()),
		];
		expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
	});

	test('comes before the address and the body', async () => {
		const options = { ipAllowlist: '203.0.113.7' };
		const trigger = new ActiveTrigger({
			parameters: { ...parameters, options },
			webhookAuthorization: secret,
		});
		expect((await trigger.post([])).status).toBe(401);
		expect((await trigger.post([], { authorization: secret })).status).toBe(403);
		const call = { authorization: secret, ip: '203.0.113.7' };
		expect((await trigger.post([], call)).status).toBe(400);
	});
});

describe('the IP allowlist', () => {
	const parameters = { options: { ipAllowlist: '8x8, 10.1.0.0/16' } };

	test('turns others away with 403 and tells them nothing of the network', async () => {
		const trigger = new ActiveTrigger({ parameters });
		const answer = await trigger.post(surveyResponseBody(), { ip: '9.9.9.9' });
		expect(answer).toEqual({ status: 403, body: message });
		expect(JSON.stringify(answer.body)).not.toContain('9.9.9.9');
		expect(trigger.items).toEqual([]);
	});

	test('lets those on it in', async () => {
		const trigger = new ActiveTrigger({ parameters });
		expect(await trigger.post(surveyResponseBody(), { ip: '::ffff:10.1.2.3' })).toEqual(RECEIVED);
		expect(trigger.items).toHaveLength(1);
	});
});

describe('filters', () => {
	const events = EVENTS;
	const click = smsEventBody('short_url_clicked', { eventId: 'e', umid: 'u' });
	const inbound = smsEventBody('inbound_message_received', { umid: 'i', subAccountId: 'sales' });

	test.each([
		[{ surveyIds: 'a, test-surveyid' }, surveyResponseBody(), 1],
		[{ surveyIds: 'a,b' }, surveyResponseBody(), 0],
		[{ surveyIds: 'a,b' }, deliveryReceiptBody(), 1],
		[{ surveyIds: ' , ' }, surveyResponseBody(), 1],
		[{ surveyIds: 'a' }, surveyResponseBody({ surveyId: null }), 1],
		[{ surveyIds: '7' }, surveyResponseBody({ surveyId: 7 }), 1],
		[{ subAccountIds: 'care' }, deliveryReceiptBody(), 1],
		[{ subAccountIds: 'sales' }, deliveryReceiptBody(), 0],
		[{ subAccountIds: 'care' }, inbound, 0],
		[{ subAccountIds: 'care' }, surveyResponseBody(), 1],
		[{ subAccountIds: 'care' }, click, 1],
		[{ states: ['undelivered', 'rejected'] }, deliveryReceiptBody(), 0],
		[{ states: ['delivered'] }, deliveryReceiptBody(), 1],
		[{ states: ['delivered'] }, click, 1],
		[{ states: [] }, deliveryReceiptBody(), 1],
		[{ subAccountIds: 'care', states: ['sent'] }, deliveryReceiptBody(), 0],
		...['a，Test-SurveyID', 'a;test-surveyid', 'a\ntest-surveyid', 'a、test-\u200bsurveyid'].map(
			(surveyIds): [IDataObject, IDataObject, number] => [{ surveyIds }, surveyResponseBody(), 1],
		),
		[{ surveyIds: '\u200b' }, surveyResponseBody(), 1],
		[{ surveyIds: ['a', 'TEST-SURVEYID'] }, surveyResponseBody(), 1],
		[{ surveyIds: 'nps,csat' }, surveyResponseBody({ surveyId: ' NPS ' }), 1],
		[{ surveyIds: 'a；b' }, surveyResponseBody(), 0],
	] as Array<[IDataObject, IDataObject, number]>)('%j', async (filters, body, runs) => {
		const trigger = new ActiveTrigger({ parameters: { events, filters } });
		expect(await trigger.post(body)).toEqual(RECEIVED);
		expect(trigger.items).toHaveLength(runs);
	});
});
