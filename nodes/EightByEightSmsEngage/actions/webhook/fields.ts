import type { INodeProperties } from 'n8n-workflow';

export const webhookNotice: INodeProperties = {
	displayName:
		'These operations are for the SMS events: delivery receipts, opened links and replies. The URL for survey responses is set by 8x8 support.',
	name: 'webhookNotice',
	type: 'notice',
	default: '',
};

export const url: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		"Where 8x8 posts the events: the Production URL of an 8x8 SMS Engage Trigger. Only with an address of this n8n is 8x8 given the credential's Webhook Authorization.",
};

export const subAccountId: INodeProperties = {
	displayName: 'Subaccount ID',
	name: 'subAccountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. MyCompany_surveys, or * for all',
	description:
		'The subaccount whose events are meant, or * for all that have no webhook of their own',
};

export const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether 8x8 posts events to this URL',
};

export const replaceExisting: INodeProperties = {
	displayName: 'Replace Existing',
	name: 'replaceExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether to replace another URL that stands there. 8x8 keeps one, so the other one gets no more events.',
};
