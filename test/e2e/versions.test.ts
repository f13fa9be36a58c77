import type { Execution, NodeItems } from '../../harness/n8n/api';
import { OWN_CONNECTION } from '../../harness/n8n/ownConnection';
import { whenAllEnded } from '../../harness/n8n/executions';
import { ACCOUNT, Stage } from '../../harness/stage';
import { until } from '../../harness/until';
import { CONNECTION_FAULTS, FaultPlaces } from './support/connectionFaults';
import { addSender, customers, EVENT, listener, SEND, type Sender } from '../../harness/senders';
import { startSender, SURVEY } from '../../harness/senders';
import { chain, node, webhook } from '../../harness/workflows';

const LIMIT = 600_000;

describe.each(['2.41.1', '1.123.81'])('n8n %s on SQLite', (version) => {
	let stage: Stage;
	/** The workflow that 8x8's events start. */
	let listening: string;
	let responseUrl: string;

	const places = new FaultPlaces();

	beforeAll(async () => {
		await places.open();
		stage = await Stage.open({
			name: `versions-${version}`,
			version,
			// As behind a gateway; without its header n8n still sees the sender's own address.
			variables: { N8N_PROXY_HOPS: '1', HTTPS_PROXY: places.proxy },
		});
		const events = ['surveyResponse', 'deliveryStatus', 'linkClicked', 'inboundMessage'];
		const workflow = await stage.addWorkflow(
			listener({ events, filters: { states: ['delivered'] } }),
		);
		await stage.publish(workflow);
		stage.postTo(workflow);
		listening = workflow.id;
		responseUrl = stage.triggerUrl(workflow);
	}, LIMIT);

	afterAll(async () => {
		await stage?.close();
		places.close();
	}, LIMIT);

	/** The number at the end of a client message ID tells which customer it is for. */
	const customerOf = (id: string) => ({
		...customers(10)[Number(/\d$/.exec(id)?.[0] ?? 0)]!,
		id,
	});
	const send = (sender: Sender, ids: string[]) =>
		startSender(stage.n8n.url, sender, ids.map(customerOf));
	const taken = (id: string) =>
		stage.simulator.messages().filter(({ clientMessageId }) => clientMessageId === id);
	const surveyRequests = () => stage.simulator.requests().filter(({ method }) => method === 'POST');

	/** The newest of that many executions, once it has ended with this status. */
	async function ended(id: string, count: number, status = 'success') {
		const [newest] = await whenAllEnded(stage.api, id, count);
		const { items, error } = await stage.api.executionData(newest?.id ?? '');
		expect([newest?.status, status === 'success' ? error : undefined]).toEqual([status, undefined]);
		return { execution: newest as Execution, items, error };
	}

	/** Waits until the executions of the listening workflow gave an event of this message. */
	async function heard(event: string, umid: string): Promise<Array<Record<string, unknown>>> {
		return await until(`"${event}" of ${umid} starts the workflow`, async () => {
			const found = await events();
			const own = found.filter((item) => item.event === event && item.umid === umid);
			return own.length > 0 && own;
		});
	}

	const read = new Map<string, NodeItems>();
	async function events(): Promise<Array<Record<string, unknown>>> {
		for (const { id, status } of await stage.api.executions(listening)) {
			if (status !== 'success' || read.has(id)) continue;
			read.set(id, (await stage.api.executionData(id)).items);
		}
		return [...read.values()].flatMap((items) => items[EVENT] ?? []);
	}

	/** Posts what anyone who knows the trigger's address and header can post. */
	async function post(umid: string, n8nResume: string): Promise<number> {
		const headers = {
			...OWN_CONNECTION,
			'content-type': 'application/json',
			authorization: ACCOUNT.webhookAuthorization,
		};
		const body = JSON.stringify({
			umid,
			surveyId: SURVEY,
			surveySubmittedAt: '2026-11-01T10:00:00Z',
			templateVariables: [{ name: 'n8nResume', value: n8nResume }],
			answers: [],
		});
		return (await fetch(responseUrl, { method: 'POST', headers, body })).status;
	}

	/** Starts an execution that waits; gives its id and its message. */
	async function ask(sender: Sender, id: string) {
		await send(sender, [id]);
		const execution = await until('the execution waits', async () =>
			(await stage.api.executions(sender.id)).find(({ status }) => status === 'waiting'),
		);
		const [message] = taken(id);
		if (!message) throw new Error(`8x8 took no message ${id}`);
		return { execution: execution.id, umid: message.umid };
	}

	test(
		'send, receipt, click, response and reply each start the workflow with their item',
		async () => {
			const sender = await addSender(stage);
			await send(sender, ['round']);
			const { items } = await ended(sender.id, 1);
			const [message] = taken('round');
			const umid = message?.umid ?? '';
			expect(items[SEND]).toEqual([
				expect.objectContaining({
					umid,
					surveyId: SURVEY,
					clientMessageId: 'round',
					status: expect.objectContaining({ code: 'QUEUED' }),
				}),
			]);
			expect(await heard('deliveryStatus', umid)).toEqual([
				expect.objectContaining({ state: 'delivered', clientMessageId: 'round' }),
			]);
			await stage.simulator.respond(umid, { score: 4, solved: 'No', comment: 'Slow' });
			expect(await heard('linkClicked', umid)).toHaveLength(1);
			const [response] = await heard('surveyResponse', umid);
			expect(response?.variables).toEqual({ name: 'Ann 0' });
			expect(Object.values(response?.answers as object)).toEqual(['4', 'No', 'Slow']);
			await stage.simulator.reply(umid, 'STOP');
			const inbound = await until('the reply starts the workflow', async () =>
				(await events()).find((item) => item.event === 'inboundMessage'),
			);
			expect(inbound).toMatchObject({ body: 'STOP', source: expect.stringContaining('6590') });
			await stage.simulator.resendResponse(umid);
			expect(await heard('surveyResponse', umid)).toHaveLength(1);
		},
		LIMIT,
	);

	test(
		'a waiting execution outlives a restart, and only its own response wakes it',
		async () => {
			const limited = await addSender(stage, {
				operation: 'sendAndWaitForResponse',
				options: { waitLimit: 0.01 },
			});
			const silent = await ask(limited, 'silent');

			const sender = await addSender(stage, { operation: 'sendAndWaitForResponse' });
			const asked = await ask(sender, 'wait');
			const bystander = await stage.addWorkflow(waitNode());
			await stage.publish(bystander);
			await stage.listens(`${stage.n8n.url}/webhook/bystander`);
			await fetch(`${stage.n8n.url}/webhook/bystander`, {
				method: 'POST',
				headers: OWN_CONNECTION,
			});
			const [other] = await until('the Wait node waits', async () => {
				const all = await stage.api.executions(bystander.id);
				return all[0]?.status === 'waiting' && all;
			});

			for (const token of [asked.execution, `${asked.execution}.forged`, other?.id ?? '']) {
				expect(await post(`not-${asked.umid}`, token)).toBe(200);
			}
			// On 1.x, where nothing is signed, the counted id of the right execution is still not enough.
			expect(await post('', asked.execution)).toBe(200);
			// The umid is no help for somebody else's Wait node.
			expect(await post(asked.umid, other?.id ?? '')).toBe(200);

			const statusOf = async (id: string) => (await stage.api.executions(id))[0]?.status;
			expect([await statusOf(sender.id), await statusOf(bystander.id)]).toEqual([
				'waiting',
				'waiting',
			]);

			await stage.restart();
			await stage.listens(responseUrl);
			await stage.simulator.respond(asked.umid, { score: 9, solved: 'Yes', comment: 'Fine' });
			const { execution, items } = await ended(sender.id, 1);
			expect(execution.id).toBe(asked.execution);
			expect(items[SEND]).toEqual([
				expect.objectContaining({
					responded: true,
					umid: asked.umid,
					variables: { name: 'Ann 0' },
				}),
			]);
			expect(JSON.stringify(items)).not.toContain('n8nResume');
			expect(await statusOf(bystander.id)).toBe('waiting');
			const [heardItem] = (await heard('surveyResponse', asked.umid)).filter(
				(item) => item.resumed === true,
			);
			expect(heardItem).toBeDefined();

			const late = await ended(limited.id, 1);
			expect(late.items.Afterwards).toEqual([
				expect.objectContaining({ responded: false, umid: silent.umid, surveyId: SURVEY }),
			]);
		},
		LIMIT,
	);

	test(
		'either SMS wakes up an execution with a reminder, and the reminder of an answered survey is cancelled',
		async () => {
			const reminder = { reminder: { after: 12, message: 'Still open, {name}: {url}' } };
			const sender = await addSender(stage, {
				operation: 'sendAndWaitForResponse',
				options: { waitLimit: 24, reminder },
			});
			const toSurvey = await ask(sender, 'answered-1');
			const [cancelled] = taken('answered-1-reminder');
			await stage.simulator.respond(toSurvey.umid, { score: 9, solved: 'Yes', comment: '' });
			const first = await ended(sender.id, 1);
			expect(first.items[SEND]).toEqual([
				expect.objectContaining({
					responded: true,
					umid: toSurvey.umid,
					reminder: expect.objectContaining({ umid: cancelled?.umid, cancelled: true }),
				}),
			]);
			expect(taken('answered-1-reminder')[0]?.state).toBe('cancelled');

			await ask(sender, 'answered-2');
			const [reminded] = taken('answered-2-reminder');
			await stage.simulator.respond(reminded?.umid ?? '', { score: 9, solved: 'Yes', comment: '' });
			const second = await ended(sender.id, 2);
			expect(second.items[SEND]).toEqual([
				expect.objectContaining({ responded: true, umid: reminded?.umid }),
			]);
		},
		LIMIT,
	);

	test(
		'an allowlist of 8x8 holds behind a gateway that adds a port to the address',
		async () => {
			const parameters = { authentication: 'none', options: { ipAllowlist: '8x8' } };
			const workflow = await stage.addWorkflow(listener(parameters));
			await stage.publish(workflow);
			const url = stage.triggerUrl(workflow);
			const posted = async (forwardedFor: string) => {
				const headers = {
					...OWN_CONNECTION,
					'content-type': 'application/json',
					'x-forwarded-for': forwardedFor,
				};
				const body = JSON.stringify({ umid: forwardedFor, surveyId: SURVEY, answers: [] });
				return (await fetch(url, { method: 'POST', headers, body })).status;
			};
			await until('the trigger takes calls', async () => (await posted('203.0.113.9')) === 403);
			expect(await posted('203.0.113.9:51008')).toBe(403);
			expect(await posted('52.220.117.120:51008')).toBe(200);
			expect(await posted('[::ffff:52.220.109.9]:51008')).toBe(200);
			await ended(workflow.id, 2);
		},
		LIMIT,
	);

	test(
		'Send Once sends no second SMS in a later execution',
		async () => {
			const sender = await addSender(stage, { options: { sendOnce: true } });
			await send(sender, ['once-1', 'once-2']);
			await ended(sender.id, 1);
			await send(sender, ['once-2', 'once-3', 'once-3']);
			const { items } = await ended(sender.id, 2);
			expect(items[SEND]?.map(({ skipped }) => skipped ?? false)).toEqual([true, false, true]);
			expect(['once-1', 'once-2', 'once-3'].map((id) => taken(id).length)).toEqual([1, 1, 1]);
		},
		LIMIT,
	);

	test(
		'Retry On Fail sends only what certainly did not go out',
		async () => {
			const sender = await addSender(
				stage,
				{ options: { maxConcurrency: 1 } },
				{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
			);
			stage.simulator.addFault({ kind: 'badRequest', match: { destination: '+6590000001' } });
			await send(sender, ['try-0', 'try-1', 'try-2']);
			const { items } = await ended(sender.id, 1);
			const umids = ['try-0', 'try-1', 'try-2'].map((id) => taken(id).map(({ umid }) => umid));
			expect(umids.map((own) => own.length)).toEqual([1, 1, 1]);
			expect(items[SEND]?.map(({ umid }) => umid)).toEqual(umids.flat());
		},
		LIMIT,
	);

	test(
		'the Retry button gives back what had gone out, and leaves what may have gone out',
		async () => {
			const sender = await addSender(stage, { options: { maxConcurrency: 1 } });
			stage.simulator.addFault({ kind: 'badRequest', match: { destination: '+6590000002' } });
			await send(sender, ['button-0', 'button-1', 'button-2']);
			const failed = await ended(sender.id, 1, 'error');
			const first = ['button-0', 'button-1'].map((id) => taken(id)[0]?.umid);
			const before = surveyRequests().length;
			await stage.api.call('POST', `/rest/executions/${failed.execution.id}/retry`, {});
			const { items } = await ended(sender.id, 2);
			expect(items[SEND]?.map(({ umid }) => umid)).toEqual([...first, taken('button-2')[0]?.umid]);
			expect(surveyRequests().length - before).toBe(1);

			stage.simulator.addFault({ kind: 'reset', match: { destination: '+6590000001' } });
			await send(sender, ['maybe-0', 'maybe-1']);
			const doubtful = await ended(sender.id, 3, 'error');
			const sent = surveyRequests().length;
			await stage.api.call('POST', `/rest/executions/${doubtful.execution.id}/retry`, {});
			const again = await ended(sender.id, 4, 'error');
			expect(again.error).toMatch(/may have been sent/i);
			expect(surveyRequests().length).toBe(sent);
			expect(['maybe-0', 'maybe-1'].map((id) => taken(id).length)).toEqual([1, 1]);
		},
		LIMIT,
	);

	test(
		'of every connection fault the error says what 8x8 knows, and a retry sends what was not sent',
		async () => {
			const cases = [];
			// One after the other: n8n 1 on SQLite cannot save two workflows at the same moment.
			for (const [index, [name, fault]] of Object.entries(CONNECTION_FAULTS).entries()) {
				const customer = customers(100)[50 + index]!;
				const { destination, id } = customer;
				if (fault.atSimulator) {
					stage.simulator.addFault({ ...fault.atSimulator, match: { destination } });
				}
				const credentialId = await stage.addCredential(fault.baseUrl(places, stage.simulator));
				// Where something answers, a busy machine has all the time that it needs.
				const options = fault.isSilent ? { timeout: 5_000 } : {};
				const sender = await addSender(stage, { options }, {}, credentialId);
				cases.push({ name, fault, id, customer, credentialId, sender });
			}
			await Promise.all(
				cases.map(({ sender, customer }) => startSender(stage.n8n.url, sender, [customer])),
			);
			const first = await Promise.all(
				cases.map(async ({ name, id, sender }) => {
					const { error = '' } = await ended(sender.id, 1, 'error');
					const [says] = /may have been sent/.exec(error) ?? [
						error.startsWith('Nothing was sent: ') ? 'not sent' : error,
					];
					return [name, says, taken(id).length];
				}),
			);
			expect(first).toEqual(cases.map(({ name, fault }) => [name, fault.says, fault.taken]));

			for (const { credentialId, sender } of cases) {
				const [failed] = await stage.api.executions(sender.id);
				await stage.mendCredential(credentialId);
				await stage.api.call('POST', `/rest/executions/${failed?.id}/retry`, {});
			}
			const again = await Promise.all(
				cases.map(async ({ name, fault, id, sender }) => {
					await ended(sender.id, 2, fault.says === 'not sent' ? 'success' : 'error');
					return [name, taken(id).length];
				}),
			);
			expect(again).toEqual(
				cases.map(({ name, fault }) => [name, fault.says === 'not sent' ? 1 : fault.taken]),
			);
		},
		LIMIT,
	);
});

/** A workflow of somebody else's that waits for a call. */
const waitNode = () =>
	chain('Bystander', [
		webhook('bystander'),
		node(
			'Wait',
			'n8n-nodes-base.wait',
			{ resume: 'webhook', httpMethod: 'POST' },
			{ typeVersion: 1.1, webhookId: 'bystander-wait' },
		),
	]);
