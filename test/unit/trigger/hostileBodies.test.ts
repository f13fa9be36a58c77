import { timed } from '../../support/processorTime';
import { ActiveTrigger, EVENTS } from '../../support/webhookContext';

/** What n8n takes at most. */
const SIZE = 16 * 1024 * 1024;
/** Of the processor, besides as much as parsing takes: most bodies take less than a tenth of it. */
const MILLISECONDS = 3_000;
const TIMES = 20;

const fill = (head: string, one: (n: number) => string, tail: string, size = SIZE) => {
	const parts = [];
	for (let length = head.length + tail.length, n = 0; ; n += 1) {
		const part = one(n);
		length += part.length + 1;
		if (length > size) break;
		parts.push(part);
	}
	return `${head}${parts.join(',')}${tail}`;
};
const answers = (one: (n: number) => string, size?: number) =>
	fill('{"umid":"u","surveySubmittedAt":"x","answers":[', one, ']}', size);

/** Variables as JSON text, their name in another case each time, and colons that are not seen before. */
function textOfKeys(n: number): string {
	const name = [...'templateVariables'].map((letter, place) =>
		(n >> place) & 1 ? letter.toUpperCase() : letter.toLowerCase(),
	);
	const keys = fill('{', (k) => `"${k.toString(36)}z":0`, '}', 990_000);
	return `"${name.join('')}":${JSON.stringify(keys).replaceAll(':', '\\u003a')}`;
}

const BODIES: Array<[string, () => string]> = [
	['empty answers', () => answers(() => '{}')],
	['empty answers, 3 kB', () => answers(() => '{}', 3_000)],
	['answers of one digit, 10 kB', () => answers(() => '{"answer":1}', 10_000)],
	['numbers for answers', () => answers(() => '1')],
	['lists for answers', () => answers(() => '[]')],
	['different questions', () => answers((n) => `{"question":"Q${n}","answer":1}`)],
	['one question', () => answers(() => '{"question":"Q","answer":1}')],
	['different IDs', () => answers((n) => `{"questionId":${n}}`)],
	['long questions', () => answers((n) => `{"question":"${n}${'&lt;'.repeat(20_000)}"}`)],
	['one long text', () => `{"answers":[{"question":"Q","answer":"${'x'.repeat(SIZE - 60)}"}]}`],
	['one long question', () => `{"answers":[{"question":"${'<a '.repeat(SIZE / 3 - 20)}"}]}`],
	['an answer of many lists', () => `{"answers":[{"answer":${fill('[', () => '[]', ']')}}]}`],
	[
		'variables',
		() => fill('{"answers":[],"templateVariables":[', () => '{"name":"","value":0}', ']}'),
	],
	['named variables', () => fill('{"answers":[],"templateVariables":{', (n) => `"${n}":0`, '}}')],
	['the same key', () => fill('{"answers":[],', () => '"a":0', '}')],
	['different keys', () => fill('{"answers":[],', (n) => `"k${n}":0`, '}')],
	['short keys', () => fill('{"answers":[],', (n) => `"${n.toString(36)}z":0`, '}')],
	['keys in a payload', () => fill('{"answers":[],"payload":{', (n) => `"${n}k":0`, '}}')],
	['keys in JSON texts', () => fill('{"answers":[],', (n) => textOfKeys(n), '}')],
	['lists elsewhere', () => fill('{"answers":[],"x":[', () => '[]', ']}')],
	['depth', () => `{"answers":[],"x":${'['.repeat(SIZE / 2 - 20)}${']'.repeat(SIZE / 2 - 20)}}`],
	['lists in lists', () => fill('{"answers":[],"x":[', () => `[${'[],'.repeat(1_500)}[]]`, ']}')],
	[
		'a text message',
		() =>
			`{"namespace":"SMS","eventType":"inbound_message_received","payload":{"body":"${'é'.repeat(SIZE / 2 - 60)}"}}`,
	],
];

test.each(BODIES)('%s: no more than twenty times its size, and soon', async (_, body) => {
	const text = body();
	const rawBody = Buffer.from(text);
	const [parsed, parsing] = timed(() => JSON.parse(text) as unknown);
	for (const simplify of [true, false]) {
		const parameters = {
			events: EVENTS,
			options: { simplify, scoreQuestion: "1. What's your score?" },
		};
		const trigger = new ActiveTrigger({ parameters });
		const [answer, took] = timed(() => trigger.post(parsed, { rawBody }));
		expect((await answer).status).toBe(200);
		expect(JSON.stringify(trigger.items[0]?.json).length / text.length).toBeLessThan(TIMES);
		expect(took).toBeLessThan(MILLISECONDS + parsing);
	}
});
