import type { Member } from './world';

/** An id as the company knows it, and as the provider does. */
export interface TwoIds {
	plainId: string;
	openId: string;
}

/** Somebody outside a company, on WeChat. */
export interface Customer extends TwoIds {
	/** Of the WeChat user, under the provider's account, and in its mini program. */
	unionId: string;
	wechatOpenId: string;
	/** The member who follows this customer; undefined: met in a group only. */
	followerUserId?: string;
	/** By which forms and meetings know it. */
	temporaryId: string;
}

export interface CustomerGroup extends TwoIds {
	ownerUserId: string;
	/** Plain ids of customers. */
	customers: string[];
}

/** Whom a company knows outside itself (客户联系). */
export interface Outside {
	customers: Customer[];
	groups: CustomerGroup[];
}

/** A customer of the first and one of the second member, and one in a group of the first. */
export function outsideOf(letter: string, members: Member[]): Outside {
	const two = (prefix: string, number: number): TwoIds => ({
		plainId: `${prefix}PLAIN${letter.repeat(2)}00000000000000000000${number}`,
		openId: `${prefix}DEMO${letter.repeat(2)}00000000000000000000${number}`,
	});
	const customers = [1, 2, 3].map((number) => ({
		...two('wm', number),
		unionId: `oUNION${letter}0000000000000000000${number}`,
		wechatOpenId: `oOPEN${letter}00000000000000000000${number}`,
		followerUserId: number === 3 ? undefined : members.at(number - 1)?.userId,
		temporaryId: `ouDEMO${letter}0000${number}`,
	}));
	return {
		customers,
		groups: [
			{
				...two('wr', 1),
				ownerUserId: members[0].userId,
				customers: customers.map(({ plainId }) => plainId),
			},
		],
	};
}
