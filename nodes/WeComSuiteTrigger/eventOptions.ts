import type { INodePropertyOptions } from 'n8n-workflow';

import { eventGroups } from '../../wecom/events/table';
import { ANY_EVENT, OTHER_EVENT } from '../../wecom/events/wishes';

/** All events by group, each with its Chinese name, since both are what users search for. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Any Event Except Tickets (所有事件)',
		value: ANY_EVENT,
		description: 'Whatever comes in, known or not',
	},
	{
		name: 'Other: Event That Is Not in This List (其他事件)',
		value: OTHER_EVENT,
		description: 'What WeCom has added since this version',
	},
	...eventGroups.flatMap((group) =>
		group.events.map(({ id, title, titleZh }) => ({
			name: `${group.title}: ${title} (${titleZh})`,
			value: id,
		})),
	),
].sort((one, other) => one.name.localeCompare(other.name, 'en'));
