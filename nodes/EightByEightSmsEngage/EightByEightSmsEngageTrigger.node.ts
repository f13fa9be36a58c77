import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { identityOf, rawItem, recogniseEvent, simplifiedItem } from './events';
import { findWaitingExecution } from './resume/waitingExecution';
import { isAuthorized } from './trigger/authentication';
import { EventMemory } from './trigger/eventMemory';
import { passesFilters } from './trigger/filters';
import { allowsIp } from './trigger/ipAllowlist';
import { assertCanReceive } from './trigger/lifecycle';
import { warnOfLostResponse } from './trigger/lostResponse';
import { onlyOnce, type Handled } from './trigger/onlyOnce';
import { postedObject } from './trigger/postedObject';
import { triggerProperties } from './trigger/properties';
import { ipNotAllowed, noJsonObject, RECEIVED, unauthorized } from './trigger/replies';
import { readSettings } from './trigger/settings';

const TRY_IT =
	'<b>To try it</b>, click "Execute step", copy the Test URL and post to it: with the 8x8 SMS Engage node (Webhook → Send Test Event),<br/>or with the simulator of this package (Settings → Survey responses). The execution shows up here, in the editor.';
const PRODUCTION =
	'The Test URL works for 120 seconds after "Execute step": give 8x8 the Production URL. Executions that it starts show up under "Executions".';

export class EightByEightSmsEngageTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '8x8 SMS Engage Trigger',
		name: 'eightByEightSmsEngageTrigger',
		icon: {
			light: 'file:../../icons/eightByEightSmsEngage.svg',
			dark: 'file:../../icons/eightByEightSmsEngage.dark.svg',
		},
		group: ['trigger'],
		// For version 1 n8n evaluates an expression of its own on every call (`binaryData` in
		// webhook-helpers). There never was one.
		version: 2,
		// "surveyResponse" is shown as "survey response".
		subtitle:
			'={{ [$parameter["events"]].flat().join(", ").replace(/[A-Z]/g, " $&").toLowerCase() }}',
		// n8n's nodes panel shows both nodes as one entry, with this description.
		description:
			'Send surveys by SMS, and start the workflow when a customer answers, opens the link or texts back, or when an SMS is delivered',
		eventTriggerDescription: 'Waiting for an event at the Test URL',
		activationMessage:
			"Your workflow now takes 8x8's events at the Production URL. If the trigger's 'Authentication' is 'None', anyone who knows that URL can post to it.",
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
				inactive: `${TRY_IT}<br/><br/><b>To run it</b>, publish (activate) the workflow. ${PRODUCTION}`,
				active: `${TRY_IT}<br/><br/><b>The workflow is published.</b> ${PRODUCTION}`,
			},
			activationHint:
				'Once you have tried it, publish (activate) the workflow and mail the Production URL to 8x8.',
		},
		builderHint: {
			searchHint:
				"Starts a workflow for survey responses, delivery receipts, opened links and replies; the item's field event says which. Set scoreQuestion in options to get a score.",
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-8x8-sms-engage.eightByEightSmsEngage',
					relationHint: 'Sends the surveys whose responses arrive here',
				},
			],
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
		const body = postedObject(this);
		if (body === undefined) return noJsonObject(this);

		const posted = recogniseEvent(body);
		if (posted === undefined) return { webhookResponse: RECEIVED };
		const { event, resume } = findWaitingExecution(this, posted, settings);
		const resumes = settings.resumeWaiting && resume !== undefined;
		const wanted =
			settings.events.includes(event.kind.option.value) &&
			passesFilters(settings.filters, event.kind.filterable(event.fields));
		if (!wanted && !resumes) return { webhookResponse: RECEIVED };

		const handle = async (): Promise<Handled> => {
			const outcome = resumes ? await resume() : 'foreign';
			if (!wanted) {
				if (outcome === 'resumed') return 'taken';
				warnOfLostResponse(this, event);
				return 'dropped';
			}
			const json = settings.simplify ? simplifiedItem(event, settings) : rawItem(event, settings);
			if (outcome !== 'foreign') json.resumed = outcome === 'resumed';
			return { json };
		};
		// Someone who listens for a test event wants to see the same event again, and n8n does not
		// save the static data of test runs.
		if (settings.skipDuplicates && this.getMode() !== 'manual') {
			return await onlyOnce(this, new EventMemory(this, identityOf(event)), handle);
		}
		const handled = await handle();
		if (typeof handled === 'string') return { webhookResponse: RECEIVED };
		return { webhookResponse: RECEIVED, workflowData: [[handled]] };
	}
}
