import { randomUUID } from 'node:crypto';
import type { FastifyError } from 'fastify';

/** A refusal, in the form that 8x8 gives every answer of 400 and above. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		message: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	body() {
		return {
			code: this.code,
			message: this.message,
			errorId: randomUUID(),
			timestamp: new Date().toISOString(),
		};
	}
}

export const badRequest = (code: number, message: string) => new Refusal(400, code, message);
export const notFound = (what: string) => new Refusal(404, 1300, `${what} not found.`);
export const unauthorized = () => new Refusal(401, 1200, 'The request carries no valid API key.');
export const forbidden = () => new Refusal(403, 1201, 'This API key has no access here.');

/**
 * 8x8's document gives 1001 no HTTP status of its own; its only example of the code stands under
 * 404, so that is taken here. Callers should go by the code.
 */
export const foreignSubAccount = () =>
	new Refusal(404, 1001, 'This subaccount is not one of your account.');

export const tooManyRequests = (retryAfter: number | null) =>
	new Refusal(
		429,
		429,
		retryAfter === null
			? 'Too many requests.'
			: `Too many requests. Try again in ${retryAfter} second(s).`,
		retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
	);

/** The field that breaks a rule decides the code; a rule of its own comes before the field's. */
const fieldCodes: Record<string, { code: number; name: string; rules?: Record<string, number> }> = {
	destination: { code: 1002, name: 'Invalid MSISDN format' },
	country: { code: 3018, name: 'Invalid country code' },
	templateBody: { code: 1007, name: 'Invalid template' },
	template: { code: 1007, name: 'Invalid template' },
	templateVariables: { code: 1007, name: 'Invalid template variables' },
	source: { code: 1005, name: 'Invalid source', rules: { maxLength: 3011 } },
	clientMessageId: { code: 1008, name: 'Invalid clientMessageId', rules: { maxLength: 3009 } },
	clientBatchId: { code: 1008, name: 'Invalid clientBatchId', rules: { maxLength: 3014 } },
	encoding: { code: 1003, name: 'Invalid encoding' },
	scheduled: { code: 1011, name: 'Invalid schedule time' },
	expiry: { code: 1006, name: 'Invalid expiry' },
	dlrCallbackUrl: { code: 3020, name: 'Invalid delivery receipt URL' },
	messages: { code: 3012, name: 'Invalid messages', rules: { maxItems: 3013 } },
};

/** Maps a broken schema rule to 8x8's code, HTTP 400. */
function fromValidation(error: FastifyError): Refusal {
	const broken = error.validation?.[0];
	const path = broken?.instancePath ?? '';
	const reason = `${path || 'The request body'} ${broken?.message ?? 'is invalid'}`;
	if (broken?.keyword === 'additionalProperties') {
		return badRequest(1000, `${reason}: ${String(broken.params.additionalProperty)}`);
	}
	const missing = broken?.keyword === 'required' && String(broken.params.missingProperty);
	const steps = path.split('/').filter((step) => step !== '' && !/^\d+$/.test(step));
	const field = fieldCodes[missing || (steps.at(-1) ?? '')];
	if (!field) return badRequest(1000, reason);
	return badRequest(field.rules?.[broken?.keyword ?? ''] ?? field.code, `${field.name}: ${reason}`);
}

/** Turns whatever a route or Fastify threw into 8x8's error. */
export function toRefusal(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	const fault = error as FastifyError;
	if (fault.validation) return fromValidation(fault);
	if (fault.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
		return badRequest(1100, 'The request is larger than 64 MB.');
	}
	// 8x8 names no 413 or 415; what Fastify refuses as unreadable is an invalid parameter there.
	if (fault.statusCode !== undefined && fault.statusCode < 500) {
		return badRequest(1000, fault.message);
	}
	return new Refusal(500, 2000, 'Internal error.');
}
