import { createHash, timingSafeEqual } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../api/client';

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/**
 * The credential's Authorization value, trimmed, because HTTP drops blanks around it. Empty when none
 * is set.
 */
export async function expectedAuthorization(
	context: IHookFunctions | IWebhookFunctions,
): Promise<string> {
	const { webhookAuthorization } = await context.getCredentials(CREDENTIAL_NAME);
	return typeof webhookAuthorization === 'string' ? webhookAuthorization.trim() : '';
}

// Node's `headers` keeps the first of two Authorization headers and drops the second: only the
// raw list shows that there were two.
function authorizationHeaders(rawHeaders: string[]): string[] {
	return rawHeaders.filter(
		(_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization',
	);
}

/**
 * Whether the call carries exactly one Authorization header with the credential's value. It compares
 * digests, so that neither timing nor length reveals anything.
 */
export async function isAuthorized(context: IWebhookFunctions): Promise<boolean> {
	const [given, ...others] = authorizationHeaders(context.getRequestObject().rawHeaders);
	if (given === undefined || others.length > 0) return false;
	const expected = await expectedDigest(context);
	// Node reads header bytes as Latin-1.
	return expected !== undefined && timingSafeEqual(digest(Buffer.from(given, 'latin1')), expected);
}

/** How long one reading of a credential serves, in milliseconds. */
const SERVES = 5_000;

/** By node and credential: what its value digests to. */
const readings = new Map<string, { at: number; digest: Promise<Buffer | undefined> }>();

/**
 * As installed, n8n builds an expression engine to read a credential, which is about a third of what
 * an event costs: in a burst one reading serves all calls of some seconds.
 *
 * @returns undefined lets nobody in: no value is set, or the credential is missing or unreadable.
 * Throwing here would start a failed execution.
 */
async function expectedDigest(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const { id: node, credentials } = context.getNode();
	const credential = credentials?.[CREDENTIAL_NAME]?.id;
	const key = JSON.stringify([context.getWorkflow().id, node, credential]);
	const last = readings.get(key);
	if (credential && last && Date.now() - last.at < SERVES) return await last.digest;
	const expected = expectedAuthorization(context).then(
		(value) => (value === '' ? undefined : digest(Buffer.from(value))),
		() => undefined,
	);
	readings.set(key, { at: Date.now(), digest: expected });
	// What cannot be read now may be readable at the next call.
	if ((await expected) === undefined) readings.delete(key);
	return await expected;
}
