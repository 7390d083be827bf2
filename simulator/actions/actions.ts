import type { Courier } from '../callbacks/courier';
import type { PostOffice } from '../callbacks/post-office';
import type { Platform } from '../platform/platform';
import { callbackActions } from './callbacks';
import { conditionActions } from './conditions';
import { eventActions } from './events';
import { dataZoneActions } from './data-zone';
import { installationActions } from './installation';
import { licenceActions } from './licences';
import { loginActions } from './login';
import { Names } from './names';
import { pageActions } from './page';
import { orderActions } from './orders';
import { registrationActions } from './registration';

/** What administrators, members, the provider's console and time do. Each is also POST /simulator/<its-name>. */
export function createActions(platform: Platform, postOffice: PostOffice, courier: Courier) {
	const office = { platform, postOffice, courier, names: new Names(platform) };
	return {
		...callbackActions(office),
		...eventActions(office),
		...installationActions(office),
		...licenceActions(office),
		...dataZoneActions(office),
		...loginActions(office),
		...pageActions(office),
		...orderActions(office),
		...registrationActions(office),
		...conditionActions(office),
	};
}

export type Actions = ReturnType<typeof createActions>;
