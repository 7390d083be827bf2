import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api } from '../api/api';
import type { Courier } from '../callbacks/courier';
import type { CallbackUrls } from '../callbacks/urls';
import type { EventFact } from '../facts/event';
import type { Platform } from '../platform/platform';

interface Parts {
	platform: Platform;
	courier: Courier;
	urls: CallbackUrls;
	api: Api;
	events: Map<string, EventFact>;
	actions: Map<string, { withUnknown: (given: unknown) => Promise<unknown> }>;
}

/** The pages people look at. */
export class Console {
	constructor(private readonly parts: Parts) {}

	async serve(_request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
		const image = /^\/media\/([\w-]+)$/.exec(url.pathname);
		const media = image && this.parts.platform.media.image(image[1]);
		if (media) {
			response.writeHead(200, { 'content-type': media.contentType }).end(media.bytes);
		} else {
			response.writeHead(404).end();
		}
		await Promise.resolve();
	}
}
