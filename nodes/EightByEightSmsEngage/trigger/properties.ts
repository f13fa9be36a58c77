import type { INodeProperties } from 'n8n-workflow';

import { eventOptions } from '../events';
import { filtersField } from './filters';
import { optionsField } from './options';

const MAIL = `mailto:cpaas-support@8x8.com?subject=${encodeURIComponent(
	'Webhook for SMS Engage survey responses',
)}&body=${encodeURIComponent(
	`Hello 8x8 support,

please send the responses of our SMS Engage surveys to this webhook URL:
[Production URL]

Subaccount: [your subaccount ID]
Surveys: [all, or their survey IDs]
Authorization header: [no, or: yes please, how can we give you its value?]

Thank you!`,
)}`;

export const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: eventOptions,
	default: ['surveyResponse'],
	description: 'What starts this workflow. Everything else that 8x8 posts is ignored.',
};

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{
			name: 'Authorization Header',
			value: 'authorizationHeader',
			description:
				"Only calls with the credential's 'Webhook Authorization' value in their Authorization header are let in",
		},
		{
			name: 'None',
			value: 'none',
			description:
				"Anyone who knows the URL can post to it and start this workflow, unless the option 'IP Allowlist' keeps them out",
		},
	],
	default: 'none',
	description: 'How to tell that a call comes from 8x8',
};

/** The trigger's fields in the editor. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: `<ul><li>To try it: Execute step, then Send Test Event (in the node 8x8 SMS Engage) to the Test URL.</li><li>Responses: publish and <a href="${MAIL}" target="_blank">mail 8x8 the Production URL</a>.</li><li>SMS events: Webhook → Set in the node 8x8 SMS Engage.</li></ul>`,
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	events,
	authentication,
	filtersField,
	optionsField,
];
