import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import type { StoredWorkflow } from '../../harness/n8n/api';
import { OWN_CONNECTION } from '../../harness/n8n/ownConnection';
import { Stage } from '../../harness/stage';
import { ToolCaller } from './support/toolCalls';
import { until } from '../../harness/until';
import { ACTION, chain, node } from '../../harness/workflows';

jest.setTimeout(240_000);

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const CALL = { Phone_Number: '+65 9123 4567', Message: 'Hi Ann, how did we do? {url}' };

let stage: Stage;
let model: ToolCaller;
let modelCredential: string;

beforeAll(async () => {
	stage = await Stage.open({ name: 'tool' });
	model = new ToolCaller(CALL);
	await model.listen();
	const data = { apiKey: 'none', url: model.url };
	modelCredential = await stage.api.createCredential('No model', 'openAiApi', data);
}, 600_000);

afterAll(async () => {
	await model?.close();
	await stage?.close();
});

beforeEach(() => {
	stage.simulator.reset();
	model.callArguments = CALL;
});

/** A workflow with an agent whose only tool is this package's node. */
async function agentWith(operation: string): Promise<StoredWorkflow> {
	const agent = node(
		'Agent',
		`${LANGCHAIN}.agent`,
		{ promptType: 'define', text: 'Ask Ann how we did', options: {} },
		{ typeVersion: 3 },
	);
	const chat = node(
		'Model',
		`${LANGCHAIN}.lmChatOpenAi`,
		{ model: { __rl: true, mode: 'list', value: 'none' }, options: {} },
		{ typeVersion: 1.2, credentials: { openAiApi: { id: modelCredential, name: 'No model' } } },
	);
	const tool = node('Send a survey', `${ACTION}Tool`, {
		resource: 'survey',
		operation,
		surveyId: 'service-feedback',
		destination: "={{ $fromAI('Phone_Number', 'The customer’s number', 'string') }}",
		message: "={{ $fromAI('Message', 'The text, with {url} for the link', 'string') }}",
	});
	const workflow = chain(`Agent: ${operation}`, [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		agent,
	]);
	const link = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return await stage.addWorkflow({
		...workflow,
		nodes: [...workflow.nodes, chat, tool],
		connections: {
			...workflow.connections,
			Model: link('ai_languageModel'),
			'Send a survey': link('ai_tool'),
		},
	});
}

/** Runs a workflow as the editor's buttons do; gives the nodes' items and the error, if any. */
async function run(workflow: StoredWorkflow, destination: object, request: object = {}) {
	await stage.api.call('POST', `/rest/workflows/${workflow.id}/run`, {
		workflowData: workflow,
		triggerToStartFrom: { name: 'Start' },
		...destination,
		...request,
	});
	const ended = await until('the run ends', async () => {
		const [newest] = await stage.api.executions(workflow.id);
		return newest && !['new', 'running'].includes(newest.status) && newest;
	});
	return await stage.api.executionData(ended.id);
}

const toAgent = { destinationNode: { nodeName: 'Agent', mode: 'inclusive' } };

test('the tool variant offers Send and Preview, and no operation that an agent cannot use', async () => {
	const answer = await fetch(`${stage.n8n.url}/types/nodes.json`, {
		headers: { ...OWN_CONNECTION, cookie: stage.api.cookie },
	});
	const types = (await answer.json()) as INodeTypeDescription[];
	const tool = types.find(({ name }) => name === `${ACTION}Tool`);
	expect(tool).toMatchObject({ displayName: '8x8 SMS Engage Tool', outputs: ['ai_tool'] });
	const operations = tool?.properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes('survey'),
	) as INodeProperties;
	const offered = (operations.options as INodePropertyOptions[])
		.filter(({ displayOptions }) => !displayOptions?.hide?.['@tool']?.includes(true))
		.map(({ value }) => value);
	expect(offered.sort()).toEqual(['preview', 'send']);
	for (const name of ['toolDescription', 'descriptionType']) {
		expect(tool?.properties.map((property) => property.name)).toContain(name);
	}
});

test('a model is told what the tool does and which fields to fill in; its call sends', async () => {
	const { items, error } = await run(await agentWith('send'), toAgent);
	expect(error).toBeUndefined();
	const [tool] = model.requests.at(-1)?.tools ?? [];
	expect(tool?.function).toMatchObject({
		name: 'Send_a_survey',
		description: expect.stringMatching(/send.*survey/i) as string,
		parameters: {
			properties: {
				Phone_Number: { type: 'string', description: 'The customer’s number' },
				Message: { type: 'string', description: 'The text, with {url} for the link' },
			},
		},
	});
	expect(Object.keys(tool?.function.parameters.properties ?? {}).sort()).toEqual([
		'Message',
		'Phone_Number',
	]);
	const messages = stage.simulator.messages();
	expect(messages).toHaveLength(1);
	expect(messages[0]?.text).toMatch(/^Hi Ann, how did we do\? https:/);
	expect(model.toolAnswer()).toContain(messages[0]?.umid);
	expect(items.Agent?.[0]).toMatchObject({ output: 'Done' });
});

test('"Execute step" of the tool sends too', async () => {
	const workflow = await agentWith('send');
	const destination = { destinationNode: { nodeName: 'Send a survey', mode: 'inclusive' } };
	const agentRequest = { query: { Send_a_survey: CALL }, tool: { name: 'Send_a_survey' } };
	const { error } = await run(workflow, destination, { agentRequest });
	expect(error).toBeUndefined();
	expect(stage.simulator.messages()).toHaveLength(1);
});

test('a call that fails tells the model why', async () => {
	model.callArguments = { ...CALL, Phone_Number: '+12' };
	await run(await agentWith('send'), toAgent);
	expect(model.toolAnswer()).toContain('+12');
	expect(stage.simulator.requests()).toHaveLength(0);
});

test.each(['sendBatch', 'sendAndWaitForResponse'])(
	'%s is refused when forced',
	async (operation) => {
		await run(await agentWith(operation), toAgent);
		expect(stage.simulator.requests()).toHaveLength(0);
		expect(model.toolAnswer()).toContain('cannot use the operation');
	},
);
