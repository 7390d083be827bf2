import { agentHandlers } from './agent';
import { appOrderHandlers } from './app-order';
import { authorisationHandlers } from './authorisation';
import type { Handler } from './call';
import { cashierHandlers } from './cashier';
import { chatHandlers } from './chat';
import { contactSearchHandlers } from './contact-search';
import { customerServiceHandlers } from './customer-service';
import { customerTagHandlers } from './customer-tag';
import { dataZoneOrderHandlers } from './data-zone-order';
import { customerIdHandlers } from './customer-ids';
import { departmentHandlers } from './department';
import { idConversionHandlers } from './id-conversion';
import { licenceHandlers } from './licence';
import { licenceOrderHandlers } from './licence-order';
import { loginHandlers } from './login';
import { mediaHandlers } from './media';
import { memberHandlers } from './member';
import { messageHandlers } from './message';
import { qrCodeHandlers } from './qr-code';
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
		...contactSearchHandlers,
		...customerServiceHandlers,
		...customerTagHandlers,
		...dataZoneOrderHandlers,
		...customerIdHandlers,
		...departmentHandlers,
		...idConversionHandlers,
		...licenceHandlers,
		...licenceOrderHandlers,
		...loginHandlers,
		...memberHandlers,
		...qrCodeHandlers,
		...registrationHandlers,
		...tagHandlers,
		...mediaHandlers,
		...messageHandlers,
	}),
);
