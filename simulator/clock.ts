/**
 * The platform's time. Moving it makes codes, tickets and tokens grow old at once, while callbacks go on telling the
 * machine's own time, so that a receiver with a replay window keeps accepting them; `toldToo` moves that as well.
 */
export class PlatformClock {
	private moved = 0;
	private toldMoved = 0;

	constructor(private readonly machine: () => number = Date.now) {}

	/** Milliseconds since 1970 by which the platform decides what has expired. */
	now(): number {
		return this.machine() + this.moved;
	}

	/** Milliseconds since 1970 as written into callbacks and answers. */
	told(): number {
		return this.machine() + this.toldMoved;
	}

	/** `told` in the seconds that callbacks carry. */
	toldSeconds(): number {
		return Math.floor(this.told() / 1000);
	}

	/** A moment on the platform's clock in the seconds that callbacks and answers carry. */
	tell(moment: number): number {
		return Math.floor((moment - this.moved + this.toldMoved) / 1000);
	}

	/** The moment on the platform's clock that such seconds mean. */
	moment(seconds: number): number {
		return seconds * 1000 + this.moved - this.toldMoved;
	}

	move(seconds: number, toldToo: boolean): void {
		this.moved += seconds * 1000;
		if (toldToo) {
			this.toldMoved += seconds * 1000;
		}
	}
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
