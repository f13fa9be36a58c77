import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { eventOptions } from '../events';
import { wordsOf } from '../values/fold';
import type { InvalidValueError } from '../values/invalidValue';
import { expectedAuthorization } from './authentication';
import { unreadableEntries } from './ipAllowlist';
import { readSettings, type TriggerSettings } from './settings';

// On activation n8n shows only an error's message.
function refusal(context: IHookFunctions, message: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), message);
}

function readable(context: IHookFunctions): TriggerSettings {
	try {
		return readSettings(context);
	} catch (error) {
		const { message, description } = error as InvalidValueError;
		throw refusal(context, description === undefined ? message : `${message}. ${description}`);
	}
}

/** Throws when a setting cannot be read, or when the active trigger would turn everybody away. */
export async function assertCanReceive(context: IHookFunctions): Promise<void> {
	const { events, authentication, ipAllowlist, optOutKeywords } = readable(context);

	const known = eventOptions.map(({ value }) => value);
	const unknown = events.filter((event) => !known.includes(event));
	if (unknown.length > 0) {
		throw refusal(
			context,
			`'Trigger On' has an event that does not exist: ${unknown.join(', ')}. Choose events in the list, or give ${known.join(', ')} in its expression.`,
		);
	}

	if (authentication === 'authorizationHeader' && (await expectedAuthorization(context)) === '') {
		throw refusal(
			context,
			"The 8x8 SMS Engage credential has no 'Webhook Authorization'. Fill it in with the value that 8x8 sends in the Authorization header, or set 'Authentication' of the trigger to None.",
		);
	}

	const unreadable = unreadableEntries(ipAllowlist);
	if (unreadable.length > 0) {
		throw refusal(
			context,
			`'IP Allowlist' of the trigger has an entry that cannot be read: ${unreadable.join(', ')}. Use IP addresses (203.0.113.7), ranges (203.0.113.0/24) or the word 8x8, separated by commas.`,
		);
	}

	const wordless = optOutKeywords.filter((keyword) => wordsOf(keyword).length === 0);
	if (wordless.length > 0) {
		throw refusal(
			context,
			`'Opt-Out Keywords' has an entry without letters or digits: ${wordless.join(', ')}. Punctuation and emoji do not count in a customer's text, so write a word.`,
		);
	}
}
