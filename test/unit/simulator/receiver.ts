import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A callback as a receiver gets it. */
export interface Received {
	method: string;
	url: URL;
	body: string;
}

/** A web server whose answers a test decides. */
export interface Receiver {
	url: string;
	received: Received[];
	close(): Promise<void>;
}

/** A text with status 200, a status, or nothing at all for `undefined`. */
type Answer = string | { status: number; body: string } | undefined;

/** What to answer, at once or later. */
export type Reaction = (received: Received) => Answer | Promise<Answer>;

export async function startReceiver(react: Reaction): Promise<Receiver> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		void readText(request).then(async (body) => {
			const url = new URL(request.url ?? '/', 'http://127.0.0.1');
			const item = { method: request.method ?? '', url, body };
			received.push(item);
			const answer = await react(item);
			if (typeof answer === 'string') {
				response.end(answer);
			} else if (answer) {
				response.writeHead(answer.status).end(answer.body);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

async function readText(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		chunks.push(Buffer.from(chunk));
	}
	return Buffer.concat(chunks).toString('utf8');
}
