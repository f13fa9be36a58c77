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
	// Node reads header bytes as Latin-1.
	const value = digest(Buffer.from(given, 'latin1'));
	const isExpected = async ({ expected }: Reading) => {
		const own = await expected;
		return own !== undefined && timingSafeEqual(value, own);
	};
	const last = lastReading(context);
	const isUnderWay = last?.ended === false;
	if (last && (await isExpected(last))) return true;
	// The value may have been changed since it was read.
	return !isUnderWay && (await isExpected(read(context)));
}

/** How long one reading of a credential serves, in milliseconds. */
const SERVES = 5_000;

interface Reading {
	began: number;
	/**
	 * What the value digests to. Undefined lets nobody in: no value is set, or the credential is missing or
	 * unreadable. Throwing then would start a failed execution.
	 */
	expected: Promise<Buffer | undefined>;
	ended: boolean;
}

/**
 * By node and credential. As installed, n8n builds an expression engine to read a credential, which is
 * about a third of what an event costs: in a burst one reading serves all calls of some seconds.
 */
const readings = new Map<string, Reading>();

function keyOf(context: IWebhookFunctions): string {
	const { id, credentials } = context.getNode();
	return JSON.stringify([context.getWorkflow().id, id, credentials?.[CREDENTIAL_NAME]?.id]);
}

/** The last reading, if it still serves. */
function lastReading(context: IWebhookFunctions): Reading | undefined {
	const last = readings.get(keyOf(context));
	return last && Date.now() - last.began < SERVES ? last : undefined;
}

function read(context: IWebhookFunctions): Reading {
	const reading: Reading = {
		began: Date.now(),
		expected: expectedAuthorization(context).then(
			(value) => (value === '' ? undefined : digest(Buffer.from(value))),
			() => undefined,
		),
		ended: false,
	};
	readings.set(keyOf(context), reading);
	void reading.expected.then(() => (reading.ended = true));
	return reading;
}
