/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { N8nApi } from '../../../harness/n8n/api';

afterEach(() => jest.restoreAllMocks());

test('an execution that ends while n8n makes its list is there once, as ended', async () => {
	// n8n puts what runs in front of what has ended.
	const results = [
		{ id: '10', status: 'running' },
		{ id: '10', status: 'success' },
		{ id: '9', status: 'waiting' },
		{ id: '11', status: 'error' },
	];
	const answer = () => Promise.resolve(Response.json({ data: { results } }));
	jest.spyOn(globalThis, 'fetch').mockImplementation(answer);
	const executions = await new N8nApi('http://n8n.test', '').executions('w');
	expect(executions.map(({ id, status }) => [id, status])).toEqual([
		['11', 'error'],
		['10', 'success'],
		['9', 'waiting'],
	]);
});
