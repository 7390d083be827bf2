import type { Client } from '../api/client';
import type { Logger } from '../logger';
import type { Tokens } from '../tokens/tokens';

/** Who came by browser, as WeCom says. */
export interface Visitor {
	/** The company; `undefined` for somebody who is in none. */
	corpId?: string;
	userId?: string;
	/** The same for all apps of the provider. */
	openUserId?: string;
	/** Of somebody who is in no company. */
	openId?: string;
	/** WeCom's answer, without tickets. */
	data: Record<string, unknown>;
	/** What the member agreed to show. */
	details?: Record<string, unknown>;
}

interface Caller {
	client: Client;
	tokens: Tokens;
	logger: Logger;
}

/** Both let others ask about the person who came. */
const TICKETS = ['user_ticket', 'user_doc_ticket', 'expires_in'];

/**
 * The administrator who came from the console of their company, by the provider's token.
 * Doc: https://developer.work.weixin.qq.com/document/path/91125
 */
export async function askForAdministrator(
	{ client, tokens }: Caller,
	authCode: string,
): Promise<Visitor> {
	const data = await tokens.use({ kind: 'provider' }, async (value) => {
		const { json } = await client.call({
			method: 'POST',
			path: '/cgi-bin/service/get_login_info',
			body: { auth_code: authCode },
			token: { parameter: 'access_token', value, family: 'provider' },
			repeatable: false,
		});
		return withoutTickets(json);
	});
	const user = asObject(data.user_info);
	return {
		corpId: textOf(asObject(data.corp_info).corpid),
		userId: textOf(user.userid),
		openUserId: textOf(user.open_userid),
		data,
	};
}

/**
 * The member who logged in to a third-party app; also the administrator who came from the console, where the provider has
 * a login app.
 * Doc: https://developer.work.weixin.qq.com/document/path/91121
 */
export async function askForMember(caller: Caller, code: string): Promise<Visitor> {
	const { client, tokens } = caller;
	const answer = await tokens.use({ kind: 'suite' }, async (value) => {
		const { json } = await client.call({
			method: 'GET',
			path: '/cgi-bin/service/auth/getuserinfo3rd',
			query: { code },
			token: { parameter: 'suite_access_token', value, family: 'suite' },
			repeatable: false,
		});
		return json;
	});
	const visitor = visitorOf(answer, textOf(answer.corpid));
	return await withDetails(caller, visitor, answer.user_ticket, async (user_ticket) =>
		tokens.use({ kind: 'suite' }, async (value) => {
			const { json } = await client.call({
				method: 'POST',
				path: '/cgi-bin/service/auth/getuserdetail3rd',
				body: { user_ticket },
				token: { parameter: 'suite_access_token', value, family: 'suite' },
				repeatable: true,
			});
			return json;
		}),
	);
}

/**
 * The member who logged in to a company's customised app.
 * Doc: https://developer.work.weixin.qq.com/document/path/96442
 */
export async function askForMemberOf(
	caller: Caller,
	corpId: string,
	code: string,
): Promise<Visitor> {
	const { client, tokens } = caller;
	const answer = await tokens.use({ kind: 'corp', corpId }, async (value) => {
		const { json } = await client.call({
			method: 'GET',
			path: '/cgi-bin/auth/getuserinfo',
			query: { code },
			token: { parameter: 'access_token', value, family: 'corp' },
			tenant: corpId,
			repeatable: false,
		});
		return json;
	});
	const isMember = textOf(answer.userid) !== undefined;
	const visitor = visitorOf(answer, isMember ? corpId : undefined);
	return await withDetails(caller, visitor, answer.user_ticket, async (user_ticket) =>
		tokens.use({ kind: 'corp', corpId }, async (value) => {
			const { json } = await client.call({
				method: 'POST',
				path: '/cgi-bin/auth/getuserdetail',
				body: { user_ticket },
				token: { parameter: 'access_token', value, family: 'corp' },
				tenant: corpId,
				repeatable: true,
			});
			return json;
		}),
	);
}

function visitorOf(answer: Record<string, unknown>, corpId: string | undefined): Visitor {
	return {
		corpId,
		userId: textOf(answer.userid),
		openUserId: textOf(answer.open_userid),
		openId: textOf(answer.openid),
		data: withoutTickets(answer),
	};
}

/** Who somebody is counts for more than what they agreed to show: a login does not fail for it. */
async function withDetails(
	{ logger }: Caller,
	visitor: Visitor,
	ticket: unknown,
	ask: (ticket: string) => Promise<Record<string, unknown>>,
): Promise<Visitor> {
	if (typeof ticket !== 'string' || ticket === '') return visitor;
	try {
		return { ...visitor, details: withoutTickets(await ask(ticket)) };
	} catch (error) {
		logger.warn('The details of a member who logged in could not be read', {
			corpId: visitor.corpId,
			error: (error as Error).message,
		});
		return visitor;
	}
}

function withoutTickets(answer: Record<string, unknown>): Record<string, unknown> {
	const hidden = new Set([...TICKETS, 'errcode', 'errmsg']);
	return Object.fromEntries(Object.entries(answer).filter(([name]) => !hidden.has(name)));
}

function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
