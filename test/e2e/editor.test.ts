import type { Browser, Page } from 'playwright-core';
import type { INodePropertyOptions } from 'n8n-workflow';
import type { StoredWorkflow } from '../../harness/n8n/api';
import { answerSurvey, openBrowser, openPage, openTab, screenshot } from './support/browser';
import { Editor } from './support/editor';
import { ACCOUNT, Stage } from '../../harness/stage';
import { stepsOn } from './support/steps';
import { until } from '../../harness/until';
import { chain, node } from '../../harness/workflows';
import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';

jest.setTimeout(240_000);

const OPERATIONS = new EightByEightSmsEngage().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options }) => options as INodePropertyOptions[]);

const SIZE = { width: 1440, height: 900 };

let stage: Stage;
let browser: Browser;
let page: Page;
let editor: Editor;
/** The workflow that the steps of the action node are done in. */
let chained: StoredWorkflow;
const step = stepsOn(() => page);

beforeAll(async () => {
	stage = await Stage.open({ name: 'editor' });
	browser = await openBrowser();
	page = await openPage(browser, { viewport: SIZE, colorScheme: 'light' });
	editor = new Editor(page, stage.n8n.url);
	await editor.signIn();
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

const newWorkflow = async () =>
	(await stage.addWorkflow({ name: 'E', nodes: [], connections: {} })).id;

/** The pictures that a person sees in the nodes panel, and whether each of them loaded. */
const icons = () =>
	editor
		.mark('node-creator')
		.locator('img:visible')
		.evaluateAll((images) =>
			images.map((image) => {
				const { src, naturalWidth } = image as unknown as { src: string; naturalWidth: number };
				return { src, loaded: naturalWidth > 0 };
			}),
		);

/**
 * Waits until n8n has saved what was typed: its editor takes it over only after a pause, and a step
 * run before that runs with the old text.
 */
const whenTaken = (parameter: string, value: string) =>
	until(`${parameter} is saved as ${value}`, async () => {
		const saved = await stage.api.workflow(chained.id);
		return saved?.nodes.some(({ parameters }) => parameters[parameter] === value);
	});

/** Adds a node of this package to a new workflow by clicking, and opens its details. */
async function addToNewWorkflow(into: Editor, entry: string): Promise<void> {
	await into.openWorkflow(await newWorkflow());
	await into.mark('canvas-plus-button').click();
	await into.openEntry('8x8', '8x8 SMS Engage');
	const isAction = !entry.startsWith('On ');
	if (isAction)
		await into
			.mark('node-creator')
			.getByText(/^Actions \(/)
			.click();
	await into.addNode(entry);
}

/** Has the open trigger listen for an event; gives its Test URL. */
async function listen(): Promise<string> {
	const fields = editor.mark('node-parameters');
	await fields.getByText('Webhook URLs').first().click();
	const url = /http:\S+\/webhook-test\/\S+/.exec(await fields.innerText())?.[0] ?? '';
	expect(url).not.toBe('');
	await editor.mark('trigger-execute-button').click();
	await editor.mark('trigger-listening').waitFor();
	await stage.listens(url);
	return url;
}

async function findBothNodes(scheme: 'light' | 'dark'): Promise<void> {
	await editor.setColours(scheme);
	await editor.openWorkflow(await newWorkflow());
	await editor.mark('canvas-plus-button').click();
	await editor.openEntry('8x8', '8x8 SMS Engage');
	const panel = editor.mark('node-creator');
	await panel.getByText('Triggers (4)').waitFor();
	const triggers = await editor.mark('node-creator-item-name').allInnerTexts();
	expect(triggers).toContain('On survey response');
	await panel.getByText(`Actions (${OPERATIONS.length})`).click();
	await panel.getByText('Send survey', { exact: true }).waitFor();
	const name = scheme === 'dark' ? 'eightByEightSmsEngage.dark.svg' : 'eightByEightSmsEngage.svg';
	const shown = await until('the icons have loaded', async () => {
		const found = await icons();
		return found.length >= 16 && found.every(({ loaded }) => loaded) && found;
	});
	for (const { src } of shown) expect(src).toContain(name);
	await screenshot(page, `nodes-panel-${scheme}`);
	await editor.setColours('light');
}

step('both nodes are found, with icons', () => findBothNodes('light'));
step('both nodes are found, with icons, in dark colours', () => findBothNodes('dark'));

step('the credential says what is wrong, and when all is right', async () => {
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	const fields = [
		{ id: '1', name: 'name', value: 'Ann', type: 'string' },
		{ id: '2', name: 'phone', value: '+65 9123 4567', type: 'string' },
	];
	const customer = node(
		'Customer',
		'n8n-nodes-base.set',
		{ assignments: { assignments: fields }, options: {} },
		{ typeVersion: 3.4 },
	);
	chained = await stage.addWorkflow(chain('Editor', [start, customer]));
	await editor.openWorkflow(chained.id);
	await editor.mark('canvas-handle-plus').first().click();
	await editor.openEntry('8x8', '8x8 SMS Engage');
	await editor.addNode('Send survey');

	await editor.mark('node-credentials-select').click();
	await editor.mark('node-credentials-select-item-new').click();
	await editor.mark('parameter-input-region').click();
	await page.locator('.el-select-dropdown__item:visible').filter({ hasText: 'Custom' }).click();
	const tells = async (values: Record<string, string>, words: string) => {
		for (const [name, value] of Object.entries(values)) await editor.field(name).fill(value);
		await editor.mark('credential-save-button').click();
		const box = editor.mark('node-credentials-config-container');
		const details = box.getByText('More details');
		const told = box.getByText(words);
		await until(
			`"${words}" is shown`,
			async () => {
				if (await told.isVisible()) return true;
				if (await details.isVisible()) await details.click();
				return false;
			},
			90_000,
			() => box.innerText(),
		);
	};
	const { apiKey, subAccountId } = ACCOUNT;
	const baseUrl = stage.simulator.url;
	await tells({ apiKey: 'wrong', subAccountId, baseUrl }, '8x8 does not know this API key');
	await screenshot(page, 'credential-wrong-key');
	const foreign = 'The API key is right, but this subaccount does not belong to its account';
	await tells({ apiKey, subAccountId: 'nobody' }, foreign);
	// Port 9 (discard): nothing listens there. The word is n8n's own.
	await tells({ subAccountId, baseUrl: 'http://127.0.0.1:9' }, 'ECONNREFUSED');
	await tells({ baseUrl: stage.n8n.url }, 'What answered at this address is not 8x8');
	await editor.field('baseUrl').fill(baseUrl);
	await editor.mark('credential-save-button').click();
	await editor.mark('editCredential-modal').waitFor({ state: 'hidden' });
	// n8n tests again when it opens: 8x8 takes one look-up a second.
	await page.waitForTimeout(1_000);
	await editor.mark('credential-edit-button').click();
	await editor
		.mark('node-credentials-config-container')
		.getByText('Connection tested successfully')
		.waitFor();
	await screenshot(page, 'credential-right');
	await page.locator('.el-dialog__headerbtn:visible').last().click();
	await editor.mark('editCredential-modal').waitFor({ state: 'hidden' });
});

step('typed and dragged fields send a survey, and the output shows umid and status', async () => {
	await editor.mark('execute-previous-node').click();
	await editor.mark('run-data-schema-node-name').getByText('phone', { exact: true }).waitFor();
	await editor.field('surveyId').fill('service-feedback');
	await editor.dragField('phone', 'destination');
	await editor.field('message').fill('Hi');
	await editor.dragField('name', 'message');
	// What is typed before the editor has taken the field over, it would overwrite.
	await whenTaken('message', '=Hi {{ $json.name }}');
	await editor.field('message').click();
	await page.keyboard.press('ControlOrMeta+End');
	await editor.field('message').pressSequentially(', how did we do? {url}');
	expect(await editor.field('destination').innerText()).toBe('{{ $json.phone }}');
	const typed = await editor.field('message').innerText();
	expect(typed).toBe('Hi {{ $json.name }}, how did we do? {url}');
	await whenTaken('message', '=Hi {{ $json.name }}, how did we do? {url}');

	await editor.mark('node-execute-button').click();
	const output = editor.mark('output-panel');
	await output.getByText('umid').first().waitFor();
	const [sms] = stage.simulator.messages();
	expect(sms).toMatchObject({
		destination: '+6591234567',
		text: expect.stringMatching(/^Hi Ann, how did we do\? https:\/\//) as string,
	});
	const shown = await output.innerText();
	expect(shown).toContain(sms?.umid);
	expect(shown).toContain('QUEUED');
	await editor.inBothColours(async (suffix) => await screenshot(page, `editor-send${suffix}`));
});

step('a wrong number is told in words that say what to do', async () => {
	await editor.retypeExpression('destination', '+12');
	await whenTaken('destination', '=+12');
	const error = await editor.failingStep("'Phone Number' has too few digits");
	expect(error).toContain('Check it for missing or extra digits');
	expect(stage.simulator.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
	await screenshot(page, 'error-wrong-number');
});

step('{{url}} in an expression is refused, and the error shows {url}', async () => {
	await editor.retypeExpression('destination', '+6591234567');
	await editor.retypeExpression('message', 'Hi {{ $json.name }}, take {{url}}');
	await whenTaken('message', '=Hi {{ $json.name }}, take {{url}}');
	const error = await editor.failingStep('The message is an expression');
	expect(error).toContain('n8n would take {{url}} out of it: write {url} instead');
	expect(stage.simulator.messages()).toHaveLength(1);
	await screenshot(page, 'error-bare-url');
	await editor.closeNode();
});

step(
	'the trigger listens, the survey is answered on the phone page, and the item shows up',
	async () => {
		await addToNewWorkflow(editor, 'On survey response');
		await screenshot(page, 'trigger-new');
		stage.simulator.configure({ responseUrl: await listen() });

		const [sms] = stage.simulator.messages();
		const phone = await openPage(browser, { viewport: { width: 480, height: 860 } });
		await phone.goto(stage.simulator.url);
		await phone.locator('.bubble a').waitFor();
		await screenshot(phone, 'phone');
		const answers = { score: '9', solved: 'Yes', comment: 'Quick and friendly.' };
		await answerSurvey(phone, stage.simulator.url, sms?.umid ?? '', answers);

		const output = editor.mark('output-panel');
		await output.getByText('Quick and friendly.').first().waitFor();
		const shown = await output.innerText();
		expect(shown).toContain(sms?.umid);
		expect(shown).toContain('surveyResponse');
		expect(stage.simulator.webhookPosts().at(-1)).toMatchObject({ status: 200 });
		await output.getByText('JSON', { exact: true }).click();
		await output.getByText('"answers":').waitFor();
		await editor.inBothColours(async (suffix) => await screenshot(page, `trigger${suffix}`));
		await phone.close();
	},
);

step('Get Many finds the survey in the log, with what became of it', async () => {
	const [sms] = stage.simulator.messages();
	await addToNewWorkflow(editor, 'Get many messages');
	await editor.chooseCredential(stage.credentialId);
	await editor.mark('node-execute-button').click();
	const output = editor.mark('output-panel');
	await output.getByText('umid').first().waitFor();
	const shown = await output.innerText();
	for (const value of [sms?.umid, sms?.clientMessageId, 'delivered']) {
		expect(shown).toContain(value);
	}
	await screenshot(page, 'get-many');
});

step('Send Test Event runs the trigger that listens at its Test URL', async () => {
	await addToNewWorkflow(editor, 'On survey response');
	const url = await listen();

	const tab = await openTab(page.context());
	const sender = new Editor(tab, stage.n8n.url);
	await addToNewWorkflow(sender, 'Send test event');
	await sender.field('url').fill(url);
	await sender.toggle('withAuthorization');
	await sender.mark('node-execute-button').click();
	const sent = sender.mark('output-panel');
	await sent.getByText('statusCode').first().waitFor();
	const told = await sent.innerText();
	const umid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(told)?.[0];
	expect(told).toContain('200');
	await screenshot(tab, 'test-event');
	await tab.close();

	const output = editor.mark('output-panel');
	await output.getByText('This is a test event.').first().waitFor();
	expect(await output.innerText()).toContain(umid);
});
