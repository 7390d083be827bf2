import type { ServerResponse } from 'node:http';
import type { AnyAction } from '../actions/action';
import { failureOf } from '../api/control';
import type { Platform } from '../platform/platform';
import { findSuite, type Corp } from '../world';
import { html } from './html';
import { sendPage } from './page';

/** Parameters of this simulator on pages that people click through: whose company, which member. */
const CORP = 'simulator_corp';
const MEMBER = 'simulator_user';

/** Addresses of other hosts of the platform that browsers are sent to, and what answers there. */
export const BROWSER_PAGES = [
	'/3rdapp/install',
	'/3rdapp/template',
	'/connect/oauth2/authorize',
	'/wwlogin/sso/login',
];

/**
 * The pages where an administrator agrees to an installation and where a member logs in. The choice comes back as two
 * more parameters of the same address; a script may send them at once.
 */
export async function serveBrowserPage(
	response: ServerResponse,
	url: URL,
	platform: Platform,
	actions: Map<string, AnyAction>,
): Promise<void> {
	const text = (name: string) => url.searchParams.get(name) ?? undefined;
	if (url.pathname === '/3rdapp/template') {
		await serveTemplateLink(response, url, platform, actions);
		return;
	}
	const isInstallation = url.pathname === '/3rdapp/install';
	const app = text(isInstallation ? 'suite_id' : 'appid') ?? '';
	const redirectUri = text('redirect_uri');
	const own = platform.world.corps.find((corp) => corp.plainCorpId === app || corp.corpId === app);
	const corpId = text(CORP) ?? own?.corpId;
	if (redirectUri === undefined || (!own && !findSuite(platform.world, app))) {
		const message = redirectUri === undefined ? 'redirect_uri is missing' : `unknown app "${app}"`;
		sendPage(
			response,
			'Not possible',
			html`<h1>Not possible</h1>
				<p class="bad">${message}</p>`,
			400,
		);
		return;
	}
	if (corpId === undefined || (!isInstallation && text(MEMBER) === undefined)) {
		const corps = platform.world.corps.filter((corp) => !own || corp === own);
		sendPage(response, 'Choose', choices(url, corps, isInstallation));
		return;
	}
	const common = { corpId, userId: text(MEMBER), redirectUri, state: text('state') };
	try {
		const result = await actions.get(isInstallation ? 'install' : 'login')?.withUnknown(
			isInstallation
				? { ...common, suiteId: app, way: 'website', preAuthCode: text('pre_auth_code') }
				: {
						...common,
						...(own ? agentOf(platform, own, Number(text('agentid'))) : { suiteId: app }),
						scope: text('scope') ?? 'snsapi_base',
					},
		);
		response.writeHead(302, { location: redirectOf(result) }).end();
	} catch (error) {
		const { message } = failureOf(error);
		sendPage(
			response,
			'Not possible',
			html`<h1>Not possible</h1>
				<p class="bad">${message}</p>`,
			400,
		);
	}
}

/** What the QR code of templates leads to. Nothing comes back to the provider but the events. */
async function serveTemplateLink(
	response: ServerResponse,
	url: URL,
	{ world }: Platform,
	actions: Map<string, AnyAction>,
): Promise<void> {
	const corpId = url.searchParams.get(CORP);
	if (corpId === null) {
		sendPage(response, 'Choose', choices(url, world.corps, true));
		return;
	}
	try {
		await actions.get('scan-template-link')?.withUnknown({ url: url.href, corpId });
		sendPage(response, 'Authorised', html`<h1>Authorised</h1>`);
	} catch (error) {
		const { message } = failureOf(error);
		sendPage(
			response,
			'Not possible',
			html`<h1>Not possible</h1>
				<p class="bad">${message}</p>`,
			400,
		);
	}
}

/** A customised app is logged in to under its company's id and agent, as an own app is. */
function agentOf({ installations }: Platform, corp: Corp, agentId: number) {
	const customised = installations
		.all()
		.find((installation) => installation.corp === corp && installation.agentId === agentId);
	return customised ? { suiteId: customised.suite.suiteId } : { agentId };
}

function redirectOf(result: unknown): string {
	return typeof result === 'object' &&
		result !== null &&
		'redirect' in result &&
		typeof result.redirect === 'string'
		? result.redirect
		: '/';
}

function choices(url: URL, corps: Corp[], isInstallation: boolean) {
	const link = (parameters: Record<string, string>) => {
		const chosen = new URL(url);
		for (const [name, value] of Object.entries(parameters)) {
			chosen.searchParams.set(name, value);
		}
		return `${chosen.pathname}${chosen.search}`;
	};
	const title = isInstallation ? 'Install this app for which company?' : 'Log in as whom?';
	const links = isInstallation
		? corps.map(({ corpId, name }) => ({ name, href: link({ [CORP]: corpId }) }))
		: corps.flatMap(({ corpId, name, members }) =>
				members.map((member) => ({
					name: `${name}: ${member.name}`,
					href: link({ [CORP]: corpId, [MEMBER]: member.userId }),
				})),
			);
	return html`<h1>${title}</h1>
		<div class="choices">
			${links.map(({ name, href }) => html`<a href="${href}">${name}</a>`)}
		</div>`;
}
