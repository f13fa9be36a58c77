import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** One operation of the node: its entry in the list, its fields, and what it does. */
export interface Operation {
	option: INodePropertyOptions;
	/**
	 * The operation's fields in the order of the editor. Operations of one resource share a field by
	 * naming the same object. `properties.ts` adds for which resource and operation a field shows.
	 */
	fields: INodeProperties[];
	/** True when AI agents must not use it: their tool neither lists nor runs the operation. */
	notForAgents?: true;
	/** Works on all input items at once. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

/** One entry of the Resource list. Its first operation is the default. */
export interface Resource {
	option: INodePropertyOptions;
	operations: [Operation, ...Operation[]];
}
