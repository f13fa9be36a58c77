import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { failureOf } from '../../../nodes/EightByEightSmsEngage/n8n/failure';
import {
	mayHaveBeenSent,
	outcomeOfError,
	type Outcome,
} from '../../../nodes/EightByEightSmsEngage/sending/outcome';
import { report } from '../../../nodes/EightByEightSmsEngage/sending/report';
import { executeContext } from '../../support/executeContext';

const survey = (clientMessageId: string) => ({
	itemIndex: 0,
	surveyId: 'nps',
	subAccountId: 'demo',
	request: { destination: '+6591234567', templateBody: '{{url}}', clientMessageId },
});
const sent = (umid: string): Outcome => ({ kind: 'sent', json: { umid } });
const failed = (message: string): Outcome => ({ kind: 'failed', failure: { message } });
const wrong = (message: string): Outcome => ({ kind: 'wrong', failure: { message } });
const unknown = (id: string): Outcome => mayHaveBeenSent(survey(id), { message: 'No answer' });
const kept: Outcome = { kind: 'notReached', failure: { message: 'kept back' } };
const many = <T>(count: number, of: (index: number) => T) =>
	Array.from({ length: count }, (_, i) => of(i));

/** The error of a run under "Stop". */
function errorOf(outcomes: Outcome[]): NodeApiError | NodeOperationError {
	const { context } = executeContext({ items: outcomes.map(() => ({})) });
	try {
		report(context, outcomes);
	} catch (error) {
		return error as NodeOperationError;
	}
	throw new Error('nothing was thrown');
}

test.each<[string, Outcome[], string]>([
	[
		'nothing sent, items wrong',
		[...many(6, () => kept), wrong('no number'), wrong('no number'), ...many(12, () => kept)],
		'Nothing was sent: 2 of 20 items are wrong. Items 6 (the 7th), 7 (the 8th): no number. The other 18 were not sent because of this.',
	],
	[
		'one wrong',
		[wrong('x'), kept],
		'Nothing was sent: 1 of 2 items is wrong. Item 0 (the 1st): x. The other one was not sent because of this.',
	],
	[
		'nothing sent, all failed',
		[failed('x'), failed('x')],
		'Nothing was sent: 2 of 2 surveys failed. Items 0 (the 1st), 1 (the 2nd): x.',
	],
	['some sent', [sent('u'), failed('x')], '1 of 2 surveys failed. Item 1 (the 2nd): x.'],
	[
		'perhaps sent',
		[unknown('a'), failed('x')],
		'2 of 2 surveys failed. Item 0 (the 1st): No answer. The survey may have been sent. Item 1 (the 2nd): x. Of these, 1 may have been sent.',
	],
	[
		'many items of one reason',
		many(8, () => failed('x')),
		'Nothing was sent: 8 of 8 surveys failed. Items 0 (the 1st), 1 (the 2nd), 2 (the 3rd), 3 (the 4th), 4 (the 5th) and 3 more: x.',
	],
	[
		'five reasons',
		many(5, (index) => failed(`r${index}`)),
		'Nothing was sent: 5 of 5 surveys failed. Item 0 (the 1st): r0. Item 1 (the 2nd): r1. Item 2 (the 3rd): r2. Item 3 (the 4th): r3. Item 4 (the 5th): r4.',
	],
	[
		'many reasons',
		many(7, (index) => failed(`r${index}`)),
		'Nothing was sent: 7 of 7 surveys failed. Item 0 (the 1st): r0. Item 1 (the 2nd): r1. Item 2 (the 3rd): r2. Item 3 (the 4th): r3. Item 4 (the 5th): r4. Others failed for other reasons.',
	],
])('%s', (_, outcomes, message) => {
	expect(errorOf(outcomes).message).toBe(message);
});

test.each([
	[11, '12th'],
	[20, '21st'],
	[21, '22nd'],
	[111, '112th'],
])('item %i is the %s', (index, ordinal) => {
	const outcomes = [...many(index, () => sent('u')), failed('x')];
	expect(errorOf(outcomes).message).toContain(`Item ${index} (the ${ordinal}): x`);
});

