import type { IDataObject } from 'n8n-workflow';

import type { Ending, Expiry } from '../../wecom/suite/expiry';

const DAY = 86_400_000;

/** What ends and when, with whole days from now; negative when it has ended. */
export function toEndingItem({ endsAt, ...ending }: Ending, now: number): IDataObject {
	return {
		...ending,
		endsAt: toIso(endsAt),
		daysLeft: Math.floor((endsAt - now) / DAY),
		ended: endsAt <= now,
	};
}

/** Everything that ends in one installation; times are ISO 8601. */
export function toExpiryItem({ editions, licence, endings }: Expiry, now: number): IDataObject {
	const item: IDataObject = {
		editions: editions.map(({ endsAt, ...edition }) => ({ ...edition, endsAt: toIso(endsAt) })),
		endings: endings.map((ending) => toEndingItem(ending, now)),
	};
	if (licence) {
		item.licence = {
			enabled: licence.enabled,
			trialEndsAt: toIso(licence.trialEndsAt),
			checkedFrom: toIso(licence.checkedFrom),
		};
	}
	return item;
}

function toIso(time: number | undefined): string | null {
	return time === undefined ? null : new Date(time).toISOString();
}
