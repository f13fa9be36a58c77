import { createHash } from 'crypto';

import type { Outcome } from './outcome';
import type { Survey } from './survey';

/** The surveys that agents' calls of this moment are sending, by the node's context. */
const UNDER_WAY = new WeakMap<object, Map<string, Promise<Outcome>>>();

/**
 * Tells an agent's calls of the node's tool apart by what they ask for, since n8n counts a retry as
 * another run. Of two equal calls at the same moment the second awaits the first.
 */
export class AgentCalls {
	private readonly underWay: Map<string, Promise<Outcome>>;
	private readonly keys = new Map<number, string>();
	private readonly claims: Array<{ itemIndex: number; settle: (outcome: Outcome) => void }> = [];
	private readonly awaited: Array<{ itemIndex: number; outcome: Promise<Outcome> }> = [];

	/** @param nodeContext the same object for all calls of one execution */
	constructor(nodeContext: object) {
		this.underWay = UNDER_WAY.get(nodeContext) ?? new Map<string, Promise<Outcome>>();
		UNDER_WAY.set(nodeContext, this.underWay);
	}

	/** The key of the item's request; undefined until `awaits` has seen its survey. */
	keyOf(itemIndex: number): string | undefined {
		return this.keys.get(itemIndex);
	}

	/** Whether an equal call is sending this survey right now: its outcome will be this one's. */
	awaits(survey: Survey): boolean {
		const key = keyOf(survey);
		const outcome = this.underWay.get(key);
		if (outcome) this.awaited.push({ itemIndex: survey.itemIndex, outcome });
		else this.keys.set(survey.itemIndex, key);
		return outcome !== undefined;
	}

	/** From here on until `finish`, equal calls await this one. */
	claim({ itemIndex }: Survey): void {
		const key = this.keys.get(itemIndex)!;
		const outcome = new Promise<Outcome>((resolve) => {
			const settle = (settled: Outcome) => {
				this.underWay.delete(key);
				resolve(settled);
			};
			this.claims.push({ itemIndex, settle });
		});
		this.underWay.set(key, outcome);
	}

	/** Hands the outcomes to whoever awaits them, and fills in those that this call awaits. */
	async finish(outcomes: Outcome[]): Promise<void> {
		for (const { itemIndex, settle } of this.claims) settle(outcomes[itemIndex]!);
		for (const { itemIndex, outcome } of this.awaited) outcomes[itemIndex] = await outcome;
	}
}

function keyOf({ surveyId, subAccountId, request, postponed }: Survey): string {
	// The schedule that sending hours give changes with the time of the call.
	const asked = postponed ? { ...request, scheduled: undefined } : request;
	return createHash('sha256')
		.update(JSON.stringify([surveyId, subAccountId, asked]))
		.digest('base64url');
}
