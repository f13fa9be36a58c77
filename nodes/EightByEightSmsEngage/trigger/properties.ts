import type { INodeProperties } from 'n8n-workflow';

import { filterProperties } from './filterProperties';
import { optionProperties } from './optionProperties';

/** The trigger's fields in the editor. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'To receive survey responses:<ul><li>Publish (activate) this workflow.</li><li>Copy the Production URL (above, under "Webhook URLs").</li><li>Mail it to <a href="mailto:cpaas-support@8x8.com?subject=Webhook%20for%20SMS%20Engage%20survey%20responses&body=Hello%208x8%20support%2C%0A%0Aplease%20send%20the%20responses%20of%20our%20SMS%20Engage%20surveys%20to%20this%20webhook%20URL%3A%0A%5BProduction%20URL%5D%0A%0ASubaccount%3A%20%5Byour%20subaccount%20ID%5D%0ASurveys%3A%20%5Ball%2C%20or%20their%20survey%20IDs%5D%0AAuthorization%20header%3A%20%5Bno%2C%20or%3A%20yes%20please%2C%20how%20can%20we%20give%20you%20its%20value%3F%5D%0A%0AThank%20you!" target="_blank">cpaas-support@8x8.com</a>.</li></ul>That link opens a mail with the text in it: fill in the Production URL, your subaccount ID and the surveys. Do not write the value of an Authorization header into a mail. 8x8 support sets this up; there is no other way.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'Do not give 8x8 the Test URL: it works for only 120 seconds after you click "Execute step", and 8x8 stops trying after about two minutes. It is for trying things out with the simulator.',
		name: 'testUrlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Delivery Status',
				value: 'deliveryStatus',
				description: 'An SMS was sent, delivered, rejected or could not be delivered',
			},
			{
				name: 'Inbound Message',
				value: 'inboundMessage',
				description: 'A customer texted back, for example STOP',
			},
			{
				name: 'Link Clicked',
				value: 'linkClicked',
				description: 'A customer opened the link to the survey',
			},
			{
				name: 'Survey Response',
				value: 'surveyResponse',
				description: 'A customer submitted the survey',
			},
		],
		default: ['surveyResponse'],
		description: 'What starts this workflow. Everything else that 8x8 posts is left alone.',
	},
	{
		displayName:
			'Delivery Status, Inbound Message and Link Clicked are SMS events. Have them sent to this Production URL in the 8x8 Connect portal, or with the 8x8 SMS Engage node (Resource "Webhook", Operation "Set"). Link Clicked comes only after 8x8 support has switched it on for your subaccount.',
		name: 'smsEventsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['deliveryStatus', 'inboundMessage', 'linkClicked'] } },
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'Authorization Header',
				value: 'authorizationHeader',
				description:
					'Only calls with the credential\'s "Webhook Authorization" value in their Authorization header are let in',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Everybody who knows the URL is let in',
			},
		],
		default: 'none',
		description: 'How to tell that a call comes from 8x8',
	},
	{
		displayName:
			'Without authentication anyone who knows the URL can post to it and start this workflow. Choose "Authorization Header" if 8x8 sends you one, or add the option "IP Allowlist".',
		name: 'authenticationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	...filterProperties,
	...optionProperties,
];
