import { DAY, type PlatformClock } from '../clock';

interface Appointment {
	dueAt: number;
	work: () => void;
}

/** So that a timer that comes a little early finds its work due. */
const GRACE = 20;

/** Work for a later time on the platform's clock. */
export class Schedule {
	/** Milliseconds that a submitted job takes. */
	jobTime = 1000;
	private readonly appointments = new Set<Appointment>();

	constructor(private readonly clock: PlatformClock) {}

	at(dueAt: number, work: () => void): void {
		this.appointments.add({ dueAt, work });
		const wait = dueAt - this.clock.now();
		if (wait < DAY) {
			setTimeout(() => this.settle(), Math.max(0, wait) + GRACE).unref();
		}
	}

	/** Does all that is due; to be called when the clock has moved. */
	settle(): void {
		const due = [...this.appointments].filter(({ dueAt }) => dueAt <= this.clock.now());
		for (const appointment of due.sort((one, other) => one.dueAt - other.dueAt)) {
			this.appointments.delete(appointment);
			appointment.work();
		}
	}
}
