import { DEMO_ACCOUNT_ID, startSimulator, type Simulator } from '../../../simulator';
import { BATCH, call, send, SEND, SUB_ACCOUNT, survey } from './client';

/*
 * What 8x8 documents of its requests and responses, each fact with its source. It needs no document;
 * contract.test.ts compares with the whole of 8x8's OpenAPI document where a copy is at hand.
 */
const API = "OpenAPI document of 8x8's SMS API";
const ERRORS = 'page api-error-codes';

const EXPORTS = `${SUB_ACCOUNT}/messages/exports`;
const WEBHOOKS = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ messageDetailsPerSecond: 1_000 });
});
afterAll(() => simulator.close());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const letters = (count: number) => 'a'.repeat(count);
const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ destination: `+65${90_000_000 + index}` }));
const batch = (fields: object = {}) => ({ messages: [survey()], ...fields });
const template = (fields: object = {}) =>
	batch({ template: { templateBody: 'Hi {{url}}', ...fields } });
const webhook = (fields: object = {}) => [
	{ subAccountId: '*', url: 'https://example.com/w', ...fields },
];
const oauth = (fields: object = {}) =>
	webhook({
		oauth: {
			url: 'https://example.com/token',
			clientId: 'me',
			clientSecret: 's',
			credentialsLocation: 'header',
			...fields,
		},
	});

/** What is just inside a rule, and just outside of it. */
type Fact = [rule: string, source: string, inside: unknown[], outside: unknown[]];

const SURVEY: Fact[] = [
	[
		'destination: a + or none, then 7 to 15 digits, the first not 0',
		`${API}, SurveyRequest.destination; ${ERRORS}, 1002`,
		['+6591234', '+659123456789012', '6591234567'].map((destination) => survey({ destination })),
		['+659123', '+6591234567890123', '++6591234567', '0912345678', '+65 91234567', 6591234567].map(
			(destination) => survey({ destination }),
		),
	],
	[
		'destination is required, and nothing else with a text in the message',
		`${API}, SurveyRequest.required`,
		[{ destination: '+6591234567', templateBody: '{{url}}' }],
		[{ templateBody: '{{url}}' }],
	],
	[
		'country: two letters',
		`${API}, SurveyRequest.country; ${ERRORS}, 1009 and 3018`,
		[survey({ country: 'SG' })],
		[survey({ country: 'S' }), survey({ country: 'SGP' })],
	],
	[
		'source: at most 16 characters',
		`${API}, SurveyRequest.source; ${ERRORS}, 3011`,
		[survey({ source: letters(16) })],
		[survey({ source: letters(17) })],
	],
	[
		'clientMessageId: at most 350 characters',
		`${API}, SurveyRequest.clientMessageId; ${ERRORS}, 3009`,
		[survey({ clientMessageId: letters(350) })],
		[survey({ clientMessageId: letters(351) })],
	],
	[
		'encoding: AUTO, GSM7 or UCS2',
		`${API}, SurveyRequest.encoding; ${ERRORS}, 1003`,
		['AUTO', 'GSM7', 'UCS2'].map((encoding) => survey({ encoding })),
		['auto', 'UTF8', null].map((encoding) => survey({ encoding })),
	],
	[
		'scheduled and expiry: dates of ISO 8601 with an offset',
		`${API}, SurveyRequest.scheduled and expiry; ${ERRORS}, 1006 and 1011`,
		[survey({ scheduled: inHours(1), expiry: inHours(2) })],
		[survey({ scheduled: 'tomorrow' }), survey({ expiry: inHours(1).slice(0, -1) })],
	],
	[
		'dlrCallbackUrl: a URI',
		`${API}, SurveyRequest.dlrCallbackUrl; ${ERRORS}, 3020`,
		[survey({ dlrCallbackUrl: 'https://example.com/dlr' })],
		[survey({ dlrCallbackUrl: 'example' })],
	],
	[
		'templateVariables: an object',
		`${API}, SurveyRequest.templateVariables; ${ERRORS}, 1007`,
		[survey({ templateVariables: { name: 'Ann', more: 1 } })],
		[survey({ templateVariables: 'Ann' }), survey({ templateVariables: ['Ann'] })],
	],
];

