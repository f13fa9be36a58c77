import type { INodeProperties } from 'n8n-workflow';

import { filterProperties } from './filterProperties';
import { optionProperties } from './optionProperties';

/** The trigger's fields in the editor. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'<b>To receive survey responses</b><br/>1. Activate this workflow.<br/>2. Copy the <b>Production URL</b> (above, under "Webhook URLs").<br/>3. Mail it to <a href="mailto:cpaas-support@8x8.com">cpaas-support@8x8.com</a>. 8x8 sets it up; there is no other way.<br/><br/>Text of the mail, ready to copy:<br/><i>Hello 8x8 support,<br/>please send the responses of our SMS Engage surveys to this webhook URL:<br/>[Production URL]<br/>Subaccount: [your subaccount ID]<br/>Surveys: [all, or their survey IDs]<br/>If you can, please send this value in the Authorization header: [your value, or leave this line out]<br/>Thank you!</i>',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'Do not give 8x8 the <b>Test URL</b>: it works for only 120 seconds after you click "Listen for test event", and 8x8 stops trying after about two minutes. It is for trying things out with the simulator.',
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
			'Delivery Status, Inbound Message and Link Clicked are <b>SMS events</b>. Have them sent to this Production URL in the 8x8 Connect portal, or with the 8x8 SMS Engage node (Resource "Webhook", Operation "Set"). Link Clicked comes only after 8x8 support has switched it on for your subaccount.',
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
			'Without authentication <b>anyone who knows the URL can post to it</b> and start this workflow. Choose "Authorization Header" if 8x8 sends you one, or add the option "IP Allowlist".',
		name: 'authenticationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	...filterProperties,
	...optionProperties,
];
