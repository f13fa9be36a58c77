import type { IWebhookFunctions } from 'n8n-workflow';

import { cancelReminder } from '../../../nodes/EightByEightSmsEngage/resume/cancelReminder';
import { answered, executeContext } from '../../support/executeContext';

const reminder = { umid: 'u-2', scheduled: '2030-01-31T09:00:00Z' };

test.each([
	['was still there', answered(200, { cancelledCount: 1 }), true],
	['is sent already', answered(200, { cancelledCount: 0 }), false],
	['is in an answer without a count', answered(200, {}), false],
	['is in an empty answer', answered(200), false],
	['is not known', answered(404, { code: 1300, message: 'Not found' }), false],
])('a reminder that %s', async (_, answer, cancelled) => {
	const { context, requests } = executeContext({ answer: () => answer });
	expect(await cancelReminder(context as unknown as IWebhookFunctions, reminder)).toBe(cancelled);
	expect(requests).toHaveLength(1);
	expect(requests[0]!.method).toBe('DELETE');
	expect(requests[0]!.url).toMatch(/\/subaccounts\/demo_subaccount\/messages\/u-2$/);
});
