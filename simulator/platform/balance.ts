import { Refusal } from './refusal';

/** The provider's prepaid account (充值账户), in cents. */
export class Balance {
	/** Undefined: the provider has not opened one. */
	cents: number | undefined = 10_000_000;

	/** @throws Refusal 90432 when there is no account */
	read(): number {
		if (this.cents === undefined) {
			throw new Refusal(90432);
		}
		return this.cents;
	}

	/** @throws Refusal 90432 when there is no account, 90433 when there is too little in it */
	take(cents: number): void {
		const left = this.read() - cents;
		if (left < 0) {
			throw new Refusal(90433);
		}
		this.cents = left;
	}

	giveBack(cents: number): void {
		this.cents = (this.cents ?? 0) + cents;
	}
}
