/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Login, N8nApi, StoredWorkflow, WorkflowNode } from '../../harness/n8n/api';
import { repository } from '../../harness/places';
import { CREDENTIAL_TYPE, withCredential } from '../../harness/workflows';

export const FORM_TRIGGER = 'n8n-nodes-base.formTrigger';
const CREDENTIAL_NAME = '8x8 simulator (demo)';
/** What the notes of the demo's files link to; in n8n they lead to where the demo really runs. */
const PHONE_LINK = 'http://localhost:8808';
const EXECUTIONS_LINK = 'http://localhost:5678/home/executions';
const files = {
	send: 'demo-send-survey.json',
	response: 'demo-survey-response.json',
	form: 'demo-form.json',
};

/** What the demo remembers between starts; it stands beside n8n's database. */
interface DemoState {
	/** Of the account that the demo makes in its own n8n. */
	login: Login;
	webhookAuthorization: string;
	credentialId?: string;
	workflows: Record<string, PutWorkflow>;
}

interface PutWorkflow {
	id: string;
	/** As n8n stored it, which may add defaults to what the file says. */
	content: string;
	/** As the file said it. */
	example: string;
	credentialId: string;
	/** False only when a start ended before the workflow was published. */
	published: boolean;
}

/** The demo's workflows as they stand in n8n. */
export interface Demo {
	send: StoredWorkflow;
	response: StoredWorkflow;
	form: StoredWorkflow;
	/** Names of demo workflows that the person changed, so that they were left alone. */
	leftAlone: string[];
}

interface ExampleWorkflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings: object;
}

/** The nodes and connections of a workflow as one short text: differs when a person changed them. */
export function contentOf(workflow: Pick<ExampleWorkflow, 'nodes' | 'connections'>): string {
	const nodes = workflow.nodes.map(({ name, type, parameters }) => ({ name, type, parameters }));
	const content = JSON.stringify([nodes, workflow.connections]);
	return createHash('sha256').update(content).digest('hex');
}

/** Twelve random bytes, in a form that n8n takes for a password: with a capital letter and a digit. */
const randomPassword = () => `${randomBytes(12).toString('base64url')}N8`;

/** The demo's memory, in a user folder of n8n: read, and written after each change. */
export class DemoStore {
	readonly file: string;
	readonly state: DemoState;

	constructor(userFolder: string) {
		this.file = join(userFolder, 'demo.json');
		if (existsSync(this.file)) {
			this.state = JSON.parse(readFileSync(this.file, 'utf8')) as DemoState;
			return;
		}
		this.state = {
			login: { email: 'demo@example.com', password: randomPassword() },
			webhookAuthorization: `Bearer ${randomBytes(18).toString('base64url')}`,
			workflows: {},
		};
		this.save();
	}

	remember(file: string, workflow: PutWorkflow): void {
		this.state.workflows[file] = workflow;
		this.save();
	}

	save(): void {
		mkdirSync(dirname(this.file), { recursive: true });
		writeFileSync(this.file, JSON.stringify(this.state, null, '\t'), { mode: 0o600 });
	}
}

/** The addresses at which people open n8n and the phone page. */
export interface Addresses {
	n8n: string;
	phone: string;
}

/**
 * Puts the demo workflows into n8n and publishes them. On a later start nothing is doubled: a
 * workflow that nobody touched follows its file, one that a person changed stays as it is.
 */
export async function putWorkflows(
	api: N8nApi,
	store: DemoStore,
	credentialId: string,
	{ n8n, phone }: Addresses,
): Promise<Demo> {
	const leftAlone: string[] = [];
	const links: Record<string, string> = { [PHONE_LINK]: phone };
	const put = async (file: string) => {
		const { workflow, touched } = await putWorkflow(api, store, { file, links }, credentialId);
		if (touched) leftAlone.push(workflow.name);
		return workflow;
	};
	const response = await put(files.response);
	links[EXECUTIONS_LINK] = `${n8n}/workflow/${response.id}/executions`;
	return { send: await put(files.send), response, form: await put(files.form), leftAlone };
}

/** Puts the credential into n8n, or brings an earlier one up to date; gives its id. */
export async function putCredential(api: N8nApi, store: DemoStore, data: object): Promise<string> {
	const { credentialId } = store.state;
	const kept =
		credentialId !== undefined &&
		(await api.updateCredential(credentialId, CREDENTIAL_NAME, CREDENTIAL_TYPE, data));
	if (kept) return credentialId;
	const id = await api.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
	store.state.credentialId = id;
	store.save();
	return id;
}

/** The workflow of a demo file, its notes' links leading to the addresses given for them. */
export function withLinks(text: string, links: Record<string, string>): ExampleWorkflow {
	const linked = Object.entries(links).reduce(
		(changed, [link, address]) => changed.replaceAll(`](${link})`, `](${address})`),
		text,
	);
	return JSON.parse(linked) as ExampleWorkflow;
}

async function putWorkflow(
	api: N8nApi,
	store: DemoStore,
	{ file, links }: { file: string; links: Record<string, string> },
	credentialId: string,
): Promise<{ workflow: StoredWorkflow; touched: boolean }> {
	const example = withLinks(readFileSync(join(repository, 'examples', file), 'utf8'), links);
	const credential = { id: credentialId, name: CREDENTIAL_NAME };
	example.nodes = withCredential(example.nodes, credential);
	const known = store.state.workflows[file];
	const stored = known && (await api.workflow(known.id));
	if (stored && contentOf(stored) !== known.content) return { workflow: stored, touched: true };

	const wanted = { example: contentOf(example), credentialId };
	const upToDate = known?.example === wanted.example && known.credentialId === credentialId;
	if (stored && upToDate && known.published) return { workflow: stored, touched: false };

	const workflow = stored
		? await api.updateWorkflow(stored.id, { ...example, versionId: stored.versionId })
		: await api.createWorkflow({ ...example, active: false });
	const put = { id: workflow.id, content: contentOf(workflow), ...wanted };
	// Remembered before it is published: were that to fail, the next start would make a second one.
	store.remember(file, { ...put, published: false });
	// A workflow that only a person starts has nothing to publish.
	if (example.nodes.some((node) => node.webhookId !== undefined)) await api.activate(workflow);
	store.remember(file, { ...put, published: true });
	return { workflow, touched: false };
}
