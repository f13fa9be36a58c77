/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import fc from 'fast-check';

import { ActiveTrigger, EVENTS, smsEventBody } from '../../support/webhookContext';
import type * as quickly from './quickly';

jest.mock('n8n-workflow', () => jest.requireActual<typeof quickly>('./quickly').withoutSleep());

const turns = async (count: number) => {
	for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

/** A post of one of some events: when it comes, how long n8n takes to start its run, and how that ends. */
const post = fc.record({
	event: fc.nat(3),
	after: fc.nat(30),
	starting: fc.nat(60),
	fails: fc.boolean(),
	hangUp: fc.constantFrom<boolean | 'early'>(false, true, 'early'),
});

test('whatever 8x8 posts again and n8n fails to start, an event runs once at most, and once if it could', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(post, { maxLength: 12 }), async (posts) => {
			const trigger = new ActiveTrigger({ parameters: { events: EVENTS } });
			const statuses = await Promise.all(
				posts.map(async ({ event, after, starting, fails, hangUp }) => {
					await turns(after);
					const body = smsEventBody('short_url_clicked', { eventId: `event ${event}` });
					const start = async () => {
						await turns(starting);
						if (fails) throw new Error('database is locked');
					};
					return (await trigger.post(body, { hangUp, start })).status;
				}),
			);
			for (let event = 0; event <= 3; event += 1) {
				const own = posts.flatMap((one, index) => (one.event === event ? [statuses[index]] : []));
				const runs = trigger.items.filter(({ json }) => json.eventId === `event ${event}`);
				expect(runs).toHaveLength(own.includes(200) ? 1 : 0);
			}
		}),
		{ numRuns: 300 },
	);
});
