import { Stage, fieldIn, type Installed, type Json } from './stage';

export const BUYER = 'providerbuyer1';

/** A stage whose app is installed and whose system-event URL is saved, and calls with the provider's token. */
export class ProviderStage {
	private constructor(
		readonly stage: Stage,
		readonly app: Installed,
	) {}

	static async open(): Promise<ProviderStage> {
		const stage = await Stage.open();
		const app = await stage.install();
		return new ProviderStage(stage, app);
	}

	get actions() {
		return this.stage.simulator.actions;
	}

	get corpId(): string {
		return this.stage.corp.corpId;
	}

	/** The encrypted id of the member with this index. */
	userId(index: number): string {
		return this.stage.corp.members[index].userId;
	}

	async post(path: string, body: Json): Promise<Json> {
		return await this.stage.post(path, await this.token(), body);
	}

	async get(path: string): Promise<Json> {
		return await this.stage.get(path, await this.token());
	}

	/** The same for a call that must succeed. */
	async done(path: string, body: Json): Promise<Json> {
		const answer = await this.post(path, body);
		expect(answer).toMatchObject({ errcode: 0 });
		return answer;
	}

	async errcode(path: string, body: Json): Promise<unknown> {
		return (await this.post(path, body)).errcode;
	}

	/** Lets days pass, without a word about it to those who are called back. */
	async pass(days: number): Promise<void> {
		await this.actions.moveClock({ seconds: days * 86_400 });
	}

	/** Events of a kind that the receiver has got, as texts; waits until there are so many. */
	async events(name: string, count: number): Promise<string[]> {
		const found = () =>
			this.stage.events
				.map(({ message }) => message)
				.filter((message) =>
					[fieldIn(message, 'InfoType'), fieldIn(message, 'Event')].includes(name),
				);
		for (let tries = 0; found().length < count && tries < 200; tries += 1) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(found()).toHaveLength(count);
		return found();
	}

	async close(): Promise<void> {
		await this.stage.close();
	}

	private async token(): Promise<{ provider_access_token: string }> {
		const { corpId, providerSecret } = this.stage.simulator.world.provider;
		const { provider_access_token: token } = await this.stage.post(
			'service/get_provider_token',
			{},
			{ corpid: corpId, provider_secret: providerSecret },
		);
		return { provider_access_token: String(token) };
	}
}
