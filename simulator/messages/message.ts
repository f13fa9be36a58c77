import type { SurveyResponse } from './survey';
import type { Encoding } from './surveyRequest';

export type MessageState =
	| 'scheduled'
	| 'queued'
	| 'sent'
	| 'delivered'
	| 'undelivered'
	| 'cancelled'
	| 'rejected';

/** One SMS as 8x8 knows it. Times are ISO 8601. */
export interface LedgerMessage {
	umid: string;
	subAccountId: string;
	surveyId: string;
	/** As it was sent. */
	destination: string;
	country: string | null;
	/** What the customer reads. */
	text: string;
	hasLink: boolean;
	/** Whether 8x8 cut off what was beyond ten SMS parts. */
	isCut: boolean;
	/** 21 characters; null without a link in the text. */
	shortUrl: string | null;
	linkVariables: string[];
	/** The variables that the text names. */
	used: string[];
	/** Those of them without a value. */
	unfilled: string[];
	templateBody: string;
	templateVariables: Record<string, unknown>;
	clientMessageId: string | null;
	batchId: string | null;
	clientBatchId: string | null;
	source: string | null;
	/** Detected for AUTO, else as asked for. */
	encoding: Encoding;
	smsCount: number;
	scheduled: string | null;
	expiry: string | null;
	dlrCallbackUrl: string | null;
	acceptedAt: string;
	state: MessageState;
	stateAt: string;
	status: { code: 'QUEUED' | 'REJECTED'; description: string };
	openedAt: string | null;
	response: SurveyResponse | null;
	replies: Array<{ text: string; at: string }>;
	personalDataDeleted: boolean;
}
