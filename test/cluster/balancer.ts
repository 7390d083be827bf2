import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One address for several servers, each of which gets every other request, as behind a load balancer. */
export interface Balancer {
	readonly url: string;
	/** How many requests each server has answered, in the order of `targets`. */
	readonly answered: readonly number[];
	close(): Promise<void>;
}

/**
 * Spreads requests over servers in turn. One that nobody listens on is left out; what breaks off later is answered 502,
 * since it may have been done.
 * @param targets base URLs
 */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
	const answered = targets.map(() => 0);
	let turn = 0;

	const hand = async (incoming: IncomingMessage, body: Buffer, target: string) => {
		const { method, headers, url } = incoming;
		const outgoing = request(target + url, { method, headers, agent: false });
		outgoing.end(body);
		const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
		return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
	};

	const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
		const body = await buffer(incoming);
		const first = turn++;
		for (let tries = 0; tries < targets.length; tries += 1) {
			const index = (first + tries) % targets.length;
			try {
				const answer = await hand(incoming, body, targets[index]);
				answered[index] += 1;
				response.writeHead(answer.status ?? 502, answer.headers).end(answer.body);
				return;
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') break;
			}
		}
		response.writeHead(502).end('Bad Gateway');
	};

	const server = createServer((incoming, response) => {
		serve(incoming, response).catch(() => response.destroy());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		answered,
		async close() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}
