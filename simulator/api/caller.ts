import type { Endpoint } from '../facts/endpoint';
import { isAllowed } from '../platform/allowed-addresses';
import { appOf, type App } from '../platform/app';
import type { Platform } from '../platform/platform';
import { PER_ADDRESS, PER_CORP_AND_API } from '../platform/rate-limits';
import { Refusal } from '../platform/refusal';
import type { Token } from '../platform/tokens';
import { findSuite } from '../world';
import type { Caller } from './call';

/**
 * Who calls, by the token in the query.
 * @throws Refusal 41001 or 41022 without a token; 40082 or 42009 for a bad or expired suite or provider token; 40014
 * or 42001 for a bad or expired corp token; 60020 for an address that is not allowed; 45009 for too many calls;
 * 48002, 48008 or 84023 for an app that may not call this endpoint
 */
export function identify(
	endpoint: Endpoint,
	query: Record<string, string>,
	address: string,
	platform: Platform,
): Caller {
	platform.rateLimits.count(`calls from ${address}`, ...PER_ADDRESS);
	const caller = callerOf(endpoint, query[endpoint.tokenParameter] ?? '', platform);
	const isOwnApp =
		caller.family === 'corp' && caller.app.kind === 'internal' && !caller.app.isRegistration;
	if (!isOwnApp && endpoint.path !== GETTOKEN) {
		checkAddress(address, platform);
	}
	if (caller.family === 'corp') {
		const { app } = caller;
		platform.rateLimits.count(`${endpoint.path} in ${app.corp.corpId}`, ...PER_CORP_AND_API);
		checkApp(endpoint, app);
	}
	return caller;
}

/** Own apps and customised ones take their token here: only the secret shows whose list of addresses holds. */
const GETTOKEN = '/cgi-bin/gettoken';

/** What the contact-write authorisation may call (第三方通讯录编辑授权); everything else is closed to it. */
const FOR_CONTACT_WRITERS = new Set(
	[
		'user/list_id',
		'department/simplelist',
		'batch/userid_to_openuserid',
		'user/create',
		'user/update',
		'user/delete',
		'user/batchdelete',
		'department/create',
		'department/update',
		'department/delete',
		'batch/syncuser',
		'batch/replaceuser',
		'batch/replaceparty',
		'batch/getresult',
	].map((path) => `/cgi-bin/${path}`),
);

/** Open to old suites of several apps, though the documentation knows them for own apps only. */
const FOR_APPS_WITH_MENU = /^\/cgi-bin\/(menu\/|agent\/set$)/;

/** The provider's list of addresses. @throws Refusal 60020 */
export function checkAddress(address: string, { world }: Platform): void {
	if (!isAllowed(address, world.provider.allowedAddresses)) {
		throw new Refusal(60020);
	}
}

/** Open only to the token that comes with a registration by promotion code, and what others get. */
const FOR_REGISTRATIONS = new Map([
	['/cgi-bin/agent/set_scope', 48002],
	['/cgi-bin/sync/contact_sync_success', 84023],
]);

/** What else that token opens: all contacts (通讯录管理). */
const CONTACTS = /^\/cgi-bin\/(user|department|tag|batch)\//;

function checkApp(endpoint: Endpoint, app: App): void {
	if (app.suite?.contacts === 'write' && !FOR_CONTACT_WRITERS.has(endpoint.path)) {
		throw new Refusal(48008);
	}
	const forOthers = FOR_REGISTRATIONS.get(endpoint.path);
	if (app.isRegistration) {
		if (forOthers === undefined && !CONTACTS.test(endpoint.path)) {
			throw new Refusal(48002);
		}
		return;
	}
	if (forOthers !== undefined) {
		throw new Refusal(forOthers);
	}
	if (FOR_APPS_WITH_MENU.test(endpoint.path)) {
		if (!app.hasMenu) {
			throw new Refusal(48002);
		}
	} else if (endpoint.apps.length > 0 && !endpoint.apps.includes(app.kind)) {
		throw new Refusal(48002);
	}
}

function callerOf(endpoint: Endpoint, value: string, platform: Platform): Caller {
	if (endpoint.token === 'none') {
		return { family: 'none' };
	}
	if (value === '') {
		throw new Refusal(endpoint.tokenParameter === 'suite_access_token' ? 41022 : 41001);
	}
	const token = platform.tokens.find(value);
	if (token?.owner.family !== endpoint.token) {
		throw new Refusal(endpoint.token === 'corp' ? 40014 : 40082);
	}
	if (platform.tokens.isExpired(token)) {
		throw new Refusal(endpoint.token === 'suite' ? 42009 : 42001);
	}
	return ownerOf(token, platform);
}

function ownerOf({ owner }: Token, platform: Platform): Caller {
	switch (owner.family) {
		case 'provider':
			return { family: 'provider' };
		case 'suite': {
			const suite = findSuite(platform.world, owner.suiteId);
			if (!suite) {
				throw new Refusal(40082);
			}
			return { family: 'suite', suite };
		}
		case 'corp':
			return { family: 'corp', app: appOf(owner, platform.world, platform.installations) };
	}
}
