interface PlainWords {
	message: string;
	description: string;
}

const CHECK_PORTAL = 'Check it in the 8x8 Connect portal.';

/** 8x8's error codes in plain words. Source: 8x8's documentation, "API error codes". */
export const ERROR_CODES: Record<number, PlainWords> = {
	1000: {
		message: '8x8 does not accept a value of this request',
		description: 'Check the fields of this node.',
	},
	1001: {
		message: 'The subaccount does not belong to your 8x8 account',
		description: `Check the Subaccount ID of the credential, or of Additional Fields. ${CHECK_PORTAL}`,
	},
	1002: {
		message: '8x8 does not accept the phone number',
		description: 'Write the number with its country code, for example +6591234567.',
	},
	1003: {
		message: '8x8 does not accept the encoding',
		description: 'Set Encoding to Automatic, or leave it out.',
	},
	1004: {
		message: '8x8 does not accept the text',
		description: 'Check the Message field.',
	},
	1005: {
		message: '8x8 does not accept the sender ID',
		description: `Use a sender ID that is registered for your subaccount. ${CHECK_PORTAL}`,
	},
	1006: {
		message: '8x8 does not accept the expiry time',
		description: 'Expiry must lie in the future, and after Scheduled.',
	},
	1007: {
		message: '8x8 does not accept the message template',
		description: 'Check the placeholders in the Message field.',
	},
	1008: {
		message: '8x8 does not accept an ID',
		description:
			'Check the IDs in this node. A umid or batch ID is in the output of the node that sent the survey.',
	},
	1009: {
		message: '8x8 does not accept the country',
		description: 'Choose the country of the phone number, or leave Country out.',
	},
	1010: {
		message: 'A value lies outside what 8x8 allows',
		description: 'Check the fields of this node.',
	},
	1011: {
		message: '8x8 does not accept the schedule time',
		description: 'Scheduled must lie in the future.',
	},
	1014: {
		message: '8x8 refuses the connection: it is not encrypted well enough',
		description: '8x8 asks for TLS 1.3. Ask whoever runs your n8n (or its proxy) to allow TLS 1.3.',
	},
	1100: {
		message: 'The request holds more messages than 8x8 takes at once',
		description: 'Make Batch Size smaller.',
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
		description: 'Check the survey ID, the message ID (umid) or the batch ID, and the subaccount.',
	},
	2000: {
		message: '8x8 had an internal error',
		description: 'Try again later. If it stays, write to cpaas-support@8x8.com.',
	},
	3009: {
		message: 'The client message ID is too long for 8x8',
		description: 'Client Message ID may have at most 350 characters.',
	},
	3011: {
		message: 'The sender ID is too long for 8x8',
		description: 'Sender ID may have at most 16 characters.',
	},
	3012: {
		message: 'The batch holds no messages',
		description: 'Check that items reach this node.',
	},
	3013: {
		message: 'The batch holds more messages than 8x8 takes',
		description: 'Make Batch Size smaller: 8x8 takes at most 10,000.',
	},
	3014: {
		message: 'The client batch ID is too long for 8x8',
		description: 'Client Batch ID may have at most 20 characters.',
	},
	3018: {
		message: '8x8 does not accept the country',
		description: 'Choose the country of the phone number, or leave Country out.',
	},
	3020: {
		message: '8x8 does not accept the delivery receipt URL',
		description: 'Delivery Receipt URL must be an address that 8x8 can reach, with https://.',
	},
};

/** By HTTP status, for an answer whose code says nothing. */
const STATUSES: Record<number, PlainWords> = {
	401: ERROR_CODES[1200]!,
	403: ERROR_CODES[1201]!,
	404: ERROR_CODES[1300]!,
	407: {
		message: 'A proxy between n8n and 8x8 asks for a login',
		description: 'Ask whoever runs your n8n or its proxy.',
	},
	413: ERROR_CODES[1100]!,
	426: ERROR_CODES[1014]!,
	429: {
		message: '8x8 is receiving too many requests',
		description:
			'Nothing was done. Try again later; when sending, Rate Limit Wait under Options gives more time.',
	},
};

const OTHER_CLIENT_ERROR = ERROR_CODES[1000]!;
const SERVER_ERROR = ERROR_CODES[2000]!;

/** The words for an error answer of 8x8. An unknown code falls back to those of the HTTP status. */
export function plainWords(httpStatus: number, code: number | undefined): PlainWords {
	const known = code === undefined ? undefined : ERROR_CODES[code];
	return known ?? STATUSES[httpStatus] ?? (httpStatus < 500 ? OTHER_CLIENT_ERROR : SERVER_ERROR);
}
