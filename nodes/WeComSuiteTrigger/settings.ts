import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { WeComEvent } from '../../wecom/events/event';
import { ANY_EVENT, OTHER_EVENT } from './eventOptions';

/** What the user set on the trigger. */
export interface TriggerSettings {
	receivesFor: 'suite' | 'ownApp';
	completesInstalls: boolean;
	/** Seconds. */
	replayWindow: number;
	includesSecrets: boolean;
	includesRaw: boolean;
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
}

const DEFAULT_REPLAY_MINUTES = 60;
/** Far below the time for which claims are kept: what is older would be taken for new. */
const LONGEST_REPLAY_MINUTES = 1_440;

function readList(text: string | undefined): Set<string> {
	const words = (text ?? '').split(/[,，;\s]+/).filter((word) => word !== '');
	return new Set(words);
}

/** The same parameters are read where a callback comes in and where an event is emitted. */
export function readSettings(context: IWebhookFunctions | ITriggerFunctions): TriggerSettings {
	const parameter = <T>(name: string, fallback: T) => context.getNodeParameter(name, fallback) as T;
	const receivesFor = parameter<TriggerSettings['receivesFor']>('receivesFor', 'suite');
	const chosen = new Set(parameter<string[]>('events', []));
	const filters = parameter<Filters>('filters', {});
	const options = parameter<Options>('additionalOptions', {});
	const tenants = readList(filters.tenants);
	const changeTypes = readList(filters.changeTypes);

	const isOfTenant = (corpId: string | undefined) =>
		tenants.size === 0 || corpId === undefined || tenants.has(corpId);

	return {
		receivesFor,
		completesInstalls: receivesFor === 'suite' && parameter('completeInstalls', true),
		replayWindow:
			60 * Math.min(Number(options.replayWindow) || DEFAULT_REPLAY_MINUTES, LONGEST_REPLAY_MINUTES),
		includesSecrets: options.includeSecrets ?? false,
		includesRaw: options.includeRawXml ?? false,
		isOfTenant,
		wants({ id, known, corpId, data }) {
			const isChosen =
				chosen.has(id) ||
				(chosen.has(ANY_EVENT) && id !== 'suite_ticket') ||
				(chosen.has(OTHER_EVENT) && !known);
			const isOfChange = changeTypes.size === 0 || changeTypes.has(String(data.ChangeType ?? ''));
			return isChosen && isOfChange && isOfTenant(corpId);
		},
	};
}
