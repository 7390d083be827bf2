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

import { refusalHint, refusalText } from '../../wecom/callback/refusal';
import { isRepliable, REPLY_TIME } from '../../wecom/callback/repliable';
import { printable, WeComError } from '../../wecom/error';
import type { WeComEvent } from '../../wecom/events/event';
import type { SealedBy } from '../../wecom/suite/deliveries';
import type { Emission } from '../../wecom/suite/emission';
import { inHurry } from '../../wecom/vault/hurry';
import { weComCorpApiTest, weComSuiteApiTest } from '../adapter/credential-test';
import { answer, onStored } from './answer';
import { emitOnce } from '../adapter/emit-once';
import { toItem } from './item';
import { nextEvent } from './nextEvent';
import { properties } from './properties';
import { receiptOf } from './receipt';
import { readSettings, type TriggerSettings } from './settings';

/** How long a vault that is away is tried before WeCom is told to come again, in milliseconds. */
const VAULT_TIME = 700;

type Context = IWebhookFunctions | ITriggerFunctions;

/** Whatever receives the callbacks of the node's credential. */
async function openReceiver(context: Context, settings: TriggerSettings) {
	// Loaded when it is needed: the vault and the HTTP client would slow the start of every n8n process.
	const { openCorp, openSuite } = await import('../adapter/platform');
	if (settings.receivesFor === 'ownApp') {
		return (await openCorp(await context.getCredentials('weComCorpApi'))).app();
	}
	return (await openSuite(await context.getCredentials('weComSuiteApi'))).suite;
}

/** The workflows that are told of what the suite of the node's credential receives. */
async function openSubscriptions(context: ITriggerFunctions | IHookFunctions | IExecuteFunctions) {
	const { openSuite } = await import('../adapter/platform');
	return (await openSuite(await context.getCredentials('weComSuiteApi'))).suite.subscriptions;
}

/** Names the node for good: work that another process takes up ends up at the same one. */
function endpointOf(context: Context | IHookFunctions | IExecuteFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}

/** Whether the node has no URL that is for anybody. */
const SUBSCRIBES = '$parameter["receivesFor"] !== "ownApp" && $parameter["mode"] === "subscribe"';

/**
 * A webhook that is not there while the editor tests a workflow that needs none: n8n would wait for a call of it. For that
 * n8n makes an inactive copy of the workflow; wherever calls come in the workflow is active, and the webhook is there.
 */
function unlessTestedWithout(method: 'GET' | 'POST') {
	const needsNone = `($parameter["testWith"] === "sample" || ${SUBSCRIBES})`;
	return `={{ ${needsNone} && $workflow.active === false ? "" : "${method}" }}`;
}

