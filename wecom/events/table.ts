import type { EventDefinition, EventGroup } from './define';
import { menuAndApp } from './table/app';
import { approvals } from './table/approvals';
import { authorisation } from './table/authorisation';
import { bots } from './table/bots';
import { calendarAndMeetings } from './table/calendar';
import { contacts } from './table/contacts';
import { customerAcquisition } from './table/customer-acquisition';
import { customerService } from './table/customer-service';
import { dataZone } from './table/data-zone';
import { documents } from './table/documents';
import { driveAndMail } from './table/drive';
import { externalContacts } from './table/external-contacts';
import { licences } from './table/licences';
import { messages } from './table/messages';
import { orders } from './table/orders';
import { registration } from './table/registration';
import { school } from './table/school';

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
