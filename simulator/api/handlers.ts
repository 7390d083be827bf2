import { agentHandlers } from './agent';
import { authorisationHandlers } from './authorisation';
import type { Handler } from './call';
import { chatHandlers } from './chat';
import { departmentHandlers } from './department';
import { loginHandlers } from './login';
import { mediaHandlers } from './media';
import { memberHandlers } from './member';
import { messageHandlers } from './message';
import { tagHandlers } from './tag';

/** The endpoints that have state, by path. All others give their documented answer. */
export const handlers = new Map<string, Handler>(
	Object.entries({
		...agentHandlers,
		...authorisationHandlers,
		...chatHandlers,
		...departmentHandlers,
		...loginHandlers,
		...memberHandlers,
		...tagHandlers,
		...mediaHandlers,
		...messageHandlers,
	}),
);
