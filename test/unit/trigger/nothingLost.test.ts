/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { ActiveTrigger, EVENTS, smsEventBody } from '../../support/webhookContext';
import type * as quickly from './quickly';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quickly>('./quickly').withoutSleep());

type Fields = Record<string, unknown>;
/** Own properties, also one that is called __proto__. */
const fields = (entries: Array<[string, unknown]>): Fields => Object.fromEntries(entries);
const asParsed = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

async function itemOf(body: unknown, simplify: boolean): Promise<IDataObject> {
	const trigger = new ActiveTrigger({
		parameters: { events: EVENTS, options: { simplify, skipDuplicates: false } },
		httpRequest: async () => ({ statusCode: 200, body: { resumed: true }, headers: {} }),
	});
	expect((await trigger.post(asParsed(body))).status).toBe(200);
	expect(trigger.items).toHaveLength(1);
	return trigger.items[0]!.json;
}

/** The case in which names come. */
const spelling = fc.constantFrom(
	(name: string) => name,
	(name: string) => name.toLowerCase(),
	(name: string) => name.toUpperCase(),
	(name: string) => name[0]!.toUpperCase() + name.slice(1),
);
const said = fc.oneof(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 }));
const date = fc
	.date({ noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2030-01-01') })
	.map((moment) => moment.toISOString());
const id = fc.oneof(fc.uuid(), fc.nat().map(String));
const malformed = fc.constantFrom<unknown>(null, 1, 'text', true, [], {}, ['x']);

// Questions: each has a text or an ID or both, and one answer or several.
const question = fc.record({
	text: fc.stringMatching(/^[A-Z][a-z]{0,8}( [a-z]{1,6}){0,2}\?$/),
	named: fc.constantFrom('both', 'text', 'id'),
	answers: fc.array(fc.record({ answerId: fc.option(id), answer: said }), {
		minLength: 1,
		maxLength: 3,
	}),
});
const questions = fc
	.uniqueArray(question, { selector: ({ text }) => text, maxLength: 5 })
	.map((all) => all.map((one, index) => ({ ...one, id: `q${index}` })));

// Variables: names that mean something elsewhere too.
const isTaken = (name: string) => /^[\s\p{C}]*(name|value|n8nresume)[\s\p{C}]*$/iu.test(name);
const variable = fc.tuple(
	fc.oneof(
		fc.constantFrom('ticket', 'First Name', 'größe', '__proto__', 'constructor', 'toString', ''),
		fc.string().filter((name) => !isTaken(name)),
	),
	said,
);
const variables = fc
	.uniqueArray(variable, { selector: ([name]) => name, maxLength: 5 })
	.chain((some) =>
		// A variable called "name" beside others is one like them.
		some.length === 0
			? fc.constant(some)
			: fc.boolean().map((and) => (and ? [['name', 'Ann'] as [string, unknown], ...some] : some)),
	);
const TOKEN = '12.n8nSignature.0123456789abcdefghijkl';

const response = fc.record({
	umid: fc.uuid(),
	surveyId: id,
	started: date,
	submitted: date,
	questions,
	variables,
	token: fc.constantFrom(undefined, 'n8nResume', 'n8nresume', ' N8NRESUME '),
	spell: spelling,
	asText: fc.boolean(),
	alone: fc.boolean(),
	form: fc.constantFrom('documented', 'object', 'objects', 'oneObject'),
	noise: fc.array(malformed, { maxLength: 2 }),
	extra: said,
});
type Response = typeof response extends fc.Arbitrary<infer T> ? T : never;

function entriesOf({ questions }: Response): Fields[] {
	return questions.flatMap(({ id: questionId, text, named, answers }) =>
		answers.map(({ answerId, answer }) => ({
			questionId: named === 'text' ? null : questionId,
			question: named === 'id' ? null : text,
			answerId,
			answer,
		})),
	);
}

function bodyOf(given: Response): Fields {
	const { spell, noise, extra, token, form } = given;
	const spelt = (one: Fields) =>
		fields(Object.entries(one).map(([name, value]) => [spell(name), value]));
	const carried: Array<[string, unknown]> = [
		...given.variables,
		...(token === undefined ? [] : ([[token, TOKEN]] as Array<[string, unknown]>)),
	];
	const documented = carried.map(([name, value]) => ({
		...spelt({ name, value }),
		...(extra === null ? {} : { type: extra }),
	}));
	const forms: Record<string, unknown> = {
		documented: [...noise, ...documented],
		object: fields(carried),
		// One that is called "name" would be taken for an entry without a value.
		objects: carried.map(([name, value]) =>
			name === 'name' ? { name, value } : fields([[name, value]]),
		),
		oneObject: [...noise, fields(carried)],
	};
	const entries = entriesOf(given).map((entry) => ({ ...spelt(entry), other: extra }));
	const answers = given.alone && entries.length === 1 ? entries[0] : [...noise, ...entries];
	const listed = (list: unknown) => (given.asText ? JSON.stringify(list) : list);
	return {
		...spelt({
			umid: given.umid,
			surveyId: given.surveyId,
			surveyStartedAt: given.started,
			surveySubmittedAt: given.submitted,
			templateVariables: listed(forms[form]),
			answers: listed(answers),
		}),
		added: extra,
	};
}

test('a response: every answer, variable and documented field is in the item, whatever its shape', async () => {
	await fc.assert(
		fc.asyncProperty(response, async (given) => {
			const body = bodyOf(given);
			const item = await itemOf(body, true);
			expect(item).toMatchObject({
				event: 'surveyResponse',
				umid: given.umid,
				surveyId: given.surveyId,
				startedAt: given.started,
				submittedAt: given.submitted,
			});
			expect(item.resumed).toBe(given.token === undefined ? undefined : true);
			expect(item.responses).toEqual(asParsed(entriesOf(given)));
			const answers = given.questions.map(({ id: own, text, named, answers: all }) => [
				named === 'id' ? own : text,
				asParsed(all.length === 1 ? all[0]!.answer : all.map(({ answer }) => answer)),
			]);
			expect(Object.entries(item.answers as object)).toEqual(answers.sort(numbersFirst));
			const carried = asParsed(given.variables);
			expect(Object.entries(item.variables as object)).toEqual(carried.sort(numbersFirst));

			const raw = await itemOf(body, false);
			expect(raw.added).toEqual(asParsed(given.extra));
			expect(JSON.stringify(raw)).not.toContain(TOKEN);
			const asSent = without(raw, 'event', 'resumed');
			// What the raw item holds gives the same simplified item.
			expect(await itemOf(asSent, true)).toEqual(without(item, 'resumed'));
			if (given.asText) return;
			expect(Object.keys(asSent)).toEqual(Object.keys(body));
			if (given.token === undefined) expect(asSent).toEqual(asParsed(body));
		}),
		{ numRuns: 300 },
	);
});

const without = (item: IDataObject, ...names: string[]) =>
	fields(Object.entries(item).filter(([name]) => !names.includes(name)));

/** JavaScript lists names that are whole numbers before all others. */
function numbersFirst([one]: unknown[], [other]: unknown[]): number {
	const place = (name: unknown) => (/^(0|[1-9]\d{0,9})$/.test(String(name)) ? Number(name) : 1e11);
	return place(one) - place(other);
}

test('variables of one name: each value is there', async () => {
	const list = fc.array(fc.record({ name: fc.constantFrom('a', 'b'), value: fc.nat(3) }));
	await fc.assert(
		fc.asyncProperty(list, async (templateVariables) => {
			const item = await itemOf({ answers: [], templateVariables }, true);
			for (const { name, value } of templateVariables) {
				expect([(item.variables as IDataObject)[name]].flat()).toContain(value);
			}
		}),
	);
});

/** The documented fields of each SMS event, and those of its simplified item. */
const text = fc.stringMatching(/^[A-Za-z0-9+][A-Za-z0-9+ _.-]{0,12}[A-Za-z0-9]$/);
const count = fc.nat(20);
const SMS_EVENTS = {
	outbound_message_status_changed: {
		payload: fc.record({
			umid: text,
			batchId: text,
			clientMessageId: text,
			clientBatchId: text,
			subAccountId: text,
			source: text,
			destination: text,
			status: fc.record({
				state: text,
				detail: text,
				timestamp: date,
				errorCode: count,
				errorMessage: text,
			}),
			price: fc.record({ total: count, perSms: count, currency: text }),
			smsCount: count,
		}),
		simplified: [
			...['umid', 'state', 'detail', 'timestamp', 'errorCode', 'errorMessage', 'destination'],
			...['subAccountId', 'clientMessageId'],
		],
	},
	short_url_clicked: {
		payload: fc.record({
			eventId: text,
			occurredAt: date,
			umid: text,
			destination: text,
			shortUrl: fc.webUrl(),
			targetUrl: fc.webUrl(),
		}),
		simplified: ['eventId', 'occurredAt', 'umid', 'destination', 'shortUrl', 'targetUrl'],
	},
	inbound_message_received: {
		payload: fc.record({
			umid: text,
			subAccountId: text,
			timestamp: date,
			source: text,
			destination: text,
			body: text,
			encoding: text,
			smsCount: count,
			price: fc.record({ total: count, perSms: count, currency: text }),
		}),
		simplified: [
			...['umid', 'subAccountId', 'timestamp', 'source', 'destination', 'body', 'encoding'],
			'smsCount',
		],
	},
};

/** As n8n's XML parser hands it over: tags in lower case, every value a text. */
const asXml = (value: unknown): unknown =>
	typeof value === 'object' && value !== null
		? fields(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), asXml(inner)]))
		: String(value);

test.each(Object.entries(SMS_EVENTS))(
	'%s: every documented field is in the item, from JSON and from XML',
	async (eventType, { payload, simplified }) => {
		await fc.assert(
			fc.asyncProperty(payload as fc.Arbitrary<IDataObject>, async (sent) => {
				const body = smsEventBody(eventType, sent);
				for (const posted of [body, { root: asXml(body) }]) {
					const { event, optOut, ...raw } = await itemOf(posted, false);
					expect(raw).toEqual(body);
					const item = await itemOf(posted, true);
					expect(item.event).toBe(event);
					expect(item.optOut).toBe(optOut);
					const flat: IDataObject = { ...(sent.status as IDataObject), ...sent };
					for (const name of simplified) expect([name, item[name]]).toEqual([name, flat[name]]);
				}
			}),
		);
	},
);
