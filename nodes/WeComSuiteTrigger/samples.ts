import type { IDataObject } from 'n8n-workflow';

import type { EventDefinition } from '../../wecom/events/define';
import { eventGroups } from '../../wecom/events/table';
import { ANY_EVENT, isWished, OTHER_EVENT } from '../../wecom/events/wishes';
import { sampleEmission } from '../../wecom/suite/sample';
import { toItem } from './item';
import type { TriggerSettings } from './settings';

/** Stands for whatever the table does not have. */
const NEW_EVENT = 'event_of_tomorrow';

/**
 * An item for each chosen event, as the trigger would make it of a real one; the filter by tenant is left out, since no
 * sample is of any. In the order in which the editor lists events.
 */
export function sampleItems(settings: TriggerSettings, now: number): IDataObject[] {
	const { wishes, receivesFor, completesInstalls } = settings;
	const chosen = new Set(wishes.events);
	const isAny = chosen.has(ANY_EVENT);
	const asked = eventGroups
		.flatMap(({ events }) => events)
		.filter(({ id }) => isAny || chosen.has(id))
		.map((definition) => ({ id: definition.id, family: familyOf(definition, receivesFor) }));
	if (chosen.has(OTHER_EVENT)) {
		asked.push({ id: NEW_EVENT, family: receivesFor === 'suite' ? 'command' : 'data' });
	}
	return asked
		.map(({ id, family }) => sampleEmission(id, family, now, completesInstalls))
		.filter(({ event }) => isWished({ ...wishes, tenants: [] }, event))
		.map((emission) => toItem(emission, settings));
}

/** An own app gets everything from its own callback URL. */
function familyOf(
	{ families }: EventDefinition,
	receivesFor: TriggerSettings['receivesFor'],
): EventDefinition['families'][number] {
	return receivesFor === 'ownApp' && families.includes('data') ? 'data' : families[0];
}
