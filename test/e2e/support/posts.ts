/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { setTimeout as sleep } from 'node:timers/promises';
import { OWN_CONNECTION } from '../../../harness/n8n/ownConnection';

/** n8n answers so, with 200, to everything between opening its database and migrating it. */
export const STARTING_UP = 'n8n is starting up. Please wait';

/** Shorter than that moment, so that a post falls into it. */
const EVERY = 2;

interface Answer {
	status: number;
	text: string;
}

export async function postJson(url: string, body: object): Promise<Answer> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { ...OWN_CONNECTION, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return { status: response.status, text: await response.text() };
}

/**
 * Posts one body after the other, also while nobody listens, until a workflow's trigger takes one.
 *
 * @param bodyOf the body of the post of this index
 * @returns the index of the body that was taken, and of those to which n8n itself answered 200
 */
export async function postUntilTaken(
	url: string,
	bodyOf: (index: number) => object,
	within = 240_000,
): Promise<{ swallowed: number[]; taken: number }> {
	const swallowed: number[] = [];
	const deadline = Date.now() + within;
	for (let index = 0; Date.now() < deadline; index++) {
		const answer = await postJson(url, bodyOf(index)).catch(() => undefined);
		if (answer?.text === STARTING_UP && answer.status === 200) swallowed.push(index);
		else if (answer?.status === 200) return { swallowed, taken: index };
		await sleep(EVERY);
	}
	throw new Error(`No post was taken within ${within / 1000} s.`);
}
