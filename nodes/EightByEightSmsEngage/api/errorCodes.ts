interface PlainWords {
	message: string;
	description: string;
}

const CHECK_PORTAL = 'Check it in the 8x8 Connect portal.';
const SUPPORT = 'cpaas-support@8x8.com';
const UPDATE = `Update the package n8n-nodes-8x8-sms-engage in n8n. If that does not help, write to ${SUPPORT}.`;
const NOT_FOR_SMS = `Surveys go out as plain SMS. Ask ${SUPPORT} whether SMS is switched on for the subaccount.`;
const WRITE_NUMBER =
	"Write 'Phone Number' with + and its country code, for example +6591234567, or add 'Country' under 'Additional Fields'.";
const COUNTRY_REFUSED = {
	message: '8x8 does not accept the country',
	description: "Choose the country of the phone number, or leave 'Country' out.",
};

/**
 * The error codes of 8x8's SMS API in plain words. The other codes on its page are for chat apps.
 * Source: 8x8's documentation, "API error codes"; 4018: its log export.
 */
export const ERROR_CODES: Record<number, PlainWords> = {
	1000: {
		message: '8x8 does not accept a value of this request',
		description: 'Check the fields of this node.',
	},
	1001: {
		message: 'The subaccount does not belong to your 8x8 account',
		description: `Check 'Subaccount ID' in the credential, or under 'Additional Fields'. ${CHECK_PORTAL}`,
	},
	1002: {
		message: '8x8 does not accept the phone number',
		description: WRITE_NUMBER,
	},
	1003: {
		message: '8x8 does not accept the encoding',
		description: "Set 'Encoding' to Automatic, or leave it out.",
	},
	1004: {
		message: '8x8 does not accept the text',
		description: "Check 'Message'.",
	},
	1005: {
		message: '8x8 does not accept the sender ID',
		description: `'Sender ID' must be registered for your subaccount. One with letters has at most 11 characters. ${CHECK_PORTAL}`,
	},
	1006: {
		message: '8x8 does not accept the expiry time',
		description: "'Expiry' must lie in the future, and after 'Scheduled'.",
	},
	1007: {
		message: '8x8 does not accept the message template',
		description: "Check the placeholders in 'Message'.",
	},
	1008: {
		message: '8x8 does not accept an ID',
		description:
			'Check the IDs in this node. A umid or batch ID is in the output of the node that sent the survey.',
	},
	1009: COUNTRY_REFUSED,
	1010: {
		message: 'A value lies outside what 8x8 allows',
		description:
			"Check the fields of this node. 'Scheduled' may lie at most 7 days ahead, and a 'Sender ID' with letters has at most 11 characters.",
	},
	1011: {
		message: '8x8 does not accept the schedule time',
		description: "'Scheduled' must lie in the future, and at most 7 days ahead.",
	},
	1012: {
		message: '8x8 does not accept the IP address',
		description:
			'In the 8x8 Connect portal, check the IP allowlist of the subaccount: the address of your n8n must be in it.',
	},
	1014: {
		message: '8x8 refuses the connection: it is not encrypted well enough',
		description: '8x8 asks for TLS 1.3. Ask whoever runs your n8n (or its proxy) to allow TLS 1.3.',
	},
	1100: {
		message: 'The request holds more messages than 8x8 takes at once',
		description: "Make 'Batch Size' smaller.",
	},
	1200: {
		message: '8x8 does not know the API key',
		description: 'Open the credential and copy the API key again from the 8x8 Connect portal.',
	},
	1201: {
		message: 'The API key may not use this subaccount',
		description: 'In the 8x8 Connect portal, check the rights of the key and its IP allowlist.',
	},
	1300: {
		message: '8x8 did not find what this request names',
		description:
			"Check 'Survey ID', 'Message ID (UMID)' or 'Batch ID', and the subaccount that it belongs to.",
	},
	1400: {
		message: '8x8 takes no further message to this number yet',
		description: 'It came too soon after the last one. Wait a while before you send again.',
	},
	2000: {
		message: 'Something went wrong at 8x8',
		description: `Try again later. If it goes on, write to ${SUPPORT}.`,
	},
	2001: {
		message: '8x8 does not offer this function',
		description: UPDATE,
	},
	2002: {
		message: '8x8 no longer takes requests of this kind',
		description: UPDATE,
	},
	2003: {
		message: 'SMS Engage is not available for this subaccount',
		description: `Check 'Subaccount ID', or ask ${SUPPORT} to switch SMS Engage on for it.`,
	},
	3001: {
		message: 'The request names no recipient',
		description: WRITE_NUMBER,
	},
	3002: {
		message: 'The request holds no phone number',
		description: WRITE_NUMBER,
	},
	3003: {
		message: '8x8 does not accept the phone number',
		description: WRITE_NUMBER,
	},
	3004: {
		message: 'The message is empty',
		description: "Fill in 'Message'.",
	},
	3005: {
		message: 'The message holds no text',
		description: "Fill in 'Message'.",
	},
	3006: {
		message: 'The text is too long for 8x8',
		description: "Shorten 'Message', or the variables in it.",
	},
	3007: {
		message: '8x8 expects the address of a picture or a file',
		description: NOT_FOR_SMS,
	},
	3008: {
		message: '8x8 does not accept the address of a picture or a file',
		description: NOT_FOR_SMS,
	},
	3009: {
		message: 'The client message ID is too long for 8x8',
		description: "'Client Message ID' may have at most 350 characters.",
	},
	3010: {
		message: '8x8 does not accept this kind of content',
		description: NOT_FOR_SMS,
	},
	3011: {
		message: 'The sender ID is too long for 8x8',
		description:
			"'Sender ID' may have at most 16 characters, and at most 11 when it holds letters.",
	},
	3012: {
		message: 'The batch holds no messages',
		description: 'Check that items reach this node.',
	},
	3013: {
		message: 'The batch holds more messages than 8x8 takes',
		description: "Make 'Batch Size' smaller: 8x8 takes at most 10,000.",
	},
	3014: {
		message: 'The client batch ID is too long for 8x8',
		description: "'Client Batch ID' may have at most 20 characters.",
	},
	3018: COUNTRY_REFUSED,
	3020: {
		message: '8x8 does not accept the delivery receipt URL',
		description: "'Delivery Receipt URL' must be an address that 8x8 can reach, with https://.",
	},
	3030: {
		message: 'The message template is empty',
		description: "Fill in 'Message'.",
	},
	4018: {
		message: '8x8 does not know this export of its log',
		description: 'Run Message → Get Many again: it starts a new export.',
	},
};

