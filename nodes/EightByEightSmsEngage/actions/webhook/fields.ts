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
		"Where 8x8 posts the events: the Production URL of an 8x8 SMS Engage Trigger. 8x8 gets the credential's 'Webhook Authorization' only if this URL belongs to this n8n.",
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
		'Whether to replace a different URL that is already set. 8x8 keeps only one, so the old one gets no more events.',
};
