import { subscribe } from 'node:diagnostics_channel';

const begun = new WeakMap<object, number>();

// Node tells it for every request. WeCom's time runs from then on, and n8n may need half a second to get to the trigger:
// it makes an isolate of its expression engine first.
subscribe('http.server.request.start', (message) => {
	const { request } = message as { request: object };
	begun.set(request, Date.now());
});

/** When the HTTP server of this process took a request on, in milliseconds since 1970; now if it did not tell. */
export function receiptOf(request: object): number {
	return begun.get(request) ?? Date.now();
}
