import type { App } from './app';

/** Which of the platform's callback URLs. */
export type UrlKind = 'command' | 'data' | 'system' | 'bot';

/**
 * Saved callback URLs: a suite's command and data URL, the provider's system URL, one per app in a company, and one
 * per company's bot.
 */
export class CallbackUrls {
	private readonly saved = new Map<string, string>();

	save(place: UrlPlace, url: string): void {
		this.saved.set(keyOf(place), url);
	}

	remove(place: UrlPlace): void {
		this.saved.delete(keyOf(place));
	}

	find(place: UrlPlace): string | undefined {
		return this.saved.get(keyOf(place));
	}

	/** True when events of the app in its company reach somebody. */
	hasDataUrl({ suite, corp, agentId }: App): boolean {
		const { corpId } = corp;
		return suite
			? [undefined, corpId].some(
					(of) => this.find({ kind: 'data', suiteId: suite.suiteId, corpId: of }) !== undefined,
				)
			: this.find({ kind: 'data', corpId, agentId }) !== undefined;
	}

	list(): { place: UrlPlace; url: string }[] {
		return [...this.saved].map(([key, url]) => {
			const [kind, suiteId, corpId, agentId] = key.split(' ');
			return { place: { kind: kindOf(kind), suiteId, corpId, agentId: Number(agentId) }, url };
		});
	}
}

/** Where a URL belongs; the system URL is the provider's whatever the suite. */
export interface UrlPlace {
	kind: UrlKind;
	suiteId?: string;
	/** Of a customised or own app, which has a data URL of its own in each company. */
	corpId?: string;
	agentId?: number;
}

/** Puts the company's id where a data URL says `$CORPID$`. */
export function withCorpId(url: string, corpId: string): string {
	return url.replaceAll('$CORPID$', corpId).replaceAll('%24CORPID%24', corpId);
}

function keyOf({ kind, suiteId = '', corpId = '', agentId = 0 }: UrlPlace): string {
	return kind === 'system' ? 'system   0' : `${kind} ${suiteId} ${corpId} ${agentId}`;
}

function kindOf(kind: string): UrlKind {
	return kind === 'command' || kind === 'system' || kind === 'bot' ? kind : 'data';
}
