import { outcomeOfResponse } from '../../../nodes/EightByEightSmsEngage/sending/outcome';
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

test.each([
	['error', { message: '8x8 rejected the survey: No such number' }],
	['output', undefined],
] as const)('what 8x8 rejected was not sent, with On Rejected %s', (onRejected, failure) => {
	const status = { code: 'REJECTED', description: 'No such number' };
	const outcome = outcomeOfResponse(survey, { ...answer, status } as SmsResponse, onRejected);
	expect(outcome).toMatchObject({ kind: 'rejected', json: { umid: 'u', status } });
	expect('failure' in outcome && outcome.failure).toEqual(
		failure ? expect.objectContaining(failure) : false,
	);
});
