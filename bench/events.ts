/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { inLanes, LANES } from '../harness/lanes';
import { sampleBody } from '../nodes/EightByEightSmsEngage/events';

/** As many survey responses, each of a message of its own. */
export const responses = (count: number): object[] =>
	Array.from({ length: count }, () =>
		sampleBody('surveyResponse', randomUUID(), '2026-11-01T10:00:14Z'),
	);

/**
 * @param agent False: a connection of its own, as n8n makes them
 * @throws Error when it is answered otherwise than 200
 */
export function post(
	url: string,
	body: object,
	agent: Agent | false,
	more: Record<string, string> = {},
): Promise<void> {
	const text = JSON.stringify(body);
	const headers = { 'content-type': 'application/json', ...more };
	return new Promise((resolve, reject) => {
		const call = request(url, { method: 'POST', agent, headers }, (response) => {
			const { statusCode } = response.resume();
			response.once('error', reject);
			if (statusCode === 200) response.once('end', resolve);
			else reject(new Error(`${url} answered ${statusCode}`));
		});
		call.once('error', reject);
		call.end(text);
	});
}

/** Posts the bodies, ten at once, on connections that are kept; gives how many a second. */
export async function postedPerSecond(url: string, bodies: object[]): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: LANES });
	const began = performance.now();
	await inLanes(bodies, (body) => post(url, body, agent));
	agent.destroy();
	return bodies.length / ((performance.now() - began) / 1000);
}
