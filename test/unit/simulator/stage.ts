import { decrypt, getSignature } from '@wecom/crypto';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator/simulator';
import type { Corp, Suite } from '../../../simulator/world';
import { startReceiver, type Reaction, type Receiver } from './receiver';

export type Json = Record<string, unknown>;

/** A callback decrypted by an implementation that shares nothing with the simulator. */
export interface Decrypted {
	message: string;
	receiveId: string;
}

/** An app in a company, ready to call. */
export interface Installed {
	authCode: string;
	permanentCode: string;
	agentId: number;
	accessToken: string;
}

/** A simulator, a receiver that behaves, and short ways to call both. */
export class Stage {
	/** What the receiver has decrypted, oldest first. */
	readonly events: Decrypted[] = [];
	/** Answers callbacks before the well-behaved receiver does; `undefined` lets it. */
	react: Reaction = () => undefined;

	private constructor(
		readonly simulator: Simulator,
		private started: Receiver | undefined,
	) {}

	static async open(options?: SimulatorOptions): Promise<Stage> {
		const stage = new Stage(await startSimulator(options), undefined);
		stage.started = await startReceiver(async (received) => {
			const isVerification = received.method === 'GET';
			const text = (name: string) => received.url.searchParams.get(name) ?? '';
			const encrypted = isVerification
				? text('echostr')
				: (/<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(received.body)?.[1] ??
					/"encrypt":"(.*?)"/.exec(received.body)?.[1] ??
					'');
			const keys = stage
				.keys()
				.find(
					({ token }) =>
						getSignature(token, text('timestamp'), text('nonce'), encrypted) ===
						text('msg_signature'),
				);
			if (!keys) {
				return { status: 401, body: 'bad signature' };
			}
			const { message, id } = decrypt(keys.encodingAesKey, encrypted);
			const own = await stage.react(received);
			if (own !== undefined) {
				return own;
			}
			if (isVerification) {
				return message;
			}
			stage.events.push({ message, receiveId: id });
			return 'success';
		});
		return stage;
	}

	get receiver(): Receiver {
		if (!this.started) {
			throw new Error('the stage is not open');
		}
		return this.started;
	}

	get suite(): Suite {
		return this.suiteNamed('ww00000000000000b1');
	}

	get template(): Suite {
		return this.suiteNamed('dk00000000000000c1');
	}

	get corp(): Corp {
		return this.simulator.world.corps[0];
	}

	suiteNamed(suiteId: string): Suite {
		const suite = this.simulator.world.suites.find((one) => one.suiteId === suiteId);
		if (!suite) {
			throw new Error(`the demo world has no ${suiteId}`);
		}
		return suite;
	}

	async post(path: string, query: Record<string, string>, body: unknown): Promise<Json> {
		return await this.call('POST', path, query, JSON.stringify(body));
	}

	async get(path: string, query: Record<string, string>): Promise<Json> {
		return await this.call('GET', path, query);
	}

	address(path: string, query: Record<string, string>): string {
		return `${this.simulator.url}/cgi-bin/${path}?${new URLSearchParams(query).toString()}`;
	}

	async saveUrls(suite: Suite): Promise<void> {
		const url = `${this.receiver.url}/callback/$CORPID$`;
		for (const kind of ['command', 'data', 'system'] as const) {
			const { suiteId } = suite;
			const { saved } = await this.simulator.actions.saveCallbackUrl({ suiteId, kind, url });
			expect(saved).toBe(true);
		}
	}

	/** The token of a suite, by a ticket pushed for it. */
	async suiteToken({ suiteId, suiteSecret }: Suite = this.suite): Promise<string> {
		await this.simulator.actions.pushTicket({ suiteId });
		const ticket = fieldIn(this.lastEvent(), 'SuiteTicket');
		const answer = await this.post(
			'service/get_suite_token',
			{},
			{
				suite_id: suiteId,
				suite_secret: suiteSecret,
				suite_ticket: ticket,
			},
		);
		return String(answer.suite_access_token);
	}

	async providerToken(): Promise<string> {
		const { corpId, providerSecret } = this.simulator.world.provider;
		const body = { corpid: corpId, provider_secret: providerSecret };
		const answer = await this.post('service/get_provider_token', {}, body);
		return String(answer.provider_access_token);
	}

	/** Waits for what calls and time set going. */
	async until(isTrue: () => boolean): Promise<void> {
		for (let count = 0; count < 200 && !isTrue(); count += 1) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(isTrue()).toBe(true);
	}

	/** Installs from the market, exchanges the code and takes a corp token. */
	async install(
		suite: Suite = this.suite,
		corp: Corp = this.corp,
		allow?: { users?: string[]; departments?: number[]; tags?: number[] },
	): Promise<Installed> {
		const { suiteId } = suite;
		const { corpId } = corp;
		await this.saveUrls(suite);
		const suiteToken = await this.suiteToken(suite);
		const { authCode = '' } = await this.simulator.actions.install({ suiteId, corpId, allow });
		const bySuite = { suite_access_token: suiteToken };
		const exchanged = await this.post('service/v2/get_permanent_code', bySuite, {
			auth_code: authCode,
		});
		const permanentCode = String(exchanged.permanent_code);
		const token =
			suite.kind === 'customised'
				? await this.get('gettoken', { corpid: corpId, corpsecret: permanentCode })
				: await this.post('service/get_corp_token', bySuite, {
						auth_corpid: corpId,
						permanent_code: permanentCode,
					});
		const accessToken = String(token.access_token);
		const listed = await this.get('agent/list', { access_token: accessToken });
		const agents = Array.isArray(listed.agentlist) ? (listed.agentlist as Json[]) : [];
		return { authCode, permanentCode, accessToken, agentId: Number(agents[0]?.agentid) };
	}

	lastEvent(): string {
		return this.events.at(-1)?.message ?? '';
	}

	async close(): Promise<void> {
		await this.simulator.close();
		await this.receiver.close();
	}

	private async call(
		method: string,
		path: string,
		query: Record<string, string>,
		body?: string,
	): Promise<Json> {
		const response = await fetch(this.address(path, query), { method, body });
		expect(response.status).toBe(200);
		return (await response.json()) as Json;
	}

	private keys(): { token: string; encodingAesKey: string }[] {
		const { provider, suites, corps } = this.simulator.world;
		return [provider, ...suites, ...corps.flatMap((corp) => [...corp.ownApps, corp.bot])];
	}
}

/** The text of the first element of this name. */
export function fieldIn(xml: string, name: string): string {
	return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(xml)?.[1] ?? '';
}
