import {
	sleep,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { EventMemory } from './eventMemory';
import { RECEIVED } from './replies';

/** Between two looks at a call whose sender has hung up, in milliseconds. */
const PAUSE = 500;
/** 8x8 tries for some two minutes; after an hour it posts nothing again that could run twice. */
const LOOKS_AT_MOST = 7_200;

/**
 * What has become of an event: the item that starts the workflow; `taken`, because a waiting execution
 * went on with it; or `dropped`, because nobody took it.
 */
export type Handled = INodeExecutionData | 'taken' | 'dropped';

/**
 * Handles an event unless it was accepted before. One that is dropped is not accepted: it may find
 * somebody when it comes again. A simultaneous call with the same event waits: it is a duplicate if this
 * one accepts the event, and handles it otherwise.
 *
 * An event is accepted when n8n reads the answer. n8n 2 does so when the run has started, and answers
 * 500 when it could not start. n8n 1 reads it, answers, and then starts the run.
 */
export async function onlyOnce(
	context: IWebhookFunctions,
	memory: EventMemory,
	handle: () => Promise<Handled>,
): Promise<IWebhookResponseData> {
	for (;;) {
		if (memory.wasAccepted()) return { webhookResponse: RECEIVED };
		const other = memory.underWay();
		if (other === undefined) break;
		await other;
	}

	const settle = memory.take();
	let isHandled = false;
	try {
		const handled = await handle();
		isHandled = true;
		if (typeof handled === 'string') {
			settle(handled === 'taken');
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
			workflowData: [[handled]],
		};
	} finally {
		if (!isHandled) settle(false);
	}
}

/** Refuses the event when n8n ends the call and has not read the answer. */
function settleWithoutAnswer(context: IWebhookFunctions, settle: (accepted: boolean) => void) {
	const response = context.getResponseObject();
	const end = async () => {
		// 8x8 has hung up. n8n goes on, reads the answer when the run has started, and ends the response
		// that nobody gets. With a limit of concurrent executions that may take many minutes.
		for (let looks = 0; !response.writableEnded && looks < LOOKS_AT_MOST; looks += 1) {
			await sleep(PAUSE);
		}
		settle(false);
	};
	if (response.closed) void end();
	else response.once('close', () => void end());
}
