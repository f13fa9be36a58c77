import type { INodeProperties } from 'n8n-workflow';

export const onRejected = (byDefault: 'error' | 'output'): INodeProperties => ({
	displayName: 'On Rejected',
	name: 'onRejected',
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'A survey that 8x8 rejects makes its item fail',
		},
		{
			name: 'Output',
			value: 'output',
			description: 'It comes out as an ordinary item, with the status REJECTED',
		},
	],
	default: byDefault,
	description: 'What happens when 8x8 takes the request but rejects a survey in it',
});

export const sendOnce: INodeProperties = {
	displayName: 'Send Once',
	name: 'sendOnce',
	type: 'boolean',
	default: false,
	description:
		"Whether to leave out a survey that this node has sent before, also in an earlier execution. Needs 'Client Message ID': a survey is the same when its survey ID and client message ID are. The node remembers the last 10,000, test runs count too, a copy of the node starts anew, and two executions at the same moment are not covered. What was under way when n8n crashed counts as sent.",
};

export const maxSegments: INodeProperties = {
	displayName: 'Max Segments',
	name: 'maxSegments',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 10,
	description:
		'How many SMS one text may take, with its variables filled in. A longer one is not sent: 8x8 cuts off what is beyond ten, and the link with it.',
};
