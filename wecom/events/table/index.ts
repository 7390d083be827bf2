import type { EventDefinition, EventGroup } from '../define';
import { menuAndApp } from './app';
import { approvals } from './approvals';
import { authorisation } from './authorisation';
import { bots } from './bots';
import { calendarAndMeetings } from './calendar';
import { contacts } from './contacts';
import { customerAcquisition } from './customer-acquisition';
import { customerService } from './customer-service';
import { dataZone } from './data-zone';
import { documents } from './documents';
import { driveAndMail } from './drive';
import { externalContacts } from './external-contacts';
import { licences } from './licences';
import { messages } from './messages';
import { orders } from './orders';
import { registration } from './registration';
import { school } from './school';

/** Every documented event, in groups, in the order in which users should see them. */
export const eventGroups: readonly EventGroup[] = [
	authorisation,
	messages,
	menuAndApp,
	contacts,
	externalContacts,
	customerAcquisition,
	customerService,
	approvals,
	calendarAndMeetings,
	documents,
	driveAndMail,
	school,
	orders,
	licences,
	registration,
	dataZone,
	bots,
];

/** A Map, not an object: what is looked up comes from outside. */
const byId = new Map<string, EventDefinition>();
for (const { events } of eventGroups) {
	for (const definition of events) {
		for (const id of [definition.id, ...definition.aliases]) byId.set(id, definition);
	}
}

/** The definition with this ID or an alias of it. */
export function findEvent(id: string): EventDefinition | undefined {
	return byId.get(id);
}
