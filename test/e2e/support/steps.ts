/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import type { Page } from 'playwright-core';
import { screenshot } from './browser';

/**
 * Makes `test` for steps of which each begins where the last one ended: after a failure the rest
 * is not tried, and the page is kept as a picture.
 */
export function stepsOn(page: () => Page) {
	let failed: string | undefined;
	return (name: string, work: () => Promise<void>): void => {
		test(name, async () => {
			if (failed !== undefined) throw new Error(`Not tried, since this failed: ${failed}`);
			failed = name;
			try {
				await work();
				failed = undefined;
			} catch (error) {
				await screenshot(page(), `failed-${name.replace(/\W+/g, '-').slice(0, 60)}`);
				throw error;
			}
		});
	};
}
