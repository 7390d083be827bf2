/**
 * What goes wrong on purpose. A rule holds for calls whose path starts with `path` (`*`: all), for the next `times`
 * calls (absent: until cleared), and strikes before the platform acts or after, when the answer is lost.
 */
export interface ApiFault {
	path: string;
	times?: number;
	when?: 'before' | 'after';
	kind: 'latency' | 'status' | 'reset' | 'errcode' | 'hang' | 'html' | 'warning';
	/** Of `latency`. */
	milliseconds?: number;
	/** Of `status`, 500 unless set. */
	status?: number;
	/** Of `errcode`: -1 unless set; 45009 makes a burst. */
	errcode?: number;
}

export interface CallbackFaults {
	/** Every event arrives twice. */
	duplicate: boolean;
	/** An event waits until the next one has been delivered. */
	outOfOrder: boolean;
	/** Tickets are issued, but never arrive. */
	dropTickets: boolean;
	/** Every other event is lost, as when the platform has given up on it. */
	dropEvents: boolean;
	/** create_auth is sealed for the provider's corp id instead of the suite id. */
	createAuthForProvider: boolean;
	/** Elements of the envelope come in random order. */
	shuffleEnvelope: boolean;
	/** Milliseconds between two attempts at a delivery; no page tells how long the platform waits. */
	retryPause: number;
}

export interface Faults {
	api: ApiFault[];
	callbacks: CallbackFaults;
}

const NO_CALLBACK_FAULTS: CallbackFaults = {
	duplicate: false,
	outOfOrder: false,
	dropTickets: false,
	dropEvents: false,
	createAuthForProvider: false,
	shuffleEnvelope: false,
	retryPause: 0,
};

/** The faults switched on, and the calls that hang until somebody releases them. */
export class FaultBoard {
	private api: ApiFault[] = [];
	callbacks: CallbackFaults = NO_CALLBACK_FAULTS;
	private readonly hanging = new Set<() => void>();

	/** Adds API faults, and sets the callback faults that are named. */
	set(faults: { api?: ApiFault[]; callbacks?: Partial<CallbackFaults> }): Faults {
		this.api.push(...(faults.api ?? []).map((fault) => ({ ...fault })));
		this.callbacks = { ...this.callbacks, ...faults.callbacks };
		return this.list();
	}

	clear(): void {
		this.api = [];
		this.callbacks = NO_CALLBACK_FAULTS;
		this.release();
	}

	list(): Faults {
		return { api: this.api.map((fault) => ({ ...fault })), callbacks: this.callbacks };
	}

	/** The faults that strike a call now; each counted one is used up by it. */
	take(path: string): ApiFault[] {
		const struck = this.api.filter((fault) => fault.path === '*' || path.startsWith(fault.path));
		for (const fault of struck) {
			if (fault.times !== undefined) {
				fault.times -= 1;
			}
		}
		this.api = this.api.filter((fault) => fault.times === undefined || fault.times > 0);
		return struck;
	}

	/** Waits until `release`. */
	hang(): Promise<void> {
		return new Promise((resolve) => this.hanging.add(resolve));
	}

	release(): number {
		const released = [...this.hanging];
		this.hanging.clear();
		released.forEach((resolve) => resolve());
		return released.length;
	}
}
