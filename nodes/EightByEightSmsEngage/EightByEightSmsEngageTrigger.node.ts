import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { identityOf, rawItem, recogniseEvent, simplifiedItem } from './events';
import { isRecord } from './values/record';
import { ipNotAllowed, noJsonObject, RECEIVED, tryAgain, unauthorized } from './trigger/replies';
import { isAuthorized } from './trigger/authentication';
import { claimEvent } from './trigger/claim';
import { EventMemory } from './trigger/eventMemory';
import { passesFilters } from './trigger/filters';
import { allowsIp } from './trigger/ipAllowlist';
import { assertCanReceive } from './trigger/lifecycle';
import { triggerProperties } from './trigger/properties';
import { readSettings } from './trigger/settings';
import { findWaitingExecution } from './resume/waitingExecution';

export class EightByEightSmsEngageTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '8x8 SMS Engage Trigger',
		name: 'eightByEightSmsEngageTrigger',
		icon: {
			light: 'file:../../icons/eightByEightSmsEngage.svg',
			dark: 'file:../../icons/eightByEightSmsEngage.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [$parameter["events"]].flat().join(", ") }}',
		description:
			'Starts the workflow when a customer answers a survey, opens its link, texts back, or when an SMS is delivered',
		eventTriggerDescription: 'Waiting for an event at the Test URL (from the simulator)',
		activationMessage:
			'Your workflow now takes 8x8\'s events at the Production URL. If the trigger\'s Authentication is "None", anyone who knows that URL can post to it.',
		defaults: { name: '8x8 SMS Engage Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'eightByEightSmsEngageApi',
				required: true,
				displayOptions: { show: { authentication: ['authorizationHeader'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Left out, it would be the literal text "firstEntryJson" instead of our answer.
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>To try it</b>, click "Execute step" and post a response to the Test URL with the simulator: the execution shows up here, in the editor.<br/><br/><b>To run it</b>, publish (activate) the workflow and have 8x8 post to the Production URL. Those executions show up under "Executions".',
				active:
					'<b>To try it</b>, click "Execute step" and post a response to the Test URL with the simulator: the execution shows up here, in the editor.<br/><br/><b>The workflow is published</b>: what 8x8 posts to the Production URL starts it. Those executions show up under "Executions".',
			},
			activationHint:
				'Once you have tried it, publish (activate) the workflow and mail the Production URL to 8x8.',
		},
		properties: triggerProperties,
	};

	// 8x8 offers no API that registers a URL for survey responses: its support does that on request.
	// The account's webhook for SMS events may belong to someone else, so it is set only when asked
	// for (operation "Set" of the action node). What is left to do is to refuse settings that would
	// turn every call away; n8n calls `create` only after `checkExists` has said false.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await assertCanReceive(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const settings = readSettings(this);
		const open = settings.authentication === 'none';
		if (!open && !(await isAuthorized(this))) return unauthorized(this);
		if (!allowsIp(settings.ipAllowlist, this.getRequestObject().ip)) return ipNotAllowed(this);

		const body: unknown = this.getBodyData();
		if (!isRecord(body) || Object.keys(body).length === 0) return noJsonObject(this);

		const posted = recogniseEvent(body);
		if (posted === undefined) return { webhookResponse: RECEIVED };
		const { event, resume } = findWaitingExecution(this, posted, settings);
		const wanted =
			settings.events.includes(event.kind.name) &&
			passesFilters(settings.filters, event.kind.filterable(event.fields));
		if (!wanted && resume === undefined) return { webhookResponse: RECEIVED };

		// Someone who listens for a test event wants to see the same event again, and n8n does not
		// save the static data of test runs.
		const isTest = this.getMode() === 'manual';
		const skipDuplicates = settings.skipDuplicates && !isTest;
		const memory = new EventMemory(this, identityOf(event));
		if (skipDuplicates) {
			const claim = await claimEvent(this, memory);
			if (claim === 'duplicate') return { webhookResponse: RECEIVED };
			if (claim === 'unsettled') return tryAgain(this);
		}

		const outcome = await resume?.();
		if (outcome === 'notNow' && !isTest && memory.postpone()) return tryAgain(this);
		if (!wanted) {
			if (skipDuplicates) memory.recordSeen();
			return { webhookResponse: RECEIVED };
		}

		const item = settings.simplify ? simplifiedItem(event, settings) : rawItem(event);
		if (outcome !== undefined && outcome !== 'foreign') item.resumed = outcome === 'resumed';
		return {
			// n8n reads the answer when the run has started, and saves the static data next. What is
			// changed before the start n8n 2.41 forgets: its WorkflowRunner then builds a second
			// Workflow over the same static data, which resets the mark "changed".
			get webhookResponse() {
				if (skipDuplicates) memory.recordSeen();
				return RECEIVED;
			},
			workflowData: [[{ json: item }]],
		};
	}
}
