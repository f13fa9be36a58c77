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
	description: 'Where 8x8 posts the events: the production URL of an 8x8 SMS Engage Trigger',
};

export const subAccountId: INodeProperties = {
	displayName: 'Subaccount ID',
	name: 'subAccountId',
	type: 'string',
	default: '*',
	required: true,
	description: 'The subaccount whose events are posted, or * for all that have no own webhook',
};

export const authorization: INodeProperties = {
	displayName: 'Authorization',
	name: 'authorization',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'What 8x8 sends as Authorization header. Better left empty: then it is the Webhook Authorization of the credential, which is stored encrypted and which the trigger takes. What is entered here is stored in the workflow.',
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
