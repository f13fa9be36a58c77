/**
 * What 8x8 accepts, as JSON schemas in our own words. Unlike 8x8 they refuse unknown fields, so
 * that a field of ours with a typing error in its name fails a test instead of being ignored.
 */
const text = { type: 'string' } as const;
const dateTime = { type: 'string', format: 'date-time' } as const;
const address = { type: 'string', format: 'uri' } as const;

/** What a message and a batch's template have in common. */
const messageSettings = {
	source: { type: 'string', maxLength: 16 },
	encoding: { type: 'string', enum: ['AUTO', 'GSM7', 'UCS2'] },
	scheduled: dateTime,
	expiry: dateTime,
	dlrCallbackUrl: address,
} as const;

export const surveyRequest = {
	type: 'object',
	additionalProperties: false,
	required: ['destination'],
	properties: {
		destination: { type: 'string', pattern: '^\\+{0,1}[1-9]{1}[0-9]{6,14}$' },
		country: { type: 'string', minLength: 2, maxLength: 2 },
		templateBody: text,
		templateVariables: { type: 'object' },
		clientMessageId: { type: 'string', maxLength: 350 },
		...messageSettings,
	},
} as const;

export const surveyTemplate = {
	type: 'object',
	additionalProperties: false,
	required: ['templateBody'],
	properties: { templateBody: text, ...messageSettings },
} as const;

export const batchSurveyRequest = {
	type: 'object',
	additionalProperties: false,
	required: ['messages'],
	properties: {
		clientBatchId: { type: 'string', maxLength: 20 },
		messages: { type: 'array', minItems: 1, maxItems: 10_000, items: surveyRequest },
		template: surveyTemplate,
		includeMessagesInResponse: { type: 'boolean' },
	},
} as const;

export const exportRequest = {
	type: 'object',
	additionalProperties: false,
	properties: {
		from: dateTime,
		to: dateTime,
		phoneNumber: text,
		countries: { type: 'array', items: { type: 'string', minLength: 2, maxLength: 2 } },
		limit: { type: 'integer' },
	},
} as const;

export interface ExportRequest {
	from?: string;
	to?: string;
	phoneNumber?: string;
	countries?: string[];
	limit?: number;
}

export const webhooks = {
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['subAccountId', 'url'],
		properties: {
			subAccountId: text,
			url: address,
			httpAuthorization: text,
			enabled: { type: 'boolean' },
			oauth: {
				type: 'object',
				additionalProperties: false,
				required: ['url', 'clientId', 'clientSecret', 'credentialsLocation'],
				properties: {
					url: address,
					clientId: text,
					clientSecret: text,
					credentialsLocation: { type: 'string', enum: ['header', 'body'] },
					scope: text,
				},
			},
		},
	},
} as const;

export const webhookDeletes = {
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['subAccountId'],
		properties: { subAccountId: text },
	},
} as const;

export const accountIdPattern = '^[0-9A-Fa-f]{8}[-]?(?:[0-9A-Fa-f]{4}[-]?){3}[0-9A-Fa-f]{12}$';
