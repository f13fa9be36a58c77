import { shownAddress } from '../../api/secrets';
import type { Webhook } from '../../api/types';

/** What the account's webhook should look like. */
interface Wanted {
	subAccountId: string;
	isOwnAddress: (url: string) => boolean;
	/** Whether the credential holds a Webhook Authorization, which a trigger may ask for. */
	hasAuthorization: boolean;
}

const SET_IT = "Give the trigger's Production URL to Webhook → Set.";

/**
 * Why the subaccount's SMS events do not reach this n8n, in whole sentences. The subaccount's own
 * webhooks take precedence over those for all.
 *
 * @param webhooks undefined when they are not known
 */
export function webhookProblems(webhooks: Webhook[] | undefined, wanted: Wanted): string[] {
	if (webhooks === undefined) return [];
	const { subAccountId } = wanted;
	const named = (name: string) => webhooks.filter((webhook) => webhook.subAccountId === name);
	const own = named(subAccountId);
	const applying = own.length > 0 ? own : named('*');
	if (applying.length > 0) return applying.flatMap((webhook) => problemsOf(webhook, wanted));
	return [
		`No webhook is set for the subaccount ${subAccountId}, so its delivery receipts, link clicks and replies reach no workflow. ${SET_IT} If 8x8 refuses that because of a webhook of the old format, which this list does not show, ask cpaas-support@8x8.com to activate the new one. (8x8 support sets the address of survey responses too.)`,
	];
}

function problemsOf(webhook: Webhook, { isOwnAddress, hasAuthorization }: Wanted): string[] {
	const { url, enabled, httpAuthorization, oauth } = webhook;
	const name = `The webhook to ${shownAddress(url)}`;
	const found: Array<[isSo: boolean, problem: string]> = [
		[
			isOldFormat(webhook),
			`${name} is of the old format (Wavecell), which the trigger does not read. Delete it in the 8x8 Connect portal or ask cpaas-support@8x8.com to activate the new format, then set it again with Webhook → Set.`,
		],
		[
			enabled === false,
			`${name} is switched off, so 8x8 posts no events to it. Set it again with Webhook → Set and 'Enabled' on.`,
		],
		[!isOwnAddress(url), `${name} leads to another address than this n8n's. ${SET_IT}`],
		[
			hasAuthorization && !httpAuthorization && !oauth,
			`${name} sends no Authorization header, although the credential holds a 'Webhook Authorization'. A trigger that asks for it refuses these events: set the webhook again with Webhook → Set.`,
		],
	];
	return found.filter(([isSo]) => isSo).map(([, problem]) => problem);
}

/** Only webhooks of the old format have a type. Source: 8x8's "Webhook migration guide". */
const isOldFormat = (webhook: Webhook) => 'type' in webhook;
