import type { IWebhookFunctions } from 'n8n-workflow';

import type { EventMemory } from './eventMemory';

type Outcome = 'accepted' | 'refused' | 'unknown';

/** The events that this process is handling, until their answer has gone out. */
const underWay = new Map<string, Promise<Outcome>>();

/**
 * Takes an event on. `claimed`: it is this call's. `duplicate`: it has been accepted before, also
 * by a call that was still under way. `unsettled`: that other call's sender hung up before its
 * answer, so nobody knows yet whether its run has started.
 *
 * A call has accepted its event when it was answered 200: n8n sends that only when the run has
 * started, and only then does 8x8 not try again.
 */
export async function claimEvent(
	context: IWebhookFunctions,
	memory: EventMemory,
): Promise<'claimed' | 'duplicate' | 'unsettled'> {
	for (;;) {
		if (memory.wasSeen()) return 'duplicate';
		const other = underWay.get(memory.hash);
		if (other === undefined) break;
		if ((await other) === 'unknown') return 'unsettled';
	}

	const response = context.getResponseObject();
	// Without a close event to come the claim would stay for ever.
	if (response.closed) return 'claimed';
	const outcome = new Promise<Outcome>((resolve) => {
		response.once('close', () => {
			underWay.delete(memory.hash);
			const accepted = response.writableFinished && response.statusCode < 400;
			if (accepted) memory.recordAccepted();
			resolve(accepted ? 'accepted' : response.writableFinished ? 'refused' : 'unknown');
		});
	});
	underWay.set(memory.hash, outcome);
	return 'claimed';
}
