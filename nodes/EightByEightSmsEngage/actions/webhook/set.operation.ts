import { listWebhooks } from '../../api/account';
import type { Webhook } from '../../api/types';
import { InvalidValueError } from '../../values/invalidValue';
import { readBoolean } from '../../n8n/readField';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { optionalText } from '../../values/ids';
import { readAccountId, webhooksPath, webhookSubAccount } from './accountWebhooks';
import {
	authorization as authorizationField,
	enabled as enabledField,
	replaceExisting,
	subAccountId as subAccountIdField,
	url as urlField,
	webhookNotice,
} from './fields';

/** Sets the URL of the SMS events, and never replaces another one unasked. */
export const set: Operation = {
	option: {
		name: 'Set',
		value: 'set',
		action: 'Set a webhook',
		description: 'Tell 8x8 where to post the SMS events',
	},
	fields: [
		webhookNotice,
		urlField,
		subAccountIdField,
		authorizationField,
		enabledField,
		replaceExisting,
	],

	execute: perItem(async ({ client, credentials, read }) => {
		const accountId = readAccountId(credentials);
		const subAccountId = webhookSubAccount(read('subAccountId'));
		const url = readUrl(read('url'));
		const enabled = readBoolean(read('enabled'), enabledField);
		const authorization =
			optionalText(read('authorization'), 'Authorization') ??
			optionalText(credentials.webhookAuthorization, 'Webhook Authorization');

		const standing = (await listWebhooks(client, accountId)).filter(
			(webhook) => webhook.subAccountId === subAccountId,
		);
		const other = standing.find((webhook) => webhook.url !== url);
		const losesSecret =
			authorization === undefined && standing.some(({ httpAuthorization }) => httpAuthorization);
		if (read('replaceExisting') !== true) {
			if (other) throw standsThere(other);
			if (losesSecret || standing.some(({ oauth }) => oauth)) throw wouldLoseSecret();
		}

		const webhook: Webhook = {
			subAccountId,
			url,
			enabled,
			...(authorization !== undefined && { httpAuthorization: authorization }),
		};
		await client({
			method: 'POST',
			path: webhooksPath(accountId),
			body: [webhook],
			secret: authorization,
		});
		return { url, subAccountId, enabled, replaced: other !== undefined };
	}),
};

function readUrl(value: unknown): string {
	const url = optionalText(value, 'URL') ?? '';
	if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
	throw new InvalidValueError(
		url === '' ? 'URL is empty' : `"${url.slice(0, 60)}" is no web address`,
		'URL',
		'Copy the production URL of your 8x8 SMS Engage Trigger.',
	);
}

function standsThere({ subAccountId, url }: Webhook): InvalidValueError {
	const whose = subAccountId === '*' ? 'the account' : `the subaccount ${subAccountId}`;
	return new InvalidValueError(
		`Another URL is set for ${whose}: ${url}`,
		'URL',
		'Nothing was changed. If that URL is no longer needed, switch on Replace Existing.',
	);
}

function wouldLoseSecret(): InvalidValueError {
	return new InvalidValueError(
		'The webhook that is set sends a secret, which this would take away',
		'Authorization',
		'Nothing was changed. Enter the value under Authorization or in the credential, or switch on Replace Existing.',
	);
}
