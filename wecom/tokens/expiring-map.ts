/** More entries than any process needs at one time; beyond it the ended ones are thrown out, then the oldest. */
const MOST_ENTRIES = 1000;

/** A bounded map whose entries end. */
export class ExpiringMap<T> {
	private readonly entries = new Map<string, { value: T; until: number }>();

	get(key: string, now: number): T | undefined {
		const entry = this.entries.get(key);
		return entry !== undefined && entry.until > now ? entry.value : undefined;
	}

	set(key: string, value: T, until: number, now: number): void {
		this.entries.delete(key);
		if (this.entries.size >= MOST_ENTRIES) {
			for (const [other, entry] of this.entries) {
				if (entry.until <= now) this.entries.delete(other);
			}
			const [oldest] = this.entries.keys();
			if (this.entries.size >= MOST_ENTRIES && oldest !== undefined) this.entries.delete(oldest);
		}
		this.entries.set(key, { value, until });
	}

	delete(key: string): void {
		this.entries.delete(key);
	}
}
