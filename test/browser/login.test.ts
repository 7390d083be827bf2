import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser } from 'playwright-core';

import { openStage, readTemplate, SUITE_CREDENTIAL, webhookPath, type Stage } from '../host/stage';
import type { Workflow } from '../host/rest';
import { until } from '../host/until';
import { flags } from './editor';

const screenshots = join(__dirname, '..', '..', 'artefacts', 'screenshots');

const hub = readTemplate('run-an-app');
const login: Workflow = {
	name: 'Login',
	active: true,
	nodes: [
		{
			name: 'Landing',
			type: 'n8n-nodes-wecom-suite.weComRedirectTrigger',
			webhookId: '0f000000-0000-4000-8000-0000000000b1',
			parameters: {
				landing: 'memberLogin',
				loginBy: 'automatic',
				options: { accentColor: '#0055aa' },
			},
			credentials: { weComSuiteApi: { name: SUITE_CREDENTIAL } },
		},
	],
	connections: {},
};

let stage: Stage;
let browser: Browser;
let url: string;

beforeAll(async () => {
	mkdirSync(screenshots, { recursive: true });
	stage = await openStage({ workflows: [hub, login] });
	const { simulator, n8n, suiteId, corpId } = stage;
	await simulator.actions.saveCallbackUrl({
		suiteId,
		kind: 'command',
		url: n8n.webhookUrl(webhookPath(hub)),
	});
	await simulator.actions.install({ suiteId, corpId });
	await until('the app is installed', () => stage.vault('installations').length === 1);
	url = n8n.webhookUrl(`${login.nodes[0].webhookId}/landing`);
	browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
});

afterAll(async () => {
	await browser?.close();
	await stage?.close();
});

const items = async () => {
	const all = await stage.n8n.executions();
	return all
		.filter(({ workflowName, status }) => workflowName === 'Login' && status === 'success')
		.map((execution) => execution.items('Landing')[0].json);
};

test.each([
	['scans a code in a browser of their own', '', '/wwlogin/sso/login', 'en-US'],
	['has nothing to scan inside WeCom', ' wxwork/4.1.36', '/connect/oauth2/authorize', 'zh-CN'],
])('a member %s and is logged in', async (_name, client, path, locale) => {
	const before = (await items()).length;
	const userAgent = `Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36${client}`;
	const context = await browser.newContext({ locale, userAgent });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', (message) => complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));

	await page.goto(url);
	expect(new URL(page.url()).pathname).toBe(path);
	await page.getByText(/Demo Company A: Member 3/).click();
	await page.waitForURL((there) => there.href.startsWith(url));
	const isChinese = locale === 'zh-CN';
	await page.getByText(isChinese ? '登录成功' : 'You are logged in').waitFor();
	expect(await page.evaluate('document.documentElement.lang')).toBe(isChinese ? 'zh-CN' : 'en');
	// The policy lets the page have its own style, and the page breaks no rule of it.
	expect(
		await page.evaluate('getComputedStyle(document.querySelector("main")).borderTopColor'),
	).toBe('rgb(0, 85, 170)');
	expect(complaints).toEqual([]);
	await page.screenshot({ path: join(screenshots, `login-${locale}.png`) });

	const found = await until('the workflow has run', async () => {
		const all = await items();
		return all.length === before + 1 && all;
	});
	const member = stage.simulator.world.corps[0].members[2];
	expect(found[0]).toMatchObject({ corpId: stage.corpId, userId: member.userId });

	// The address stays in the history: loaded once more it is of no use.
	const again = await page.reload();
	expect(again?.status()).toBe(409);
	await context.close();
	expect(await items()).toHaveLength(before + 1);
});

test('a login that is passed on to another browser is not ended there', async () => {
	const begin = async () => await (await browser.newContext()).newPage();
	const [mine, theirs] = [await begin(), await begin()];
	const before = (await items()).length;
	await mine.goto(url);
	const consent = new URL(mine.url());
	consent.searchParams.set('simulator_corp', stage.corpId);
	consent.searchParams.set('simulator_user', stage.userId);
	const answer = await theirs.goto(consent.href);
	expect(answer?.status()).toBe(403);
	await theirs.getByText('This login was begun in another browser').waitFor();
	expect(await items()).toHaveLength(before);
});
