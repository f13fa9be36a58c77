import { createHmac, timingSafeEqual } from 'crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../api/client';

/** 132 bits in base64url. */
const LENGTH = 22;

/**
 * Proves that this node made a token: an HMAC by the API key over the execution and the node that
 * wait. n8n 1 does not sign the address of a waiting execution, and its executions are counted.
 */
export function proofOfWait(
	context: IExecuteFunctions | IWebhookFunctions,
	apiKey: unknown,
): string {
	const wait = ['n8nResume', context.getExecutionId(), context.getNode().id];
	return createHmac('sha256', String(apiKey))
		.update(JSON.stringify(wait))
		.digest('base64url')
		.slice(0, LENGTH);
}

/** Whether a proof is the one of the wait that is being resumed. Never throws. */
export async function isProofOfWait(context: IWebhookFunctions, proof: unknown): Promise<boolean> {
	if (typeof proof !== 'string') return false;
	try {
		const { apiKey } = await context.getCredentials(CREDENTIAL_NAME);
		if (typeof apiKey !== 'string' || apiKey === '') return false;
		const [given, own] = [Buffer.from(proof), Buffer.from(proofOfWait(context, apiKey))];
		return given.length === own.length && timingSafeEqual(given, own);
	} catch {
		return false;
	}
}
