import { randomUUID } from 'crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf } from '../n8n/failure';
import { runsAsTool } from '../n8n/runsAsTool';
import { AgentCalls } from './agentCalls';
import { failureIn, mayHaveBeenSent, type Outcome } from './outcome';
import { nameOf } from './sentBefore';
import type { Survey } from './survey';

/** Outcomes that a retry must not change: everything except what certainly did not go out. */
const FINAL: Array<Outcome['kind']> = ['sent', 'skipped', 'unknown'];

/**
 * What a try left in Send Once's store for a survey that it did not send: certainly an entry
 * (`unsent`), or perhaps one, unless an earlier execution had sent it (`doubtful`). It holds for all
 * surveys that Send Once takes for the same.
 */
export type LeftInStore = 'unsent' | 'doubtful';

/** How a run's outcomes are kept. */
export interface KeptAs {
	/** Tells apart what one run of the node sends in several goes. */
	part?: string;
	/** Kept even when nothing failed, because the node may fail later in the same run. */
	lasting?: boolean;
}

/** What one run of the node leaves for a retry. */
interface KeptRun {
	/** Of a survey that is under way, its client message ID: 10,000 outcomes would take long to make. */
	outcomes: Record<string, Outcome | string>;
	leftInStore: Record<string, LeftInStore>;
	tries: { executionId: string; count: number };
}

/**
 * What became of each item in this run of the node, written down as it happens, so that n8n's
 * retries (which run all items again) never send a survey twice.
 *
 * It is kept in the node's context, which n8n stores in the execution's data: it outlives the tries
 * of Retry On Fail and the Retry button. A run in a loop has its own entry; all calls of an agent's
 * tool share one, where the request itself tells them apart.
 */
export class OutcomeMemory {
	readonly outcomes: Array<Outcome | undefined>;

	private readonly kept: KeptRun;
	private readonly forget: () => void;
	private readonly executionId: string;
	private readonly runIndex: string;
	/** Only when the node runs as an agent's tool. */
	private readonly calls?: AgentCalls;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly keptAs: KeptAs,
	) {
		this.outcomes = new Array<Outcome | undefined>(context.getInputData().length).fill(undefined);
		// n8n's MCP Server Trigger calls its tools before there is an execution.
		this.executionId = (context.getExecutionId() as string | undefined) ?? randomUUID();
		this.runIndex = String(context.evaluateExpression('{{ $runIndex }}', 0));

		const nodeContext = context.getContext('node') as { surveys?: Record<string, KeptRun> };
		if (runsAsTool(context)) this.calls = new AgentCalls(nodeContext);
		const runs = (nodeContext.surveys ??= {});
		const key = [this.calls ? 'tool' : this.runIndex, keptAs.part].filter(Boolean).join(' ');
		this.kept = runs[key] ??= {
			outcomes: {},
			leftInStore: {},
			tries: { executionId: this.executionId, count: 0 },
		};
		this.forget = () => delete runs[key];
		if (this.kept.tries.executionId !== this.executionId) {
			this.kept.tries = { executionId: this.executionId, count: 0 };
		}
		this.kept.tries.count++;
	}

	/**
	 * The surveys still to be sent, read one by one as they are asked for, each with a client message
	 * ID. An item that cannot be read is wrong; one that an earlier try had sent keeps its outcome.
	 */
	*toSend(read: (itemIndex: number) => Survey): Generator<Survey> {
		for (let itemIndex = 0; itemIndex < this.outcomes.length; itemIndex++) {
			if (!this.calls && this.recall(itemIndex)) continue;
			let survey: Survey;
			try {
				survey = read(itemIndex);
			} catch (error) {
				this.outcomes[itemIndex] = { kind: 'wrong', failure: failureOf(error) };
				continue;
			}
			if (this.calls) {
				if (this.calls.awaits(survey) || this.recall(itemIndex)) continue;
				this.calls.claim(survey);
			}
			survey.request.clientMessageId ??= `n8n-${this.executionId}-${this.runIndex}-${itemIndex}`;
			yield survey;
		}
	}

	/** From here on until its outcome is known, this survey may have been sent. */
	begin(survey: Survey): void {
		this.kept.outcomes[this.keyOf(survey.itemIndex)] = survey.request.clientMessageId!;
	}

	settle(survey: Survey, outcome: Outcome): void {
		this.outcomes[survey.itemIndex] = outcome;
		const key = this.keyOf(survey.itemIndex);
		if (FINAL.includes(outcome.kind)) this.kept.outcomes[key] = outcome;
		else delete this.kept.outcomes[key];
	}

	/** These were certainly not sent; another request may send them. */
	release(surveys: Survey[]): void {
		for (const survey of surveys) {
			this.outcomes[survey.itemIndex] = undefined;
			delete this.kept.outcomes[this.keyOf(survey.itemIndex)];
		}
	}

	/** The survey's outcome in this try, if it is known yet. */
	outcomeOf({ itemIndex }: Survey): Outcome | undefined {
		return this.outcomes[itemIndex];
	}

	leftInStore(survey: Survey): LeftInStore | undefined {
		return this.kept.leftInStore[nameOf(survey)];
	}

	noteLeftInStore(survey: Survey, left: LeftInStore | undefined): void {
		const name = nameOf(survey);
		if (left) this.kept.leftInStore[name] = left;
		else delete this.kept.leftInStore[name];
	}

	/**
	 * Every item's outcome, in their order. An item that was not reached keeps the outcome of an earlier
	 * try, or else fails with `reason`. Whatever no retry needs is removed from the execution's data.
	 */
	async finish(reason: Outcome): Promise<Outcome[]> {
		this.outcomes.forEach((outcome, itemIndex) => {
			this.outcomes[itemIndex] = outcome ?? this.recalled(itemIndex) ?? reason;
		});
		const outcomes = this.outcomes as Outcome[];
		await this.calls?.finish(outcomes);
		if (!this.calls && !this.keptAs.lasting && !this.mayBeRetried(outcomes)) this.forget();
		return outcomes;
	}

	/**
	 * n8n retries a node that threw (Retry On Fail, the Retry button), or whose first item holds an
	 * `error`, even if that is only a field of 8x8's response (WorkflowExecute in n8n-core).
	 */
	private mayBeRetried(outcomes: Outcome[]): boolean {
		if (!this.context.continueOnFail() && outcomes.some(failureIn)) return true;
		const { retryOnFail, maxTries } = this.context.getNode();
		// n8n treats 0 as not set.
		const most = Math.min(5, Math.max(2, maxTries || 3));
		const looksFailed = outcomes.slice(0, 1).some((first) => failureIn(first) ?? hasError(first));
		return retryOnFail === true && looksFailed && this.kept.tries.count < most;
	}

	private recalled(itemIndex: number): Outcome | undefined {
		const kept = this.kept.outcomes[this.keyOf(itemIndex)];
		if (typeof kept !== 'string') return kept;
		const interrupted = { message: 'n8n stopped before 8x8 responded' };
		return mayHaveBeenSent({ request: { clientMessageId: kept } }, interrupted);
	}

	private recall(itemIndex: number): boolean {
		this.outcomes[itemIndex] = this.recalled(itemIndex);
		return this.outcomes[itemIndex] !== undefined;
	}

	/** The item's place in what is kept: its index, or for an agent's tool what it asks for. */
	private keyOf(itemIndex: number): string {
		return this.calls?.keyOf(itemIndex) ?? String(itemIndex);
	}
}

function hasError(outcome: Outcome): boolean {
	return 'json' in outcome && outcome.json.error !== undefined;
}
