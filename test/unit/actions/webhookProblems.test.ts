import { webhookProblems } from '../../../nodes/EightByEightSmsEngage/actions/account/webhookProblems';

const wanted = { subAccountId: 'a', isOwnAddress: () => true, hasAuthorization: false };
const webhook = { subAccountId: 'a', url: 'https://n8n.example/webhook/1' };

test('a webhook of the old format is told, as far as 8x8 shows it', () => {
	const old = { ...webhook, type: 'DR' };
	expect(webhookProblems([old], wanted)).toEqual([expect.stringContaining('old format')]);
	expect(webhookProblems([], wanted)).toEqual([expect.stringContaining('old format')]);
});

test('several webhooks of one subaccount are all looked at; those of others are not', () => {
	const off = { ...webhook, url: 'https://n8n.example/webhook/2', enabled: false };
	const other = { subAccountId: 'b', url: 'nonsense', enabled: false };
	const all = { subAccountId: '*', url: 'nonsense', enabled: false };
	expect(webhookProblems([webhook, off, other, all], wanted)).toEqual([
		expect.stringMatching(/^The webhook to https:\/\/n8n.example\/webhook\/2 is switched off/),
	]);
});

test('webhooks that are not known, and one whose address is none', () => {
	expect(webhookProblems(undefined, wanted)).toEqual([]);
	const [problem] = webhookProblems([{ ...webhook, url: '' }], {
		...wanted,
		isOwnAddress: () => false,
	});
	expect(problem).toContain('an address that cannot be read');
});
