import {
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	chromium,
	type Page,
} from 'playwright-core';
import { reportFile } from '../../../harness/places';
import { findChromium } from '../../../harness/programs';

/** @throws Error when there is none */
function chromiumPath(): string {
	const path = findChromium();
	if (path === undefined) throw new Error('Chromium is missing: npm run test:e2e installs it.');
	return path;
}

/** Starts Chromium without a window; it calls nobody by itself. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: chromiumPath(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** On a machine under load n8n's editor takes a minute for its first page. */
const STEP_WITHIN = 90_000;

export async function openPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
	return await openTab(await browser.newContext(options));
}

/** Another tab of the same person: signed in where the others are. */
export async function openTab(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	page.setDefaultTimeout(STEP_WITHIN);
	return page;
}

/** Keeps a picture of the page in the report's folder. */
export async function screenshot(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: reportFile(`${name}.png`) });
}

/** Answers the survey behind the SMS, as the customer does: opens its link on the phone page. */
export async function answerSurvey(
	page: Page,
	phoneUrl: string,
	umid: string,
	answers: { score: string; solved: string; comment: string },
): Promise<void> {
	await page.goto(phoneUrl);
	await page.locator(`[data-umid="${umid}"] .bubble a`).click();
	for (const field of ['score', 'solved'] as const) {
		await page.locator(`input[name="${field}"][value="${answers[field]}"]`).check();
	}
	await page.locator('textarea').fill(answers.comment);
	await screenshot(page, 'survey');
	await page.getByRole('button', { name: 'Submit' }).click();
	await page.getByRole('heading', { name: 'Thank you!' }).waitFor();
}
