import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createPageSignatures, readPageUrl } from '../../wecom/suite/page-signature';
import type { GetOptions, JsTicketKind } from '../../wecom/tokens/tokens';
import type { AccessToken } from '../../wecom/vault/vault';
import type { OpenCorp, OpenSuite } from './platform';

/** What the operation "Get Signatures" asks for. */
export const pageFields: INodeProperties[] = [
	{
		displayName: 'Page URL',
		name: 'pageUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://app.example.com/orders?page=2',
		description:
			'What location.href says on the page that calls WeCom. What follows # does not count. Its domain must be the trusted domain (可信域名) of the app.',
	},
	{
		displayName: 'Fetch New Tickets',
		name: 'freshTickets',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask WeCom for the tickets instead of taking those in the vault: for when the page says that a signature is wrong although its address is right (40093). WeCom allows that 100 times an hour.',
	},
];

/** Whom a page is signed for, and the tickets that sign it. */
interface Signer {
	corpId: string;
	suiteId?: string;
	agentId?: number;
	getTicket(kind: JsTicketKind): Promise<AccessToken>;
}

/**
 * Signs a page for a company that has installed the suite, and for the app in it.
 * @throws WeComError
 */
export async function signPageOfTenant(
	{ suite, tokens }: OpenSuite,
	corpId: string,
	pageUrl: string,
	options?: GetOptions,
): Promise<IDataObject> {
	const url = readPageUrl(pageUrl);
	const { kind, agentId } = await suite.installations.get(corpId);
	return await sign(url, {
		corpId,
		// A customised app is an app of the company, in the eyes of WeCom's client.
		...(kind === 'standard' ? { suiteId: suite.suiteId } : {}),
		...(agentId === undefined ? {} : { agentId }),
		getTicket: async (ticket) => await tokens.getJsTicket(ticket, corpId, options),
	});
}

/**
 * Signs a page for a company's own app.
 * @throws WeComError
 */
export async function signPageOfOwnApp(
	{ corpId, agentId, tokens }: OpenCorp,
	pageUrl: string,
	options?: GetOptions,
): Promise<IDataObject> {
	return await sign(readPageUrl(pageUrl), {
		corpId,
		...(agentId === undefined ? {} : { agentId }),
		getTicket: async (ticket) => await tokens.getJsTicket(ticket, options),
	});
}

/** Named as `ww.register` takes them. */
async function sign(url: URL, { getTicket, ...app }: Signer): Promise<IDataObject> {
	const signatures = await createPageSignatures(url, {
		getTicket: async (kind) => (await getTicket(kind)).token,
		clock: Date.now,
	});
	return { url: url.href, ...app, ...signatures } as IDataObject;
}