export class WeComSuiteTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeCom Suite Trigger',
		name: 'weComSuiteTrigger',
		icon: { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length > 2 ? $parameter["events"].length + " events" : $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when WeCom (企业微信) calls back: installs, removals, messages, changes, orders',
		defaults: { name: 'WeCom Suite Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'weComSuiteApi',
				required: true,
				testedBy: 'weComSuiteApiTest',
				displayOptions: { show: { receivesFor: ['suite'] } },
			},
			{
				name: 'weComCorpApi',
				required: true,
				testedBy: 'weComCorpApiTest',
				displayOptions: { show: { receivesFor: ['ownApp'] } },
			},
		],
		webhooks: [
			{
				name: 'setup',
				httpMethod: unlessTestedWithout('GET'),
				responseMode: 'onReceived',
				path: 'wecom',
				ndvHideUrl: `={{ ${SUBSCRIBES} }}`,
			},
			{
				name: 'default',
				httpMethod: unlessTestedWithout('POST'),
				responseMode: `={{ { lastNode: "lastNode", operation: "responseNode" }[$parameter["reply"]] ?? "onReceived" }}`,
				// Without it n8n answers something else, and WeCom sends everything three times. An empty list of items is no
				// error to n8n, a missing first one would be.
				responseData: '={{ $parameter["reply"] === "lastNode" ? "allEntries" : "success" }}',
				path: 'wecom',
				ndvHideUrl: `={{ ${SUBSCRIBES} }}`,
			},
		],
		triggerPanel: {
			header: 'Wait for a callback of WeCom',
			executionsHelp: {
				inactive:
					'Publish the workflow, then enter its <b>production URL</b> in the WeCom console: WeCom verifies the URL when you save it there, and sends a ticket every ten minutes from then on. A workflow that subscribes is published, and no more.',
				active:
					'The workflow answers WeCom, or is told of what another one receives. Refresh the ticket in the WeCom console, or let a company install the app, to see an event.',
			},
			activationHint:
				'Publish the workflow first; if it receives callbacks, save its production URL in the WeCom console then.',
		},
		eventTriggerDescription: 'Waiting for WeCom to call the test URL',
		activationMessage:
			'If the trigger receives callbacks, now enter its production URL as callback URL in the WeCom console. If it subscribes, nothing is left to do.',
		properties,
	};

	methods = { credentialTest: { weComSuiteApiTest, weComCorpApiTest } };

	webhookMethods = {
		// The callback URL is entered in WeCom's console: there is nothing to register from here.
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			/** Called when the workflow is unpublished or published anew, never when n8n stops; also after a test. */
			async delete(this: IHookFunctions): Promise<boolean> {
				if (!readSettings(this).subscribes) return true;
				try {
					await (await openSubscriptions(this)).leave(endpointOf(this));
				} catch (error) {
					this.logger.warn(
						`A subscription to WeCom events could not be ended, and ends by itself in seven days: ${(error as Error).message}`,
						{ workflowId: this.getWorkflow().id },
					);
				}
				return true;
			},
		},
	};

	/** Answers WeCom. Never throws: that would be a 500 and a stored execution for whoever knows the URL. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const receivedAt = receiptOf(this.getRequestObject());
		try {
			const settings = readSettings(this);
			if (settings.subscribes) return answer(this, 404, 'Not Found');
			// WeCom is to hear soon that the vault is away, and to come again.
			const hurry = async <T>(work: () => Promise<T>) =>
				await inHurry(Math.max(100, receivedAt + VAULT_TIME - Date.now()), work);
			const receiver = await hurry(async () => await openReceiver(this, settings));
			const query = this.getQueryData() as Record<string, unknown>;

			if (this.getWebhookName() === 'setup') {
				const verified = await receiver.verify({ query }, settings);
				if (verified.accepted) return answer(this, 200, verified.echo);
				return refuse(this, verified);
			}

			const body = await readBody(this);
			if (body === undefined) return answer(this, 413, refusalText(413));
			const endpoint = {
				...settings,
				id: endpointOf(this),
				// n8n says nothing until a workflow that may reply has ended: too long for an event that takes no reply.
				answersFirst: (event: WeComEvent) =>
					settings.reply !== 'immediately' && !isRepliable(event),
			};
			const accepted = await hurry(
				async () => await receiver.deliveries.accept({ query, body }, endpoint),
			);
			switch (accepted.kind) {
				case 'refused':
					return refuse(this, accepted.refusal);
				case 'busy':
					return answer(this, 503, 'Busy');
				case 'done':
					return answer(this, 200, 'success');
				case 'emit': {
					const items = toItems(this, accepted.emission, settings);
					const settle = (stored: boolean) => {
						accepted.settle(stored).catch((error: Error) => report(this, error));
					};
					const { emission, sealedBy } = accepted;
					if (settings.reply === 'immediately' || !sealedBy) onStored(this, settle);
					else {
						const event = { ...emission.event, sealedBy, receivedAt };
						await leaveToWorkflow(this, settings, event, settle);
						if (settings.reply === 'operation') {
							const replyUntil = new Date(receivedAt + REPLY_TIME).toISOString();
							for (const { json } of items) json.replyUntil = replyUntil;
						}
					}
					return { workflowData: [items] };
				}
				case 'answer first': {
					answer(this, 200, 'success');
					if (this.getMode() !== 'manual') {
						// Not waited for: n8n keeps an isolate of its expression engine for as long as this call lasts.
						accepted.complete().catch((error: Error) => report(this, error));
						return { noWebhookResponse: true };
					}
					const emission = await accepted.completeHere();
					return emission
						? { noWebhookResponse: true, workflowData: [toItems(this, emission, settings)] }
						: { noWebhookResponse: true };
				}
			}
		} catch (error) {
			report(this, error as Error);
			if (this.getResponseObject().headersSent) return { noWebhookResponse: true };
			// WeCom calls again; what cannot be kept must not be acknowledged.
			return answer(this, 503, 'Service Unavailable');
		}
	}

	/**
	 * Runs in n8n's main process while the workflow is published: emits events whose answer had to come first, or that
	 * others have received, and takes up what a process that died has left.
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		if (this.getMode() === 'manual') return {};
		const settings = readSettings(this);
		const id = endpointOf(this);
		const emit = async (emission: Emission, key: string) => {
			if (!settings.isOfTenant(emission.event.corpId ?? emission.installation?.corpId)) return;
			await emitOnce(this, [toItems(this, emission, settings)], key);
		};
		const attending = async () =>
			settings.subscribes
				? await (await openSubscriptions(this)).attend({ id, wishes: settings.wishes }, emit)
				: (await openReceiver(this, settings)).deliveries.attend(id, emit);
		const attendance = await attending().catch((error: unknown) => {
			if (!(error instanceof WeComError)) throw error;
			throw new NodeOperationError(this.getNode(), error, {
				message: error.message,
				description: error.hint,
			});
		});
		return { closeFunction: async () => await attendance.stop() };
	}

	/**
	 * Passes on what came in. With it n8n gives a test event to the workflow; without it n8n would run `trigger` then and
	 * wait for ever. In the editor it gives what no call brings: samples, or the next event of a subscription.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getMode() !== 'manual') return [this.getInputData()];
		const settings = readSettings(this);
		if (this.getNodeParameter('testWith', 0, 'event') === 'sample') {
			// Loaded when it is needed: no other execution has a use for it.
			const { sampleItems } = await import('./samples');
			return [this.helpers.returnJsonArray(sampleItems(settings, Date.now()))];
		}
		if (!settings.subscribes) return [this.getInputData()];
		const emission = await nextEvent(
			await openSubscriptions(this),
			{ id: `${endpointOf(this)}:test`, wishes: settings.wishes },
			this.getExecutionCancelSignal(),
		);
		if (emission) return [toItems(this, emission, settings)];
		throw new NodeOperationError(
			this.getNode(),
			'No event that was asked for came in two minutes',
			{
				description:
					"Cause one, such as a message to the app, while the test is waiting. Another workflow's trigger must receive the callbacks of the suite, and be published. To build the workflow without an event, set Test With to samples",
			},
		);
	}
}

/** Leaves the answer to the workflow, for as long as WeCom waits. */
async function leaveToWorkflow(
	context: IWebhookFunctions,
	{ receivesFor, ifTooLate }: TriggerSettings,
	{ data, corpId, sealedBy, receivedAt }: WeComEvent & { sealedBy: SealedBy; receivedAt: number },
	settle: (stored: boolean) => void,
): Promise<void> {
	const { awaitReply } = await import('./awaitReply');
	awaitReply(context, {
		address: {
			...sealedBy,
			member: String(data.FromUserName),
			company: String(data.ToUserName),
		},
		until: receivedAt + REPLY_TIME,
		ifTooLate,
		async sendLate(message) {
			const { openOwnApp, openTenant } = await import('../adapter/platform');
			const { sendLateReply } = await import('../adapter/late-reply');
			const caller = await (receivesFor === 'ownApp'
				? openOwnApp.call(context)
				: openTenant.call(context, corpId ?? ''));
			await sendLateReply(caller, data, message);
		},
		settle,
		warn: (text) => context.logger.warn(text, { workflowId: context.getWorkflow().id }),
		report: (error) => report(context, error),
	});
}

