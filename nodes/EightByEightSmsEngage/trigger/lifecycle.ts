import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { expectedAuthorization } from './authentication';
import { unreadableEntries } from './ipAllowlist';
import { readSettings } from './settings';

/** Throws when the trigger, once active, could let nobody in. */
export async function assertCanReceive(context: IHookFunctions): Promise<void> {
	const { authentication, ipAllowlist } = readSettings(context);

	// n8n shows only the message of an error in an activation.
	if (authentication === 'authorizationHeader' && (await expectedAuthorization(context)) === '') {
		throw new NodeOperationError(
			context.getNode(),
			'The 8x8 SMS Engage credential has no "Webhook Authorization". Fill it in with the value that 8x8 sends in the Authorization header, or set the trigger\'s Authentication to "None".',
		);
	}

	const unreadable = unreadableEntries(ipAllowlist);
	if (unreadable.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`The IP Allowlist of the trigger has an entry that cannot be read: ${unreadable.join(', ')}. Use IP addresses (203.0.113.7), ranges (203.0.113.0/24) or the word 8x8, separated by commas.`,
		);
	}
}
