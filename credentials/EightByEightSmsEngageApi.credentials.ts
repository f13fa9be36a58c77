import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { NOBODYS_UMID, SUB_ACCOUNT_ID } from '../nodes/EightByEightSmsEngage/api/account';
import { ERROR_CODES } from '../nodes/EightByEightSmsEngage/api/errorCodes';
import { BASE_URL, BASE_URL_END, BASE_URLS } from '../nodes/EightByEightSmsEngage/api/baseUrl';

/** Others of 8x8's codes that say nothing of the message, but that this credential cannot be used. */
const CANNOT_BE_USED = [1012, 2001, 2002, 2003];

/** What the test says to each of 8x8's codes; undefined is the code of a response that has none. */
const TEST_RULES: Array<[code: number | undefined, message: string]> = [
	[
		1200,
		'8x8 does not know this API key. Copy it again from the 8x8 Connect portal (API Keys), and check the region.',
	],
	[
		1001,
		"The API key is right, but this subaccount does not belong to its account. Look 'Subaccount ID' up in the 8x8 Connect portal.",
	],
	[
		1201,
		'The API key may not use this subaccount. In the 8x8 Connect portal, check its rights and its IP allowlist.',
	],
	...CANNOT_BE_USED.map((code): [number, string] => {
		const { message, description } = ERROR_CODES[code]!;
		return [code, `${message}. ${description}`];
	}),
	[
		1014,
		'8x8 refuses the connection, since it asks for TLS 1.3. Ask whoever runs your n8n (or its proxy) to allow TLS 1.3.',
	],
	[
		2000,
		'Something went wrong at 8x8, so it is not known whether the credential is right. Try again later.',
	],
	[
		429,
		'8x8 is receiving too many requests, so it is not known whether the credential is right. Try again in a moment.',
	],
	[
		undefined,
		'What answered at this address is not 8x8. Check the region, or the base URL of a custom one.',
	],
];

/** The address that the node would call; nothing when the node would refuse it. */
const CUSTOM = `($credentials.baseUrl ?? '').trim().replace(${BASE_URL_END}, '')`;
const ADDRESS = `$credentials.region === 'custom' ? (${BASE_URL}.test(${CUSTOM}) ? ${CUSTOM} : '') : (${JSON.stringify(BASE_URLS)})[$credentials.region]`;

/** The subaccount, or `-`, which belongs to nobody, for what can be no subaccount. */
const ID = "($credentials.subAccountId ?? '').trim()";
const SUB_ACCOUNT = `${SUB_ACCOUNT_ID}.test(${ID}) ? encodeURIComponent(${ID}) : '-'`;

export class EightByEightSmsEngageApi implements ICredentialType {
	name = 'eightByEightSmsEngageApi';

	displayName = '8x8 SMS Engage API';

	documentationUrl =
		'https://www.npmjs.com/package/n8n-nodes-8x8-sms-engage#connect-your-8x8-account';

	icon: Icon = {
		light: 'file:../icons/eightByEightSmsEngage.svg',
		dark: 'file:../icons/eightByEightSmsEngage.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Made in the 8x8 Connect portal (connect.8x8.com) under API Keys',
		},
		{
			displayName: 'Subaccount ID',
			name: 'subAccountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. MyCompany_surveys',
			description:
				'The subaccount that sends the surveys. Its ID is shown in the 8x8 Connect portal. A node can name another one.',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Asia Pacific', value: 'asiaPacific', description: 'sms.8x8.com' },
				{ name: 'North America', value: 'northAmerica', description: 'sms.us.8x8.com' },
				{ name: 'Europe', value: 'europe', description: 'sms.8x8.uk' },
				{ name: 'Indonesia', value: 'indonesia', description: 'sms.8x8.id' },
				{ name: 'Custom', value: 'custom', description: 'A proxy, or the simulator' },
			],
			default: 'asiaPacific',
			description: 'Where your 8x8 account lives. Asia Pacific unless 8x8 told you otherwise.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://localhost:8808',
			description:
				'The address of a proxy or of the 8x8 simulator. Without a user name, ? and #. If the test says Invalid URL, it is not a plain address; ECONNREFUSED and ENOTFOUND mean that nothing answers there.',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3f1c2d8e-5b7a-4c1d-9e2f-0a1b2c3d4e5f',
			hint: 'Optional: only for the Webhook operations and Check Setup',
			description: 'Shown in the 8x8 Connect portal',
		},
		{
			displayName: 'Webhook Authorization',
			name: 'webhookAuthorization',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Optional: what 8x8 sends to your trigger as proof that it is 8x8',
			description:
				'The whole value of the Authorization header, for example "Bearer " and a long random text. Set it at 8x8 with the operation Webhook → Set, or in the 8x8 Connect portal.',
		},
	];

	// A function: a generic authenticate would evaluate an expression for every request.
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				Authorization: `Bearer ${String(credentials.apiKey).trim()}`,
			},
		};
	}

	/**
	 * Asks for a message that cannot exist. 8x8 answers 1300 (not found) only when it accepts both the
	 * key and the subaccount, so every other code tells what is wrong.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${ADDRESS} }}`,
			url: `=/api/v1/subaccounts/{{ ${SUB_ACCOUNT} }}/messages/${NOBODYS_UMID}`,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		rules: TEST_RULES.map(([value, message]) => ({
			type: 'responseSuccessBody' as const,
			properties: { key: 'code', value, message },
		})),
	};
}
