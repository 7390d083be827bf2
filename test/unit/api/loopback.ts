import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
	url: string;
	/** Method and target of every request, in order. */
	targets: string[];
	close(): Promise<void>;
}

/** A web server on this machine for one test, at a free port unless one is given. */
export async function startLoopback(listener: RequestListener, at = 0): Promise<Loopback> {
	const targets: string[] = [];
	const server = createServer((request, response) => {
		targets.push(`${request.method} ${request.url}`);
		listener(request, response);
	});
	await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		targets,
		close: async () => {
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
	return Buffer.concat(pieces);
}
