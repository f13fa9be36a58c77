/** What 8x8's SMS API takes and gives. Source: 8x8's OpenAPI document of the SMS API, version 1. */

export type Encoding = 'AUTO' | 'GSM7' | 'UCS2';

/** What a message and a batch's template have in common. Dates are ISO 8601 with an offset. */
export interface MessageSettings {
	templateBody?: string;
	source?: string;
	encoding?: Encoding;
	scheduled?: string;
	expiry?: string;
	dlrCallbackUrl?: string;
}

export interface SurveyRequest extends MessageSettings {
	destination: string;
	country?: string;
	templateVariables?: Record<string, unknown>;
	clientMessageId?: string;
}

export interface SmsResponse {
	/** 8x8's message ID. */
	umid: string;
	destination: string;
	status: { code: 'QUEUED' | 'REJECTED'; description: string };
	encoding: Encoding;
	clientMessageId?: string;
}

export interface BatchSurveyRequest {
	messages: SurveyRequest[];
	template?: MessageSettings & { templateBody: string };
	clientBatchId?: string;
	includeMessagesInResponse: true;
}

export interface BatchSmsResponse {
	batchId: string;
	clientBatchId?: string;
	acceptedCount: number;
	rejectedCount: number;
	messages: SmsResponse[] | null;
}

export interface Webhook {
	subAccountId: string;
	url: string;
	httpAuthorization?: string;
	enabled?: boolean;
	oauth?: object;
}
