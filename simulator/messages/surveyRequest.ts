/** What 8x8 takes for one survey; `http/schemas.ts` has the rules. */
export interface SurveyRequest {
	destination: string;
	country?: string;
	templateBody?: string;
	templateVariables?: Record<string, unknown>;
	source?: string;
	clientMessageId?: string;
	encoding?: Encoding;
	scheduled?: string;
	expiry?: string;
	dlrCallbackUrl?: string;
}

export type Encoding = 'AUTO' | 'GSM7' | 'UCS2';

export type SurveyTemplate = Omit<
	SurveyRequest,
	'destination' | 'country' | 'templateVariables' | 'clientMessageId'
>;

export interface BatchSurveyRequest {
	clientBatchId?: string;
	messages: SurveyRequest[];
	template?: SurveyTemplate;
	includeMessagesInResponse?: boolean;
}
