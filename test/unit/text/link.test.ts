import { gluedLink, LINK } from '../../../nodes/EightByEightSmsEngage/text/link';

test.each([
	['Rate us: {url}Thanks!', '{url}Thanks!'],
	['Rate us:{url}/de', '{url}/de'],
	['See{url}', 'See{url}'],
	['{url} and {url}_x', '{url}_x'],
	['请点击{url}谢谢', '{url}谢谢'],
	['No 5{url}6', '5{url}6'],
])('%s is stuck to the link', (text, glued) => {
	expect(gluedLink(text.replaceAll('{url}', LINK))).toBe(glued);
});

test.each([
	'{url}',
	'Rate us: {url}.',
	'({url})',
	'a\n{url}\nb',
	'请点击：{url}',
	'{url}, thanks',
	'No link',
])('in %j it stands free', (text) => {
	expect(gluedLink(text.replaceAll('{url}', LINK))).toBeUndefined();
});
