/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../../simulator';

export const KEY = 'demo-api-key';
export const SUB_ACCOUNT = '/api/v1/subaccounts/demo_subaccount';
export const SEND = `${SUB_ACCOUNT}/surveys/csat/messages`;
export const BATCH = `${SEND}/batch`;

/** An answer or a webhook's body: whatever the other side sent, which a test then compares. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	json: Json;
}

/** Calls the API with the right key; gives the answer as it came. */
export async function call(
	simulator: Simulator,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const answer = await fetch(simulator.url + path, {
		method,
		redirect: 'manual',
		headers: {
			authorization: `Bearer ${KEY}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await answer.text();
	return { status: answer.status, headers: answer.headers, text, json: readable(text) };
}

function readable(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A survey that 8x8 accepts. */
export const survey = (fields: Record<string, unknown> = {}) => ({
	destination: '+6591234567',
	templateBody: 'Hi {{name}}: {{url}}',
	templateVariables: { name: 'Ann' },
	...fields,
});

/** Sends one survey; gives its umid. */
export async function send(simulator: Simulator, fields: Record<string, unknown> = {}) {
	const { status, json } = await call(simulator, 'POST', SEND, survey(fields));
	if (status !== 200) throw new Error(`Not taken: ${status}`);
	return json.umid as string;
}

/** Waits until it is so; what has not come after 20 seconds never comes, on any machine. */
export async function until(isSo: () => boolean): Promise<void> {
	const end = Date.now() + 20_000;
	while (!isSo()) {
		if (Date.now() > end) throw new Error(`Not within 20 s: ${isSo.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

interface Received {
	body: Json;
	headers: IncomingHttpHeaders;
	at: number;
}

/** A webhook that keeps what it gets and answers with the next of the statuses (0: never). */
export async function webhook(statuses: number[] = []) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			received.push({ body: JSON.parse(text), headers: request.headers, at: Date.now() });
			const status = statuses.shift() ?? 200;
			if (status !== 0) response.writeHead(status, { location: '/elsewhere' }).end('seen');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const close = () =>
		new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return { url: `http://127.0.0.1:${port}/webhook`, port, received, close };
}
