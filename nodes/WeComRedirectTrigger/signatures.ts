import type {
	IDataObject,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { InstallationMissingError, printable, WeComError } from '../../wecom/error';
import {
	readPageRequest,
	type PageRefusal,
	type PageRequest,
} from '../../wecom/suite/page-request';
import { tenantLocator } from '../adapter/locator';
import { signPageOfTenant } from '../adapter/page-signatures';
import type { OpenSuite } from '../adapter/platform';
import { reply } from './reply';
import type { LandingSettings } from './settings';

const shown = { show: { landing: ['jsSdk'] } };

/** What is set where pages of the app ask for their signatures. */
export const signatureProperties: INodeProperties[] = [
	{
		displayName:
			'A page of the app asks the production URL with <code>?url=</code> and its own address, and gets JSON with what <b>ww.register</b> wants. No execution is stored.',
		name: 'signatureNotice',
		type: 'notice',
		default: '',
		displayOptions: shown,
	},
	{
		displayName: 'Page Origins',
		name: 'pageOrigins',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://app.example.com',
		description:
			'Sites whose pages get signatures, separated by commas. Every other page is refused, and no script of another site can read an answer.',
		displayOptions: shown,
	},
	{
		displayName: 'Company',
		name: 'companyFrom',
		type: 'options',
		options: [
			{
				name: 'Always the Same',
				value: 'tenant',
				description: 'A company that is chosen here',
			},
			{
				name: 'Named by the Page',
				value: 'request',
				description:
					'The corp ID is in the URL as corp_id; the company must have installed the app',
			},
		],
		default: 'request',
		description: 'For which company a page is signed',
		displayOptions: shown,
	},
	{ ...tenantLocator, displayOptions: { show: { landing: ['jsSdk'], companyFrom: ['tenant'] } } },
	{
		displayName: 'Start the Workflow',
		name: 'startsWorkflow',
		type: 'boolean',
		default: false,
		description:
			'Whether each signature also starts the workflow, with an item that says which page it was for',
		displayOptions: shown,
	},
];

interface Answer {
	status: number;
	body: IDataObject;
	/** The site whose script may read it. */
	origin: string | undefined;
}

/** Signs the page that asks. A page that is not allowed opens neither vault nor connection. Never throws. */
export async function answerPage(
	context: IWebhookFunctions,
	{ pageOrigins }: Pick<LandingSettings, 'pageOrigins'>,
	open: () => Promise<OpenSuite>,
): Promise<IWebhookResponseData> {
	let origin: string | undefined;
	try {
		const request = readRequest(context, pageOrigins);
		({ origin } = request);
		if (!request.accepted) {
			const { status, code, message } = request;
			context.logger.warn(`A page was not signed: ${message}`, { code, ...workflowOf(context) });
			return answer(context, { status, body: { error: { code, message } }, origin });
		}
		const body = await signPageOfTenant(await open(), request.corpId, request.url.href);
		answer(context, { status: 200, body, origin });
		const isWanted =
			context.getMode() === 'manual' || context.getNodeParameter('startsWorkflow', false);
		return isWanted
			? { noWebhookResponse: true, workflowData: [[{ json: itemOf(body) }]] }
			: { noWebhookResponse: true };
	} catch (error) {
		return answer(context, { ...failureOf(context, error as Error), origin });
	}
}

function readRequest(
	context: IWebhookFunctions,
	pageOrigins: readonly string[],
): (PageRequest & { corpId: string }) | PageRefusal {
	const query = context.getQueryData() as Record<string, unknown>;
	const request = readPageRequest(query, context.getHeaderData().origin, pageOrigins);
	if (!request.accepted) return request;
	const corpId =
		context.getNodeParameter('companyFrom', 'request') === 'tenant'
			? (context.getNodeParameter('tenant', '', { extractValue: true }) as string)
			: request.corpId;
	return corpId === undefined
		? {
				accepted: false,
				status: 400,
				code: 'invalid_corp_id',
				message: 'Give the corp ID of the company, once, as the query value corp_id',
				origin: request.origin,
			}
		: { ...request, corpId };
}

/** Which page was signed; its signatures are for nobody else. */
function itemOf({ url, corpId, suiteId, agentId }: IDataObject): IDataObject {
	return {
		landing: 'jsSdk',
		url,
		corpId,
		suiteId: suiteId ?? null,
		agentId: agentId ?? null,
		receivedAt: new Date().toISOString(),
	};
}

/** What a page may know of it; the log has the rest. */
function failureOf(context: IWebhookFunctions, error: Error): Pick<Answer, 'status' | 'body'> {
	const hint = error instanceof WeComError ? ` ${error.hint}` : '';
	context.logger.warn(
		`A page could not be signed: ${printable(error.message)}.${hint}`,
		workflowOf(context),
	);
	if (error instanceof InstallationMissingError) {
		const message = 'The company has not installed the app';
		return { status: 404, body: { error: { code: 'not_installed', message } } };
	}
	const message = 'There is no signature at the moment; try again later';
	return { status: 503, body: { error: { code: 'unavailable', message } } };
}

function answer(
	context: IWebhookFunctions,
	{ status, body, origin }: Answer,
): IWebhookResponseData {
	// n8n has allowed whatever site asks before the node is run.
	context.getResponseObject().removeHeader('Access-Control-Allow-Origin');
	reply(context, {
		status,
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			vary: 'Origin',
			...(origin === undefined ? {} : { 'access-control-allow-origin': origin }),
		},
		body: JSON.stringify(body),
	});
	return { noWebhookResponse: true };
}

function workflowOf(context: IWebhookFunctions): { workflowId: string | undefined } {
	return { workflowId: context.getWorkflow().id };
}