test.each<[string, Outcome[], string, string]>([
	['none', [failed('x'), failed('x')], 'No survey was accepted by 8x8.', 'confirmed'],
	[
		'none for certain',
		[unknown('a'), failed('x')],
		'8x8 has confirmed none of the surveys.',
		'No survey was accepted',
	],
	[
		'some',
		[sent('u1'), failed('x')],
		'1 of 2 surveys had gone out, with these message IDs (umid): u1.',
		'…',
	],
	['many', [...many(6, (index) => sent(`u${index}`)), failed('x')], 'u0, u1, u2, u3, u4, ….', 'u5'],
	['five', [...many(5, (index) => sent(`u${index}`)), failed('x')], 'u0, u1, u2, u3, u4.', '…'],
	[
		'to look for',
		[unknown('a'), failed('x'), unknown('b')],
		'The client message IDs of those that may have been sent, to look for with Message → Get Many: a, b.',
		'accepted',
	],
	[
		'the one to look for, when another item failed first',
		[failed('x'), unknown('a')],
		'The client message ID of the one that may have been sent, to look for with Message → Get Many: a.',
		'IDs',
	],
	[
		'the one to look for, when the words on it say so',
		[unknown('a'), failed('x')],
		'find out with the operation Message → Get Many whether it went out: its client message ID is a.',
		'to look for',
	],
	[
		'the way for the others',
		[wrong('x'), kept],
		`To send the other one all the same, set 'On Error' on the Settings tab to "Continue (using error output)": the wrong one then comes out there with its fields, to be corrected and sent.`,
		'a retry sends',
	],
	[
		'the way for several others',
		[wrong('x'), kept, kept],
		'To send the other 2 all the same, set',
		'a retry sends',
	],
	[
		'where several wrong ones come out',
		[wrong('x'), wrong('y'), kept],
		'the wrong ones then come out there with their fields',
		'a retry sends',
	],
	[
		'the way after a refusal',
		[sent('u'), failed('x')],
		'Once the cause is gone, a retry sends only what has not gone out.',
		'Settings tab',
	],
	[
		'the way after a stop because of one that may have been sent',
		[unknown('a'), kept],
		'Once the cause is gone, a retry sends only what has not gone out.',
		'Settings tab',
	],
	[
		'the way after a stop',
		[sent('u'), failed('x'), kept],
		'Once the cause is gone, a retry sends only what has not gone out.',
		'Settings tab',
	],
	[
		'no word of a retry when there is nothing it could leave out',
		[failed('x'), kept],
		'No survey was accepted by 8x8.',
		'retry',
	],
])('what had gone out: %s', (_, outcomes, said, notSaid) => {
	const { description } = errorOf(outcomes);
	expect(description).toContain(said);
	expect(description).not.toContain(notSaid);
});

test.each([
	['wrong', wrong],
	['refused', failed],
])('when all items are %s there is nothing more to say', (_, outcome) => {
	expect(errorOf([outcome('x'), outcome('y')]).description).toBe('No survey was accepted by 8x8.');
});

test.each<[string, Outcome]>([
	['cannot be sent', wrong('no number')],
	['was refused', failed('no number')],
	['was rejected', { kind: 'rejected', json: {}, failure: { message: 'no number' } }],
])('one item that %s has its own words, after "Nothing was sent"', (_, outcome) => {
	const error = errorOf([outcome]);
	expect(error.message).toBe('Nothing was sent: no number');
	expect(error.context.failed).toStrictEqual([{ itemIndex: 0, message: 'no number' }]);
});

test('one item has its own words, and its client message ID when it may have been sent', () => {
	const error = errorOf([unknown('ticket-7')]);
	expect(error.message).toBe('No answer. The survey may have been sent');
	expect(error.description).toContain('its client message ID is ticket-7');
	expect(error.description).not.toContain('undefined');
	expect(error.context.failed).toEqual([
		{ itemIndex: 0, message: error.message, clientMessageId: 'ticket-7' },
	]);
});

const refusal = (uncertain: boolean) =>
	new ApiError('Refused', {
		description: 'Do this. 8x8 says: "Wait." Code: 1002. Error ID: e1',
		said: '8x8 says: "Wait." Code: 1002. Error ID: e1',
		reach: 'item',
		uncertain,
		httpStatus: 400,
		code: 1002,
		errorId: 'e1',
	});

test('a refusal by 8x8 keeps its HTTP status, code and error ID', () => {
	const error = errorOf([sent('u'), outcomeOfError(survey('a'), refusal(false))]);
	expect(error).toBeInstanceOf(NodeApiError);
	expect((error as NodeApiError).httpCode).toBe('400');
	expect(error.context).toMatchObject({
		itemIndex: 1,
		code: 1002,
		errorId: 'e1',
		sent: [{ itemIndex: 0, umid: 'u' }],
		failed: [{ itemIndex: 1, message: 'Refused', code: 1002, errorId: 'e1' }],
	});
	expect(errorOf([failed('x')])).toBeInstanceOf(NodeOperationError);
});

test('what may have been sent gives 8x8’s words, code and error ID, if it gave any', () => {
	const described = (outcome: Outcome) =>
		'failure' in outcome ? outcome.failure?.description : '';
	expect(described(outcomeOfError(survey('a'), refusal(true)))).toMatch(
		/leaves it alone\. 8x8 says: "Wait\." Code: 1002\. Error ID: e1$/,
	);
	expect(described(unknown('a'))).toMatch(/A retry by n8n leaves it alone\.$/);
});

const details = expect.stringMatching(/^Open this node in the editor, /) as string;

test.each<[string, object, object]>([
	[
		"n8n's own advice to an expression",
		{ message: 'no such node', description: 'Check the name' },
		{ error: 'no such node', details: 'Check the name' },
	],
	['no advice', { message: 'no such node', description: null }, { error: 'no such node', details }],
	[
		'empty advice',
		{ message: 'no such node', description: '' },
		{ error: 'no such node', details },
	],
	['no words', { message: '' }, { error: 'This item failed', details }],
	['words that are none', { message: { code: 1 } }, { error: 'This item failed', details }],
])('an item that cannot be read because of an error with %s', (_, thrown, json) => {
	const { context } = executeContext({ continueOnFail: true });
	const [item] = report(context, [{ kind: 'wrong', failure: failureOf(thrown) }]);
	expect(item).toStrictEqual({ json, pairedItem: { item: 0 } });
});

test.each([undefined, 500])(
	'an error names its reason in our words, HTTP status %s',
	(httpStatus) => {
		const message = 'The template of "ECONNREFUSED Ltd" is not known';
		const error = errorOf([sent('u'), { kind: 'failed', failure: { message, httpStatus } }]);
		expect(error.message).toBe(`1 of 2 surveys failed. Item 1 (the 2nd): ${message}.`);
	},
);
