import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { Items, Sink } from './nodes';

type Work = (
	context: IExecuteFunctions,
	items: INodeExecutionData[],
) => INodeExecutionData[][] | Promise<INodeExecutionData[][]>;

/** A stand-in for one of n8n's own nodes, which are not among the tests' dependencies. */
function standIn(name: string, parameters: string[], work: Work, ports: object = {}): INodeType {
	return {
		description: {
			...new Sink().description,
			name,
			properties: parameters.map((parameter) => ({
				displayName: parameter,
				name: parameter,
				type: 'json',
				default: '',
			})),
			...ports,
		} as INodeType['description'],
		async execute(this: IExecuteFunctions) {
			return await work(this, this.getInputData());
		},
	};
}

const pass: Work = (_, items) => [items];
const paired = (json: IDataObject, item: number) => ({ json, pairedItem: { item } });

/** n8n's Merge, in the mode that adds to each item of input 1 the fields of its match in input 2. */
const enrich: Work = (context) => {
	const [{ field1, field2 }] = context.getNodeParameter('mergeByFields.values', 0) as [
		{ field1: string; field2: string },
	];
	if (context.getNodeParameter('joinMode', 0) !== 'enrichInput1') throw new Error('not this mode');
	const { fuzzyCompare } = context.getNodeParameter('options', 0) as IDataObject;
	const others = context.getInputData(1);
	const isSame = (one: unknown, other: unknown) =>
		fuzzyCompare ? String(one) === String(other) : one === other;
	return [
		context.getInputData(0).map(({ json }, item) => {
			const match = others.find((other) => isSame(other.json[field2], json[field1]));
			return paired({ ...json, ...match?.json }, item);
		}),
	];
};

/** n8n's If, for conditions that are an expression which is true or not. */
const sort: Work = (context, items) => {
	const isSo = (index: number) =>
		context.getNodeParameter('conditions.conditions[0].leftValue', index) === true;
	return [true, false].map((wanted) =>
		items.flatMap(({ json }, index) => (isSo(index) === wanted ? [paired(json, index)] : [])),
	);
};

/** Those of n8n's nodes that an example which is run here uses. A Wait does not take any time. */
export const baseNodes: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': { ...new Items(), execute: standIn('', [], pass).execute },
	'n8n-nodes-base.set': standIn('set', ['mode', 'jsonOutput', 'options'], (context) => [
		[paired(JSON.parse(context.getNodeParameter('jsonOutput', 0) as string) as IDataObject, 0)],
	]),
	'n8n-nodes-base.splitOut': standIn(
		'splitOut',
		['fieldToSplitOut', 'options'],
		(context, items) => {
			const field = context.getNodeParameter('fieldToSplitOut', 0) as string;
			return [
				items.flatMap(({ json }) => json[field] as IDataObject[]).map((json) => paired(json, 0)),
			];
		},
	),
	'n8n-nodes-base.wait': standIn('wait', ['amount', 'unit'], pass),
	'n8n-nodes-base.merge': standIn(
		'merge',
		['mode', 'advanced', 'mergeByFields', 'joinMode', 'options'],
		enrich,
		{ inputs: ['main', 'main'] },
	),
	'n8n-nodes-base.if': standIn('if', ['conditions', 'options'], sort, {
		outputs: ['main', 'main'],
	}),
	'n8n-nodes-base.noOp': standIn('noOp', [], pass),
	'n8n-nodes-base.stickyNote': standIn('stickyNote', ['width', 'height', 'content'], pass),
};
