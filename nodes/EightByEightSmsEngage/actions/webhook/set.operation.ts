import { listWebhooks, webhooksPath } from '../../api/account';
import { shownAddress } from '../../api/secrets';
import type { Webhook } from '../../api/types';
import { isOwnAddress } from '../../n8n/ownAddress';
import { readBoolean } from '../../n8n/readField';
import { InvalidValueError } from '../../values/invalidValue';
import { optionalText } from '../../values/given';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { readAccountId, webhookSubAccount } from './accountWebhooks';
import {
	enabled as enabledField,
	replaceExisting,
	subAccountId as subAccountIdField,
	url as urlField,
	webhookNotice,
} from './fields';
import { readWebhookUrl } from './webhookUrl';

/**
 * Sets the URL of the SMS events, and never replaces another one unasked. 8x8 gets the credential's
 * Webhook Authorization only for an address of this n8n, since it sends it there with every event.
 */
export const set: Operation = {
	option: {
		name: 'Set',
		value: 'set',
		action: 'Set webhook',
		description: 'Create or replace the webhook for the SMS events of a subaccount',
	},
	fields: [webhookNotice, urlField, subAccountIdField, enabledField, replaceExisting],
	notForAgents: true,

	execute: perItem(async ({ client, context, credentials, read }) => {
		const accountId = readAccountId(credentials);
		const subAccountId = webhookSubAccount(read('subAccountId'));
		const url = readWebhookUrl(read('url'));
		const enabled = readBoolean(read, enabledField);
		const authorization = isOwnAddress(context, url)
			? optionalText(credentials.webhookAuthorization, 'Webhook Authorization')
			: undefined;
		const authorized = authorization !== undefined;

		const standing = (await listWebhooks(client, accountId)).filter(
			(webhook) => webhook.subAccountId === subAccountId,
		);
		const other = standing.find((webhook) => webhook.url !== url);
		if (read('replaceExisting') !== true) {
			if (other) throw standsThere(other);
			if (losesSecret(standing, authorized)) throw wouldLoseSecret();
		}

		const webhook: Webhook = {
			subAccountId,
			url,
			enabled,
			...(authorized && { httpAuthorization: authorization }),
		};
		await client({ method: 'POST', path: webhooksPath(accountId), body: [webhook] });
		return { url, subAccountId, enabled, replaced: other !== undefined, authorized };
	}),
};

/** Whether the standing webhook authenticates 8x8 to its receiver, and the new one would not. */
function losesSecret(standing: Webhook[], authorized: boolean): boolean {
	return standing.some(
		({ httpAuthorization, oauth }) => oauth ?? (httpAuthorization && !authorized),
	);
}

function standsThere({ subAccountId, url }: Webhook): InvalidValueError {
	const whose = subAccountId === '*' ? 'all subaccounts' : `the subaccount ${subAccountId}`;
	return new InvalidValueError(
		`Another URL is set for ${whose}: ${shownAddress(url)}`,
		'URL',
		"Nothing was changed. If nobody needs that URL any more, switch on 'Replace Existing'.",
	);
}

function wouldLoseSecret(): InvalidValueError {
	return new InvalidValueError(
		'The webhook that is set sends a secret, which this would take away',
		'Webhook Authorization',
		"Nothing was changed. Enter the value as 'Webhook Authorization' in the credential (it is used for addresses of this n8n only), or switch on 'Replace Existing'.",
	);
}
