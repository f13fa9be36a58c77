import { createHash, timingSafeEqual } from 'crypto';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/**
 * The credential's Authorization value, trimmed, because HTTP drops blanks around it. Empty when none
 * is set.
 */
export async function expectedAuthorization(
	context: IHookFunctions | IWebhookFunctions,
): Promise<string> {
	const { webhookAuthorization } = await context.getCredentials('eightByEightSmsEngageApi');
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
	// A missing or unreadable credential lets nobody in. Throwing here would start a failed execution.
	const expected = await expectedAuthorization(context).catch(() => '');
	// Node reads header bytes as Latin-1.
	const equal = timingSafeEqual(
		digest(Buffer.from(given, 'latin1')),
		digest(Buffer.from(expected)),
	);
	return equal && expected !== '';
}
