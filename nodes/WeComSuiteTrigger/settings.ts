import type {
	IExecuteFunctions,
	IHookFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { LateRule } from '../../wecom/callback/reply-message';
import type { WeComEvent } from '../../wecom/events/event';
import { isOfTenant, isWished, type Wishes } from '../../wecom/events/wishes';

/** What the user set on the trigger. */
export interface TriggerSettings {
	receivesFor: 'suite' | 'ownApp';
	/** Whether it is told of what another workflow's trigger receives, and has no URL itself. */
	subscribes: boolean;
	completesInstalls: boolean;
	/** When a member's message is answered. */
	reply: 'immediately' | 'lastNode' | 'operation';
	/** What becomes of a reply for which WeCom has not waited. */
	ifTooLate: LateRule;
	/** Seconds. */
	replayWindow: number;
	includesSecrets: boolean;
	includesRaw: boolean;
	wishes: Wishes;
	/** Whether a workflow asked for this event. */
	wants(event: WeComEvent): boolean;
	/** Whether it may be of the companies asked for; what names no company yet may be of any. */
	isOfTenant(corpId: string | undefined): boolean;
}

interface Filters {
	tenants?: string;
	changeTypes?: string;
}

interface Options {
	includeSecrets?: boolean;
	includeRawXml?: boolean;
	replayWindow?: number;
	ifTooLate?: LateRule;
}

const DEFAULT_REPLAY_MINUTES = 60;
/** Far below the time for which claims are kept: what is older would be taken for new. */
const LONGEST_REPLAY_MINUTES = 1_440;

function readList(text: string | undefined): string[] {
	return (text ?? '').split(/[,，;\s]+/).filter((word) => word !== '');
}

/** The same parameters are read where a callback comes in and where an event is emitted. */
export function readSettings(
	context: IExecuteFunctions | IHookFunctions | IWebhookFunctions | ITriggerFunctions,
): TriggerSettings {
	const parameter = <T>(name: string, fallback: T) =>
		('getInputData' in context
			? context.getNodeParameter(name, 0, fallback)
			: context.getNodeParameter(name, fallback)) as T;
	const receivesFor = parameter<TriggerSettings['receivesFor']>('receivesFor', 'suite');
	const subscribes =
		receivesFor === 'suite' && parameter<string>('mode', 'receive') === 'subscribe';
	const filters = parameter<Filters>('filters', {});
	const options = parameter<Options>('additionalOptions', {});
	const wishes: Wishes = {
		events: parameter<string[]>('events', []),
		changeTypes: readList(filters.changeTypes),
		tenants: readList(filters.tenants),
	};

	return {
		receivesFor,
		subscribes,
		// What another trigger receives, it has completed, or its workflow does.
		completesInstalls:
			receivesFor === 'suite' && (subscribes || parameter('completeInstalls', true)),
		reply: subscribes ? 'immediately' : parameter('reply', 'immediately'),
		ifTooLate: options.ifTooLate ?? 'send',
		replayWindow:
			60 * Math.min(Number(options.replayWindow) || DEFAULT_REPLAY_MINUTES, LONGEST_REPLAY_MINUTES),
		includesSecrets: options.includeSecrets ?? false,
		includesRaw: options.includeRawXml ?? false,
		wishes,
		isOfTenant: (corpId) => isOfTenant(wishes, corpId),
		wants: (event) => isWished(wishes, event),
	};
}
