import type { FieldValue } from '../callbacks/payload';
import type { Corp, Suite } from '../world';
import type { Installation } from './installations';

/** An event that follows from something the platform did. */
export interface Notice {
	/** As in events.json. */
	eventId: string;
	about: { suite?: Suite; installation?: Installation; corp?: Corp };
	fields: Record<string, FieldValue>;
}

/** Where the platform leaves what is to be pushed because of a call or because time has passed. */
export class Outbox {
	private carry: ((notice: Notice) => void) | undefined;

	/** Names who brings the notices away. */
	onNotice(carry: (notice: Notice) => void): void {
		this.carry = carry;
	}

	put(...notices: Notice[]): void {
		notices.forEach((notice) => this.carry?.(notice));
	}
}
