import {
	eventOptions,
	recogniseEvent,
	sampleBody,
	simplifiedItem,
	type EventName,
} from '../../../nodes/EightByEightSmsEngage/events';
import { limitBody } from '../../../nodes/EightByEightSmsEngage/events/limitBody';
import { isRecord, type Fields } from '../../../nodes/EightByEightSmsEngage/values/record';

const OPTIONS = {
	answersKeyedBy: 'question' as const,
	scoreQuestion: '1',
	scoreType: 'nps' as const,
	optOutKeywords: [],
};

const names = eventOptions.map(({ value }) => value as EventName);
const sampleOf = (name: EventName) => sampleBody(name, 'umid-1', '2030-01-01T00:00:00.000Z');
const itemOf = (body: Fields) => simplifiedItem(recogniseEvent(limitBody(body))!, OPTIONS);

test.each(names)('the trigger knows a test %s', (name) => {
	const item = itemOf(sampleOf(name));
	expect(item).toMatchObject({ event: name, umid: 'umid-1' });
	const missing = Object.entries(item)
		.filter(([, value]) => value === null || value === undefined)
		.map(([field]) => field);
	// Codes come with what went wrong only.
	expect(missing.filter((field) => !field.startsWith('error'))).toEqual([]);
});

const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

test.each(names)('no text of a test %s is empty', (name) => {
	expect(textsIn(sampleOf(name)).filter((text) => text.trim() === '')).toEqual([]);
});

/** As n8n's XML parser hands it over: tags in lower case, texts for numbers. */
function asXml(value: unknown): unknown {
	if (!isRecord(value)) return String(value);
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name.toLowerCase(), asXml(inner)]),
	);
}

test.each(names.filter((name) => 'namespace' in sampleOf(name)))(
	'%s gives the same item as XML (its tags are named in events/envelope.ts)',
	(name) => {
		const body = sampleOf(name);
		expect(itemOf({ root: asXml(body) })).toEqual(itemOf(body));
	},
);
