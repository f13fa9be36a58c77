import type { IWebhookFunctions } from 'n8n-workflow';

import { limitBody, type LimitedBody } from '../events/limitBody';
import { isRecord } from '../values/record';

// n8n parses forms too, and a form looks like an object of texts.
const FORM = /^\s*(?:application\/x-www-form-urlencoded|multipart\/)/i;

/**
 * The JSON object (or XML element) that was posted, cut to a size that cannot harm n8n; undefined
 * when it is empty or anything else.
 */
export function postedObject(context: IWebhookFunctions): LimitedBody | undefined {
	if (FORM.test(String(context.getHeaderData()['content-type'] ?? ''))) return undefined;
	const body: unknown = context.getBodyData();
	if (!isRecord(body)) return undefined;
	const limited = limitBody(body, context.getRequestObject().rawBody);
	return Object.keys(limited.body).length === 0 ? undefined : limited;
}
