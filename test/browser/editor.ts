import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import type { N8n } from '../host/n8n';
import { browserId } from '../host/rest';

/** Debian's Chromium, quiet: it asks nobody outside of this machine for anything. */
export const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const screenshots = join(__dirname, '..', '..', 'artefacts', 'screenshots');

/** What the editor says of a credential after it was saved. */
export interface CredentialVerdict {
	isGood: boolean;
	text: string;
}

const byTestId = (id: string) => `[data-test-id="${id}"]`;

/** n8n's editor in a headless browser, in the words of a user. Close it. */
export class Editor {
	private constructor(
		private readonly context: BrowserContext,
		private readonly profile: string,
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens a browser and logs the owner in. */
	static async open(n8n: N8n): Promise<Editor> {
		const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
		mkdirSync(screenshots, { recursive: true });
		const context = await chromium.launchPersistentContext(profile, {
			executablePath: '/usr/bin/chromium',
			headless: true,
			viewport: { width: 1440, height: 900 },
			locale: 'en-US',
			args: flags,
		});
		context.setDefaultTimeout(20_000);
		const cookie = await n8n.login();
		const [name, ...value] = cookie.split('=');
		await context.addCookies([{ name, value: value.join('='), url: n8n.url }]);
		// A session of n8n belongs to one browser.
		await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);
		const page = context.pages()[0] ?? (await context.newPage());
		return new Editor(context, profile, page, n8n.url);
	}

	async close(): Promise<void> {
		await this.context.close();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
	}

	/** Keeps what is seen now as `artefacts/screenshots/<name>.png`. */
	async screenshot(name: string): Promise<string> {
		const path = join(screenshots, `${name}.png`);
		await this.page.screenshot({ path });
		return path;
	}

	private find(id: string): Locator {
		return this.page.locator(byTestId(id));
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.find('canvas-plus-button')
			.or(this.find('node-creator-plus-button'))
			.first()
			.waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.find('canvas-node').first().waitFor();
	}

	/** Opens the panel of nodes and types into its search; gives the titles found, best first. */
	async searchNodes(words: string): Promise<string[]> {
		const search = this.find('node-creator-search-bar');
		if (!(await search.isVisible())) await this.find('node-creator-plus-button').click();
		await search.fill(words);
		await this.find('node-creator-item-name')
			.or(this.page.getByText("We didn't make that"))
			.first()
			.waitFor();
		// The list follows the typing after a pause; wait until it stands still.
		let seen = '';
		for (;;) {
			await this.page.waitForTimeout(300);
			const names = await this.find('node-creator-item-name').allInnerTexts();
			if (names.join() === seen) return names.map((each) => each.trim());
			seen = names.join();
		}
	}

