/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { StoredWorkflow } from '../../harness/n8n/api';
import { OWN_CONNECTION } from '../../harness/n8n/ownConnection';
import { npm } from '../../harness/npm';
import { installPackage } from '../../harness/package';
import { openBrowser, openPage, screenshot } from './support/browser';
import { Editor } from './support/editor';
import { Stage } from '../../harness/stage';
import { until } from '../../harness/until';
import { ACTION, PACKAGE, chain, noOp, node, trigger, webhook } from '../../harness/workflows';

jest.setTimeout(400_000);

let stage: Stage;
let browser: Browser;
let page: Page;
let sending: StoredWorkflow;
let responses: StoredWorkflow;

beforeAll(async () => {
	stage = await Stage.open({ name: 'uninstall' });
	browser = await openBrowser();
	page = await openPage(browser, { viewport: { width: 1440, height: 900 } });
	const send = node('Send', ACTION, {
		surveyId: 'service-feedback',
		destination: '+6591234567',
		message: 'How did we do? {url}',
	});
	sending = await stage.addWorkflow(chain('Sending', [webhook('send'), send]));
	responses = await stage.addWorkflow(
		chain('Responses', [trigger('Responses', 'e2e-uninstall'), noOp('Response')]),
	);
	await stage.publish(sending);
	await stage.publish(responses);
	await stage.listens(`${stage.n8n.url}/webhook/send`);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

/** Starts the sending workflow, and gives how it ended. */
async function send() {
	const [before] = await stage.api.executions(sending.id);
	const answer = await fetch(`${stage.n8n.url}/webhook/send`, {
		method: 'POST',
		headers: OWN_CONNECTION,
	});
	const ended = await until('the sending workflow ends', async () => {
		const [newest] = await stage.api.executions(sending.id);
		const isNew = newest !== undefined && newest.id !== before?.id;
		return isNew && !['new', 'running'].includes(newest.status) && newest;
	});
	return { answer: answer.status, status: ended.status };
}

test('it works while installed', async () => {
	expect(await send()).toEqual({ answer: 200, status: 'success' });
	expect(stage.simulator.messages()).toHaveLength(1);
});

test('uninstalled, n8n says which package is missing, and the workflow is still all there', async () => {
	await stage.n8n.stop();
	const nodes = join(stage.userFolder, '.n8n', 'nodes');
	await npm(nodes, ['uninstall', PACKAGE, '--no-package-lock'], 'Not uninstalled');
	await stage.n8n.start();

	const kept = await stage.api.workflow(sending.id);
	const parameters = kept?.nodes.find(({ name }) => name === 'Send')?.parameters;
	expect(parameters).toMatchObject({ surveyId: 'service-feedback' });

	const editor = new Editor(page, stage.n8n.url);
	await editor.signIn();
	await editor.openWorkflow(sending.id);
	await editor.openNode('Send');
	const told = editor.mark('ndv').getByText(PACKAGE);
	await told.first().waitFor();
	await screenshot(page, 'uninstalled');
});

test('installed again, the same workflows run and listen', async () => {
	await stage.n8n.stop();
	await installPackage(stage.tarball, stage.userFolder);
	await stage.n8n.start();
	await stage.listens(`${stage.n8n.url}/webhook/send`);
	await stage.listens(stage.triggerUrl(responses));
	expect(await send()).toEqual({ answer: 200, status: 'success' });
	const [, sms] = stage.simulator.messages();
	stage.postTo(responses);
	await stage.simulator.respond(sms?.umid ?? '');
	await until('the response workflow runs', async () => {
		const [newest] = await stage.api.executions(responses.id);
		return newest?.status === 'success';
	});
});
