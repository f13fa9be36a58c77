import {
	outcomeOfResponse,
	type OnRejected,
} from '../../../nodes/EightByEightSmsEngage/sending/outcome';
import type { Survey } from '../../../nodes/EightByEightSmsEngage/sending/survey';
import type { SmsResponse } from '../../../nodes/EightByEightSmsEngage/api/types';

const survey: Survey = {
	itemIndex: 0,
	surveyId: 'nps',
	subAccountId: 'demo',
	request: { destination: '+6591234567', templateBody: '{{url}}', clientMessageId: 'ticket-1' },
};
const answer = { umid: 'u', destination: '6591234567', status: { code: 'QUEUED' } };

test.each([
	['as the answer has it', { clientMessageId: 'TICKET-1' }, 'TICKET-1'],
	["the request's, when the answer has none", {}, 'ticket-1'],
	["the request's, when the answer has null", { clientMessageId: null }, 'ticket-1'],
])('the client message ID of the item: %s', (_, given, expected) => {
	const outcome = outcomeOfResponse(survey, { ...answer, ...given } as SmsResponse, 'error');
	expect(outcome).toMatchObject({ kind: 'sent', json: { clientMessageId: expected } });
});

describe('what 8x8 rejected was not sent', () => {
	const outcomeOf = (onRejected: OnRejected, description?: string) => {
		const status = { code: 'REJECTED', description };
		return outcomeOfResponse(survey, { ...answer, status } as SmsResponse, onRejected);
	};

	test.each([
		['No such number', '8x8 rejected the survey: No such number'],
		[undefined, '8x8 rejected the survey'],
	])('for the reason %j', (description, message) => {
		expect(outcomeOf('error', description)).toMatchObject({
			kind: 'rejected',
			json: { umid: 'u' },
			failure: { message, description: expect.stringContaining("set 'On Rejected'") },
		});
	});

	test('and is no failure with On Rejected set to Output', () => {
		const outcome = outcomeOf('output');
		expect(outcome.kind).toBe('rejected');
		expect(outcome).not.toHaveProperty('failure');
	});
});
