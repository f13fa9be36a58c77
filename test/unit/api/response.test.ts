import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { accountBalance } from '../../../nodes/EightByEightSmsEngage/api/account';
import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { plainWords } from '../../../nodes/EightByEightSmsEngage/api/errorCodes';
import { exportFiles } from '../../../nodes/EightByEightSmsEngage/api/exports';
import { readResponse } from '../../../nodes/EightByEightSmsEngage/api/response';

const read = (statusCode: number, body?: unknown) =>
	readResponse({ statusCode, body, headers: {} } as IN8nHttpFullResponse, []);

function refusal(statusCode: number, body?: string): ApiError {
	try {
		read(statusCode, body);
	} catch (error) {
		return error as ApiError;
	}
	throw new Error('It was not refused');
}

test.each([undefined, '', ' \r\n', Buffer.from('')])('a success without a body: %j', (body) => {
	expect(read(204, body)).toBeUndefined();
});

test('a refusal without a word says no more than what it means', () => {
	const { message, description } = plainWords(400, undefined);
	for (const body of [undefined, '', '{}', '<html>']) {
		const error = refusal(400, body);
		expect(error.message).toBe(message);
		expect(error.details).toEqual({
			description,
			reach: 'item',
			uncertain: false,
			httpStatus: 400,
		});
	}
});

test('a refusal with words and an error ID', () => {
	const { description } = plainWords(400, 1001);
	const { details } = refusal(400, '{"code":1001,"message":"No such.","errorId":"e-1"}');
	expect(details.description).toBe(`${description} 8x8 says: "No such." Code: 1001. Error ID: e-1`);
	expect([details.code, details.errorId]).toEqual([1001, 'e-1']);
});

const answering = (answer: unknown) => async () => await Promise.resolve(answer);

test('an answer that lacks what was asked for is named by it', async () => {
	const missing = async (asked: Promise<unknown>) =>
		await asked.catch((error: ApiError) => error.details.description);
	expect(await missing(accountBalance(answering({ currency: 'USD' }), 'a'))).toBe(
		'It holds no balance. Try again later.',
	);
	const job = { jobId: 'j', subAccountId: 's' } as unknown as Parameters<typeof exportFiles>[1];
	expect(await missing(exportFiles(answering({ status: 'odd' }), job))).toBe(
		'It holds no status of the export. Try again later.',
	);
	expect(await missing(exportFiles(answering({ status: 'succeeded' }), job))).toBe(
		'It holds no link to the log. Try again later.',
	);
});
