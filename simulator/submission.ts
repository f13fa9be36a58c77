import { randomUUID } from 'node:crypto';
import { badRequest } from './errors';
import type { LedgerMessage } from './ledger';
import { newCode, shortUrl } from './links';
import { isRejectedNumber } from './messages/specialNumbers';
import type { SurveyRequest, SurveyTemplate } from './schemas';
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

/** A schedule this little in the past, ms, is taken as "now": clocks differ. */
const CLOCK_TOLERANCE = 60_000;

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/**
 * Checks what a schema cannot say. Throws an ApiError (400). 8x8's document does not say how it
 * answers these in a batch; here the whole batch is refused, so that nothing passes unseen.
 */
export function checkRequest(request: SurveyRequest, now: number): void {
	const { country, templateBody, scheduled, expiry, dlrCallbackUrl } = request;
	// Not in 8x8's document: what goes out without a text. Refused, since the customer would get
	// an SMS that says nothing.
	if (templateBody === undefined || templateBody.trim() === '') {
		throw badRequest(1007, 'Invalid template: there is no templateBody');
	}
	if (country !== undefined && !isCountry(country)) {
		throw badRequest(1009, `Invalid country: ${country} is no ISO 3166-1 alpha-2 code`);
	}
	if (scheduled !== undefined && Date.parse(scheduled) < now - CLOCK_TOLERANCE) {
		throw badRequest(1011, 'Invalid schedule time: it is in the past');
	}
	if (expiry !== undefined) {
		const earliest = scheduled === undefined ? now : Math.max(now, Date.parse(scheduled));
		if (Date.parse(expiry) <= earliest) {
			throw badRequest(1006, 'Invalid expiry: it is in the past or before the schedule');
		}
	}
	if (dlrCallbackUrl !== undefined && !/^https?:\/\//i.test(dlrCallbackUrl)) {
		throw badRequest(3020, 'Invalid delivery receipt URL: neither http nor https');
	}
}

function isCountry(code: string): boolean {
	try {
		const name = regionNames.of(code.toUpperCase());
		return name !== undefined && !/unknown/i.test(name);
	} catch {
		return false;
	}
}

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

/** 8x8's answer for one message. */
export const messageAnswer = (message: LedgerMessage) => ({
	umid: message.umid,
	destination: message.destination,
	status: { ...message.status },
	encoding: message.encoding,
	...(message.clientMessageId === null ? {} : { clientMessageId: message.clientMessageId }),
});
