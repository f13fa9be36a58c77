import { createHash } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { runsAsTool } from '../n8n/runsAsTool';
import type { Outcome } from './outcome';
import type { Survey } from './survey';

type Outcomes = Record<string, Outcome>;

/** What a retry must not change: all but what certainly did not go out. */
const FINAL: Array<Outcome['kind']> = ['sent', 'skipped', 'unknown'];

/**
 * Remembers what became of each item in this run of the node, so that n8n's retries (which run all
 * items again) never send a survey twice.
 *
 * It lives in the node's context, which n8n keeps in the execution's data: it outlives the tries of
 * Retry On Fail and the Retry button. A run in a loop has its own entry. For an agent's tool n8n
 * counts a retry as another run: there the request itself tells calls apart, in all runs.
 */
export class OutcomeMemory {
	private readonly runs: Record<string, Outcomes>;
	private readonly runKey: string;
	private readonly asTool: boolean;

	constructor(context: IExecuteFunctions) {
		const nodeContext = context.getContext('node') as { surveys?: Record<string, Outcomes> };
		nodeContext.surveys ??= {};
		this.runs = nodeContext.surveys;
		this.asTool = runsAsTool(context);
		this.runKey = this.asTool ? 'tool' : String(context.evaluateExpression('{{ $runIndex }}', 0));
	}

	/** What an earlier try left for this item, when it must not be sent again. */
	recall(itemIndex: number, survey?: Survey): Outcome | undefined {
		const outcome = this.runs[this.runKey]?.[this.key(itemIndex, survey)];
		return outcome && FINAL.includes(outcome.kind) ? outcome : undefined;
	}

	/** What became of the survey in the try before, or so far in this one. */
	last(survey: Survey): Outcome | undefined {
		return this.runs[this.runKey]?.[this.key(survey.itemIndex, survey)];
	}

	drop(survey: Survey): void {
		delete this.runs[this.runKey]?.[this.key(survey.itemIndex, survey)];
	}

	keep(survey: Survey, outcome: Outcome): void {
		const outcomes = (this.runs[this.runKey] ??= {});
		outcomes[this.key(survey.itemIndex, survey)] = outcome;
	}

	/** Nothing failed, so no try will follow. */
	forget(): void {
		if (!this.asTool) delete this.runs[this.runKey];
	}

	/** False when an item can be recalled before its parameters are read. */
	get needsSurvey(): boolean {
		return this.asTool;
	}

	private key(itemIndex: number, survey: Survey | undefined): string {
		if (!this.asTool) return String(itemIndex);
		const { surveyId, subAccountId, request } = survey ?? {};
		return createHash('sha256')
			.update(JSON.stringify([surveyId, subAccountId, request]))
			.digest('base64url');
	}
}
