/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer as createHttpServer } from 'node:http';
import {
	DEMO_ACCOUNT_ID,
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator';
import { unusedPort } from '../../support/unusedPort';
import { call, send, until, webhook, type Json } from './client';

let simulator: Simulator;
let hook: Awaited<ReturnType<typeof webhook>>;

async function start(options: SimulatorOptions = {}, statuses: number[] = []) {
	hook = await webhook(statuses);
	simulator = await startSimulator({ responseUrl: hook.url, deliveryDelay: 5, ...options });
}
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
	await hook.close();
});

describe('a survey response', () => {
	test('has 8x8’s form and nothing else', async () => {
		await start();
		const umid = await send(simulator, {
			templateVariables: { name: 'Ann', order: 7, vip: true, none: null, list: [1] },
		});
		await simulator.respond(umid);
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(hook.received.map(({ body }) => body)).toEqual([
			{
				umid,
				surveyId: 'csat',
				surveyStartedAt: time,
				surveySubmittedAt: time,
				templateVariables: [
					{ name: 'name', value: 'Ann' },
					{ name: 'order', value: '7' },
					{ name: 'vip', value: 'true' },
					{ name: 'none', value: '' },
					{ name: 'list', value: '[1]' },
				],
				answers: [
					{ questionId: '1', answerId: '10009', question: expect.any(String), answer: '9' },
					{ questionId: '2', answerId: '10021', question: expect.any(String), answer: 'Yes' },
					{
						questionId: '3',
						answerId: null,
						question: expect.any(String),
						answer: 'Great service',
					},
				],
			},
		]);
		expect(hook.received[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
		expect(hook.received[0]?.headers).not.toHaveProperty('authorization');
	});

	test('says that it was started when the SMS was made, as 8x8 does', async () => {
		await start();
		const umid = await send(simulator);
		await new Promise((resolve) => setTimeout(resolve, 1_050));
		await simulator.respond(umid);
		const acceptedAt = simulator.messages()[0]?.acceptedAt ?? '';
		expect(hook.received[0]?.body.surveyStartedAt).toBe(acceptedAt.replace(/\.\d+/, ''));
	});

	test('has an entry for each of several choices of one question', async () => {
		await start();
		const liked = ['The price', 'The speed'];
		await simulator.respond(await send(simulator), { score: 8, liked });
		const question = 'What did you like?';
		expect(hook.received[0]?.body.answers.slice(1)).toEqual([
			{ questionId: '4', answerId: '10042', question, answer: 'The price' },
			{ questionId: '4', answerId: '10043', question, answer: 'The speed' },
		]);
	});

	test.each([
		['asSent', 'firstName'],
		['lowerCase', 'firstname'],
		['upperCase', 'FIRSTNAME'],
	] as const)('names its variables %s', async (variableNames, name) => {
		await start({ variableNames });
		const templateVariables = { firstName: 'Ann' };
		await simulator.respond(await send(simulator, { templateVariables }));
		expect(hook.received[0]?.body.templateVariables).toEqual([{ name, value: 'Ann' }]);
	});

	test('comes through a gateway that adds a port, when told', async () => {
		await start({ forwardedFor: '52.220.117.120:51008' });
		await simulator.respond(await send(simulator));
		expect(hook.received[0]?.headers['x-forwarded-for']).toBe('52.220.117.120:51008');
	});

	test('is known as swallowed when n8n answers 200 while it starts', async () => {
		await start();
		const starting = createHttpServer((_request, response) =>
			response.end('<html>n8n is starting up. Please wait</html>'),
		);
		await new Promise<void>((resolve) => starting.listen(0, '127.0.0.1', resolve));
		const { port } = starting.address() as { port: number };
		simulator.setResponseUrl(`http://127.0.0.1:${port}/`);
		await simulator.respond(await send(simulator));
		starting.closeAllConnections();
		await new Promise((resolve) => starting.close(resolve));
		simulator.setResponseUrl(hook.url);
		await simulator.respond(await send(simulator));
		expect(simulator.webhookPosts().map(({ status, swallowed }) => [status, swallowed])).toEqual([
			[200, true],
			[200, undefined],
		]);
		expect(await (await fetch(`${simulator.url}/log`)).text()).toContain('swallowed');
	});

	test('leaves out variables that the text does not use, when told', async () => {
		await start({ echoUnusedVariables: false });
		const templateVariables = { name: 'Ann', id: 7, unused: 1 };
		const umid = await send(simulator, { templateBody: '{{name}} {{url:id}}', templateVariables });
		await simulator.respond(umid);
		expect(hook.received[0]?.body.templateVariables.map(({ name }: Json) => name)).toEqual([
			'name',
			'id',
		]);
	});

	test.each<[string, Json, string[]]>([
		['by name', { score: 0, comment: 'Slow' }, ['0', 'Slow']],
		['in order', [10, 'No', 'Bad'], ['10', 'No', 'Bad']],
		['as records', [{ questionId: 'q', answerId: 'a', question: 'Q?', answer: 'A' }], ['A']],
		['none', [], []],
	])('takes answers %s', async (_name, answers, expected) => {
		await start();
		await simulator.respond(await send(simulator), answers);
		expect(hook.received[0]?.body.answers.map(({ answer }: Json) => answer)).toEqual(expected);
	});

	test('is given once; the same can be posted again', async () => {
		await start();
		const umid = await send(simulator);
		await expect(simulator.resendResponse(umid)).rejects.toThrow('not answered');
		await simulator.respond(umid);
		await expect(simulator.respond(umid)).rejects.toThrow('already answered');
		await simulator.resendResponse(umid);
		expect(hook.received[1]?.body).toEqual(hook.received[0]?.body);
	});

	test('is given once also by two who answer at the same time', async () => {
		await start();
		simulator.configure({ eventsUrl: hook.url, deliveryDelay: 60_000 });
		const umid = await send(simulator);
		const both = await Promise.allSettled([simulator.respond(umid), simulator.respond(umid)]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(hook.received.filter(({ body }) => body.answers)).toHaveLength(1);
	});

	test('is refused for an unknown umid, a text without a link, an answer that is not offered', async () => {
		await start();
		await expect(simulator.respond('nobody')).rejects.toThrow('no SMS');
		const bare = await send(simulator, { templateBody: 'Hi' });
		await expect(simulator.respond(bare)).rejects.toThrow('no link');
		const umid = await send(simulator);
		await expect(simulator.respond(umid, { score: 11 })).rejects.toThrow('no answer "11"');
		expect(hook.received).toEqual([]);
	});

	test('is posted nowhere without an address, and is kept', async () => {
		await start({ responseUrl: undefined });
		const umid = await send(simulator);
		await simulator.respond(umid);
		expect(simulator.webhookPosts()).toEqual([]);
		expect(simulator.messages()[0]?.response?.umid).toBe(umid);
	});

	test('is not posted later than 48 hours after the SMS', async () => {
		await start();
		const [early, late] = [await send(simulator), await send(simulator)];
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 48 * 3_600_000 - 5_000);
		await simulator.respond(early);
		jest.spyOn(Date, 'now').mockReturnValue(now + 48 * 3_600_000 + 5_000);
		await simulator.respond(late);
		expect(hook.received.map(({ body }) => body.umid)).toEqual([early]);
	});
});

describe('the retry plan', () => {
	test('is for SMS events: a response is posted once, unless the option says otherwise', async () => {
		await start({ retryFactor: 0, deliveryDelay: 60_000 }, [500, 500]);
		simulator.configure({ eventsUrl: hook.url });
		const umid = await send(simulator);
		await simulator.click(umid);
		await until(() => simulator.webhookPosts().length === 3);
		expect(simulator.webhookPosts().map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
		simulator.reset();
		simulator.configure({ clickEvents: false });
		const failing = await webhook([500]);
		simulator.setResponseUrl(failing.url);
		await simulator.respond(await send(simulator));
		await new Promise((resolve) => setTimeout(resolve, 60));
		await failing.close();
		expect(simulator.webhookPosts().map(({ status }) => status)).toEqual([500]);
	});

	test('tries again after 1, 10, 30 and 90 s, shortened by the factor, then never', async () => {
		await start({ retryResponses: true, retryFactor: 0.004 }, [500, 404, 503, 429, 500, 200]);
		await simulator.respond(await send(simulator));
		await until(() => simulator.webhookPosts().length === 5);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(simulator.webhookPosts().map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 404],
			[3, 503],
			[4, 429],
			[5, 500],
		]);
		const times = hook.received.map(({ at }) => at);
		const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
		[4, 40, 120, 360].forEach((planned, index) => {
			expect(gaps[index]).toBeGreaterThanOrEqual(planned - 2);
		});
		expect(new Set(hook.received.map(({ body }) => JSON.stringify(body))).size).toBe(1);
	});

	test('ends with the first success', async () => {
		await start({ retryResponses: true, retryFactor: 0.001 }, [500]);
		await simulator.respond(await send(simulator));
		await until(() => simulator.webhookPosts().length === 2);
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(simulator.webhookPosts().map(({ status, answer }) => [status, answer])).toEqual([
			[500, 'seen'],
			[200, 'seen'],
		]);
	});

	test.each([
		['the answer takes too long', 'no answer within 80 ms', { webhookTimeout: 80 }],
		['nobody listens', 'ECONNREFUSED', {}],
	])('tries again when %s', async (_name, error, options) => {
		await start({ retryResponses: true, retryFactor: 0, ...options }, Array(5).fill(0));
		if (error === 'ECONNREFUSED') {
			simulator.setResponseUrl(`http://127.0.0.1:${await unusedPort()}/`);
		}
		await simulator.respond(await send(simulator));
		await until(() => simulator.webhookPosts().length === 5);
		expect(simulator.webhookPosts().map((post) => post.error)).toEqual(Array(5).fill(error));
	});

	test('neither follows a redirect nor tries it again', async () => {
		await start({ retryResponses: true, retryFactor: 0.001, webhookAuthorization: 'secret' }, [
			307,
		]);
		await simulator.respond(await send(simulator));
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(simulator.webhookPosts().map(({ status }) => status)).toEqual([307]);
		expect(hook.received).toHaveLength(1);
	});

	test('a reset forgets what is pending', async () => {
		await start({ retryResponses: true, retryFactor: 0.05 }, [500, 500]);
		await simulator.respond(await send(simulator));
		simulator.reset();
		await new Promise((resolve) => setTimeout(resolve, 120));
		expect(hook.received).toHaveLength(1);
		expect(simulator.webhookPosts()).toEqual([]);
	});
});

describe('Authorization', () => {
	test('goes to no address that came by API, unless it came with one of its own', async () => {
		await start({ webhookAuthorization: 'Basic c2VjcmV0' });
		const stranger = await webhook();
		await call(simulator, 'POST', `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`, [
			{ subAccountId: '*', url: stranger.url },
		]);
		await send(simulator);
		await send(simulator, { dlrCallbackUrl: `${stranger.url}/receipts` });
		await send(simulator, { dlrCallbackUrl: `${hook.url}/receipts` });
		await until(() => stranger.received.length === 4 && hook.received.length === 2);
		await stranger.close();
		for (const { headers } of stranger.received)
			expect(headers).not.toHaveProperty('authorization');
		for (const { headers } of hook.received) expect(headers.authorization).toBe('Basic c2VjcmV0');
	});

	test('goes out with every post, and is in no record, page or state', async () => {
		await start({ webhookAuthorization: 'Basic c2VjcmV0' });
		simulator.configure({ eventsUrl: hook.url });
		const umid = await send(simulator);
		await simulator.respond(umid);
		await until(() => hook.received.length === 4);
		for (const { headers } of hook.received) expect(headers.authorization).toBe('Basic c2VjcmV0');
		const paths = ['/', '/settings', '/log', '/_simulator/state', '/_simulator/webhook-posts'];
		const pages = await Promise.all(
			paths.map(async (path) => (await fetch(simulator.url + path)).text()),
		);
		expect(pages.join() + JSON.stringify(simulator.webhookPosts())).not.toContain('c2VjcmV0');
	});
});
