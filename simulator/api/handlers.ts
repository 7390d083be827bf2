import { authorisationHandlers } from './authorisation';
import type { Handler } from './call';
import { mediaHandlers } from './media';
import { messageHandlers } from './message';

/** The endpoints that have state, by path. All others give their documented answer. */
export const handlers = new Map<string, Handler>(
	Object.entries({
		...authorisationHandlers,
		...mediaHandlers,
		...messageHandlers,
	}),
);
