// What a script without n8n needs for a batch: makes the body, posts it, reads the answer. Prints
// the CPU time of one such round, in µs, after a round for the compiler.
// Arguments: the endpoint, the API key, how many messages, the text.
const [url, apiKey, count, templateBody] = process.argv.slice(2);

async function post() {
	const messages = Array.from({ length: Number(count) }, (_, index) => ({
		destination: `+65${80000000 + index}`,
		templateVariables: { name: `Customer ${index}` },
		clientMessageId: `plain-${index}`,
	}));
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
		body: JSON.stringify({ includeMessagesInResponse: true, template: { templateBody }, messages }),
	});
	const answer = await response.json();
	if (answer.acceptedCount !== Number(count)) throw new Error(JSON.stringify(answer).slice(0, 300));
}

await post();
const before = process.cpuUsage();
await post();
const { user, system } = process.cpuUsage(before);
process.stdout.write(String(user + system));
