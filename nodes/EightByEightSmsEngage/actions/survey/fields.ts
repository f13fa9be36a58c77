import type { INodeProperties } from 'n8n-workflow';

import { additionalFields } from './additionalFields';

const MESSAGE_HINT =
	"{url} becomes the link, {First Name} the variable of that name, or with 'Take From Input Item' the column";
// Not inline, because the linter would write the placeholder in capitals.
const MESSAGE_DESCRIPTION =
	"The text of the SMS. {url} becomes the link to the survey. {First Name} becomes the variable of that name or, with 'Variables' set to 'Take From Input Item', the field or column; with {First Name|there} an empty one becomes \"there\". To hand variables on to the survey page, write {url:firstName:ticketId}. Use single braces: in an expression, n8n would take {{url}} for its own and leave it out. For a brace that the customer should see, write \\{.";

const surveyId: INodeProperties = {
	displayName: 'Survey ID',
	name: 'surveyId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. customer-satisfaction',
	description:
		'The ID that 8x8 gave your survey. 8x8 builds surveys on request: write to cpaas-support@8x8.com.',
};

const destination: INodeProperties = {
	displayName: 'Phone Number',
	name: 'destination',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +6591234567',
	hint: "With + and country code, or choose 'Country' under 'Additional Fields'",
	description:
		'The mobile phone number. It may be written as people and spreadsheets write it: spaces, dashes, dots and brackets do no harm.',
	builderHint: {
		propertyHint:
			'One mobile phone number. Without a country code, set country in additionalFields.',
	},
};

const message: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	required: true,
	typeOptions: { rows: 4 },
	default: 'How did we do? Please take a minute: {url}',
	hint: MESSAGE_HINT,
	description: MESSAGE_DESCRIPTION,
	builderHint: {
		propertyHint:
			'Write the link as {url} and variables as {name}, with single braces. Double braces are n8n expressions and would vanish from the text.',
	},
};

export const variablesMode: INodeProperties = {
	displayName: 'Variables',
	name: 'variablesMode',
	type: 'options',
	options: [
		{
			name: 'Define Below',
			value: 'fields',
			description: 'Name each variable and give its value',
		},
		{
			name: 'Take From Input Item',
			value: 'inputFields',
			description: 'Each placeholder takes the field, or the column of a sheet, of the same name',
		},
		{ name: 'Using JSON', value: 'json', description: 'One JSON object with all variables' },
	],
	default: 'fields',
	description:
		"Where the placeholders' values come from. The variables come back with the response, so this is also the place for a ticket number or a customer ID.",
	builderHint: {
		propertyHint:
			"Use 'inputFields' when the message names fields of the input item. Use 'fields' to add an ID that has to come back with the response.",
	},
};

const variables: INodeProperties = {
	displayName: 'Variables to Send',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add variable',
	default: {},
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. firstName',
					description: 'As in the message, without braces. Spaces are allowed.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ann',
				},
			],
		},
	],
	displayOptions: { show: { variablesMode: ['fields'] } },
};

const variablesJson: INodeProperties = {
	displayName: 'Variables (JSON)',
	name: 'variablesJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "firstName": "Ann", "ticketId": 4711 }',
	description: 'An object: each name is a variable of the message',
	displayOptions: { show: { variablesMode: ['json'] } },
};

/** What the SMS says, and its variables. */
export const messageFields = [message, variablesMode, variables, variablesJson];

/** Whom to send what. */
export const sendingFields = [surveyId, destination, ...messageFields, additionalFields];

export const waitingNotice: INodeProperties = {
	displayName:
		"The response comes in through an 8x8 SMS Engage Trigger: you need one published workflow with it in this n8n, and 8x8 must know its Production URL. Otherwise this node waits as long as 'Wait Limit (Hours)' says (48 by default).",
	name: 'waitingNotice',
	type: 'notice',
	default: '',
};

export const toolNotice: INodeProperties = {
	displayName:
		"Let the agent fill in 'Phone Number' only, and write the rest yourself. Even so, anyone who chats with the agent can make it text any number. To prevent that, look the number up in your own data.",
	name: 'toolNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '@tool': [true] } },
};
