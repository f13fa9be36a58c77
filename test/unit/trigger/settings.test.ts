import type { IDataObject } from 'n8n-workflow';

import { ActiveTrigger } from '../../support/webhookContext';

test.each([
	['nps', 'detractor'],
	['csat', 'satisfied'],
	['ces', 'neutral'],
	[undefined, 'detractor'],
])('Score Type %s makes a 4 a score that is %s', async (scoreType, category) => {
	const options: IDataObject = { scoreQuestion: 'How easy was it?', scoreType };
	const trigger = new ActiveTrigger({ parameters: { options } });
	await trigger.post({ answers: [{ question: 'How easy was it?', answer: '4' }] });
	expect(trigger.items[0]!.json.score).toMatchObject({ type: scoreType ?? 'nps', category });
});
