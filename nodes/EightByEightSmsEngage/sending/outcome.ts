import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../api/error';
import type { SmsResponse, SurveyRequest } from '../api/types';
import { failureOf, type Failure } from '../n8n/failure';
import type { Survey } from './survey';

/**
 * What became of one item's survey.
 *
 * - `sent`: 8x8 took it. `json` is the output item.
 * - `rejected`: 8x8 responded and refused this message. `json` is its response; a failure only where
 *   On Rejected says so.
 * - `skipped`: not sent, because it was sent before.
 * - `wrong`: its values cannot be sent, so nothing was tried.
 * - `failed`: certainly not sent.
 * - `notReached`: not tried, since an earlier failure would have met it too.
 * - `unknown`: it may have been sent, so the node never sends it again.
 */
export type Outcome =
	| { kind: 'sent' | 'skipped'; json: IDataObject }
	| { kind: 'rejected'; json: IDataObject; failure?: Failure }
	| { kind: 'wrong' | 'failed' | 'notReached'; failure: Failure }
	| { kind: 'unknown'; failure: Failure; clientMessageId?: string };

/** What On Rejected can be set to. */
export type OnRejected = 'error' | 'output';

/** The failure in an outcome, if it is one for its item. */
export function failureIn(outcome: Outcome): Failure | undefined {
	return 'failure' in outcome ? outcome.failure : undefined;
}

/**
 * The outcome by 8x8's response. The most wanted fields come first, because tables cut off on the
 * right.
 *
 * @param added are fields of the output item beside those of the response
 */
export function outcomeOfResponse(
	{ surveyId, request }: Survey,
	response: SmsResponse,
	onRejected: OnRejected,
	added: IDataObject = {},
): Outcome {
	const { destination, status, umid, clientMessageId, ...others } = response;
	const json = {
		destination,
		status,
		umid,
		// Nothing else identifies the survey later, so it is filled in when 8x8 leaves it out.
		clientMessageId: clientMessageId ?? request.clientMessageId,
		surveyId,
		...(request.scheduled !== undefined && { scheduled: request.scheduled }),
		...others,
		...added,
	} as IDataObject;
	if (status.code !== 'REJECTED') return { kind: 'sent', json };
	if (onRejected === 'output') return { kind: 'rejected', json };
	const { description } = status;
	return {
		kind: 'rejected',
		json,
		failure: {
			message: `8x8 rejected the survey${description ? `: ${description}` : ''}`,
			description:
				"It was not sent. Check the phone number and the sender ID. To go on with rejected surveys as ordinary items, set 'On Rejected' under 'Options' to 'Output'.",
		},
	};
}

/**
 * The outcome of a survey whose request threw. Only 8x8's client knows what was certainly not sent;
 * after any other error the survey may be on its way.
 */
export function outcomeOfError(survey: Survey, error: unknown): Outcome {
	const failure = failureOf(error);
	const certain = error instanceof ApiError && !error.details.uncertain;
	return certain ? { kind: 'failed', failure } : mayHaveBeenSent(survey, failure);
}

/** The outcome of a survey that may have gone out: only 8x8's message log can tell. */
export function mayHaveBeenSent(
	{ request }: { request: Pick<SurveyRequest, 'clientMessageId'> },
	failure: Failure,
): Outcome {
	const { clientMessageId } = request;
	return {
		kind: 'unknown',
		clientMessageId,
		failure: {
			...failure,
			message: `${failure.message}. The survey may have been sent`,
			description:
				`Before you send it again, find out with the operation Message → Get Many whether it went out: its client message ID is ${clientMessageId}. A retry by n8n leaves it alone.` +
				(failure.said === undefined ? '' : ` ${failure.said}`),
		},
	};
}

/** The outcome of a survey that was not tried because of another one's failure. */
export function notReached(because: string): Outcome {
	return {
		kind: 'notReached',
		failure: {
			message: `Not sent, because another item failed: ${because}`,
			description: 'As far as is known nothing is wrong with this item: a retry sends it.',
		},
	};
}
