import type { INodeProperties } from 'n8n-workflow';

import { optionsField, subAccountIdField } from '../options';

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
};

const from: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	description:
		'Only messages from this time on. Without a zone it is in the time zone of the workflow. Empty: from 7 days ago.',
};

const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	default: '',
	description:
		'Only messages before this time. Without a zone it is in the time zone of the workflow. Empty: until now.',
};

const phoneNumber: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +6591234567',
	description: 'Only messages to this number, with + and country code',
};

export const countries: INodeProperties = {
	displayName: 'Countries',
	name: 'countries',
	type: 'string',
	default: '',
	placeholder: 'e.g. SG, ID',
	description:
		'Only messages to these countries: two-letter codes or English names, separated by commas or a list',
};

export const clientMessageIds: INodeProperties = {
	displayName: 'Client Message IDs',
	name: 'clientMessageIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. ticket-1042, ticket-1043',
	description:
		'Only messages with one of these IDs, separated by commas or a list. Upper and lower case count as the same.',
};

export const batchIds: INodeProperties = {
	displayName: 'Batch IDs',
	name: 'batchIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. f1ea5276-a824-e711-8146-022a22cc1c71',
	description: 'Only messages of these batches, separated by commas or a list',
};

export const states: INodeProperties = {
	displayName: 'States',
	name: 'states',
	type: 'multiOptions',
	options: [
		{ name: 'Delivered', value: 'delivered' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Queued', value: 'queued' },
		{ name: 'Read', value: 'read' },
		{ name: 'Rejected', value: 'rejected' },
		{ name: 'Sent', value: 'sent' },
		{ name: 'Undelivered', value: 'undelivered' },
		{ name: 'Unknown', value: 'unknown' },
	],
	default: [],
	description: 'Only messages in one of these states. Empty: all.',
};

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [batchIds, clientMessageIds, countries, from, phoneNumber, states, to],
};

export const waitLimit: INodeProperties = {
	displayName: 'Wait Limit (Minutes)',
	name: 'waitLimit',
	type: 'number',
	typeOptions: { minValue: 0.01, maxValue: 24 * 60 },
	default: 10,
	description:
		'How long to wait for 8x8 to prepare its log. After that the export is cancelled, and the item fails.',
};

const subAccountId = subAccountIdField(
	"The subaccount whose messages to get, if it is not the credential's",
);

export const options = optionsField([subAccountId, waitLimit]);
