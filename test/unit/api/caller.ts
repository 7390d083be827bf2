import { MockAgent, type Interceptable } from 'undici';
import type { ApiRequest, Client } from '../../../wecom/api/client';
import { createClient, type ClientOptions } from '../../../wecom/api/http-client';

export const BASE_URL = 'https://qyapi.weixin.qq.com';

/** A clock that only waiting moves. */
export function makeTime(start = 1_700_000_000_000) {
	const time = {
		now: start,
		waits: [] as number[],
		clock: () => time.now,
		sleep: async (milliseconds: number, signal?: AbortSignal) => {
			signal?.throwIfAborted();
			time.waits.push(milliseconds);
			time.now += milliseconds;
			await Promise.resolve();
		},
	};
	return time;
}

/** A client for a real server of the test. */
export function makeClient(baseUrl: string, options: Partial<ClientOptions> = {}): Client {
	const { clock, sleep } = makeTime();
	return createClient({ baseUrl, clock, sleep, random: () => 0, ...options });
}

export interface MockPlatform {
	agent: MockAgent;
	pool: Interceptable;
	client: Client;
	time: ReturnType<typeof makeTime>;
	close(): Promise<void>;
}

/** A client whose every call must have been declared: the network is closed. */
export function makeMockPlatform(options: Partial<ClientOptions> = {}): MockPlatform {
	const agent = new MockAgent();
	agent.disableNetConnect();
	const time = makeTime();
	const client = createClient({
		baseUrl: BASE_URL,
		dispatcher: agent,
		clock: time.clock,
		sleep: time.sleep,
		random: () => 0,
		...options,
	});
	return {
		agent,
		pool: agent.get(BASE_URL),
		client,
		time,
		close: async () => {
			agent.assertNoPendingInterceptors();
			await agent.close();
		},
	};
}

/** A repeatable GET, unless said otherwise. */
export function makeRequest(request: Partial<ApiRequest> = {}): ApiRequest & { answer?: 'json' } {
	const { answer, ...rest } = request;
	return {
		method: 'GET',
		path: '/cgi-bin/user/get',
		repeatable: true,
		...rest,
		...(answer === 'json' ? { answer } : {}),
	};
}