	/** Opens a node of the canvas by double-click. */
	async openNode(name: string): Promise<void> {
		await this.page
			.locator(`${byTestId('canvas-node')}[data-node-name="${name}"]`)
			.dblclick({ force: true });
		await this.find('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.find('ndv-close-button').click();
		await this.find('ndv').waitFor({ state: 'hidden' });
	}

	/** Text of the settings of the open node. */
	async panel(): Promise<string> {
		return await this.find('node-parameters').innerText();
	}

	/** The field of a parameter of the open node or credential. */
	parameter(name: string): Locator {
		return this.find(`parameter-input-${name}`).last();
	}

	/** Types a text or number into a parameter. */
	async fill(name: string, value: string): Promise<void> {
		// The first input of a resource locator is its mode, which is chosen and not typed.
		const field = this.parameter(name).locator('input:not([readonly]), textarea, .cm-content');
		await field.first().fill(value);
	}

	/** Chooses an entry of a drop-down by its title. */
	async choose(name: string, title: string): Promise<void> {
		const field = this.parameter(name);
		await field.locator('input').first().click();
		const entry = this.page
			.locator(
				'.el-select-dropdown:visible .el-select-dropdown__item, [role=listbox]:visible [role=option]',
			)
			.filter({ has: this.page.getByText(title, { exact: true }) })
			.first();
		await entry.click();
		await entry.waitFor({ state: 'hidden' });
	}

	/** Picks something by its title from the searchable list of a resource locator. */
	async pick(name: string, title: string): Promise<void> {
		await this.parameter(name).locator(byTestId('rlc-input')).click();
		const entry = this.find('rlc-item').filter({ hasText: title, visible: true }).first();
		await entry.click();
		await entry.waitFor({ state: 'hidden' });
	}

	/** Adds an empty entry to a group of fields, whose fields are then the last of their names. */
	async add(name: string): Promise<void> {
		const adding = '[data-test-id^=fixed-collection-add]';
		await this.find(`fixed-collection-${name}`).locator(adding).first().click();
	}

	/** Titles of the entries of a drop-down. */
	async entries(name: string): Promise<string[]> {
		await this.parameter(name).locator('input').first().click();
		const list = this.page.locator(
			'.el-select-dropdown:visible .el-select-dropdown__item, [role=listbox]:visible [role=option]',
		);
		await list.first().waitFor();
		const titles = await list.allInnerTexts();
		await this.page.keyboard.press('Escape');
		return titles.map((each) => each.trim());
	}

	/** Runs the open node, and what comes before it; gives whether it went well. */
	async execute(): Promise<boolean> {
		const ran = this.page.waitForResponse((answer) =>
			/\/workflows\/[^/]+\/run$/.test(answer.url()),
		);
		const button = this.find('node-execute-button');
		await button.click();
		await ran;
		// While it runs, what the run before showed may still be there.
		await button.and(this.page.locator(':not([aria-busy=true])')).waitFor({ timeout: 60_000 });
		const good = this.find('node-run-status-success');
		const bad = this.find('output-panel').getByText('Error details');
		await good.or(bad).first().waitFor({ timeout: 60_000 });
		return await good.isVisible();
	}

	/** What the JSON view of the open node's output shows; of long outputs the editor draws only the first lines. */
	async output(): Promise<string> {
		const panel = this.find('output-panel');
		await panel.locator(byTestId('radio-button-json')).click();
		const tree = panel.locator('.vjs-tree');
		await tree.getByText('"').first().waitFor();
		return (await tree.innerText()).replaceAll(/\s+/g, ' ');
	}

	/** Text of the output panel of the open node: after a failed run, what went wrong. */
	async outputText(): Promise<string> {
		return await this.find('output-panel').innerText();
	}

	/**
	 * Creates a credential of a type, by its title, saves it and reads what its test says.
	 * @param fields values by the name of the field; an array chooses the entry of a drop-down
	 */
	async createCredential(
		type: string,
		name: string,
		fields: Record<string, string | readonly [title: string]>,
	): Promise<CredentialVerdict> {
		await this.page.goto(`${this.url}/home/credentials/create`);
		const select = this.find('new-credential-type-select');
		await select.locator('input').fill(type);
		await this.find('new-credential-type-select-option').filter({ hasText: type }).first().click();
		await this.find('new-credential-type-button').click();
		const dialog = this.find('editCredential-modal');
		await dialog.waitFor();
		await this.renameCredential(name);
		for (const [field, value] of Object.entries(fields)) {
			if (typeof value === 'string') await this.fill(field, value);
			else await this.choose(field, value[0]);
		}
		return await this.saveCredential();
	}

	/** Changes one field of the open credential, saves and tests it again. */
	async changeCredential(field: string, value: string): Promise<CredentialVerdict> {
		await this.fill(field, value);
		return await this.saveCredential();
	}

	private async renameCredential(name: string): Promise<void> {
		const title = this.find('credential-name');
		await title.click();
		await title.locator('input').fill(name);
		await this.page.keyboard.press('Enter');
	}

	private async saveCredential(): Promise<CredentialVerdict> {
		const tested = this.page.waitForResponse(
			(answer) => answer.url().endsWith('/rest/credentials/test'),
			{ timeout: 60_000 },
		);
		await this.find('credential-save-button').click();
		await tested;
		const good = this.find('credentials-config-container-test-success');
		const bad = this.find('node-credentials-config-container').locator('.el-tag--danger');
		const shown = good.or(bad).filter({ visible: true }).first();
		await shown.waitFor();
		const details = shown.getByText('More details');
		if (await details.isVisible()) await details.click();
		return { isGood: await good.isVisible(), text: await shown.innerText() };
	}
}
