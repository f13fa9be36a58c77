// What a script without n8n needs to send one by one, so many requests at once, a connection for
// each as n8n makes them: the shortest time that the latency allows. Prints ms, after a round for
// the compiler.
// Arguments: the endpoint, the API key, how many messages, how many at once, the text.
import { request } from 'node:http';

const [url, apiKey, count, atOnce, templateBody] = process.argv.slice(2);

function post(index) {
	const body = JSON.stringify({
		destination: `+65${80000000 + index}`,
		templateBody,
		templateVariables: { name: `Customer ${index}` },
	});
	const headers = {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
		authorization: `Bearer ${apiKey}`,
	};
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

async function round() {
	const began = performance.now();
	let next = 0;
	const worker = async () => {
		while (next < Number(count)) await post(next++);
	};
	await Promise.all(Array.from({ length: Number(atOnce) }, worker));
	return performance.now() - began;
}

await round();
process.stdout.write(String(await round()));
