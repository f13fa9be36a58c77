/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import * as n8n from 'n8n-workflow';

/** n8n's `sleep` without the wait, and how long it would have been each time, in milliseconds. */
export const pauses: number[] = [];

export const withoutSleep = () => ({
	...jest.requireActual<typeof n8n>('n8n-workflow'),
	sleep: async (ms: number) => {
		pauses.push(ms);
		await new Promise(setImmediate);
	},
});
