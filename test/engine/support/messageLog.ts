/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { IDataObject } from 'n8n-workflow';

import { runWorkflow, surveyWorkflow } from './engine';
import { useSimulator } from './useSimulator';

export const simulator = useSimulator();
beforeEach(() => simulator.configure({ logExport: { duration: 0 } }));
// Whatever a test does: the API key goes to the API and nowhere else.
afterEach(() => {
	expect(simulator.logDownloads().filter(({ authorization }) => authorization)).toEqual([]);
});

export const run = async (
	parameters: IDataObject,
	{ items = [{}], node = {}, timezone = 'UTC' }: RunOptions = {},
	onStart?: (stop: () => void) => Promise<void>,
) =>
	await runWorkflow(
		surveyWorkflow({ items, parameters: { resource: 'message', ...parameters }, node }, timezone),
		{ baseUrl: simulator.url },
		onStart,
	);
interface RunOptions {
	items?: IDataObject[];
	node?: IDataObject;
	timezone?: string;
}
export const getAll = async (parameters: IDataObject = {}, options?: RunOptions) =>
	await run({ operation: 'getAll', ...parameters }, options);

export const send = async (items: IDataObject[]) =>
	await runWorkflow(
		surveyWorkflow({
			items,
			parameters: {
				operation: 'send',
				surveyId: 'nps',
				destination: '={{ $json.phone }}',
				message: '{url}',
				additionalFields: {
					clientMessageId: '={{ $json.id }}',
					country: '={{ $json.country }}',
				},
				options: { maxConcurrency: 1, onRejected: 'output' },
			},
		}),
		{ baseUrl: simulator.url },
	);

export const exports = () => simulator.requests().filter(({ path }) => path.includes('/exports'));
export const asked = () => exports().find(({ method }) => method === 'POST')?.body;
export const cancelled = () => exports().filter(({ method }) => method === 'DELETE');
export const ids = ({ output }: { output: Array<{ json: IDataObject }> }) =>
	output.map(({ json }) => json.clientMessageId);

export const until = async (isSo: () => boolean) => {
	for (let tries = 0; !isSo(); tries++) {
		if (tries > 2_000) throw new Error(`Not within 20 s: ${isSo.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
};
