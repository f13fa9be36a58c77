import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { createClient, CREDENTIAL_NAME, unstoppable } from '../api/client';
import { readSubAccountId } from '../values/ids';
import { isRecord } from '../values/record';

/** In milliseconds, less than the trigger waits for the whole call that resumes an execution. */
const TIMEOUT = 4_000;

/** The reminder that the waiting node has parked beside its survey. */
export interface ParkedReminder {
	umid: string;
	scheduled: unknown;
	/** Only if it is not the credential's. */
	subAccountId?: string;
}

/** @param parked `reminder` of the item that the execution waits with */
export function readParkedReminder(parked: unknown): ParkedReminder | undefined {
	if (!isRecord(parked) || typeof parked.umid !== 'string' || parked.umid === '') return undefined;
	const { umid, scheduled, subAccountId } = parked;
	return { umid, scheduled, ...(typeof subAccountId === 'string' && { subAccountId }) };
}

/**
 * Cancels a reminder at 8x8, now that the response is there.
 *
 * @returns whether it was cancelled: false when 8x8 had sent it already or could not be asked. It never
 * throws, because the response matters more.
 */
export async function cancelReminder(
	context: IWebhookFunctions,
	{ umid, subAccountId }: ParkedReminder,
): Promise<boolean> {
	try {
		const credentials = await context.getCredentials(CREDENTIAL_NAME);
		const options = { timeout: TIMEOUT, rateLimitWait: 0 };
		const client = createClient(unstoppable(context), credentials, options);
		const account = readSubAccountId(subAccountId, credentials.subAccountId);
		const path = ['subaccounts', account, 'messages', umid];
		const answer = (await client({ method: 'DELETE', path })) as IDataObject | undefined;
		return Number(answer?.cancelledCount) > 0;
	} catch {
		return false;
	}
}
