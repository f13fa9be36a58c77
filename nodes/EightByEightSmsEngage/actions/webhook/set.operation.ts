import type { Webhook } from '../../api/types';
import { InvalidValueError } from '../../message/error';
import { ItemParameters } from '../../parameters';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { optionalText } from '../survey/additionalFields';
import { listWebhooks, webhooksPath, webhookSubAccount } from './accountWebhooks';

/** Sets the URL of the SMS events, and never replaces another one unasked. */
export const set: Operation = {
	option: {
		name: 'Set',
		value: 'set',
		action: 'Set a webhook',
		description: 'Tell 8x8 where to post the SMS events',
	},

	async execute(context) {
		const { client, credentials } = await connect(context);
		const parameters = new ItemParameters(context);
		return await perItem(context, async (itemIndex) => {
			const read = (name: string) => parameters.get(name, itemIndex);
			const path = webhooksPath(credentials);
			const subAccountId = webhookSubAccount(read('subAccountId'));
			const url = readUrl(read('url'));
			const enabled = read('enabled') !== false;
			const authorization =
				optionalText(read('authorization')) ?? optionalText(credentials.webhookAuthorization);

			const other = (await listWebhooks(client, path)).find(
				(webhook) => webhook.subAccountId === subAccountId && webhook.url !== url,
			);
			if (other && read('replaceExisting') !== true) throw standsThere(other);

			const webhook: Webhook = {
				subAccountId,
				url,
				enabled,
				...(authorization !== undefined && { httpAuthorization: authorization }),
			};
			await client({ method: 'POST', path, body: [webhook] });
			return { url, subAccountId, enabled, replaced: other !== undefined };
		});
	},
};

function readUrl(value: unknown): string {
	const url = optionalText(value) ?? '';
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
		`Another webhook is set for ${whose}: ${url}`,
		'Replace Existing',
		'Nothing was changed. If that URL is no longer needed, switch on Replace Existing.',
	);
}
