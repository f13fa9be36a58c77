import { DEMO_ACCOUNT_ID, startSimulator, type Simulator } from '../../../simulator';
import { call, send, SUB_ACCOUNT, until, webhook } from './client';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ deliveryDelay: 5 });
});
afterEach(() => simulator.close());

async function page(path: string) {
	const answer = await fetch(simulator.url + path);
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

async function submit(path: string, fields: Record<string, string> = {}, headers = {}) {
	const answer = await fetch(simulator.url + path, {
		method: 'POST',
		redirect: 'manual',
		headers,
		body: new URLSearchParams(fields),
	});
	return { status: answer.status, text: await answer.text() };
}

const link = () => `/s/${simulator.messages().at(-1)?.shortUrl?.slice(-5)}`;

describe('the phone', () => {
	test('says what to do while it is empty', async () => {
		expect((await page('/')).text).toContain('No SMS yet');
	});

	test('shows the SMS with its link, umid and state, newest first', async () => {
		const first = await send(simulator, { source: 'Acme' });
		const second = await send(simulator, { templateBody: 'Second {{missing}}{{url}}' });
		await until(() => simulator.messages().every(({ state }) => state === 'delivered'));
		const { text } = await page('/');
		const shown = simulator.messages()[0]?.shortUrl ?? '';
		expect(text).toContain(`<a href="/s/${shown.slice(-5)}">${shown}</a>`);
		expect(text).toContain('Acme');
		expect(text).toContain('Delivered');
		expect(text).toContain('No value for: missing');
		expect(text.indexOf(first)).toBeGreaterThan(text.indexOf(second));
	});

	test('shows no SMS that was rejected', async () => {
		await send(simulator, { destination: '+6590555001' });
		expect((await page('/')).text).toContain('No SMS yet');
	});

	test('has a new revision when something has changed, and only then', async () => {
		const revision = async () => (await page('/_simulator/revision')).text;
		const before = await revision();
		expect(await revision()).toBe(before);
		await send(simulator);
		expect(await revision()).not.toBe(before);
	});

	test('texts back from the number that is chosen, the newest first', async () => {
		const [ann, ben] = ['+6591234567', '+6592345678'];
		await send(simulator, { destination: ann });
		const toBen = await send(simulator, { destination: ben });
		const toAnn = await send(simulator, { destination: ann });
		const scheduled = new Date(Date.now() + 3_600_000).toISOString();
		await send(simulator, { destination: '+6593456789', scheduled });
		const { text } = await page('/');
		const options = [...text.matchAll(/<option value="([^"]*)">([^<]*)</g)];
		expect(options.map(([, umid, number]) => [umid, number])).toEqual([
			[toAnn, ann],
			[toBen, ben],
		]);
		// The Enter key in the text field presses the form's first button.
		expect(text.match(/<button[^>]*>[^<]*/)?.[0]).toBe('<button class="main">Send');
		expect((await submit('/reply', { to: toBen, text: '', quick: 'STOP' })).status).toBe(303);
		await submit('/reply', { to: toAnn, text: 'Thanks' });
		await submit('/reply', { to: 'nobody', text: 'Lost' });
		await submit('/reply', { text: 'Lost' });
		expect(simulator.messages().map(({ replies }) => replies.map(({ text }) => text))).toEqual([
			[],
			['STOP'],
			['Thanks'],
			[],
		]);
	});

	test('has one stop of the Tab key for each SMS', async () => {
		for (let count = 0; count < 3; count += 1) await send(simulator);
		const { text } = await page('/_simulator/phone');
		expect(text.match(/<(a|button|input|select|textarea)\b/g)).toEqual(['<a', '<a', '<a']);
	});

	test('shows what is scheduled and what was cancelled, neither with a link to open', async () => {
		const scheduled = '2099-01-02T03:04:05Z';
		const umid = await send(simulator, { scheduled });
		const waiting = (await page('/')).text;
		expect(waiting).toMatch(/Scheduled for\s+<time datetime="2099-01-02T03:04:05Z"/);
		expect(waiting).not.toContain('<a href="/s/');
		// No time as of an SMS that has come.
		expect(waiting.match(/<time/g)).toHaveLength(1);
		await call(simulator, 'DELETE', `${SUB_ACCOUNT}/messages/${umid}`);
		const cancelled = (await page('/')).text;
		expect(cancelled).toMatch(/Cancelled, was scheduled for\s+<time/);
		expect(cancelled).not.toContain('<a href="/s/');
	});

	test('says of a text beyond ten parts that it was cut, and that its link is lost', async () => {
		await send(simulator, { templateBody: `${'a'.repeat(1_600)} {{url}}` });
		expect((await page('/')).text).toContain('cut this text off after 10 SMS; its link is lost');
		expect(simulator.messages()[0]).toMatchObject({ hasLink: false, shortUrl: null, smsCount: 10 });
		await send(simulator, { templateBody: `{{url}} ${'a'.repeat(1_600)}` });
		expect(simulator.messages()[1]).toMatchObject({ hasLink: true, smsCount: 10 });
	});

	test('heads what was scheduled, once it has come, with the time at which it came', async () => {
		const scheduled = new Date(Date.now() + 50).toISOString();
		await send(simulator, { scheduled });
		await until(() => simulator.messages()[0]?.state === 'delivered');
		const { text } = await page('/');
		expect(text).toMatch(new RegExp(`</strong>\\s+to\\s[^<]*<time datetime="${scheduled}"`));
		expect(text).toContain('Delivered, as scheduled');
	});

	test('gives times that a script can turn into the reader’s zone', async () => {
		await send(simulator);
		const { acceptedAt } = simulator.messages()[0] ?? {};
		expect((await page('/')).text).toContain(`<time datetime="${acceptedAt}"`);
	});
});

describe('hostile text', () => {
	const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

	test('is shown, and is no HTML, on every page', async () => {
		const hook = await webhook();
		simulator.configure({ responseUrl: hook.url, eventsUrl: `${hook.url}?${hostile}` });
		const umid = await send(simulator, {
			templateBody: `{{name}} ${hostile} {{url:name}}`,
			templateVariables: { name: hostile },
			source: '<b>"Acme"</b>',
			clientMessageId: hostile,
		});
		await simulator.reply(umid, hostile);
		const pages = [await page('/'), await page(link()), await page('/settings')];
		await simulator.respond(umid, { comment: hostile });
		pages.push(await page('/log'), await page('/_simulator/phone'), await page('/_simulator/log'));
		await hook.close();
		for (const { text } of pages) {
			expect(text).not.toMatch(/<script>alert|<img|<b>"/);
			expect(text).toContain('&lt;script&gt;');
		}
	});

	test('could load and run nothing from elsewhere', async () => {
		const policy = (await page('/')).headers.get('content-security-policy');
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toContain('unsafe-inline');
		const style = await page('/_simulator/style.css');
		const script = await page('/_simulator/page.js');
		expect(style.text + script.text).not.toMatch(/https?:/);
	});
});

describe('the survey', () => {
	test('opens, is answered, says thanks, and is answered once only', async () => {
		const umid = await send(simulator, { templateBody: '{{url:name}}' });
		const form = await page(link());
		expect(form.text).toContain('name: Ann');
		expect(form.text.match(/type="radio"/g)).toHaveLength(19);
		expect(form.text.match(/type="checkbox"/g)).toHaveLength(3);
		expect(form.text).toContain('need an answer');
		const marked = /<legend>([^<]*)<span[^>]*>\*<\/span>/g;
		expect([...form.text.matchAll(marked)].map(([, question]) => question?.trim())).toEqual([
			'How likely are you to recommend us to a friend?',
			'Was your problem solved?',
		]);
		expect(simulator.messages()[0]?.openedAt).toEqual(expect.any(String));
		const answers = { score: '3', satisfaction: '5', solved: 'Partly', comment: 'Slow <3' };
		const thanks = await submit(link(), answers);
		expect(thanks.text).toContain('Thank you');
		expect(thanks.text).toContain('<a class="button" href="/">Back to the phone</a>');
		const { response } = simulator.messages()[0] ?? {};
		expect(response?.umid).toBe(umid);
		expect(response?.answers.map(({ answer }) => answer)).toEqual(['3', '5', 'Partly', 'Slow <3']);
		expect((await submit(link(), answers)).status).toBe(409);
		expect((await page(link())).text).toContain('Already answered');
		expect(simulator.messages()[0]?.response).toEqual(response);
	});

	test('refuses an answer that it does not offer', async () => {
		await send(simulator);
		expect((await submit(link(), { satisfaction: '0' })).status).toBe(400);
		const { status, text } = await submit(link(), { score: '11' });
		expect(status).toBe(400);
		expect(text).toContain('Please choose');
		expect(simulator.messages()[0]?.response).toBeNull();
	});

	test('is not behind an unknown link, nor behind one of a scheduled or cancelled SMS', async () => {
		expect((await page('/s/xxxxx')).status).toBe(404);
		expect((await submit('/s/xxxxx')).status).toBe(404);
		const scheduled = new Date(Date.now() + 3_600_000).toISOString();
		const umid = await send(simulator, { scheduled });
		expect((await page(link())).status).toBe(404);
		await call(simulator, 'DELETE', `${SUB_ACCOUNT}/messages/${umid}`);
		expect((await page(link())).status).toBe(404);
	});
});

describe('settings', () => {
	test('set and clear the addresses', async () => {
		const responseUrl = 'http://127.0.0.1:1/webhook';
		await submit('/settings/addresses', { responseUrl, eventsUrl: '' });
		expect((await page('/settings')).text).toContain(`value="${responseUrl}"`);
		await submit('/settings/addresses', { responseUrl: '', eventsUrl: '' });
		expect((await page('/settings')).text).not.toContain('127.0.0.1:1');
		expect((await page('/log')).text).toContain('posted nowhere');
	});

	test('say that they are saved, and offer the addresses of the start again', async () => {
		const [demo, other] = ['http://127.0.0.1:1/demo', 'http://127.0.0.1:1/other'];
		simulator.configure({ responseUrl: demo, eventsUrl: demo });
		expect((await page('/settings')).text).not.toMatch(/Saved|Use that again/);
		await submit('/settings/addresses', { responseUrl: other, eventsUrl: '' });
		const { text } = await page('/settings?saved=addresses');
		expect(text).toContain('<span class="saved" role="status">Saved</span>');
		expect(text).toContain(`At the start it was: ${demo}</p>`);
		await submit('/settings/addresses', { offered: 'yes' });
		const again = (await page('/settings')).text;
		expect(again.split(`value="${demo}"`)).toHaveLength(3);
		expect(again).not.toContain('Use that again');
	});

	test('set and clear the address of the old format', async () => {
		const oldFormatUrl = 'http://127.0.0.1:1/old';
		await submit('/settings/addresses', { responseUrl: '', eventsUrl: '', oldFormatUrl });
		expect((await page('/settings')).text).toContain(`value="${oldFormatUrl}"`);
		const webhooks = `/api/v1/accounts/${DEMO_ACCOUNT_ID}/webhooks`;
		const hook = { subAccountId: '*', url: 'http://127.0.0.1:1/new' };
		const refused = await call(simulator, 'POST', webhooks, [hook]);
		expect(refused.text).toContain('webhook with an old format exists');
		await submit('/settings/addresses', { oldFormatUrl: '' });
		expect((await page('/settings')).text).not.toContain(oldFormatUrl);
		expect((await call(simulator, 'POST', webhooks, [hook])).status).toBe(200);
	});

	test('say how the log export goes, and keep what only a script can set', async () => {
		simulator.configure({ logExport: { rowsPerFile: 3 } });
		await submit('/settings/log-export', {
			outcome: 'failed',
			file: 'cutOff',
			duration: '0.05',
			lag: '2',
		});
		const set = async () =>
			(await call(simulator, 'GET', '/_simulator/state')).json.settings.logExport;
		expect(await set()).toEqual({
			outcome: 'failed',
			file: 'cutOff',
			duration: 50,
			lag: 2_000,
			rowsPerFile: 3,
		});
		const { text } = await page('/settings?saved=logExport');
		expect(text).toContain('<option value="failed" selected>');
		expect(text).toContain('<option value="cutOff" selected>');
		expect(text).toMatch(/name="duration"[^>]*value="0.05"/);
		expect(text.match(/>Saved</g)).toHaveLength(1);
		await submit('/settings/log-export', { outcome: 'x', file: '', duration: '', lag: '-1' });
		expect(await set()).toEqual({ rowsPerFile: 3 });
	});

	test('switch faults on and off', async () => {
		await submit('/settings/faults', { fault: 'forbidden', times: 'always' });
		await submit('/settings/faults', { fault: 'nonsense', times: 'always' });
		expect((await page('/settings')).text).toContain('No access (403), every request');
		await expect(send(simulator)).rejects.toThrow('403');
		await submit('/settings/faults/clear');
		await send(simulator);
		expect((await page('/settings')).text).not.toContain('Switched on');
	});

	test('forget everything', async () => {
		await send(simulator);
		await submit('/settings/reset');
		expect(simulator.messages()).toEqual([]);
		expect(simulator.requests()).toEqual([]);
	});

	test('take no form of another website', async () => {
		const path = '/settings/addresses';
		const fields = { responseUrl: 'http://evil.example/' };
		expect((await submit(path, fields, { origin: 'http://evil.example' })).status).toBe(403);
		expect((await submit(path, fields, { origin: 'null' })).status).toBe(403);
		expect((await page('/settings')).text).not.toContain('evil.example');
		expect((await submit(path, fields, { origin: simulator.url })).status).toBe(303);
	});
});

test('the log names posts, attempts and requests, and shortens a long batch', async () => {
	const hook = await webhook([500]);
	simulator.configure({ responseUrl: hook.url, retryResponses: true, retryFactor: 0.001 });
	const umid = await send(simulator);
	await simulator.respond(umid);
	await until(() => simulator.webhookPosts().length === 2);
	const messages = Array.from({ length: 500 }, () => ({ destination: '+6591234567' }));
	await fetch(`${simulator.url}/api/v1/subaccounts/demo_subaccount/surveys/s/messages/batch`, {
		method: 'POST',
		headers: { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' },
		body: JSON.stringify({ messages, template: { templateBody: '{{url}}' } }),
	});
	await hook.close();
	const { text } = await page('/log');
	expect(text).toContain('Survey response to');
	expect(text).toMatch(/<td class="bad">\s*500\s*<\/td>/);
	expect(text).toContain('500 in all');
	expect(text.length).toBeLessThan(20_000);
});
