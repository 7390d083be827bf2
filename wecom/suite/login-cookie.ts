import { isSame, signText } from './state';

/** What a browser keeps while its member is away to log in: nobody else's browser can end what it began. */
export interface LoginNote {
	/** The company whose customised app it is about. */
	corpId?: string;
	/** Where the browser wants to go afterwards; was on the allow list. */
	returnTo?: string;
}

interface Signer {
	suiteId: string;
	suiteSecret: string;
}

const NAME = 'wecom_login_';

/** One for each login, so that two tabs can log in side by side. */
function nameOf(state: string): string {
	return NAME + state.slice(-16);
}

/**
 * The value of `Set-Cookie` for a login that begins now.
 * @param landingUrl Where the browser comes back to; the cookie goes nowhere else.
 */
export function makeLoginCookie(
	suite: Signer,
	state: string,
	note: LoginNote,
	{ landingUrl, lifetimeSeconds }: { landingUrl: string; lifetimeSeconds: number },
): string {
	const { protocol, pathname } = new URL(landingUrl);
	const payload = Buffer.from(JSON.stringify(note)).toString('base64url');
	const value = `${sign(suite, state, payload)}.${payload}`;
	// WeCom sends the browser back by a link of its own site: with Strict the cookie would not come along.
	const attributes = ['HttpOnly', 'SameSite=Lax', `Max-Age=${lifetimeSeconds}`, `Path=${pathname}`];
	if (protocol === 'https:') attributes.push('Secure');
	return [`${nameOf(state)}=${value}`, ...attributes].join('; ');
}

/** What the browser that brings the state was given when it began; `undefined` if it is another browser. */
export function readLoginCookie(
	suite: Signer,
	state: string,
	cookieHeader: unknown,
): LoginNote | undefined {
	if (typeof cookieHeader !== 'string') return undefined;
	const name = `${nameOf(state)}=`;
	for (const pair of cookieHeader.split(';')) {
		const cookie = pair.trim();
		if (!cookie.startsWith(name)) continue;
		const [signature, payload, ...more] = cookie.slice(name.length).split('.');
		if (payload === undefined || more.length > 0) continue;
		if (!isSame(signature, sign(suite, state, payload))) continue;
		// Signed, so it is the JSON that was given.
		return JSON.parse(Buffer.from(payload, 'base64url').toString()) as LoginNote;
	}
	return undefined;
}

function sign(suite: Signer, state: string, payload: string): string {
	return signText(suite, 'member login cookie', `${state}\n${payload}`);
}
