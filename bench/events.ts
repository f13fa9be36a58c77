/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Callers at once, each with a connection of its own that it keeps. */
const CALLERS = 10;

/** A survey response as 8x8 posts it, of a message of its own. */
export function surveyResponse(umid: string = randomUUID(), surveyId = 'bench-survey') {
	return {
		umid,
		surveyId,
		surveyStartedAt: '2026-11-01T09:59:48Z',
		surveySubmittedAt: '2026-11-01T10:00:14Z',
		templateVariables: [
			{ name: 'name', value: 'Ann' },
			{ name: 'ticket', value: 'T-2077' },
		],
		answers: [
			{ questionId: '1', answerId: '10009', question: 'How likely are you …?', answer: '9' },
			{ questionId: '2', answerId: '10011', question: 'Was it solved?', answer: 'Yes' },
			{ questionId: '3', answerId: null, question: 'Anything else?', answer: 'Great service' },
		],
	};
}

/**
 * Posts the bodies, ten at a time.
 *
 * @returns how many were answered 200 in a second
 * @throws Error when one is answered otherwise
 */
export async function postedPerSecond(url: string, bodies: object[]): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
	const queue = bodies.map((body) => JSON.stringify(body)).values();
	const began = performance.now();
	const caller = async () => {
		for (const body of queue) await post(url, body, agent);
	};
	await Promise.all(Array.from({ length: CALLERS }, caller));
	const seconds = (performance.now() - began) / 1000;
	agent.destroy();
	return bodies.length / seconds;
}

function post(url: string, body: string, agent: Agent): Promise<void> {
	return new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		};
		const call = request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume();
			response.once('error', reject);
			response.once('end', () =>
				response.statusCode === 200
					? resolve()
					: reject(new Error(`n8n answered ${response.statusCode} to an event`)),
			);
		});
		call.once('error', reject);
		call.end(body);
	});
}
