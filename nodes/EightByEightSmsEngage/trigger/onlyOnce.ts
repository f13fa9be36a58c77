import {
	sleep,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { EventMemory } from './eventMemory';
import { RECEIVED } from './replies';

/** How long a call may take to start its run after its sender has hung up, in milliseconds. */
const GRACE = 10_000;

/**
 * Handles an event unless it was accepted before. The result of `handle` starts the workflow; undefined
 * starts nothing. A simultaneous call with the same event waits: it is a duplicate if this one accepts
 * the event, and handles it otherwise.
 *
 * An event is accepted when n8n reads the answer. n8n 2 does so when the run has started, and answers
 * 500 when it could not start. n8n 1 reads it, answers, and then starts the run.
 */
export async function onlyOnce(
	context: IWebhookFunctions,
	memory: EventMemory,
	handle: () => Promise<INodeExecutionData | undefined>,
): Promise<IWebhookResponseData> {
	for (;;) {
		if (memory.wasAccepted()) return { webhookResponse: RECEIVED };
		const other = memory.underWay();
		if (other === undefined) break;
		await other;
	}

	const settle = memory.take();
	let handled = false;
	try {
		const item = await handle();
		handled = true;
		if (item === undefined) {
			settle(true);
			return { webhookResponse: RECEIVED };
		}
		settleWithoutAnswer(context, settle);
		return {
			// n8n saves the static data after it has read this. What is changed before the run starts
			// n8n 2.41 forgets: its WorkflowRunner then builds a second Workflow over the same static
			// data, which resets the mark "changed".
			get webhookResponse() {
				settle(true);
				return RECEIVED;
			},
			workflowData: [[item]],
		};
	} finally {
		if (!handled) settle(false);
	}
}

/** Refuses the event when the call ends and n8n has not read the answer. */
function settleWithoutAnswer(context: IWebhookFunctions, settle: (accepted: boolean) => void) {
	const response = context.getResponseObject();
	const end = async () => {
		// 8x8 has hung up: n8n goes on, and reads the answer when the run has started.
		if (!response.writableFinished) await sleep(GRACE);
		settle(false);
	};
	if (response.closed) void end();
	else response.once('close', () => void end());
}
