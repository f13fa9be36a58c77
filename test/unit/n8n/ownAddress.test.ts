import type { IExecuteFunctions } from 'n8n-workflow';

import { isOwnAddress } from '../../../nodes/EightByEightSmsEngage/n8n/ownAddress';
import { strict } from '../../support/strict';

const n8n = (resumeUrl: string, editor: string) =>
	strict<IExecuteFunctions>('context', {
		evaluateExpression: () => resumeUrl,
		getInstanceBaseUrl: () => editor,
	});

/** With webhooks and editor on two hosts, under a folder of one host, and without any address. */
const contexts = {
	plain: n8n('https://hooks.example/webhook-waiting/7?signature=x', 'https://n8n.example/'),
	inFolder: n8n('https://example.com/n8n/webhook-waiting/7', 'https://example.com/n8n/'),
	nowhere: n8n('', ''),
};

test.each<[keyof typeof contexts, string]>([
	['plain', 'https://hooks.example/webhook/1b/webhook'],
	['plain', 'https://hooks.example/webhook-test/1b/webhook'],
	['plain', 'https://HOOKS.example:443/webhook/x?a=b#c'],
	['plain', 'https://n8n.example/webhook-test/1b/webhook'],
	['inFolder', 'https://example.com/n8n/webhook/1b/webhook'],
])('%s: %s is of this n8n', (context, address) => {
	expect(isOwnAddress(contexts[context], address)).toBe(true);
});

test.each<[keyof typeof contexts, string]>([
	['plain', ''],
	['plain', 'no address'],
	['plain', 'http://hooks.example/webhook/1b/webhook'],
	['plain', 'https://hooks.example:8443/webhook/1b/webhook'],
	['plain', 'https://hooks.example.evil.example/webhook/1b/webhook'],
	['plain', 'https://hooks.example@evil.example/webhook/1b/webhook'],
	['plain', 'https://evil.example/https://hooks.example/'],
	['plain', 'https://evil.example\\@hooks.example/'],
	// What others may read as an address of evil.example.
	['plain', 'https://hooks.example\\@evil.example/'],
	['plain', 'https:\\\\hooks.example\\@evil.example/'],
	['plain', 'https:///hooks.example/@evil.example/'],
	['plain', 'https://evil.example@hooks.example/webhook/1b/webhook'],
	['plain', 'https://hooks.example\t.evil.example/'],
	['plain', 'https://hooks.exam\nple/webhook/1b/webhook'],
	['plain', 'https://hooks.example:/webhook/1b/webhook'],
	['plain', 'https://hooks%2eexample/webhook/1b/webhook'],
	['plain', 'http://hooks.example:443/webhook/1b/webhook'],
	['inFolder', 'https://example.com/webhook/1b/webhook'],
	['inFolder', 'https://example.com/n8n-of-others/webhook/x'],
	['inFolder', 'https://example.com/n8n/../other/x'],
	['inFolder', 'https://example.com/n8n/%2e%2e/other/x'],
	['inFolder', 'https://example.com/n8n/..%2fother/x'],
	['inFolder', 'https://example.com/n8n/..%5Cother/x'],
	['nowhere', 'https://example.com/'],
])('%s: %s is somebody else’s', (context, address) => {
	expect(isOwnAddress(contexts[context], address)).toBe(false);
});
