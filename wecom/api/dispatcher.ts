import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { WeComConfigurationError } from '../error';
import type { ProxySettings } from './client';
import { MAX_CONNECTIONS } from './limits';
import { DEFAULT_TIMEOUTS, type Timeouts } from './failure';

export interface ConnectionSettings {
	proxy?: ProxySettings;
	/** Connections at one time. */
	connections?: number;
	timeouts?: Partial<Timeouts>;
}

export interface Connections {
	dispatcher: Dispatcher;
	/** Gives them up; the last user's call closes them. */
	close(): Promise<void>;
}

/** The process has one pool for each origin and settings; `users` clients share it. */
const pools = new Map<string, { dispatcher: Dispatcher; users: number }>();

/** The process's keep-alive connections to an origin, shared by all clients with the same settings. */
export function openConnections(origin: string, settings: ConnectionSettings): Connections {
	const { proxy, connections = MAX_CONNECTIONS } = settings;
	const connectTimeout = settings.timeouts?.connect ?? DEFAULT_TIMEOUTS.connect;
	const key = JSON.stringify([
		origin,
		proxy?.httpProxy,
		proxy?.httpsProxy,
		proxy?.noProxy,
		connections,
		connectTimeout,
	]);
	let pool = pools.get(key);
	if (!pool) {
		pool = { dispatcher: createDispatcher(origin, proxy, connections, connectTimeout), users: 0 };
		pools.set(key, pool);
	}
	pool.users++;

	let open = true;
	return {
		dispatcher: pool.dispatcher,
		async close() {
			if (!open) return;
			open = false;
			pool.users--;
			if (pool.users > 0) return;
			pools.delete(key);
			await pool.dispatcher.close();
		},
	};
}

function createDispatcher(
	origin: string,
	proxy: ProxySettings | undefined,
	connections: number,
	connectTimeout: number,
): Dispatcher {
	const options = {
		connections,
		// One version: with HTTP/2 undici itself sends unfinished requests again.
		allowH2: false,
		connect: { timeout: connectTimeout },
	};
	const secure = origin.startsWith('https:');
	const address = secure ? proxy?.httpsProxy : proxy?.httpProxy;
	if (!address) return new Pool(origin, options);

	const uri = address.includes('://') ? address : `http://${address}`;
	try {
		return new EnvHttpProxyAgent({
			...options,
			connectTimeout,
			httpProxy: uri,
			httpsProxy: uri,
			// An empty text, because it reads the environment for what is not given.
			noProxy: proxy?.noProxy ?? '',
		});
	} catch {
		// The library's error is no cause: it quotes the address, which may hold a password.
		throw new WeComConfigurationError(
			secure ? 'HTTPS_PROXY' : 'HTTP_PROXY',
			'The address of the proxy is not a URL',
			'Write it as http://host:port, or http://user:password@host:port',
		);
	}
}