const BATCHES: Fact[] = [
	[
		'messages: 1 to 10,000',
		`${API}, BatchSurveyRequest.messages; ${ERRORS}, 3012 and 3013`,
		[template(), { ...template(), messages: numbers(10_000) }],
		[{ ...template(), messages: [] }, { ...template(), messages: numbers(10_001) }, {}],
	],
	[
		'a message follows the rules of a survey',
		`${API}, BatchSurveyRequest.messages.items`,
		[batch({ messages: [survey({ source: letters(16) })] })],
		[batch({ messages: [survey({ source: letters(17) })] })],
	],
	[
		'clientBatchId: at most 20 characters',
		`${API}, BatchSurveyRequest.clientBatchId; ${ERRORS}, 3014`,
		[batch({ clientBatchId: letters(20) })],
		[batch({ clientBatchId: letters(21) })],
	],
	[
		'includeMessagesInResponse: a boolean',
		`${API}, BatchSurveyRequest.includeMessagesInResponse`,
		[batch({ includeMessagesInResponse: true })],
		[batch({ includeMessagesInResponse: 'true' })],
	],
	[
		'template: a text, and the settings of a survey by their rules',
		`${API}, SurveyTemplate`,
		[
			template({
				source: letters(16),
				encoding: 'UCS2',
				scheduled: inHours(1),
				expiry: inHours(2),
				dlrCallbackUrl: 'https://example.com/dlr',
			}),
		],
		[
			template({ templateBody: undefined }),
			template({ source: letters(17) }),
			template({ encoding: 'UTF8' }),
			template({ scheduled: 'tomorrow' }),
			template({ expiry: 'never' }),
			template({ dlrCallbackUrl: 'example' }),
			template({ destination: '+6591234567' }),
		],
	],
];

const LOG_EXPORT: Fact[] = [
	[
		'every field may be left out; dates, a text, a list of two-letter codes, a whole number',
		`${API}, LogExportRequest`,
		[
			{},
			{
				from: inHours(-2),
				to: inHours(-1),
				phoneNumber: '+6591234567',
				countries: ['SG'],
				limit: 0,
			},
		],
		[
			{ from: 'today' },
			{ to: 'today' },
			{ phoneNumber: 65 },
			{ countries: 'SG' },
			{ countries: ['SGP'] },
			{ countries: ['S'] },
			{ limit: 1.5 },
		],
	],
];

const WEBHOOK: Fact[] = [
	[
		'a list, each with a subaccount and a URI',
		`${API}, POST /accounts/{accountId}/webhooks`,
		[webhook(), webhook({ enabled: false, httpAuthorization: 'Bearer x' })],
		[
			webhook()[0],
			webhook({ url: undefined }),
			webhook({ url: 'example' }),
			webhook({ subAccountId: undefined }),
			webhook({ enabled: 'yes' }),
			webhook({ httpAuthorization: 1 }),
		],
	],
	[
		'oauth: address, client and where its credentials go, all of them',
		`${API}, POST /accounts/{accountId}/webhooks, oauth`,
		[oauth(), oauth({ credentialsLocation: 'body', scope: 'sms' })],
		[
			oauth({ credentialsLocation: 'query' }),
			oauth({ url: 'example' }),
			...['url', 'clientId', 'clientSecret', 'credentialsLocation'].map((name) =>
				oauth({ [name]: undefined }),
			),
		],
	],
];

describe.each([
	['a survey', 'POST', SEND, SURVEY],
	['a batch', 'POST', BATCH, BATCHES],
	['an export of the log', 'POST', EXPORTS, LOG_EXPORT],
	['webhooks', 'POST', WEBHOOKS, WEBHOOK],
	[
		'webhooks to delete',
		'DELETE',
		WEBHOOKS,
		[
			[
				'a list, each with a subaccount',
				`${API}, DELETE /accounts/{accountId}/webhooks`,
				[[{ subAccountId: '*' }]],
				[[{}], { subAccountId: '*' }, [{ subAccountId: 1 }]],
			],
		] satisfies Fact[],
	],
])('what 8x8 takes for %s', (_what, method, path, facts) => {
	test.each(facts)('%s (%s)', async (_rule, _source, inside, outside) => {
		for (const body of inside) {
			const { status, text } = await call(simulator, method, path, body);
			expect([status < 300, body, text]).toEqual([true, body, text]);
		}
		for (const body of outside) {
			const { status, json } = await call(simulator, method, path, body);
			expect([status, body]).toEqual([400, body]);
			expect(Object.keys(json).sort()).toEqual(['code', 'errorId', 'message', 'timestamp']);
		}
	});
});

