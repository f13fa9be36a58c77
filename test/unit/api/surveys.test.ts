import type { ApiClient } from '../../../nodes/EightByEightSmsEngage/api/client';
import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { sendSurvey, sendSurveyBatch } from '../../../nodes/EightByEightSmsEngage/api/surveys';

const WHERE = { subAccountId: 'sub', surveyId: 'nps' };
const QUEUED = { code: 'QUEUED', description: 'Queued' };
const REJECTED = { code: 'REJECTED', description: 'Rejected' };
const taken = { umid: 'u1', destination: '+6591234567', encoding: 'GSM7', status: QUEUED };

/** A client that answers with this, and what it was asked. */
function answering(response: unknown) {
	const requests: Array<Parameters<ApiClient>[0]> = [];
	const client: ApiClient = async (request) => {
		requests.push(request);
		return await Promise.resolve(response);
	};
	return { client, requests };
}

/** Valid JSON that does not say that 8x8 took the survey, nor that it did not. */
const UNCLEAR: Array<[string, unknown]> = [
	['nothing', undefined],
	['null', null],
	['a text', 'QUEUED'],
	['a number', 200],
	['a list', [taken]],
	['an empty object', {}],
	['an error with HTTP 200', { code: 1002, message: 'Invalid MSISDN' }],
	['no umid', { status: QUEUED }],
	['an empty umid', { ...taken, umid: '' }],
	['a umid that is a number', { ...taken, umid: 1 }],
	['a umid that is null', { ...taken, umid: null }],
	['no status', { umid: 'u1' }],
	['a status that is null', { umid: 'u1', status: null }],
	['a status that is a text', { umid: 'u1', status: 'QUEUED' }],
	['a status without a code', { umid: 'u1', status: { description: 'Queued' } }],
	['a status whose code is a number', { umid: 'u1', status: { code: 1 } }],
	['another code without a umid', { status: { code: 'rejected' } }],
];

async function failure(call: Promise<unknown>): Promise<ApiError> {
	const error: unknown = await call.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(ApiError);
	return error as ApiError;
}

function expectUnclear({ message, details }: ApiError): void {
	expect(message).toBe('The response from 8x8 does not say what became of the request');
	expect(details).toEqual({
		description: expect.stringContaining('Message → Get Many finds out'),
		reach: 'all',
		uncertain: true,
	});
}

describe('one survey', () => {
	const send = async (response: unknown) =>
		await sendSurvey(answering(response).client, WHERE, { destination: '+6591234567' });

	test('goes to its subaccount and survey', async () => {
		const { client, requests } = answering(taken);
		const body = { destination: '+6591234567' };
		await sendSurvey(client, WHERE, body);
		const path = ['subaccounts', 'sub', 'surveys', 'nps', 'messages'];
		expect(requests).toEqual([{ method: 'POST', path, body }]);
	});

	test.each<[string, unknown]>([
		['taken', taken],
		['taken, with a code that 8x8 may add', { ...taken, status: { code: 'SCHEDULED' } }],
		['rejected', { ...taken, status: REJECTED }],
		['rejected without a umid', { status: REJECTED }],
		['rejected with an empty umid', { umid: '', status: REJECTED }],
	])('%s: the response as it came', async (_, response) => {
		expect(await send(response)).toBe(response);
	});

	test.each(UNCLEAR)('%s: it may have been sent', async (_, response) => {
		expectUnclear(await failure(send(response)));
	});
});

describe('a batch', () => {
	const send = async (response: unknown) =>
		await sendSurveyBatch(answering(response).client, WHERE, {
			messages: [{ destination: '+6591234567' }],
			includeMessagesInResponse: true,
		});

	test('goes to its subaccount and survey', async () => {
		const { client, requests } = answering({ batchId: 'b1', messages: [] });
		const body = { messages: [], includeMessagesInResponse: true as const };
		await sendSurveyBatch(client, WHERE, body);
		const path = ['subaccounts', 'sub', 'surveys', 'nps', 'messages', 'batch'];
		expect(requests).toEqual([{ method: 'POST', path, body }]);
	});

	test('messages that make no sense are left out, the rest stays', async () => {
		const rejected = { status: REJECTED };
		const batch = { batchId: 'b1', clientBatchId: 'c1', acceptedCount: 1, rejectedCount: 1 };
		const unclear = UNCLEAR.map(([, message]) => message);
		const messages = [...unclear, taken, ...unclear, rejected];
		expect(await send({ ...batch, messages })).toEqual({ ...batch, messages: [taken, rejected] });
	});

	test.each<[string, unknown]>([
		['null', null],
		['missing', undefined],
		['an object', { 0: taken }],
		['a text', 'none'],
	])('with its ID, but messages that are %s: none is known', async (_, messages) => {
		expect(await send({ batchId: 'b1', messages })).toEqual({ batchId: 'b1', messages: [] });
	});

	test('without its ID, but with a message: that is taken', async () => {
		expect(await send({ messages: [taken] })).toEqual({ messages: [taken] });
	});

	test.each<[string, unknown]>([
		...UNCLEAR,
		['neither ID nor messages', { acceptedCount: 1, messages: null }],
		['neither ID nor a message', { messages: [] }],
		['no ID, and a message that makes no sense', { messages: [{ umid: 'u1' }] }],
		['an ID that is a number', { batchId: 1, messages: [] }],
	])('%s: all of it may have been sent', async (_, response) => {
		expectUnclear(await failure(send(response)));
	});
});
