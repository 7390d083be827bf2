import { approvals } from './approval';
import { advancedFeatures } from './advanced-features';
import { apps } from './apps';
import { calendars } from './calendar';
import { checkIns } from './check-in';
import { chatArchives } from './chat-archive';
import { contacts } from './contacts';
import { corpGroups } from './corp-groups';
import { customerService } from './customer-service';
import { customers } from './customers';
import { dataZones } from './data-zone';
import { documents } from './documents';
import { drive } from './drive';
import type { Examples } from './example';
import { government } from './government';
import { identities } from './identity';
import { lives } from './live';
import { mail } from './mail';
import { media } from './media';
import { meetingRooms } from './meeting-rooms';
import { meetings } from './meetings';
import { messages } from './messages';
import { office } from './office';
import { payments } from './payments';
import { schools } from './school';
import { security } from './security';

/** Every example of the sections, each in a file with the name of the section's folder in the catalog. */
export const examples: Examples = {
	...apps,
	...approvals,
	...calendars,
	...checkIns,
	...contacts,
	...corpGroups,
	...customerService,
	...customers,
	...documents,
	...drive,
	...mail,
	...media,
	...identities,
	...lives,
	...meetingRooms,
	...messages,
	...dataZones,
	...government,
	...office,
	...payments,
	...schools,
	...meetings,
	...security,
	...chatArchives,
	...advancedFeatures,
};
