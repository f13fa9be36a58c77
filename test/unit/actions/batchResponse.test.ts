import fc from 'fast-check';

import { matchResponses } from '../../../nodes/EightByEightSmsEngage/actions/survey/batchResponse';
import { toBatches } from '../../../nodes/EightByEightSmsEngage/actions/survey/batchRequest';
import type { SmsResponse } from '../../../nodes/EightByEightSmsEngage/api/types';
import type { Survey } from '../../../nodes/EightByEightSmsEngage/sending/survey';

const survey = (destination: string, clientMessageId: string, itemIndex = 0): Survey => ({
	itemIndex,
	surveyId: 'nps',
	subAccountId: 'demo',
	request: { destination, templateBody: '{{url}}', clientMessageId },
});
const answer = (umid: string, destination: string, clientMessageId?: string): SmsResponse => ({
	umid,
	destination,
	status: { code: 'QUEUED', description: '' },
	encoding: 'GSM7',
	...(clientMessageId !== undefined && { clientMessageId }),
});
const rejected = (sent: SmsResponse): SmsResponse[] => [
	sent,
	{ ...sent, umid: '', status: { code: 'REJECTED', description: '' } },
];
const umids = (batch: Survey[], answers: SmsResponse[]) =>
	matchResponses(batch, answers).map((matched) => matched?.umid);

test.each<[string, Survey[], SmsResponse[], Array<string | undefined>]>([
	[
		'in another order',
		[survey('+6591', 'a'), survey('+6592', 'b')],
		[answer('2', '6592', 'b'), answer('1', '6591', 'a')],
		['1', '2'],
	],
	['in another case', [survey('+6591', 'Ticket')], [answer('1', '6591', 'TICKET')], ['1']],
	['by the number, when the ID is missing', [survey('+6591', 'a')], [answer('1', '6591')], ['1']],
	[
		'by no number that two have',
		[survey('+6591', 'a'), survey('+6591', 'b')],
		[answer('1', '6591')],
		[undefined, undefined],
	],
	[
		'by no number that two answers have',
		[survey('+6591', 'a')],
		[answer('1', '6591', 'x'), answer('2', '6591', 'y')],
		[undefined],
	],
	[
		'by the number, when its other survey was found by the ID',
		[survey('+6591', 'a'), survey('+6591', 'b')],
		[answer('1', '6591', 'a'), answer('2', '6591')],
		['1', '2'],
	],
	[
		'not at all, when it is left out',
		[survey('+6591', 'a')],
		[answer('1', '6592', 'b')],
		[undefined],
	],
	[
		'by an ID that comes back as a number',
		[survey('+6591', '1042')],
		[answer('1', '6599', 1042 as never)],
		['1'],
	],
	[
		'to none of two answers to another survey of the same number',
		[survey('+6591', 'a'), survey('+6591', 'b')],
		[answer('1', '6591', 'a'), answer('2', '6591', 'a')],
		['2', undefined],
	],
	...[rejected, (sent: SmsResponse) => [...rejected(sent)].reverse()].map(
		(both): [string, Survey[], SmsResponse[], string[]] => [
			'to the answer that took it, when another rejects it',
			[survey('+6591', 'a')],
			both(answer('1', '6591', 'a')),
			['1'],
		],
	),
])('matched %s', (_, batch, answers, expected) => {
	expect(umids(batch, answers)).toEqual(expected);
});

test('every survey of any batches gets its own answer, in whatever order and case they come', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ id: fc.constantFrom('a', 'A', 'b', 'B', 'ä', 'Ä'), to: fc.nat(3) }), {
				maxLength: 20,
			}),
			fc.integer({ min: 1, max: 5 }),
			fc.func(fc.constantFrom('upper', 'lower', 'same')),
			(items, size, caseOf) => {
				const surveys = items.map(({ id, to }, index) => survey(`+659${to}`, id, index));
				for (const batch of toBatches(surveys, size)) {
					const answers = batch.map(({ itemIndex, request }) => {
						const id = request.clientMessageId!;
						const changed = { upper: id.toUpperCase(), lower: id.toLowerCase(), same: id };
						return answer(String(itemIndex), request.destination, changed[caseOf(itemIndex)]);
					});
					expect(umids(batch, answers.reverse())).toEqual(
						batch.map(({ itemIndex }) => String(itemIndex)),
					);
				}
			},
		),
	);
});