test(`an account ID is a GUID, with dashes or without (${API}, accountId)`, async () => {
	const statusOf = async (id: string) =>
		(await call(simulator, 'GET', `/api/v1/accounts/${id}/webhooks`)).status;
	const plain = DEMO_ACCOUNT_ID.replaceAll('-', '');
	expect(await statusOf(DEMO_ACCOUNT_ID)).toBe(200);
	expect(await statusOf(plain)).toBe(200);
	expect(await statusOf(plain.slice(1))).toBe(400);
	expect(await statusOf(plain.replace(/^./, 'g'))).toBe(400);
});

describe('what 8x8 answers', () => {
	const UMID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
	const status = (code: string) => ({ code, description: expect.any(String) });

	test.each([
		['QUEUED', '+6591234567'],
		['REJECTED', '+6590555001'],
	])(`to a survey that is %s (${API}, SmsResponse)`, async (code, destination) => {
		const { json } = await call(simulator, 'POST', SEND, survey({ destination }));
		expect(json).toEqual({
			umid: expect.stringMatching(UMID),
			destination,
			encoding: 'GSM7',
			status: status(code),
		});
	});

	test(`to a batch (${API}, BatchSmsResponse)`, async () => {
		const messages = [survey(), survey({ destination: '+6590555001' })];
		const body = { messages, clientBatchId: 'b', includeMessagesInResponse: true };
		const { json } = await call(simulator, 'POST', BATCH, body);
		expect(json).toEqual({
			batchId: expect.stringMatching(UMID),
			clientBatchId: 'b',
			acceptedCount: 1,
			rejectedCount: 1,
			messages: ['QUEUED', 'REJECTED'].map((code) =>
				expect.objectContaining({ umid: expect.stringMatching(UMID), status: status(code) }),
			),
		});
	});

	test(`to cancelling: a count (${API}, DELETE /messages/{umid} and /messages/batch/{batchId})`, async () => {
		const umid = await send(simulator, { scheduled: inHours(1) });
		const path = `${SUB_ACCOUNT}/messages/`;
		const cancelled = await call(simulator, 'DELETE', path + umid);
		expect(cancelled.json).toEqual({ cancelledCount: 1 });
		const whole = await call(simulator, 'DELETE', `${path}batch/${umid}`);
		expect(whole.json).toEqual({ cancelledCount: 0 });
	});

	test(`to the balance (${API}, AccountBalance)`, async () => {
		const { json } = await call(simulator, 'GET', `/api/v1/accounts/${DEMO_ACCOUNT_ID}/balance`);
		expect(json).toEqual({
			balance: expect.any(Number),
			currency: expect.stringMatching(/^[A-Z]{3}$/),
		});
	});

	test(`to an export: a job, its links, and the 24 titles (${API}, GET /messages/exports/{jobId})`, async () => {
		simulator.configure({ logExport: { duration: 0 } });
		const started = await call(simulator, 'POST', EXPORTS, { limit: 0 });
		expect([started.status, started.json]).toEqual([202, { jobId: expect.any(String) }]);
		const { json } = await call(simulator, 'GET', `${EXPORTS}/${started.json.jobId}`);
		expect(json.status).toBe('succeeded');
		// On the connection that is open: another one may take long on a machine under load.
		const link = new URL(json.data[0]);
		const csv = await (await fetch(new URL(link.pathname + link.search, simulator.url))).text();
		expect(csv.split('\n')[0]!.trim().split(',').sort()).toEqual(
			`umid subaccountid direction country operator mcc mnc status_value status_details
			status_errorcode status_errormessage status_timestamp msisdn source encoding createdat smscount
			price_currency price_persms price_total clientmessageid clientbatchid batchid body`
				.split(/\s+/)
				.sort(),
		);
	});
});
