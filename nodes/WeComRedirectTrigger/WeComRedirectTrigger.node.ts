import { setTimeout as delay } from 'node:timers/promises';

import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { printable, WeComError } from '../../wecom/error';
import type { Emission } from '../../wecom/suite/emission';
import { redirectTo, type PageSubject } from '../../wecom/suite/landing-page';
import type { LandingRefusal } from '../../wecom/suite/landing-query';
import type { Landed, Landing } from '../../wecom/suite/landings';
import { weComSuiteApiTest } from '../adapter/credential-test';
import type { OpenSuite } from '../adapter/platform';
import { emitOnce } from '../adapter/emit-once';
import { searchTenants } from '../adapter/list-search';
import { toItem } from './item';
import { properties } from './properties';
import { reply, turnAway, welcome } from './reply';
import { demandProvider, readSettings, type LandingSettings } from './settings';
import { answerPage } from './signatures';

type Context = IWebhookFunctions | ITriggerFunctions;

/** How long a browser waits before it is told that the work goes on without it, in milliseconds. */
const PATIENCE = 8_000;

/** Names the node for good: work that another process takes up ends up at the same one. */
function placeOf(context: Context) {
	return { id: `${context.getWorkflow().id}:${context.getNode().id}` };
}

async function open(context: Context): Promise<OpenSuite> {
	// Loaded when it is needed: the vault and the HTTP client would slow the start of every n8n process.
	const { openSuite } = await import('../adapter/platform');
	return await openSuite(await context.getCredentials('weComSuiteApi'));
}

const query = (context: IWebhookFunctions) => context.getQueryData() as Record<string, unknown>;

/** Address of the trigger, as browsers know it. */
function landingUrlOf(context: IWebhookFunctions): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	if (context.getMode() !== 'manual') return url;
	// n8n tells the production URL also while it listens for a test event.
	const [path] = context.getRequestObject().originalUrl.split('?');
	return new URL(path, url).href;
}

/** What is done with a browser, by what it comes for. */
const landings: Record<
	Exclude<LandingSettings['landing'], 'jsSdk'>,
	(
		context: IWebhookFunctions,
		settings: LandingSettings,
		open: OpenSuite,
	) => Promise<IWebhookResponseData>
> = {
	async installFinished(context, settings, { suite }) {
		const landing = await suite.landings.install(query(context), placeOf(context));
		return await land(context, settings, landing, 'installed');
	},

	async businessSettings(context, settings, { suite }) {
		const place = placeOf(context);
		const landing = await suite.landings.businessSettings(query(context), place, settings);
		return await land(context, settings, landing, 'administrator');
	},

	async memberLogin(context, settings, { suite }) {
		const { cookie: cookies, 'user-agent': userAgent } = context.getHeaderData();
		const { acceptsStrangers, loginBy, tenant, ...options } = settings;
		if ('code' in query(context) || 'state' in query(context)) {
			const landing = await suite.landings.endLogin(query(context), placeOf(context), {
				cookies,
				acceptsStrangers,
			});
			return await land(context, settings, landing, 'member');
		}
		const isInWeCom = typeof userAgent === 'string' && /wxwork/i.test(userAgent);
		const begun = await suite.landings.beginLogin(query(context), {
			...options,
			corpId: tenant,
			way: loginBy === 'automatic' ? (isInWeCom ? 'oauth' : 'web') : loginBy,
			landingUrl: landingUrlOf(context),
		});
		if (!begun.accepted) return refuse(context, settings, begun);
		reply(context, redirectTo(begun.url, begun.cookie));
		return { noWebhookResponse: true };
	},
};

