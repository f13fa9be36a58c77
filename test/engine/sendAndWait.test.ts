/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { IDataObject } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow } from './support/engine';
import { people } from './support/faults';
import { stored } from './support/retryButton';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const HOUR = 3_600_000;

async function sendAndWait(parameters: IDataObject = {}, node = {}, baseUrl = simulator.url) {
	const [phone] = people(1) as [string];
	const started = Date.now();
	const result = await runWorkflow(
		surveyWorkflow({
			items: [{ phone, name: 'Ann' }],
			parameters: {
				operation: 'sendAndWaitForResponse',
				surveyId: 'nps',
				destination: '={{ $json.phone }}',
				message: 'Hi {name}, how did we do? {url}',
				variablesMode: 'inputFields',
				...parameters,
			},
			node,
		}),
		{ baseUrl, executionId: '42' },
	);
	const { waitTill } = result.run.data;
	const waits = waitTill && (new Date(waitTill).getTime() - started) / HOUR;
	return { ...result, phone, waits };
}

test('the execution sleeps for 48 hours, with what goes on after them parked', async () => {
	const { run, saved, phone, waits } = await sendAndWait();
	const [sent] = simulator.messages();
	expect(run.data.waitTill).toBeDefined();
	expect(waits).toBeCloseTo(48, 2);
	expect(run.data.resultData.runData.Sink).toBeUndefined();
	const [parked] = stored({ saved }).executionData!.nodeExecutionStack;
	expect(parked!.data.main![0]!.map(({ json }) => json)).toEqual([
		{
			responded: false,
			umid: sent!.umid,
			destination: phone,
			surveyId: 'nps',
			status: sent!.status,
		},
	]);
});

test('n8nResume carries the execution, and no address', async () => {
	await sendAndWait();
	const { templateVariables, used } = simulator.messages()[0]!;
	expect(Object.keys(templateVariables)).toEqual(['name', 'n8nResume']);
	expect(templateVariables.n8nResume).toMatch(/^42\.(?!null\.|undefined\.)[\w-]*\.[\w-]{22}$/);
	expect(used).not.toContain('n8nResume');
});

test.each([400, 200])('8x8 repeats n8nResume in a %i: it is in no data', async (status) => {
	let token = '';
	const echo = createServer((request, response) => {
		void text(request).then((body) => {
			token = (JSON.parse(body) as { templateVariables: Record<string, string> }).templateVariables
				.n8nResume!;
			const description = `${body} ${Buffer.from(token).toString('base64')}`;
			const refusal = { code: 1007, message: description };
			const rejection = { umid: 'u', status: { code: 'REJECTED', description } };
			response.writeHead(status).end(JSON.stringify(status === 400 ? refusal : rejection));
		});
	});
	await new Promise<void>((done) => echo.listen(0, '127.0.0.1', done));
	const { error, run } = await sendAndWait(
		{},
		{},
		`http://127.0.0.1:${(echo.address() as AddressInfo).port}`,
	);
	echo.close();
	expect(error).toBeDefined();
	// n8n itself keeps its own part of it in the execution's data, beside the results.
	const said = JSON.stringify([run.data.resultData, error?.message, error?.description]);
	expect(said).toContain('***');
	for (const part of token.split('.').filter((one) => one.length > 8)) {
		expect(said).not.toContain(part);
		expect(said).not.toContain(Buffer.from(part).toString('base64').slice(4, -6));
	}
});

test('no variable of the user’s takes its place', async () => {
	for (const parameters of [
		{ variablesMode: 'json', variablesJson: '{"name":"Ann","n8nResume":"1"}' },
		{ message: 'Your code {n8nResume} {url}' },
		{ message: '{url:n8nResume}' },
	]) {
		const { error } = await sendAndWait(parameters);
		expect(error?.message).toContain('n8nResume');
	}
	expect(simulator.requests()).toEqual([]);
});

test.each([
	[0.5, 0.5],
	[72, 72],
	['={{ 1 + 1 }}', 2],
])('waitLimit %s', async (waitLimit, hours) => {
	expect((await sendAndWait({ options: { waitLimit } })).waits).toBeCloseTo(hours, 2);
});

test('with a schedule the limit counts from then', async () => {
	const scheduled = new Date(Date.now() + 10 * HOUR).toISOString();
	const { waits } = await sendAndWait({
		additionalFields: { scheduled },
		options: { waitLimit: 5 },
	});
	expect(waits).toBeCloseTo(15, 2);
});

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'REJECTED is an error, and nothing waits: %s',
	async (onError) => {
		simulator.addFault({ kind: 'rejected', times: Infinity });
		const { run, error, output, errors } = await sendAndWait({}, { onError });
		expect(run.data.waitTill).toBeUndefined();
		const said = error?.message ?? [...output, ...errors][0]!.json.error;
		const reason = '8x8 rejected the survey: Invalid MSISDN format';
		expect(said).toBe(onError === 'stopWorkflow' ? `Nothing was sent: ${reason}` : reason);
		expect(errors).toHaveLength(onError === 'continueErrorOutput' ? 1 : 0);
	},
);

test('after "may have been sent" nothing waits, and a retry sends nothing', async () => {
	simulator.addFault({ kind: 'reset', when: 'after' });
	const { run, error } = await sendAndWait({}, { retryOnFail: true, waitBetweenTries: 1 });
	expect(run.data.waitTill).toBeUndefined();
	expect(error?.message).toContain('may have been sent');
	expect(simulator.requests()).toHaveLength(1);
});

test('Retry On Fail sends what certainly did not go out, once, and then waits', async () => {
	simulator.addFault({ kind: 'unauthorized', times: 2 });
	const { waits } = await sendAndWait({}, { retryOnFail: true, waitBetweenTries: 1 });
	expect(waits).toBeCloseTo(48, 2);
	expect(simulator.messages()).toHaveLength(1);
});
