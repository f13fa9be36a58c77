import type { INodeProperties } from 'n8n-workflow';

/** The trigger's filters: what does not pass starts no execution. */
export const filterProperties: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		description: 'Each filter applies only to events that carry its field',
		options: [
			{
				displayName: 'States',
				name: 'states',
				type: 'multiOptions',
				options: [
					{ name: 'Delivered', value: 'delivered' },
					{ name: 'Queued', value: 'queued' },
					{ name: 'Read', value: 'read' },
					{ name: 'Rejected', value: 'rejected' },
					{ name: 'Sent', value: 'sent' },
					{ name: 'Undelivered', value: 'undelivered' },
				],
				default: [],
				description: 'Only delivery statuses with one of these states. Empty: all.',
			},
			{
				displayName: 'Subaccount IDs',
				name: 'subAccountIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. MyCompany_sales, MyCompany_care',
				description:
					'Only events of these subaccounts, separated by commas. Survey responses and link clicks do not say their subaccount, and pass.',
			},
			{
				displayName: 'Survey IDs',
				name: 'surveyIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. nps-2026, csat-care',
				description:
					'Only responses to these surveys, separated by commas. Other kinds of events pass.',
			},
		],
	},
];
