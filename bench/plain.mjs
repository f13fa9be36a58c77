// What a script without n8n needs for the same messages, after a round for the compiler.
// "send" posts them one by one, so many at once, a connection for each as n8n makes them: the
// shortest time that the latency allows; prints ms. "batch" posts one body and reads the answer;
// prints the CPU time in µs.
// Arguments: what, the address of the survey's messages, the API key, how many, how many at once.
import { request } from 'node:http';

const [what, url, apiKey, count, atOnce] = process.argv.slice(2);
const authorization = `Bearer ${apiKey}`;
const templateBody = '{{url}} {{name}}';
const message = (index) => ({
	destination: `+65${80000000 + index}`,
	templateVariables: { name: `Customer ${index}` },
});

function post(index) {
	const body = JSON.stringify({ templateBody, ...message(index) });
	const headers = { authorization, 'content-type': 'application/json' };
	headers['content-length'] = Buffer.byteLength(body);
	return new Promise((resolve, reject) => {
		const call = request(url, { method: 'POST', agent: false, headers }, (response) => {
			response.resume();
			response.once('end', () =>
				response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}`)),
			);
		});
		call.once('error', reject);
		call.end(body);
	});
}

async function send() {
	const began = performance.now();
	let next = 0;
	const lane = async () => {
		while (next < Number(count)) await post(next++);
	};
	await Promise.all(Array.from({ length: Number(atOnce) }, lane));
	return performance.now() - began;
}

async function batch() {
	const before = process.cpuUsage();
	const messages = Array.from({ length: Number(count) }, (_, index) => ({
		...message(index),
		clientMessageId: `plain-${index}`,
	}));
	const response = await fetch(`${url}/batch`, {
		method: 'POST',
		headers: { authorization, 'content-type': 'application/json' },
		body: JSON.stringify({ includeMessagesInResponse: true, template: { templateBody }, messages }),
	});
	const answer = await response.json();
	if (answer.acceptedCount !== Number(count)) throw new Error(JSON.stringify(answer).slice(0, 300));
	const { user, system } = process.cpuUsage(before);
	return user + system;
}

const round = what === 'send' ? send : batch;
await round();
process.stdout.write(String(await round()));
