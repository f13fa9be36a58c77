import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../api/error';
import { OutcomeMemory } from './memory';
import { failureOf, type Failure } from '../n8n/failure';
import { mayHaveBeenSent, outcomeOfError, type Outcome } from './outcome';
import type { Survey } from './survey';

const INTERRUPTED = mayHaveBeenSent({ message: 'n8n stopped before the answer of 8x8 came' });

/** One run of a sending operation over its items: what became of each, and whether to go on. */
export class SurveyRun {
	readonly itemCount: number;
	readonly outcomes: Array<Outcome | undefined>;
	readonly continueOnFail: boolean;

	private readonly memory: OutcomeMemory;
	private haltedBy?: Failure;

	constructor(readonly context: IExecuteFunctions) {
		this.itemCount = context.getInputData().length;
		this.outcomes = new Array<Outcome | undefined>(this.itemCount).fill(undefined);
		this.continueOnFail = context.continueOnFail();
		this.memory = new OutcomeMemory(context);
	}

	/** True when no new request may be made. */
	get halted(): boolean {
		return this.haltedBy !== undefined;
	}

	/**
	 * The surveys still to be sent, read one by one as they are asked for. An item that cannot be
	 * read fails; one that an earlier try had sent keeps its outcome.
	 */
	*toSend(read: (itemIndex: number) => Survey): Generator<Survey> {
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			if (!this.memory.needsSurvey && this.recall(itemIndex)) continue;
			let survey: Survey;
			try {
				survey = read(itemIndex);
			} catch (error) {
				this.outcomes[itemIndex] = { kind: 'failed', failure: failureOf(error) };
				continue;
			}
			if (!this.recall(itemIndex, survey)) yield survey;
		}
	}

	/** From here on until its outcome is known, this survey may have been sent. */
	begin(survey: Survey): void {
		this.memory.keep(survey, INTERRUPTED);
	}

	settle(survey: Survey, outcome: Outcome): void {
		this.outcomes[survey.itemIndex] = outcome;
		this.memory.keep(survey, outcome);
	}

	/** The outcome of surveys whose request threw. What every request would meet stops the run. */
	settleError(surveys: Survey[], error: unknown): void {
		const outcome = outcomeOfError(error);
		for (const survey of surveys) this.settle(survey, outcome);
		if (!(error instanceof ApiError) || error.details.reach === 'all') this.halt(failureOf(error));
	}

	/** Certainly not sent, and to be sent in another request or not at all. */
	release(surveys: Survey[]): void {
		for (const survey of surveys) {
			this.outcomes[survey.itemIndex] = undefined;
			this.memory.drop(survey);
		}
	}

	/** Whether an earlier try left the survey in the memory of Send Once although it was not sent. */
	leftRecorded(survey: Survey): boolean {
		const earlier = this.memory.last(survey);
		return earlier !== undefined && 'failure' in earlier && earlier.failure.leftRecorded === true;
	}

	/** From here on no new request is made; the items not reached tell why. */
	halt(failure: Failure): void {
		this.haltedBy ??= failure;
	}

	/** True when an item cannot be sent, as far as the items are read. */
	get anyFailed(): boolean {
		return this.outcomes.some((outcome) => outcome?.kind === 'failed');
	}

	/** The options of the operation, which hold for all items. */
	options(): IDataObject {
		return this.context.getNodeParameter('options', 0, {}) as IDataObject;
	}

	/** Does the sending, and gives every item that was not reached its outcome, or that of a try before. */
	async conduct(sending: () => Promise<void>): Promise<void> {
		let reason: Failure | undefined;
		try {
			await sending();
		} catch (error) {
			reason = failureOf(error);
		}
		const other = this.haltedBy ?? this.firstFailure();
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			if (this.outcomes[itemIndex] === undefined && !this.memory.needsSurvey)
				this.recall(itemIndex);
			this.outcomes[itemIndex] ??= reason
				? { kind: 'failed', failure: reason }
				: {
						kind: 'notReached',
						failure: { message: `Not sent, because another item failed: ${other?.message}` },
					};
		}
	}

	/** No item failed, so no try will follow. */
	forget(): void {
		this.memory.forget();
	}

	private firstFailure(): Failure | undefined {
		const failed = this.outcomes.find((outcome) => outcome?.kind === 'failed');
		return failed && 'failure' in failed ? failed.failure : undefined;
	}

	private recall(itemIndex: number, survey?: Survey): boolean {
		const outcome = this.memory.recall(itemIndex, survey);
		if (outcome) this.outcomes[itemIndex] = outcome;
		return outcome !== undefined;
	}
}
