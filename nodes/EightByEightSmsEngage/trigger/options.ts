import type { INodeProperties } from 'n8n-workflow';

import { simplify } from '../n8n/simplify';

export const answersKeyedBy: INodeProperties = {
	displayName: 'Answers Keyed By',
	name: 'answersKeyedBy',
	type: 'options',
	options: [
		{
			name: 'Question',
			value: 'question',
			description: 'The text of the question, for example answers["Full Name"]',
		},
		{
			name: 'Question ID',
			value: 'questionId',
			description:
				'The ID of the question, for example answers["16"]: it stays the same when the text changes',
		},
	],
	default: 'question',
	description: 'By what name later steps find an answer in the field "answers"',
};

export const ipAllowlist: INodeProperties = {
	displayName: 'IP Allowlist',
	name: 'ipAllowlist',
	type: 'string',
	default: '',
	placeholder: 'e.g. 8x8, 203.0.113.7, 198.51.100.0/24',
	description:
		'Addresses and ranges that may post here, separated by commas. The word 8x8 stands for the addresses that 8x8 has published (as of 2025-10-13). If n8n runs behind a proxy, it needs the setting N8N_PROXY_HOPS, or it sees only the address of the proxy.',
};

export const optOutKeywords: INodeProperties = {
	displayName: 'Opt-Out Keywords',
	name: 'optOutKeywords',
	type: 'string',
	default: '',
	placeholder: 'e.g. NO SMS, GENUG',
	description:
		'Texts that set "optOut" of an inbound message to true, separated by commas, besides STOP and the other usual words',
};

export const resumeWaiting: INodeProperties = {
	displayName: 'Resume Waiting Executions',
	name: 'resumeWaiting',
	type: 'boolean',
	default: true,
	description:
		'Whether to hand a response to the execution that waits for it (operation "Send and Wait for Response" of the 8x8 SMS Engage node), whatever events and filters are chosen',
};

export const scoreQuestion: INodeProperties = {
	displayName: 'Score Question',
	name: 'scoreQuestion',
	type: 'string',
	default: '',
	placeholder: 'e.g. How likely are you to recommend us to a friend?',
	description:
		'The text or the ID of the question whose answer is a score. The item then has a field "score" with the number and its category. When "score" is null, the response does not hold the question: "responses" shows which questions came.',
};

export const scoreType: INodeProperties = {
	displayName: 'Score Type',
	name: 'scoreType',
	type: 'options',
	options: [
		{
			name: 'CES (1–7)',
			value: 'ces',
			description: 'Customer effort: 5–7 easy, 4 neutral, 1–3 difficult',
		},
		{
			name: 'CSAT (1–5)',
			value: 'csat',
			description: 'Customer satisfaction: 4–5 satisfied, 3 neutral, 1–2 dissatisfied',
		},
		{
			name: 'NPS (0–10)',
			value: 'nps',
			description: 'Net promoter score: 9–10 promoter, 7–8 passive, 0–6 detractor',
		},
	],
	default: 'nps',
	description: 'The scale of the score question',
};

export const skipDuplicates: INodeProperties = {
	displayName: 'Skip Duplicates',
	name: 'skipDuplicates',
	type: 'boolean',
	default: true,
	description:
		'Whether to start the workflow only once when 8x8 posts the same event again, as it does after a slow or failed call. The last 2,000 events are remembered. Renaming this node forgets them, and with several webhook processes n8n may forget one that came at the same moment as another.',
};

/** The trigger's options. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		answersKeyedBy,
		ipAllowlist,
		optOutKeywords,
		resumeWaiting,
		scoreQuestion,
		scoreType,
		simplify,
		skipDuplicates,
	],
};
