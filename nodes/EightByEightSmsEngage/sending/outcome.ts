import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../api/error';
import type { SurveyAnswer } from '../api/types';
import { failureOf, type Failure } from '../n8n/failure';

/**
 * What became of one item's survey.
 *
 * - `sent`: 8x8 took it. `json` is the output item.
 * - `rejected`: 8x8 answered and refused this message. `json` is its answer.
 * - `skipped`: not sent, because it was sent before.
 * - `failed`: certainly not sent.
 * - `notReached`: not tried, since an earlier failure would have met it too.
 * - `unknown`: it may have been sent, so it is never sent again by itself.
 */
export type Outcome =
	| { kind: 'sent' | 'skipped'; json: IDataObject }
	| { kind: 'rejected'; json: IDataObject; failure: Failure }
	| { kind: 'failed' | 'notReached' | 'unknown'; failure: Failure };

/** `added` are fields that the output item has beside those of 8x8's answer. */
export function outcomeOfAnswer(answer: SurveyAnswer, added: IDataObject): Outcome {
	const json = { ...answer, ...added } as IDataObject;
	if (answer.status.code !== 'REJECTED') return { kind: 'sent', json };
	const { description } = answer.status;
	return {
		kind: 'rejected',
		json,
		failure: {
			message: `8x8 rejected the survey${description ? `: ${description}` : ''}`,
			description:
				'It was not sent. Check the phone number and the sender ID. To go on with rejected surveys as ordinary items, set On Rejected under Options to Output.',
		},
	};
}

/**
 * The outcome of a survey whose request threw. Only 8x8's client knows what was certainly not sent;
 * after any other error the survey may be on its way.
 */
export function outcomeOfError(error: unknown): Outcome {
	const failure = failureOf(error);
	const certain = error instanceof ApiError && !error.details.uncertain;
	return certain ? { kind: 'failed', failure } : mayHaveBeenSent(failure);
}

export function mayHaveBeenSent(failure: Failure): Outcome {
	return {
		kind: 'unknown',
		failure: {
			...failure,
			message: `${failure.message}. The survey may have been sent`,
			description:
				'Look in the 8x8 Connect portal whether it went out before you send it again. A retry by n8n leaves it alone.' +
				(failure.errorId === undefined ? '' : ` Error ID: ${failure.errorId}`),
		},
	};
}
