import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Cut = 'before' | 'after' | 'long before';

/** A way to the server on which accidents happen. */
export interface Proxy {
	readonly port: number;
	/**
	 * Cuts the connection at the next COMMIT: before it reaches the server; when it has, before its answer comes back; or
	 * at once, and it reaches the server half a second later.
	 */
	cutAtCommit(when: Cut): void;
	/** How many connections were cut so. */
	readonly cuts: number;
	/** Lets nothing through any more, without a word to either side; new connections come no further. */
	freeze(): void;
	thaw(): void;
	close(): Promise<void>;
}

export async function startProxy(target: { host: string; port: number }): Promise<Proxy> {
	const pairs = new Set<[Socket, Socket]>();
	let cut: Cut | undefined;
	let cuts = 0;
	let isFrozen = false;

	const server = createServer((client) => {
		const upstream = connect(target);
		const pair: [Socket, Socket] = [client, upstream];
		pairs.add(pair);
		let isCut = false;
		const end = () => {
			client.destroy();
			upstream.destroy();
			pairs.delete(pair);
		};
		client.on('data', (data) => {
			if (cut && /\bcommit\0$/.test(data.toString('latin1'))) {
				isCut = true;
				cuts += 1;
				if (cut === 'before') end();
				else if (cut === 'after') upstream.write(data);
				else {
					client.off('close', end).destroy();
					setTimeout(() => upstream.write(data), 500);
				}
				cut = undefined;
			} else upstream.write(data);
		});
		upstream.on('data', (data) => {
			// By now the server has committed.
			if (isCut) end();
			else client.write(data);
		});
		for (const socket of pair) socket.on('close', end).on('error', end);
		if (isFrozen) for (const socket of pair) socket.pause();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port');

	const each = (act: (socket: Socket) => void) => {
		for (const pair of pairs) pair.forEach(act);
	};
	return {
		port: address.port,
		cutAtCommit(when) {
			cut = when;
		},
		get cuts() {
			return cuts;
		},
		freeze() {
			isFrozen = true;
			each((socket) => socket.pause());
		},
		thaw() {
			isFrozen = false;
			each((socket) => socket.resume());
		},
		async close() {
			each((socket) => socket.destroy());
			server.close();
			await once(server, 'close');
		},
	};
}
