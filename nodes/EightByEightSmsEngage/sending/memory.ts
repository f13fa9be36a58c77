import { createHash } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { SurveyRequest } from '../api/types';
import { runsAsTool } from '../runsAsTool';
import type { Outcome } from './outcome';

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
	recall(itemIndex: number, request: SurveyRequest | undefined): Outcome | undefined {
		const outcome = this.runs[this.runKey]?.[this.key(itemIndex, request)];
		return outcome && FINAL.includes(outcome.kind) ? outcome : undefined;
	}

	keep(itemIndex: number, request: SurveyRequest, outcome: Outcome): void {
		const outcomes = (this.runs[this.runKey] ??= {});
		outcomes[this.key(itemIndex, request)] = outcome;
	}

	/** Nothing failed, so no try will follow. */
	forget(): void {
		if (!this.asTool) delete this.runs[this.runKey];
	}

	/** False when an item can be recalled before its parameters are read. */
	get needsRequest(): boolean {
		return this.asTool;
	}

	private key(itemIndex: number, request: SurveyRequest | undefined): string {
		if (!this.asTool) return String(itemIndex);
		return createHash('sha256')
			.update(JSON.stringify(request ?? {}))
			.digest('base64url');
	}
}
