import { ApiError } from '../api/error';
import { failureOf, type Failure } from '../n8n/failure';
import { inParallel } from './inParallel';
import type { OutcomeMemory } from './memory';
import { outcomeOfError, type Outcome } from './outcome';
import type { Survey } from './survey';

/** How surveys become requests. */
export interface RequestPlan {
	/**
	 * Sends surveys to 8x8 in one request, and gives their outcomes in their order.
	 *
	 * @throws {ApiError} when the request failed as a whole
	 */
	request(surveys: Survey[]): Promise<Outcome[]>;
	/** Which surveys share a request. Without it each has its own. */
	group?(surveys: Iterable<Survey>): Survey[][];
	/** How many requests may be under way at the same moment. */
	atOnce: number;
}

/** 8x8's codes for a phone number or its country. */
const RECIPIENT_CODES = [1002, 1009, 3018];

/** The most requests for one group with refused numbers: enough for about nine in 10,000. */
const MOST_REQUESTS = 200;

/**
 * Makes the requests of a run and settles the outcome of every survey in them. It stops after a failure
 * that every further request would meet too.
 */
export class Requests {
	private stop?: Failure;

	constructor(
		private readonly plan: RequestPlan,
		private readonly memory: OutcomeMemory,
	) {}

	/** Why no new request is made; undefined while there may be one. */
	get stoppedBy(): Failure | undefined {
		return this.stop;
	}

	stopBecauseOf(failure: Failure): void {
		this.stop ??= failure;
	}

	async send(surveys: Iterable<Survey>): Promise<void> {
		const { group, atOnce } = this.plan;
		await inParallel(
			group ? takenOut(group(surveys)) : eachAlone(surveys),
			atOnce,
			async (together) => await this.sendTogether(together),
			() => this.stop !== undefined,
		);
	}

	/**
	 * 8x8 refuses a whole request because of one recipient's number and does not say which. It has taken
	 * none of it, so the halves go out, larger ones first, until few are left or too many requests were
	 * made.
	 */
	private async sendTogether(surveys: Survey[]): Promise<void> {
		const waiting = [surveys];
		let requests = 0;
		for (let next = waiting.shift(); next && !this.stop; next = waiting.shift()) {
			requests++;
			const refusal = await this.sendOrRefuse(next);
			if (refusal === undefined) continue;
			if (requests + waiting.length + 2 > MOST_REQUESTS) {
				this.giveUp(next, refusal);
				continue;
			}
			this.memory.release(next);
			const half = Math.ceil(next.length / 2);
			waiting.push(next.slice(0, half), next.slice(half));
		}
	}

	/**
	 * Gives 8x8's refusal of several surveys because of one number; in all other cases it settles them.
	 */
	private async sendOrRefuse(surveys: Survey[]): Promise<ApiError | undefined> {
		for (const survey of surveys) this.memory.begin(survey);
		try {
			const outcomes = await this.plan.request(surveys);
			surveys.forEach((survey, index) => this.memory.settle(survey, outcomes[index]!));
			return undefined;
		} catch (error) {
			if (surveys.length > 1 && concernsOneRecipient(error)) return error;
			for (const survey of surveys) this.memory.settle(survey, outcomeOfError(survey, error));
			if (!(error instanceof ApiError) || error.details.reach === 'all') {
				this.stopBecauseOf(failureOf(error));
			}
			return undefined;
		}
	}

	private giveUp(surveys: Survey[], refusal: ApiError): void {
		const failure = failureOf(refusal);
		const count = surveys.length.toLocaleString('en');
		for (const survey of surveys) {
			this.memory.settle(survey, {
				kind: 'failed',
				failure: {
					...failure,
					message: `Not sent: 8x8 refused it together with others, because of at least one of their ${count} phone numbers`,
					description: `After ${MOST_REQUESTS} requests the node stopped looking for the numbers that 8x8 refuses. Use the operation Send for these items: it tells the number. ${refusal.details.description}`,
				},
			});
		}
	}
}

function concernsOneRecipient(error: unknown): error is ApiError {
	return (
		error instanceof ApiError &&
		error.details.reach === 'item' &&
		!error.details.uncertain &&
		RECIPIENT_CODES.includes(error.details.code ?? 0)
	);
}

function* eachAlone(surveys: Iterable<Survey>): Generator<Survey[]> {
	for (const survey of surveys) yield [survey];
}

/** Yields each piece and frees it: 100,000 surveys take much memory while they are sent. */
export function* takenOut<T>(pieces: T[]): Generator<T> {
	pieces.reverse();
	for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) yield piece;
}
