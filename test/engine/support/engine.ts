import './quiet';
import 'reflect-metadata';

import { stringify } from 'flatted';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
	type IRunExecutionData,
	type IConnections,
} from 'n8n-workflow';

import { EightByEightSmsEngageApi } from '../../../credentials/EightByEightSmsEngageApi.credentials';
import { EightByEightSmsEngage } from '../../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import type { Example } from '../../support/examples';
import { baseNodes } from './baseNodes';
import { Agent, asTool, Items, Loop, Sink } from './nodes';

export const SURVEY_NODE = 'Survey';

const TYPES: Record<string, INodeType> = {
	items: new Items(),
	sink: new Sink(),
	loop: new Loop(),
	survey: new EightByEightSmsEngage(),
	agent: new Agent(),
	surveyTool: asTool(new EightByEightSmsEngage()),
	'n8n-nodes-8x8-sms-engage.eightByEightSmsEngage': new EightByEightSmsEngage(),
	...baseNodes,
};

const nodeTypes: INodeTypes = {
	getByName: (type) => TYPES[type]!,
	getByNameAndVersion: (type) => NodeHelpers.getVersionedNodeType(TYPES[type]!),
	getKnownTypes: () => ({}),
};

const credentialType = new EightByEightSmsEngageApi();

export interface EngineOptions {
	baseUrl: string;
	credential?: Partial<Record<string, string>>;
	executionId?: string;
	timezone?: string;
	/** The node to start with. Default: Items. */
	start?: string;
	/** Where this n8n takes webhooks, and where its editor is; with a slash at its end. */
	ownUrl?: string;
	/** Execution data to go on with, as n8n's Retry button does. */
	data?: IRunExecutionData;
}

export function additionalData(options: EngineOptions, done: (run: IRun) => void) {
	const { ownUrl = 'http://localhost/' } = options;
	const credentials: ICredentialDataDecryptedObject = {
		apiKey: 'demo-api-key',
		subAccountId: 'demo_subaccount',
		region: 'custom',
		baseUrl: options.baseUrl,
		...options.credential,
	};
	const hooks = new ExecutionLifecycleHooks('trigger', options.executionId ?? '1', {
		id: 'workflow',
		name: 'workflow',
		active: false,
		isArchived: false,
		nodes: [],
		connections: {},
		createdAt: new Date(),
		updatedAt: new Date(),
	} as never);
	hooks.addHandler('workflowExecuteAfter', (run: IRun) => done(run));
	return {
		executionId: options.executionId ?? '1',
		hooks,
		credentialsHelper: {
			getParentTypes: () => [],
			getDecrypted: async () => ({ ...credentials }),
			getCredentials: async () => ({ id: '1', name: 'test' }),
			isCredentialUsableByNode: () => true,
			preAuthentication: async () => undefined,
			authenticate: async (data: ICredentialDataDecryptedObject, _: string, request: object) =>
				await credentialType.authenticate(data, request as IHttpRequestOptions),
			updateCredentials: async () => {},
			getCredentialsProperties: () => credentialType.properties,
		},
		setExecutionStatus: () => {},
		currentNodeParameters: undefined,
		currentNodeExecutionIndex: 0,
		executeWorkflow: async () => {
			throw new Error('not used');
		},
		restApiUrl: `${ownUrl}rest`,
		instanceBaseUrl: ownUrl,
		formWaitingBaseUrl: `${ownUrl}form-waiting`,
		webhookBaseUrl: `${ownUrl}webhook`,
		webhookWaitingBaseUrl: `${ownUrl}webhook-waiting`,
		webhookTestBaseUrl: `${ownUrl}webhook-test`,
		variables: {},
		logAiEvent: () => {},
		userId: 'user',
	} as unknown as IWorkflowExecuteAdditionalData;
}

export interface SurveyWorkflow {
	items: IDataObject[];
	parameters: IDataObject;
	node?: Partial<INode>;
	/** Runs the survey node once for each item, in a loop. */
	loop?: boolean;
}

