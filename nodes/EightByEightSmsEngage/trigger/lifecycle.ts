import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { expectedAuthorization } from './authentication';
import { unreadableEntries } from './ipAllowlist';
import { readSettings } from './settings';

/** Throws when the trigger, once active, could let nobody in. */
export async function assertCanReceive(context: IHookFunctions): Promise<void> {
	const { authentication, ipAllowlist } = readSettings(context);

	if (authentication === 'authorizationHeader' && (await expectedAuthorization(context)) === '') {
		throw new NodeOperationError(context.getNode(), 'The credential has no Webhook Authorization', {
			description:
				'Open the 8x8 SMS Engage credential and fill in "Webhook Authorization" with the value that 8x8 sends in the Authorization header, or set this trigger\'s Authentication to "None".',
		});
	}

	const unreadable = unreadableEntries(ipAllowlist);
	if (unreadable.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`The IP allowlist has an entry that cannot be read: ${unreadable.join(', ')}`,
			{
				description:
					'Use IP addresses (203.0.113.7), ranges (203.0.113.0/24) or the word 8x8, separated by commas.',
			},
		);
	}
}
