import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/** Gives the items that its parameter holds: where a workflow of these tests starts. */
export class Items implements INodeType {
	description = {
		displayName: 'Items',
		name: 'items',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Items' },
		inputs: [],
		outputs: ['main'],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: [] }],
	} as unknown as INodeType['description'];

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getNodeParameter('items', 0) as IDataObject[];
		return [items.map((json) => ({ json }))];
	}
}

/** Takes what comes and gives it on. */
export class Sink implements INodeType {
	description = {
		...new Items().description,
		name: 'sink',
		group: ['transform'],
		inputs: ['main'],
		properties: [],
	} as INodeType['description'];

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** Lets items through in bunches, as n8n's Loop Over Items does: output 0 is done, 1 is the loop. */
export class Loop implements INodeType {
	description = {
		...new Items().description,
		name: 'loop',
		group: ['transform'],
		inputs: ['main'],
		outputs: ['main', 'main'],
		properties: [],
	} as INodeType['description'];

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = this.getContext('node') as { left?: INodeExecutionData[] };
		context.left ??= [...this.getInputData()];
		const next = context.left.shift();
		return next ? [[], [next]] : [this.getInputData(), []];
	}
}

interface Tool {
	invoke(input: IDataObject): Promise<unknown>;
}

/**
 * Calls its tool as an agent does, once for each entry of its parameter, and gives the answers. An
 * entry that is a list holds calls that are made at once.
 */
export class Agent implements INodeType {
	description = {
		...new Items().description,
		name: 'agent',
		group: ['transform'],
		inputs: ['main', { type: 'ai_tool' }],
		properties: [{ displayName: 'Calls', name: 'calls', type: 'json', default: [] }],
	} as unknown as INodeType['description'];

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const calls = this.getNodeParameter('calls', 0) as Array<IDataObject | IDataObject[]>;
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const output: INodeExecutionData[] = [];
		for (const call of calls) {
			const answers = [call]
				.flat()
				.map(async (one) => await tool!.invoke(one).catch((error: Error) => error.message));
			for (const answer of await Promise.all(answers)) {
				output.push({ json: { answer: answer as string } });
			}
		}
		return [output];
	}
}

/** A node type's variant for agents, as n8n makes it of one with `usableAsTool`. */
export function asTool(type: INodeType): INodeType {
	const { description } = type;
	return Object.assign(Object.create(type) as INodeType, {
		description: {
			...description,
			name: `${description.name}Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		},
	});
}
