import { NotPossible, type Subject } from '../callbacks/post-office';
import type { Installation } from '../platform/installations';
import type { Platform } from '../platform/platform';
import { findCorp, findSuite, type Corp, type Member, type OwnApp, type Suite } from '../world';

/** Finds what actions name; each method throws NotPossible for a name that stands for nothing. */
export class Names {
	constructor(private readonly platform: Platform) {}

	suite(suiteId: string): Suite {
		return known(findSuite(this.platform.world, suiteId), `there is no suite "${suiteId}"`);
	}

	corp(corpId: string): Corp {
		return known(findCorp(this.platform.world, corpId), `there is no company "${corpId}"`);
	}

	member(corp: Corp, userId: string): Member {
		return known(
			corp.members.find((candidate) => candidate.userId === userId),
			`${corp.corpId} has no member "${userId}"`,
		);
	}

	installation(suiteId: string, corpId: string): Installation {
		return known(
			this.platform.installations.find(this.suite(suiteId).suiteId, this.corp(corpId).corpId),
			`${corpId} has not installed ${suiteId}`,
		);
	}

	ownApp(corp: Corp, agentId: number | undefined): OwnApp {
		return known(
			corp.ownApps.find((candidate) => candidate.agentId === agentId),
			`${corp.corpId} has no own app ${agentId}`,
		);
	}

	/** Whom an event about an app is about: an installed suite, or an own app when no suite is named. */
	app(of: { suiteId?: string; corpId: string; agentId?: number }): Subject & { corp: Corp } {
		if (of.suiteId === undefined) {
			const corp = this.corp(of.corpId);
			return { corp, ownApp: this.ownApp(corp, of.agentId) };
		}
		const installation = this.installation(of.suiteId, of.corpId);
		return { suite: installation.suite, corp: installation.corp, installation };
	}

	/** The same for events that need no installation, such as those of orders. */
	anybody(of: { suiteId?: string; corpId?: string; agentId?: number }): Subject {
		const { suiteId, corpId, agentId } = of;
		if (suiteId === undefined && corpId !== undefined && agentId !== undefined) {
			return this.app({ corpId, agentId });
		}
		return {
			suite: suiteId === undefined ? undefined : this.suite(suiteId),
			corp: corpId === undefined ? undefined : this.corp(corpId),
			installation:
				suiteId === undefined || corpId === undefined
					? undefined
					: this.platform.installations.find(suiteId, corpId),
		};
	}
}

function known<Thing>(thing: Thing | undefined, otherwise: string): Thing {
	if (thing === undefined) {
		throw new NotPossible(otherwise);
	}
	return thing;
}
