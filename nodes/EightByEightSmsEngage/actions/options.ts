import type { INodeProperties } from 'n8n-workflow';

/** The Options collection of an operation. */
export const optionsField = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

/** The Additional Fields collection of an operation: what 8x8 takes besides. */
export const additionalFieldsField = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options,
});

/** The subaccount of one call, in place of the credential's. */
export const subAccountIdField = (description: string): INodeProperties => ({
	displayName: 'Subaccount ID',
	name: 'subAccountId',
	type: 'string',
	default: '',
	description,
});

/** The longest that a timer can run; a longer one would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const timeout: INodeProperties = {
	displayName: 'Timeout (Milliseconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LONGEST_TIMEOUT_MS },
	default: 30000,
	description:
		'How long to wait for a response from 8x8. After that the survey may have been sent all the same, and the error says so.',
};

export const rateLimitWait: INodeProperties = {
	displayName: 'Rate Limit Wait (Seconds)',
	name: 'rateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 60,
	description:
		'How long one request may wait in total while 8x8 receives too many requests. After that its items fail.',
};
