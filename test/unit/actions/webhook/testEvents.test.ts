import { TEST_EVENTS } from '../../../../nodes/EightByEightSmsEngage/actions/webhook/testEvents';
import { recogniseEvent, simplifiedItem } from '../../../../nodes/EightByEightSmsEngage/events';
import { limitBody } from '../../../../nodes/EightByEightSmsEngage/events/limitBody';

const OPTIONS = {
	answersKeyedBy: 'question' as const,
	scoreQuestion: '1',
	scoreType: 'nps' as const,
	optOutKeywords: [],
};

test.each(Object.entries(TEST_EVENTS))('the trigger knows a test %s', (name, body) => {
	const event = recogniseEvent(limitBody(body('umid-1', '2030-01-01T00:00:00.000Z')))!;
	expect(event.kind.option.value).toBe(name);
	const item = simplifiedItem(event, OPTIONS);
	expect(item).toMatchObject({ event: name, umid: 'umid-1' });
	const missing = Object.entries(item)
		.filter(([, value]) => value === null || value === undefined)
		.map(([field]) => field);
	// Codes come with what went wrong only.
	expect(missing.filter((field) => !field.startsWith('error'))).toEqual([]);
});
