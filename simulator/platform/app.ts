import type { AppKind } from '../facts/endpoint';
import type { Corp, Member, OwnApp, Suite, World } from '../world';
import type { Installation, Installations } from './installations';
import { Refusal } from './refusal';
import { WHOLE_COMPANY, type Scope } from './scope';
import type { TokenOwner } from './tokens';

/** The app behind a corp token: what it is, in which company, and what it sees. */
export interface App {
	/** Tells apps of one company apart: the suite id or the own app's secret. */
	id: string;
	kind: AppKind;
	corp: Corp;
	agentId: number;
	name: string;
	scope: Scope;
	/** May read and change contacts: a contact-write suite or the contact-sync access. */
	contacts: 'read' | 'write';
	/** Has a menu and agent/set. */
	hasMenu: boolean;
	/** Not an app of the company but the provider, who fills its contacts after its registration. */
	isRegistration?: boolean;
	suite?: Suite;
	installation?: Installation;
}

/**
 * The app a corp token was issued to.
 * @throws Refusal 40014 when it is no longer installed, 50003 when the company switched it off
 */
export function appOf(
	owner: Extract<TokenOwner, { family: 'corp' }>,
	world: World,
	installations: Installations,
): App {
	const corp = world.corps.find((candidate) => candidate.corpId === owner.corpId);
	if (!corp) {
		throw new Refusal(40014);
	}
	if ('ownAppSecret' in owner) {
		const ownApp = corp.ownApps.find((candidate) => candidate.secret === owner.ownAppSecret);
		if (!ownApp) {
			throw new Refusal(40014);
		}
		return ofOwnApp(corp, ownApp);
	}
	if ('registerCode' in owner) {
		return ofRegistration(corp, owner.registerCode);
	}
	const installation = installations.find(owner.suiteId, corp.corpId);
	if (!installation) {
		throw new Refusal(40014);
	}
	if (!installation.enabled) {
		throw new Refusal(50003);
	}
	return ofInstallation(installation);
}

export function ofInstallation(installation: Installation): App {
	const { suite, corp, agentId, scope } = installation;
	return {
		id: suite.suiteId,
		kind: suite.kind === 'standard' ? 'third_party' : 'customized',
		corp,
		agentId,
		name: suite.name,
		scope,
		contacts: suite.contacts,
		hasMenu: suite.kind === 'standard' && !suite.singleApp,
		suite,
		installation,
	};
}

function ofRegistration(corp: Corp, registerCode: string): App {
	return {
		id: registerCode,
		kind: 'internal',
		corp,
		agentId: 0,
		name: 'Registration',
		scope: WHOLE_COMPANY,
		contacts: 'write',
		hasMenu: false,
		isRegistration: true,
	};
}

export function ofOwnApp(corp: Corp, ownApp: OwnApp): App {
	return {
		id: ownApp.secret,
		kind: 'internal',
		corp,
		agentId: ownApp.agentId,
		name: ownApp.name,
		scope: WHOLE_COMPANY,
		contacts: ownApp.kind === 'contact-sync' ? 'write' : 'read',
		hasMenu: ownApp.kind === 'app',
	};
}

/** The id by which this app knows a member: encrypted for provider apps, plain for own ones. */
export function userIdFor(app: App, member: Member): string {
	return app.kind === 'internal' ? member.plainUserId : member.userId;
}

/** Finds a member by the id this app uses; plain ids ignore case, encrypted ones do not. */
export function memberOf(app: App, userId: string): Member | undefined {
	return app.corp.members.find((member) =>
		app.kind === 'internal'
			? member.plainUserId.toLowerCase() === userId.toLowerCase()
			: member.userId === userId,
	);
}
