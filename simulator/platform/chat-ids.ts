import { DAY, type PlatformClock } from '../clock';
import { Refusal } from './refusal';

const LATEST = 7 * DAY;

/** From when on customised apps know chats by the ids that the provider's other apps use (群ID的升级). */
export class ChatIds {
	private readonly upgrades = new Map<string, number>();

	constructor(private readonly clock: PlatformClock) {}

	/**
	 * Sets the moment for an app in a company.
	 * @throws Refusal 40165 when it has passed already, 40167 for one that has passed or is over seven days ahead
	 */
	apply(app: string, moment: number): void {
		const now = this.clock.now();
		const known = this.upgrades.get(app);
		if (known !== undefined && known <= now) {
			throw new Refusal(40165);
		}
		if (moment < now || moment > now + LATEST) {
			throw new Refusal(40167);
		}
		this.upgrades.set(app, moment);
	}

	/** Checks that both kinds of id are taken. @throws Refusal 40166 before the app has applied, 40168 after the moment */
	checkConversion(app: string): void {
		const moment = this.upgrades.get(app);
		if (moment === undefined) {
			throw new Refusal(40166);
		}
		if (moment <= this.clock.now()) {
			throw new Refusal(40168);
		}
	}
}
