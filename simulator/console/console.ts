import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyAction } from '../actions/action';
import type { Api } from '../api/api';
import { readBody } from '../api/body';
import { failureOf } from '../api/control';
import type { Courier } from '../callbacks/courier';
import type { EventFact } from '../facts/event';
import type { Platform } from '../platform/platform';
import { BROWSER_PAGES, serveBrowserPage } from './browser-pages';
import { readForm } from './form';
import { html } from './html';
import { overviewPage, type Overview } from './overview';
import { sendPage } from './page';
import { REGISTER_PAGE, serveRegisterPage } from './register-page';
import { STYLE } from './style';

const MOST_FORM_BYTES = 256 * 1024;

interface Parts {
	url: () => string;
	platform: Platform;
	courier: Courier;
	api: Api;
	events: Map<string, EventFact>;
	actions: Map<string, AnyAction>;
}

/** The pages people look at: the console, the pages browsers are sent to, and published images. */
export class Console {
	private notice: Overview['notice'];

	constructor(private readonly parts: Parts) {}

	async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
		const { platform, actions } = this.parts;
		const action = actions.get(/^\/do\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '');
		const media = platform.media.image(/^\/media\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '');
		if (url.pathname === '/') {
			this.sendOverview(response);
		} else if (url.pathname === '/console.css') {
			response.writeHead(200, { 'content-type': 'text/css' }).end(STYLE);
		} else if (BROWSER_PAGES.includes(url.pathname)) {
			await serveBrowserPage(response, url, platform, actions);
		} else if (url.pathname === REGISTER_PAGE) {
			await serveRegisterPage(response, url, platform.world, actions);
		} else if (action && request.method === 'POST') {
			await this.act(request, action, url.pathname);
			response.writeHead(303, { location: '/' }).end();
		} else if (media) {
			response.writeHead(200, { 'content-type': media.contentType }).end(media.bytes);
		} else {
			sendPage(response, 'Not found', html`<h1>Not found</h1>`, 404);
		}
	}

	private sendOverview(response: ServerResponse): void {
		const { url, platform, courier, api, events } = this.parts;
		const { notice } = this;
		this.notice = undefined;
		sendPage(
			response,
			'WeCom simulator',
			overviewPage({
				url: url(),
				platform,
				events,
				notice,
				requests: api.requests,
				callbacks: courier.reports,
			}),
		);
	}

	/** The outcome is shown once, on the page that follows. */
	private async act(request: IncomingMessage, action: AnyAction, path: string): Promise<void> {
		try {
			const fields = (await readBody(request, MOST_FORM_BYTES)).toString('utf8');
			const result = await action.withUnknown(readForm(new URLSearchParams(fields)));
			const text = JSON.stringify(result ?? {}, null, 2);
			const isGood = !/"(saved|accepted)": false/.test(text);
			const title = `${path.slice('/do/'.length)}: ${isGood ? 'done' : 'the receiver did not agree'}`;
			this.notice = { title, isGood, text };
		} catch (error) {
			const { code, message } = failureOf(error);
			this.notice = { title: code, isGood: false, text: message };
		}
	}
}