const RUNS_N8N = 'Ask whoever runs your n8n';

/** By HTTP status, for a response whose code says nothing. */
const STATUSES: Record<number, PlainWords> = {
	401: ERROR_CODES[1200]!,
	403: ERROR_CODES[1201]!,
	404: ERROR_CODES[1300]!,
	407: {
		message: 'A proxy between n8n and 8x8 asks for a login',
		description: `${RUNS_N8N} or its proxy.`,
	},
	408: {
		message: '8x8 did not get the whole request in time',
		description: `Try again later. With Send Batch, a smaller 'Batch Size' helps.`,
	},
	410: ERROR_CODES[2002]!,
	413: {
		message: 'The request is too large for 8x8, or for a proxy on the way',
		description: "With Send Batch, make 'Batch Size' smaller. Otherwise shorten the variables.",
	},
	426: ERROR_CODES[1014]!,
	429: {
		message: '8x8 is receiving too many requests',
		description:
			"Nothing was done. Try again later; when sending, 'Rate Limit Wait (Seconds)' under 'Options' gives more time.",
	},
};

/** By HTTP status, for a response without any code: 8x8's own always have one, so it is not 8x8's. */
const STRANGERS: Record<number, PlainWords> = {
	403: {
		message: 'Something between n8n and 8x8 refuses the request',
		description: `Most likely a firewall or a proxy. ${RUNS_N8N} whether it may call the address of 8x8. Check the base URL of the credential, if it has one.`,
	},
	404: {
		message: 'What answered at the address of 8x8 is not its SMS API',
		description: 'Check the region of the credential, or its base URL.',
	},
};

const OTHER_CLIENT_ERROR = ERROR_CODES[1000]!;
const SERVER_ERROR = ERROR_CODES[2000]!;

/** The words for an error of 8x8. An unknown code falls back to those of the HTTP status. */
export function plainWords(httpStatus: number, code: number | undefined): PlainWords {
	const known = code === undefined ? STRANGERS[httpStatus] : ERROR_CODES[code];
	return known ?? STATUSES[httpStatus] ?? (httpStatus < 500 ? OTHER_CLIENT_ERROR : SERVER_ERROR);
}
