/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_ACCOUNT_ID, startSimulator, type Simulator } from '../../simulator';
import * as ours from '../../simulator/http/schemas';
import { BATCH, call, SEND, SUB_ACCOUNT, survey, type Json } from './simulator/client';

/** 8x8's own OpenAPI document. It is not part of this repository, only compared with. */
const file = join(__dirname, '..', '..', '..', 'shared', '8x8-sms-openapi.json');
const isThere = existsSync(file);
const document: Json = isThere ? JSON.parse(readFileSync(file, 'utf8')) : undefined;

/** Follows `$ref`s. */
function resolved(node: Json): Json {
	if (typeof node?.$ref !== 'string') return node;
	const steps = node.$ref.slice(2).split('/');
	const plain = (step: string) =>
		decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
	return resolved(steps.reduce((at: Json, step: string) => at[plain(step)], document));
}

const COMPARED = [
	'type',
	'pattern',
	'minLength',
	'maxLength',
	'minItems',
	'maxItems',
	'enum',
	'format',
] as const;

/** What a schema demands, without descriptions, examples and defaults. */
function rules(node: Json): unknown {
	const schema = resolved(node);
	const properties = Object.entries(schema.properties ?? {});
	return {
		...Object.fromEntries(
			COMPARED.filter((name) => name in schema).map((name) => [name, schema[name]]),
		),
		required: [...(schema.required ?? [])].sort(),
		properties: Object.fromEntries(properties.map(([name, value]) => [name, rules(value)])),
		...(schema.items ? { items: rules(schema.items) } : {}),
	};
}

const operation = (path: string, method: string) => document.paths[path][method];
const bodyOf = (path: string, method: string) =>
	operation(path, method).requestBody.content['application/json'].schema;
const answerOf = (path: string, method: string, status: string) =>
	resolved(operation(path, method).responses[status]).content['application/json'].schema;

const paths = {
	send: '/api/v1/subaccounts/{subAccountId}/surveys/{surveyId}/messages',
	batch: '/api/v1/subaccounts/{subAccountId}/surveys/{surveyId}/messages/batch',
	message: '/api/v1/subaccounts/{subAccountId}/messages/{umid}',
	cancelBatch: '/api/v1/subaccounts/{subAccountId}/messages/batch/{batchId}',
	pii: '/api/v1/subaccounts/{subAccountId}/messages/{umid}/pii',
	exports: '/api/v1/subaccounts/{subAccountId}/messages/exports',
	export: '/api/v1/subaccounts/{subAccountId}/messages/exports/{jobId}',
	webhooks: '/api/v1/accounts/{accountId}/webhooks',
	balance: '/api/v1/accounts/{accountId}/balance',
};