export class WeComRedirectTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeCom Redirect Trigger',
		name: 'weComRedirectTrigger',
		icon: { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ { "installFinished": "install finished", "businessSettings": "business settings", "memberLogin": "member login", "jsSdk": "JS-SDK signatures" }[$parameter["landing"]] }}',
		description:
			'Starts the workflow when WeCom (企业微信) sends a browser to you: an install is finished, an administrator opens the settings, a member logs in',
		defaults: { name: 'WeCom Redirect Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'weComSuiteApi', required: true, testedBy: 'weComSuiteApiTest' }],
		webhooks: [{ name: 'default', httpMethod: 'GET', responseMode: 'onReceived', path: 'landing' }],
		triggerPanel: {
			header: 'Wait for a browser that WeCom sends',
			executionsHelp: {
				inactive:
					'Publish the workflow, then give its <b>production URL</b> to WeCom as the notice above the parameters says.',
				active: 'The workflow answers the browsers that WeCom sends.',
			},
			activationHint: 'Publish the workflow first, then give its production URL to WeCom.',
		},
		eventTriggerDescription: 'Waiting for WeCom to send a browser to the test URL',
		activationMessage: 'Browsers that WeCom sends to the production URL start the workflow now.',
		properties,
	};

	methods = { credentialTest: { weComSuiteApiTest }, listSearch: { searchTenants } };

	webhookMethods = {
		// The URL is entered in WeCom's console or is part of a link: there is nothing to register from here.
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/** Answers a browser. Never throws: that would be a 500 and a stored execution for whoever knows the URL. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			const settings = readSettings(this);
			const { landing } = settings;
			// A page that is refused opens nothing.
			if (landing === 'jsSdk')
				return await answerPage(this, settings, async () => await open(this));
			return await landings[landing](this, settings, await open(this));
		} catch (error) {
			report(this, error as Error);
			if (this.getResponseObject().headersSent) return { noWebhookResponse: true };
			return turnAway(this, 'unavailable', 503);
		}
	}

	/**
	 * Runs in n8n's main process while the workflow is published: starts an execution for each landing, and takes up what a
	 * process that died has left.
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		if (this.getMode() === 'manual') return {};
		const { suite } = await check(this).catch((error: unknown) => {
			if (!(error instanceof WeComError)) throw error;
			throw new NodeOperationError(this.getNode(), error, {
				message: error.message,
				description: error.hint,
			});
		});
		const attendance = suite.landings.attend(placeOf(this).id, async (emission, key) => {
			await emitOnce(this, [toItems(this, emission)], key);
		});
		return { closeFunction: async () => await attendance.stop() };
	}

	/**
	 * Passes on what came in. With it n8n gives a test landing to the workflow; without it n8n would run `trigger` then and
	 * wait for ever.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** Opens, and says what cannot work while somebody is there to read it. */
async function check(context: ITriggerFunctions): Promise<OpenSuite> {
	const settings = readSettings(context);
	const opened = await open(context);
	demandProvider(settings, opened);
	return opened;
}

/** Answers as soon as it is known what became of the landing, and in time in any case. */
async function land(
	context: IWebhookFunctions,
	settings: LandingSettings,
	landing: Landing | LandingRefusal,
	subject: PageSubject,
): Promise<IWebhookResponseData> {
	if (!landing.accepted) return refuse(context, settings, landing);
	if (context.getMode() === 'manual') {
		const landed = await landing.completeHere();
		const answer = tell(context, settings, landing, subject, landed);
		return 'emission' in landed
			? { ...answer, workflowData: [toItems(context, landed.emission)] }
			: answer;
	}
	const completing = landing.complete();
	const waiting = new AbortController();
	const landed = await Promise.race([
		completing,
		delay(PATIENCE, undefined, { signal: waiting.signal }).catch(() => undefined),
	]).finally(() => waiting.abort());
	completing.catch((error: Error) => report(context, error));
	return tell(context, settings, landing, subject, landed ?? { kind: 'elsewhere' });
}

function tell(
	context: IWebhookFunctions,
	settings: LandingSettings,
	landing: Landing,
	subject: PageSubject,
	landed: Landed,
): IWebhookResponseData {
	const { accent } = settings.theme;
	switch (landed.kind) {
		case 'done':
			welcome(context, subject, settings, landing);
			return { noWebhookResponse: true };
		case 'failed':
			return turnAway(context, 'failed', 502, accent);
		case 'refused':
			return refuse(context, settings, landed.refusal);
		case 'elsewhere':
			return turnAway(context, 'pending', 202, accent);
	}
}

function refuse(
	context: IWebhookFunctions,
	{ theme }: LandingSettings,
	{ fault, status, detail }: LandingRefusal,
): IWebhookResponseData {
	context.logger.warn(`A browser was turned away: ${detail}`, {
		fault,
		workflowId: context.getWorkflow().id,
	});
	return turnAway(context, fault, status, theme.accent);
}

function toItems(context: Context, emission: Emission): INodeExecutionData[] {
	return context.helpers.returnJsonArray(toItem(emission));
}

function report(context: Context, error: Error): void {
	const hint = error instanceof WeComError ? ` ${error.hint}` : '';
	context.logger.error(`A browser could not be answered: ${printable(error.message)}.${hint}`, {
		workflowId: context.getWorkflow().id,
	});
}
