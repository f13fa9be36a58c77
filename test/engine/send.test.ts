import { runWorkflow, surveyWorkflow } from './support/engine';
import { useSimulator } from './support/useSimulator';

const simulator = useSimulator();

const parameters = {
	operation: 'send',
	surveyId: 'nps',
	destination: '={{ $json.phone }}',
	message: '=Hi {{ $json.name }}, how did we do? {url}',
};

test('each item sends one survey and gives its umid and status', async () => {
	const items = [
		{ phone: '+65 9123 4567', name: 'Ann' },
		{ phone: 6591234568, name: '{url}' },
	];
	const { output, error } = await runWorkflow(surveyWorkflow({ items, parameters }), {
		baseUrl: simulator.url,
	});

	expect(error).toBeUndefined();
	const sent = simulator.messages();
	expect(sent.map(({ destination, templateBody }) => [destination, templateBody])).toEqual([
		['+6591234567', 'Hi Ann, how did we do? {{url}}'],
		['+6591234568', 'Hi {url}, how did we do? {{url}}'],
	]);
	expect(output.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
		sent.map(({ umid, destination }, item) => [
			{
				umid,
				destination,
				encoding: expect.any(String),
				status: { code: 'QUEUED', description: expect.any(String) },
				clientMessageId: `n8n-1-0-${item}`,
				surveyId: 'nps',
			},
			{ item },
		]),
	);
});