/** Every way in which a value is not what 8x8's schema describes; a property unknown to it too. */
function differences(value: Json, node: Json, at = ''): string[] {
	const schema = resolved(node);
	if (schema.type === 'array') {
		if (!Array.isArray(value)) return [`${at} is no array`];
		return value.flatMap((entry, index) => differences(entry, schema.items, `${at}/${index}`));
	}
	if (schema.type === 'object') {
		if (typeof value !== 'object' || value === null) return [`${at} is no object`];
		const known = schema.properties ?? {};
		const missing = (schema.required ?? []).filter((name: string) => !(name in value));
		return [
			...missing.map((name: string) => `${at}/${name} is missing`),
			...Object.entries(value).flatMap(([name, entry]) =>
				name in known
					? differences(entry, known[name], `${at}/${name}`)
					: [`${at}/${name} is unknown`],
			),
		];
	}
	const type = schema.type === 'integer' ? 'number' : schema.type;
	if (typeof value !== type) return [`${at} is no ${type}`];
	if (schema.type === 'integer' && !Number.isInteger(value)) return [`${at} is no integer`];
	if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of its values`];
	if (schema.pattern && !new RegExp(schema.pattern).test(value))
		return [`${at} breaks its pattern`];
	return [];
}

const name = 'our schemas and answers are those of 8x8’s OpenAPI document';
const absent = ' (skipped: 8x8-sms-openapi.json is not beside the repository)';

(isThere ? describe : describe.skip)(isThere ? name : name + absent, () => {
	describe('requests: the same fields, the same rules, none more and none less', () => {
		test.each([
			['survey', () => ours.surveyRequest, () => bodyOf(paths.send, 'post')],
			['batch', () => ours.batchSurveyRequest, () => bodyOf(paths.batch, 'post')],
			[
				'template',
				() => ours.surveyTemplate,
				() => resolved(bodyOf(paths.batch, 'post')).properties.template,
			],
			['webhooks', () => ours.webhooks, () => bodyOf(paths.webhooks, 'post')],
			['log export', () => ours.exportRequest, () => bodyOf(paths.exports, 'post')],
			['webhooks to delete', () => ours.webhookDeletes, () => bodyOf(paths.webhooks, 'delete')],
		])('%s', (_name, own, theirs) => {
			expect(rules(own())).toEqual(rules(theirs()));
		});

		test('account id', () => {
			const [parameter] = document.paths[paths.webhooks].parameters;
			expect(ours.accountIdPattern).toBe(parameter.schema.pattern);
			expect(DEMO_ACCOUNT_ID).toMatch(new RegExp(parameter.schema.pattern));
		});
	});

	describe('answers', () => {
		let simulator: Simulator;
		beforeAll(async () => {
			simulator = await startSimulator({ messageDetailsPerSecond: 1_000 });
		});
		afterAll(() => simulator.close());

		test.each([
			['GSM7', survey()],
			['UCS2', survey({ templateBody: 'Привет {{url}}', clientMessageId: 'T-1' })],
			['rejected', survey({ destination: '+6590555001' })],
		])('survey (%s)', async (_name, body) => {
			const { json } = await call(simulator, 'POST', SEND, body);
			expect(differences(json, answerOf(paths.send, 'post', '200'))).toEqual([]);
		});

		test('batch', async () => {
			const body = {
				messages: [survey(), survey({ destination: '+6590555001' })],
				clientBatchId: 'b1',
				includeMessagesInResponse: true,
			};
			const { json } = await call(simulator, 'POST', BATCH, body);
			const schema = answerOf(paths.batch, 'post', '200');
			expect(differences(json, schema)).toEqual([]);
			// Null instead of a list is what 8x8's guide shows; the document does not say it.
			const bare = await call(simulator, 'POST', BATCH, { messages: [survey()] });
			expect(differences(bare.json, schema)).toEqual(['/messages is no array']);
		});

		test('message details, before and after delivery', async () => {
			simulator.configure({ deliveryDelay: 0 });
			const { json } = await call(simulator, 'POST', SEND, survey({ country: 'SG' }));
			const get = () => call(simulator, 'GET', `${SUB_ACCOUNT}/messages/${json.umid}`);
			const schema = answerOf(paths.message, 'get', '200');
			expect(differences((await get()).json, schema)).toEqual([]);
			while (simulator.messages().at(-1)?.state !== 'delivered') await get();
			expect(differences((await get()).json, schema)).toEqual([]);
		});

		test('cancelling', async () => {
			const { json } = await call(simulator, 'POST', SEND, survey());
			const path = `${SUB_ACCOUNT}/messages/`;
			const one = await call(simulator, 'DELETE', path + json.umid);
			const batch = await call(simulator, 'DELETE', `${path}batch/${json.umid}`);
			expect(differences(one.json, answerOf(paths.message, 'delete', '200'))).toEqual([]);
			expect(differences(batch.json, answerOf(paths.cancelBatch, 'delete', '200'))).toEqual([]);
		});

		test('deleting personal data has the status of the document', async () => {
			const { json } = await call(simulator, 'POST', SEND, survey());
			const { status } = await call(
				simulator,
				'DELETE',
				`${SUB_ACCOUNT}/messages/${json.umid}/pii`,
			);
			expect(Object.keys(operation(paths.pii, 'delete').responses)).toContain(String(status));
		});

		test('webhooks', async () => {
			const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;
			const webhook = { subAccountId: '*', url: 'https://example.com', httpAuthorization: 'a' };
			await call(simulator, 'POST', path, [webhook]);
			const { json } = await call(simulator, 'GET', path);
			expect(json).toHaveLength(1);
			expect(differences(json, answerOf(paths.webhooks, 'get', '200'))).toEqual([]);
		});

		test('log export: started, asked for, read, cancelled', async () => {
			simulator.configure({ logExport: { duration: 0 } });
			await call(simulator, 'POST', SEND, survey());
			const path = `${SUB_ACCOUNT}/messages/exports`;
			const started = await call(simulator, 'POST', path, { limit: 0 });
			expect(started.status).toBe(202);
			expect(differences(started.json, answerOf(paths.exports, 'post', '202'))).toEqual([]);

			const { json } = await call(simulator, 'GET', `${path}/${started.json.jobId}`);
			expect(json.status).toBe('succeeded');
			expect(differences(json, answerOf(paths.export, 'get', '200'))).toEqual([]);
			const csv = await (await fetch(json.data[0])).text();
			const described = operation(paths.export, 'get').responses['200'].description as string;
			const titles = [...described.matchAll(/- \*\*([a-z_]+)\*\*: /g)].map(([, title]) => title);
			expect(csv.split('\n')[0]!.split(',')).toEqual(titles);

			simulator.configure({ logExport: { duration: 60_000 } });
			const { json: running } = await call(simulator, 'POST', path, {});
			const job = `${path}/${running.jobId}`;
			expect((await call(simulator, 'DELETE', job)).status).toBe(204);
			expect((await call(simulator, 'GET', job)).json).toEqual({ status: 'cancelled' });
			const unknown = await call(simulator, 'GET', `${path}/nobody`);
			expect([unknown.status, unknown.json.code]).toEqual([404, 4018]);
			expect(operation(paths.export, 'delete').responses).toHaveProperty('204');
		});

		test('balance, of a prepaid account and of another', async () => {
			const path = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/balance`;
			const { json } = await call(simulator, 'GET', path);
			expect(differences(json, answerOf(paths.balance, 'get', '200'))).toEqual([]);
			simulator.configure({ balance: null });
			const other = await call(simulator, 'GET', path);
			const { example } = operation(paths.balance, 'get').responses['403'].content[
				'application/json'
			];
			expect([other.status, other.json.code, other.json.message]).toEqual([
				403,
				example.code,
				example.message,
			]);
		});

		test('errors', async () => {
			const schema = resolved(operation(paths.send, 'post').responses['400']);
			const { json } = await call(simulator, 'POST', SEND, {});
			expect(differences(json, schema.content['application/json'].schema)).toEqual([]);
		});

		test('the comparison itself finds what is wrong', () => {
			const schema = answerOf(paths.send, 'post', '200');
			const wrong = { umid: 1, destination: 'x', encoding: 'X', extra: 1 };
			expect(differences(wrong, schema)).toEqual([
				'/status is missing',
				'/umid is no string',
				'/destination breaks its pattern',
				'/encoding is none of its values',
				'/extra is unknown',
			]);
		});
	});
});
