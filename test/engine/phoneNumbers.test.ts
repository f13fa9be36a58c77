import type { IDataObject } from 'n8n-workflow';

import { agentWorkflow, runWorkflow, surveyWorkflow } from './support/engine';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const parameters = {
	surveyId: 'nps',
	destination: '={{ $json.phone }}',
	message: 'How did we do? {url}',
};

/** As CRMs, helpdesks and sheets hold it, Country, and the number that is meant. */
const READ: Array<[phone: string, country: string, expected: string]> = [
	['6281234567890.0', '', '+6281234567890'],
	['+44 (0)7700 900123', '', '+447700900123'],
	['+41 (044) 364 35 33', '', '+41443643533'],
	['07700 900123', 'GB', '+447700900123'],
	['07700 900123', 'uk', '+447700900123'],
	['0812-3456-7890', 'Indonesia', '+6281234567890'],
	['(201) 555-0123', 'US', '+12015550123'],
	['tel:+65 9123 4567', '', '+6591234567'],
	["'+6591234567", 'DE', '+6591234567'],
	['＋６５ ９１２３ ４５６７', '', '+6591234567'],
];

const REFUSED: Array<[phone: string, what: string]> = [
	['(44) 0161 496 0123', 'does not show its country'],
	['(201) 555-0123', 'has no country code'],
	['+1 415 555 2671 (12)', 'has an extension'],
	['1234567 / 7654321', 'has no country code'],
	['+65 9123 4567 / +65 9123 4568', 'holds more than one number'],
	['', 'is empty'],
];

const OPERATIONS = ['send', 'sendBatch', 'sendAndWaitForResponse'];

async function sendTo(operation: string, phones: string[], country: string) {
	const additionalFields: IDataObject = { country };
	return await runWorkflow(
		surveyWorkflow({
			items: phones.map((phone) => ({ phone })),
			parameters: { ...parameters, operation, additionalFields },
		}),
		{ baseUrl: simulator.url },
	);
}

describe.each(OPERATIONS)('%s', (operation) => {
	test.each(READ)('%p with Country %p goes to %s', async (phone, country, expected) => {
		const { error } = await sendTo(operation, [phone], country);
		expect(error).toBeUndefined();
		expect(simulator.messages().map(({ destination }) => destination)).toEqual([expected]);
	});

	test.each(REFUSED)('%p is refused, and nothing is sent: it %s', async (phone, what) => {
		const { error } = await sendTo(operation, [phone], '');
		expect(error?.message).toContain(what);
		expect(simulator.requests()).toEqual([]);
	});

	test('a wrong country is refused before anything is sent', async () => {
		const items = operation === 'sendAndWaitForResponse' ? 1 : 20;
		const { error } = await sendTo(operation, Array(items).fill('+6591234567'), 'EN');
		expect(error?.message).toContain("'Country' is not a country");
		expect(simulator.requests()).toEqual([]);
	});

	test('Country goes on to 8x8 only with a number of its country code', async () => {
		await sendTo(operation, ['9123 4567'], 'singapore');
		await sendTo(operation, ['+44 7912 345678'], 'SG');
		const bodies = simulator.requests().map(({ body }) => JSON.stringify(body));
		expect(bodies).toHaveLength(2);
		expect(bodies[0]).toContain('"country":"SG"');
		expect(bodies[1]).not.toContain('country');
	});
});

describe("an agent's tool", () => {
	const call = async (to: string, country = '') => {
		const workflow = agentWorkflow([{ to }], {
			...parameters,
			operation: 'send',
			destination: "={{ $fromAI('to', 'the number') }}",
			additionalFields: { country },
		});
		const { run } = await runWorkflow(workflow, { baseUrl: simulator.url });
		return String(run.data.resultData.runData.Agent?.[0]?.data?.main?.[0]?.[0]?.json.answer);
	};

	test.each(READ)('%p with Country %p goes to %s', async (phone, country, expected) => {
		await call(phone, country);
		expect(simulator.messages().map(({ destination }) => destination)).toEqual([expected]);
	});

	test.each(REFUSED)('%p is refused, and the agent is told: it %s', async (phone, what) => {
		expect(await call(phone)).toContain(what);
		expect(simulator.requests()).toEqual([]);
	});
});
