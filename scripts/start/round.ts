import { type Demo, FORM_TRIGGER } from './demo';
import type { Execution, Login, N8nApi, NodeItems } from '../../harness/n8n/api';
import { OWN_CONNECTION } from '../../harness/n8n/ownConnection';
import type { Progress } from '../../harness/progress';
import type { Stage } from '../../harness/stage';
import { until } from '../../harness/until';
import { webhookId } from '../../harness/workflows';

/** What the customer picks and types in the round. */
const ANSWERS = { score: 9, solved: 'Yes', comment: 'Quick and friendly.' };
const TICKET = 'T-2077';

/** What the round needs of the parts that run. */
export interface RoundParts {
	stage: Stage;
	demo: Demo;
	/** Of n8n. */
	login: Login;
	progress: Progress;
}

/** Of what 8x8 posts, only a survey response has these. */
const isResponse = (body: unknown) => JSON.stringify(body).includes('"surveySubmittedAt"');

function check(condition: boolean, complaint: string): void {
	if (!condition) throw new Error(complaint);
}

/**
 * The whole round in a real n8n: a form is sent, the survey goes out as an SMS, is delivered,
 * opened and answered, and the response workflow runs with the answers.
 *
 * @returns how many steps passed; a step that fails ends the round
 * @throws Trouble that names the step, with the end of n8n's log
 */
export async function goRound(parts: RoundParts): Promise<number> {
	const { stage, demo, progress } = parts;
	const { api, n8n, simulator } = stage;
	let passed = 0;
	const step = async <T>(title: string, work: () => Promise<T>, outcome: (found: T) => string) => {
		try {
			const found = await progress.step(`${passed + 1}. ${title}`, work, outcome);
			passed += 1;
			return found;
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw n8n.trouble(`The round stopped at "${title}": ${reason}.`);
		}
	};

	await step(
		'A form is sent in n8n',
		() => sendForm(n8n.url, demo),
		(text) => text,
	);

	const { umid } = await step(
		'The workflow behind the form ran',
		async () => {
			const { items } = await lastExecution(api, demo.form.id);
			const [sent] = items['Send the survey'] ?? [];
			const status = sent?.status as { code?: string } | undefined;
			check(typeof sent?.umid === 'string', 'its result has no umid');
			check(status?.code === 'QUEUED', `8x8 answered ${JSON.stringify(status)}`);
			return { umid: String(sent?.umid), code: status?.code };
		},
		(sent) => `umid ${sent.umid}, ${sent.code}`,
	);

	await step(
		'The simulator took one SMS',
		async () => {
			const messages = simulator.messages();
			check(messages.length === 1, `it has ${messages.length} messages`);
			const [message] = messages;
			check(message?.umid === umid, `its message is ${message?.umid}`);
			check(message?.text.includes(TICKET) === true, `the ticket is not in "${message?.text}"`);
			return message?.text ?? '';
		},
		(text) => `"${text}", umid ${umid}`,
	);

	await step(
		'The SMS is delivered',
		() =>
			until('delivery', () =>
				simulator.messages().find((sms) => sms.umid === umid && sms.state === 'delivered'),
			),
		() => `umid ${umid}`,
	);

	await step(
		'The customer opens the link',
		async () => {
			await simulator.click(umid);
			const opened = simulator.messages().find((sms) => sms.umid === umid);
			check(Boolean(opened?.openedAt), 'the simulator did not notice');
			return opened?.shortUrl ?? '';
		},
		(link) => `${link}, umid ${umid}`,
	);

	await step(
		'The customer answers the survey',
		async () => {
			await simulator.respond(umid, ANSWERS);
			return await until('an answer of n8n to the response', () =>
				simulator.webhookPosts().find((post) => isResponse(post.body) && post.status === 200),
			);
		},
		() => `${Object.values(ANSWERS).join(', ')}; umid ${umid}`,
	);

	await step(
		'The response workflow ran, with the answers in it',
		async () => {
			const { execution, items } = await lastExecution(api, demo.response.id);
			const [result] = items['A readable result'] ?? [];
			const text = JSON.stringify(result);
			const expected = [umid, TICKET, ...Object.values(ANSWERS)];
			const missing = expected.filter((value) => !text?.includes(String(value)));
			check(missing.length === 0, `${missing.join(', ')} is not in ${text}`);
			return { execution, result };
		},
		({ execution, result }) => `execution ${execution.id}, ${JSON.stringify(result)}`,
	);
	return passed;
}

/** Fills in the form workflow's form as a browser would. */
async function sendForm(n8nUrl: string, demo: Demo): Promise<string> {
	const id = webhookId(demo.form, FORM_TRIGGER);
	const address = `${n8nUrl}/form/${id}`;
	const form = new FormData();
	['Ann', '+447700900123', TICKET].forEach((value, index) => form.set(`field-${index}`, value));
	return await until('the form', async () => {
		const response = await fetch(address, {
			method: 'POST',
			headers: OWN_CONNECTION,
			body: form,
		});
		// A published workflow listens a moment after n8n said that it is published.
		if (response.status === 404) return undefined;
		check(response.ok, `n8n answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
		return `POST ${address}`;
	});
}

/** Waits for the workflow's newest execution to end; it must have ended well. */
async function lastExecution(
	api: N8nApi,
	workflowId: string,
): Promise<{ execution: Execution; items: NodeItems }> {
	const execution = await until('the execution ends', async () => {
		const [newest] = await api.executions(workflowId);
		return newest && !['new', 'running', 'waiting'].includes(newest.status) ? newest : undefined;
	});
	const { items, error } = await api.executionData(execution.id);
	check(execution.status === 'success', `the execution ended with ${execution.status}: ${error}`);
	return { execution, items };
}
