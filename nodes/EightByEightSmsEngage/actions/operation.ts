import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** One operation of the node: its entry in the list, the fields of its own, and what it does. */
export interface Operation {
	option: INodePropertyOptions;
	fields?: INodeProperties[];
	/** Works on all input items at once. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}
