import type { INode, INodeTypeDescription } from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';
import { exampleFiles, exampleText, readExample } from '../support/examples';
import { assertDeclared } from '../support/strict';

const ACTION = 'n8n-nodes-8x8-sms-engage.eightByEightSmsEngage';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const WEBHOOK = 'n8n-nodes-base.webhook';

const ours: Record<string, INodeTypeDescription> = {
	[ACTION]: new EightByEightSmsEngage().description,
	[`${ACTION}Tool`]: new EightByEightSmsEngage().description,
	[`${ACTION}Trigger`]: new EightByEightSmsEngageTrigger().description,
};
/** n8n adds these to the tool variant of a node. */
const TOOL_PARAMETERS = ['descriptionType', 'toolDescription'];

/** The paths of all values, as `getNodeParameter` takes them. */
function paths(value: unknown, path = ''): string[] {
	if (typeof value !== 'object' || value === null) return [path];
	if (Array.isArray(value)) {
		// A choice of several options holds plain values.
		if (value.every((entry) => typeof entry !== 'object')) return [path];
		return value.flatMap((entry, index) => paths(entry, `${path}[${index}]`));
	}
	const entries = Object.entries(value);
	if (entries.length === 0) return path === '' ? [] : [path];
	return entries.flatMap(([key, entry]) => paths(entry, path === '' ? key : `${path}.${key}`));
}

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** The space that a node takes on the canvas, with its name below it. */
function boxOf({ name, type, position, parameters }: INode): Box {
	const [left, top] = position;
	const { width, height } = parameters as { width: number; height: number };
	const isNote = type === STICKY_NOTE;
	// An agent is wider than other nodes, since others hang below it.
	const nodeWidth = type.endsWith('.agent') ? 256 : 96;
	return {
		name,
		left,
		top,
		right: left + (isNote ? width : nodeWidth),
		bottom: top + (isNote ? height : 96),
	};
}

const overlap = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

test('there are examples', () => {
	expect(exampleFiles().length).toBeGreaterThanOrEqual(16);
});

test('no two examples answer at the same address, or have the same name', () => {
	const examples = exampleFiles().map(readExample);
	const nodes = examples.flatMap((example) => example.nodes);
	const addresses = nodes.flatMap(({ webhookId, parameters, type }) => [
		...(webhookId === undefined ? [] : [webhookId]),
		...(type === WEBHOOK ? [parameters.path] : []),
	]);
	for (const list of [addresses, examples.map(({ name }) => name)]) {
		expect(new Set(list).size).toBe(list.length);
	}
});

describe.each(exampleFiles())('%s', (file) => {
	const example = readExample(file);
	const { nodes, connections } = example;
	const ourNodes = nodes.filter(({ type }) => type.startsWith('n8n-nodes-8x8-sms-engage.'));

	test('is a workflow with a name, nodes and connections', () => {
		expect(Object.keys(example).sort()).toEqual(
			['connections', 'name', 'nodes', 'settings', ...(example.pinData ? ['pinData'] : [])].sort(),
		);
		expect(example.name).not.toBe('');
		for (const key of ['id', 'name'] as const) {
			expect(new Set(nodes.map((node) => node[key])).size).toBe(nodes.length);
		}
	});

	test('connects only nodes that are there', () => {
		const names = nodes.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
		const targets = Object.values(connections).flatMap((types) =>
			Object.values(types).flatMap((outputs) => outputs.flatMap((output) => output ?? [])),
		);
		expect(targets.length).toBeGreaterThan(0);
		expect(names).toEqual(expect.arrayContaining(targets.map(({ node }) => node)));
	});

	test('its expressions and its note name only nodes that are there', () => {
		const named = [...exampleText(file).matchAll(/\$\('((?:[^'\\]|\\.)+)'\)/g)].map(([, n]) => n);
		const names = nodes.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(named));
	});

	test('uses only parameters that the 8x8 nodes declare', () => {
		expect(ourNodes.length).toBeGreaterThan(0);
		for (const node of ourNodes) {
			const description = ours[node.type];
			if (!description) throw new Error(`There is no node type ${node.type}`);
			expect([description.version].flat()).toContain(node.typeVersion);
			const used = paths(node.parameters).filter((path) => !TOOL_PARAMETERS.includes(path));
			for (const path of used) assertDeclared(description, path);
		}
	});

	test('its 8x8 nodes have what they need', () => {
		for (const { type, parameters, webhookId } of ourNodes) {
			if (type.endsWith('Trigger')) {
				expect(webhookId).toEqual(expect.any(String));
				expect(parameters.authentication).toBe('authorizationHeader');
			} else if (parameters.resource === 'message') {
				expect(parameters.operation).toBe('getAll');
			} else {
				expect(parameters.surveyId).toBeTruthy();
				expect(parameters.destination).toBeTruthy();
				expect(parameters.message).toContain('{url}');
			}
		}
	});

	test('has a note that says how to try it', () => {
		const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
		const texts = notes.map(({ parameters }) => String(parameters.content));
		expect(texts[0]).toMatch(/^## /);
		if (!file.startsWith('demo-')) {
			expect(texts[0]).toContain('**Replace**');
			expect(texts[0]).toContain('**Try it with the simulator**');
		}
	});

	test('no node lies on another', () => {
		const boxes = nodes.map(boxOf);
		const lying = boxes.flatMap((a, i) =>
			boxes.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.name} / ${b.name}`] : [])),
		);
		expect(lying).toEqual([]);
	});

	test('holds no credential, and no address but localhost', () => {
		expect(nodes.filter((node) => 'credentials' in node)).toEqual([]);
		const hosts = [...exampleText(file).matchAll(/https?:\/\/([^\s/"'\\)]+)/g)].map(([, h]) => h);
		const foreign = hosts.filter((host) => !/^(localhost|example\.com)(:\d+)?$/.test(host ?? ''));
		expect(foreign).toEqual([]);
	});

	test('has sample data only where a webhook would be called', () => {
		const webhooks = nodes.filter(({ type }) => type === WEBHOOK).map(({ name }) => name);
		expect(Object.keys(example.pinData ?? {})).toEqual(webhooks);
	});
});
