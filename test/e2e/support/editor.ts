import type { Locator, Page } from 'playwright-core';
import { LOGIN } from '../../../harness/stage';

const mark = (name: string) => `[data-test-id="${name}"]`;

/** n8n's editor in a browser tab, by the marks (`data-test-id`) of n8n 2.41. */
export class Editor {
	/** @param url n8n's address */
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	mark(name: string): Locator {
		return this.page.locator(mark(name));
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[type=email]').fill(LOGIN.email);
		await this.page.locator('input[type=password]').fill(LOGIN.password);
		await this.mark('form-submit-button').click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.mark('canvas-controls').waitFor();
	}

	canvasNode(name: string): Locator {
		return this.mark('canvas-node').filter({ hasText: name });
	}

	/** Opens the details of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).first().dblclick();
		await this.mark('ndv').waitFor();
	}

	/** Types into the search of the nodes panel, which must be open, and opens the entry. */
	async openEntry(search: string, name: string): Promise<void> {
		await this.mark('node-creator-search-bar').fill(search);
		await this.mark('node-creator-action-item').filter({ hasText: name }).first().click();
	}

	/** Adds the node behind an entry of the nodes panel's second page and opens its details. */
	async addNode(action: string): Promise<void> {
		await this.mark('node-creator').getByText(action, { exact: true }).click();
		await this.mark('ndv').waitFor();
	}

	/** The field of a parameter: an input, a text area, or the expression editor in it. */
	field(name: string): Locator {
		return this.mark(`parameter-input-${name}`).locator('input, textarea, .cm-content').first();
	}

	/** Chooses a credential for the open node. */
	async chooseCredential(id: string): Promise<void> {
		await this.mark('node-credentials-select').click();
		await this.mark(`node-credentials-select-item-${id}`).click();
	}

	/** Flips the switch of a parameter. */
	async toggle(name: string): Promise<void> {
		await this.mark(`parameter-input-${name}`).locator('.el-switch').click();
	}

	/** Types a new text into an expression. */
	async retypeExpression(name: string, text: string): Promise<void> {
		await this.field(name).click();
		await this.page.keyboard.press('ControlOrMeta+a');
		await this.page.keyboard.press('Delete');
		await this.page.keyboard.insertText(text);
	}

	/** Drags a field from the input panel into a parameter, as a person does with the mouse. */
	async dragField(field: string, parameter: string): Promise<void> {
		const pill = this.mark('run-data-schema-node-name').getByText(field, { exact: true });
		await pill.hover();
		await this.page.mouse.down();
		const target = this.field(parameter);
		const box = await target.boundingBox();
		if (box === null) throw new Error(`The field ${parameter} cannot be seen.`);
		await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 10 });
		await this.page.mouse.up();
		await this.mark(`parameter-input-${parameter}`).locator('.cm-content').waitFor();
	}

	/** Runs the open node; gives the text of the error in its output panel, once it begins so. */
	async failingStep(begins: string): Promise<string> {
		await this.mark('node-execute-button').click();
		await this.mark('node-error-message').filter({ hasText: begins }).waitFor();
		const parts = this.page.locator(
			`${mark('node-error-message')},${mark('node-error-description')}`,
		);
		return (await parts.allInnerTexts()).join('\n');
	}

	async closeNode(): Promise<void> {
		await this.mark('ndv-close-button').click();
		await this.mark('ndv').waitFor({ state: 'hidden' });
	}

	/** Follows the system's choice, which the browser plays. */
	async setColours(scheme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme: scheme });
	}

	/** In light and then in dark colours, when what n8n pops up has gone; ends in light ones. */
	async inBothColours(work: (suffix: '' | '-dark') => Promise<void>): Promise<void> {
		await this.page.locator('.el-notification').first().waitFor({ state: 'hidden' });
		await work('');
		await this.setColours('dark');
		await work('-dark');
		await this.setColours('light');
	}
}
