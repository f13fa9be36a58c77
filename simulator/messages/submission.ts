import { randomUUID } from 'node:crypto';
import { newCode, shortUrl } from './links';
import type { LedgerMessage } from './message';
import { isRejectedNumber } from './specialNumbers';
import type { SurveyRequest, SurveyTemplate } from './surveyRequest';
import { measureText, renderText } from './text';

/** What a message belongs to. */
export interface Origin {
	subAccountId: string;
	surveyId: string;
	batchId?: string;
	clientBatchId?: string;
}

const QUEUED = {
	code: 'QUEUED',
	description: 'SMS is accepted and queued for processing',
} as const;
const REJECTED = { code: 'REJECTED', description: 'Invalid MSISDN format' } as const;

/** A message's own fields win over the template's. */
export const withTemplate = (
	message: SurveyRequest,
	template: SurveyTemplate | undefined,
): SurveyRequest => ({ ...template, ...message });

/** Makes the SMS of a request that has been checked. */
export function createMessage(
	request: SurveyRequest,
	origin: Origin,
	options: { now: number; isTaken: (code: string) => boolean; reject: boolean },
): LedgerMessage {
	const variables = request.templateVariables ?? {};
	const link = shortUrl(newCode(options.isTaken));
	const rendered = renderText(request.templateBody ?? '', variables, link);
	const measured = measureText(rendered.text);
	const encoding = request.encoding ?? 'AUTO';
	const rejected = options.reject || isRejectedNumber(request.destination);
	const isLater = request.scheduled !== undefined && Date.parse(request.scheduled) > options.now;
	const at = new Date(options.now).toISOString();
	return {
		umid: randomUUID(),
		subAccountId: origin.subAccountId,
		surveyId: origin.surveyId,
		destination: request.destination,
		country: request.country?.toUpperCase() ?? null,
		...rendered,
		shortUrl: rendered.hasLink ? link : null,
		templateBody: request.templateBody ?? '',
		templateVariables: variables,
		clientMessageId: request.clientMessageId ?? clientMessageIdFor(request, origin),
		batchId: origin.batchId ?? null,
		clientBatchId: origin.clientBatchId ?? null,
		source: request.source ?? null,
		encoding: encoding === 'AUTO' ? measured.encoding : encoding,
		smsCount: measured.smsCount,
		scheduled: request.scheduled ?? null,
		expiry: request.expiry ?? null,
		dlrCallbackUrl: request.dlrCallbackUrl ?? null,
		acceptedAt: at,
		state: rejected ? 'rejected' : isLater ? 'scheduled' : 'queued',
		stateAt: at,
		status: rejected ? REJECTED : QUEUED,
		openedAt: null,
		response: null,
		replies: [],
		personalDataDeleted: false,
	};
}

const clientMessageIdFor = ({ destination }: SurveyRequest, { clientBatchId }: Origin) =>
	clientBatchId === undefined ? null : `${clientBatchId}/${destination}`;