/** Items → survey node, whose main and error outputs can be read from the run. */
export function surveyWorkflow(
	{ items, parameters, node, loop }: SurveyWorkflow,
	timezone = 'UTC',
): Workflow {
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	const nodes: INode[] = [
		{ ...base, id: 'items', name: 'Items', type: 'items', parameters: { items: items as never } },
		{ ...base, id: 'loop', name: 'Loop', type: 'loop', parameters: {} },
		{
			...base,
			id: 'survey',
			name: SURVEY_NODE,
			type: 'survey',
			parameters: { resource: 'survey', ...parameters } as never,
			credentials: { eightByEightSmsEngageApi: { id: '1', name: 'test' } },
			...node,
		},
		{ ...base, id: 'sink', name: 'Sink', type: 'sink', parameters: {} },
	];
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections: IConnections = loop
		? {
				Items: { main: [to('Loop')] },
				Loop: { main: [to('Sink'), to(SURVEY_NODE)] },
				[SURVEY_NODE]: { main: [to('Loop')] },
			}
		: { Items: { main: [to(SURVEY_NODE)] }, [SURVEY_NODE]: { main: [to('Sink'), to('Sink')] } };
	return new Workflow({
		id: 'workflow',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { timezone },
	});
}

/** A workflow of examples/, with the test's credential. */
export function exampleWorkflow({ nodes, connections, settings }: Example): Workflow {
	const credentials = { eightByEightSmsEngageApi: { id: '1', name: 'test' } };
	return new Workflow({
		id: 'workflow',
		nodes: nodes.map((node) => ({ ...node, credentials })),
		connections,
		active: false,
		nodeTypes,
		settings,
	});
}

/** Items → agent, with the survey node as its tool. */
export function agentWorkflow(
	calls: Array<IDataObject | IDataObject[]>,
	parameters: IDataObject,
	node = {},
): Workflow {
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	return new Workflow({
		id: 'workflow',
		nodes: [
			{ ...base, id: 'items', name: 'Items', type: 'items', parameters: { items: [{}] as never } },
			{ ...base, id: 'agent', name: 'Agent', type: 'agent', parameters: { calls: calls as never } },
			{
				...base,
				id: 'survey',
				name: SURVEY_NODE,
				type: 'surveyTool',
				parameters: { resource: 'survey', ...parameters } as never,
				credentials: { eightByEightSmsEngageApi: { id: '1', name: 'test' } },
				...node,
			},
		],
		connections: {
			Items: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			[SURVEY_NODE]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: { timezone: 'UTC' },
	});
}

export interface EngineRun {
	run: IRun;
	/** The execution's data as n8n last wrote it into its database; twice when it was stopped. */
	saved: string;
	/** Items of the survey node's main output, in its last run. */
	output: INodeExecutionData[];
	/** Items of its error output. */
	errors: INodeExecutionData[];
	/** The error that ended the execution. */
	error?: Error & { description?: string; context?: IDataObject };
}

/**
 * Runs a workflow with n8n's own engine; `onStart` gets a function that presses Stop, and the
 * execution's data as it changes.
 */
export async function runWorkflow(
	workflow: Workflow,
	options: EngineOptions,
	onStart?: (stop: () => void, data: IRunExecutionData) => Promise<void>,
): Promise<EngineRun> {
	let finish: (run: IRun) => void = () => {};
	const finished = new Promise<IRun>((resolve) => (finish = resolve));
	let saved = '';
	const additional = additionalData(options, (run) => {
		saved = stringify(run.data);
		finish(run);
	});
	const start = workflow.getNode(options.start ?? 'Items')!;
	const data =
		options.data ??
		createRunExecutionData({
			executionData: {
				contextData: {},
				metadata: {},
				nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
				waitingExecution: {},
				waitingExecutionSource: {},
			},
		});
	const engine = new WorkflowExecute(additional, 'trigger', data);
	await workflow.expression.acquireIsolate?.();
	const promise = engine.processRunExecutionData(workflow);
	await onStart?.(() => promise.cancel(), data);
	await promise.catch(() => {});
	const run = await finished;
	await workflow.expression.releaseIsolate?.();

	const last = run.data.resultData.runData[SURVEY_NODE]?.at(-1);
	return {
		run,
		get saved() {
			return saved;
		},
		output: last?.data?.main?.[0] ?? [],
		errors: last?.data?.main?.[1] ?? [],
		error: run.data.resultData.error as EngineRun['error'],
	};
}