/** The body as it came; undefined if it is larger than n8n takes, or WeCom has hung up. */
async function readBody(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject();
	try {
		await request.readRawBody();
	} catch (error) {
		context.logger.warn(
			`A callback of WeCom could not be read: ${printable((error as Error).message)}`,
		);
		return undefined;
	}
	return request.rawBody;
}

function toItems(
	context: Pick<Context, 'helpers'>,
	emission: Emission,
	settings: TriggerSettings,
): INodeExecutionData[] {
	return context.helpers.returnJsonArray(toItem(emission, settings));
}

function refuse(
	context: IWebhookFunctions,
	{
		status,
		reason,
		detail,
	}: { status: 400 | 401 | 413; reason: Parameters<typeof refusalHint>[0]; detail: string },
): IWebhookResponseData {
	context.logger.warn(`A callback of WeCom was refused: ${detail}. ${refusalHint(reason)}`, {
		reason,
		workflowId: context.getWorkflow().id,
	});
	return answer(context, status, refusalText(status));
}

function report(context: Context, error: Error): void {
	const hint = error instanceof WeComError ? ` ${error.hint}` : '';
	context.logger.error(
		`A callback of WeCom could not be handled: ${printable(error.message)}.${hint}`,
		{
			workflowId: context.getWorkflow().id,
		},
	);
}
