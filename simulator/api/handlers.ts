import { agentHandlers } from './agent';
import { appOrderHandlers } from './app-order';
import { authorisationHandlers } from './authorisation';
import type { Handler } from './call';
import { cashierHandlers } from './cashier';
import { chatHandlers } from './chat';
import { dataZoneOrderHandlers } from './data-zone-order';
import { departmentHandlers } from './department';
import { licenceHandlers } from './licence';
import { licenceOrderHandlers } from './licence-order';
import { loginHandlers } from './login';
import { mediaHandlers } from './media';
import { memberHandlers } from './member';
import { messageHandlers } from './message';
import { registrationHandlers } from './registration';
import { tagHandlers } from './tag';

/** The endpoints that have state, by path. All others give their documented answer. */
export const handlers = new Map<string, Handler>(
	Object.entries({
		...agentHandlers,
		...appOrderHandlers,
		...authorisationHandlers,
		...cashierHandlers,
		...chatHandlers,
		...dataZoneOrderHandlers,
		...departmentHandlers,
		...licenceHandlers,
		...licenceOrderHandlers,
		...loginHandlers,
		...memberHandlers,
		...registrationHandlers,
		...tagHandlers,
		...mediaHandlers,
		...messageHandlers,
	}),
);
