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
	 * naming the same object. For which resource and operation a field shows is added by `actions`.
	 */
	fields: INodeProperties[];
	/** True for what an AI agent must not do: its tool does not list the operation and refuses it. */
	notForAgents?: true;
	/** Works on all input items at once. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

/** One entry of the Resource list. The first of its operations is the one chosen at first. */
export interface Resource {
	option: INodePropertyOptions;
	operations: [Operation, ...Operation[]];
}
