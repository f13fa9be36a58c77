import type { FastifyRequest } from 'fastify';
import { forbidden } from './refusal';

/**
 * Refuses a form or script of another website: a page that someone has open could otherwise change
 * where this machine's simulator posts. Calls without a browser carry no Origin and pass.
 */
export async function refuseForeignOrigin({ headers, method }: FastifyRequest): Promise<void> {
	const { origin, host } = headers;
	if (method === 'GET' || method === 'HEAD' || origin === undefined) return;
	if (!URL.canParse(origin) || new URL(origin).host !== host) throw forbidden();
}
