/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { WorkflowNode } from '../../../harness/n8n/api';
import { repository } from '../../../harness/places';
import { webhookId, withCredential } from '../../../harness/workflows';
import { contentOf, DemoStore, withLinks } from '../../../scripts/start/demo';

type Workflow = { name: string; nodes: WorkflowNode[]; connections: Record<string, unknown> };
const read = (file: string) =>
	JSON.parse(readFileSync(join(repository, 'examples', file), 'utf8')) as Workflow;

const send = read('demo-send-survey.json');
const form = read('demo-form.json');
const response = read('demo-survey-response.json');
const ours = ({ type }: WorkflowNode) => type.startsWith('n8n-nodes-8x8-sms-engage.');

describe('the demo workflows', () => {
	test.each([send, response, form])('hold no credential: $name', ({ nodes }) => {
		expect(nodes.every(({ credentials }) => credentials === undefined)).toBe(true);
	});

	test.each([send, response, form])('explain themselves in a note: $name', ({ nodes }) => {
		expect(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
	});

	test.each([send, response, form])('connect only nodes that are there: $name', (workflow) => {
		const names = workflow.nodes.map(({ name }) => name);
		const targets = JSON.stringify(workflow.connections).matchAll(/"node":"([^"]+)"/g);
		const used = [...targets].map(([, name]) => name);
		expect(used.length).toBeGreaterThan(0);
		expect(names).toEqual(expect.arrayContaining([...used, ...Object.keys(workflow.connections)]));
	});

	test('have addresses of their own', () => {
		expect(webhookId(form, 'n8n-nodes-base.formTrigger')).toMatch(/^[0-9a-f-]{36}$/);
		expect(webhookId(response, 'n8n-nodes-8x8-sms-engage.eightByEightSmsEngageTrigger')).toMatch(
			/^[0-9a-f-]{36}$/,
		);
	});
});

describe('withCredential', () => {
	test("gives the credential to this package's nodes only", () => {
		const nodes = withCredential(send.nodes, { id: 'cred1', name: 'Demo' });
		expect(nodes.filter(ours)).toHaveLength(1);
		for (const node of nodes) {
			expect(node.credentials?.eightByEightSmsEngageApi?.id).toBe(ours(node) ? 'cred1' : undefined);
		}
	});
});

describe('DemoStore', () => {
	const folders: string[] = [];
	const folder = () => {
		folders.push(mkdtempSync(join(tmpdir(), 'demo-')));
		return folders.at(-1)!;
	};
	afterAll(() => folders.forEach((made) => rmSync(made, { recursive: true })));

	test('makes a password that n8n takes, another one for each demo', () => {
		const passwords = Array.from(
			{ length: 20 },
			() => new DemoStore(folder()).state.login.password,
		);
		expect(new Set(passwords).size).toBe(20);
		// n8n: 8 to 64 characters, at least one number and one capital letter.
		for (const password of passwords) expect(password).toMatch(/^(?=.*\d)(?=.*[A-Z])[\w-]{8,64}$/);
	});

	test('keeps it for the next start, in a file that nobody else can read', () => {
		const made = folder();
		const store = new DemoStore(made);
		expect(new DemoStore(made).state).toEqual(store.state);
		expect(statSync(store.file).mode & 0o777).toBe(0o600);
	});
});

describe('withLinks', () => {
	test('leads the links of the notes to where the demo runs, and leaves all else', () => {
		const text = JSON.stringify(send);
		const links = {
			'http://localhost:8808': 'http://localhost:9999',
			'http://localhost:5678/home/executions': 'http://localhost:1/workflow/x/executions',
		};
		const linked = JSON.stringify(withLinks(text, links));
		for (const [link, address] of Object.entries(links)) {
			expect(text).toContain(`](${link})`);
			expect(linked).toContain(`](${address})`);
			expect(linked).not.toContain(link);
		}
		expect(withLinks(text, {})).toEqual(send);
	});
});

describe('contentOf', () => {
	test('sees a changed parameter and a changed connection, not a moved node', () => {
		const copy = structuredClone(send);
		for (const node of copy.nodes) node.position = [0, 0];
		expect(contentOf(copy)).toBe(contentOf(send));

		const reworded = structuredClone(send);
		for (const node of reworded.nodes.filter(ours)) node.parameters.message = 'Mine: {url}';
		expect(contentOf(reworded)).not.toBe(contentOf(send));

		expect(contentOf({ ...send, connections: {} })).not.toBe(contentOf(send));
	});
});
