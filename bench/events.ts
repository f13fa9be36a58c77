/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { inLanes, LANES } from '../harness/lanes';

/** A survey response as 8x8 posts it, of a message of its own. */
export const surveyResponse = (umid: string = randomUUID()) => ({
	umid,
	surveyId: 'bench-survey',
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
});

/**
 * Posts the bodies, ten at a time, on connections that are kept.
 *
 * @returns how many were answered 200 in a second
 * @throws Error when one is answered otherwise
 */
export async function postedPerSecond(url: string, bodies: object[]): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: LANES });
	const texts = bodies.map((body) => JSON.stringify(body));
	const began = performance.now();
	await inLanes(texts, (text) => post(url, text, agent));
	const seconds = (performance.now() - began) / 1000;
	agent.destroy();
	return bodies.length / seconds;
}

function post(url: string, body: string, agent: Agent): Promise<void> {
	const length = Buffer.byteLength(body);
	const headers = { 'content-type': 'application/json', 'content-length': length };
	return new Promise((resolve, reject) => {
		const call = request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume();
			response.once('error', reject);
			const { statusCode } = response;
			response.once('end', () =>
				statusCode === 200 ? resolve() : reject(new Error(`n8n answered ${statusCode}`)),
			);
		});
		call.once('error', reject);
		call.end(body);
	});
}
