import { DAY } from '../clock';
import { ownerOf, type LicenceCode, type LicenceType } from '../platform/licence-codes';
import type { Platform } from '../platform/platform';
import { Refusal } from '../platform/refusal';
import type { Corp } from '../world';
import { numberOf, textOf, textsOf, type Answer, type Call, type Handler } from './call';
import { pageOf } from './page';
import { corpNamed, corpOf, memberNamed, recordsOf, userIdNamed } from './provider';

/** How long a company must wait until it is asked about again. */
const POLICY_REST = 30 * DAY;

/** Licences of members (接口调用许可 / 账号管理, 应用管理, 自动激活设置). */
export const licenceHandlers: Record<string, Handler> = {
	'/cgi-bin/license/active_account': (call) => {
		activate(call, corpOf(call), call.body);
		return {};
	},

	'/cgi-bin/license/batch_active_account': (call) => {
		const corp = corpOf(call);
		const used = new Set<string>();
		const results = recordsOf(call.body, 'active_list').map((item) => {
			const code = textOf(item, 'active_code');
			const userId = userIdNamed(corp, textOf(item, 'userid'));
			const errcode = errcodeOf(() => {
				useOnce(used, `code ${code}`, 701023);
				useOnce(used, `member ${userId} ${typeOf(call, corp, code)}`, 701020);
				activate(call, corp, item);
			});
			return { active_code: code, userid: userId, errcode };
		});
		if (results.every(({ errcode }) => errcode !== 0)) {
			throw new Refusal(701024);
		}
		return { active_result: results };
	},

	'/cgi-bin/license/active_account_by_type': (call) => {
		const corp = corpOf(call);
		const type: LicenceType = numberOf(call.body, 'type') === 1 ? 1 : 2;
		const userId = memberNamed(corp, textOf(call.body, 'userid'));
		call.platform.licences.activateAny(corp, type, userId);
		return {};
	},

	'/cgi-bin/license/get_active_info_by_code': (call) => {
		const corp = corpOf(call);
		const code = call.platform.licences.codes.find(corp, textOf(call.body, 'active_code'));
		return { active_info: codePart(call.platform, corp, code) };
	},

	'/cgi-bin/license/batch_get_active_info_by_code': (call) => {
		const { platform } = call;
		const corp = corpOf(call);
		const invalid: string[] = [];
		const list = textsOf(call.body, 'active_code_list').flatMap((code) => {
			try {
				return [codePart(platform, corp, platform.licences.codes.find(corp, code))];
			} catch (error) {
				if (error instanceof Refusal) {
					invalid.push(code);
					return [];
				}
				throw error;
			}
		});
		return { active_info_list: list, invalid_active_code_list: invalid };
	},

	'/cgi-bin/license/list_actived_account': (call) => {
		const { clock, licences } = call.platform;
		const { page, next } = pageOf(call.body, licences.codes.heldIn(corpOf(call)));
		const list = page.map(({ type, holder }) => ({
			userid: holder.userId,
			type,
			expire_time: clock.tell(holder.expiresAt),
			active_time: clock.tell(holder.activatedAt),
		}));
		return { ...next, account_list: list };
	},

	'/cgi-bin/license/get_active_info_by_user': (call) => {
		const { clock, licences } = call.platform;
		const corp = corpOf(call);
		const userId = memberNamed(corp, textOf(call.body, 'userid'));
		const held = ([1, 2] as const).flatMap(
			(type) => licences.codes.heldBy(corp, userId, type) ?? [],
		);
		return {
			active_status: held.some((code) => licences.codes.isValid(code)) ? 1 : 0,
			active_info_list: held.map(({ code, type, holder }) => ({
				active_code: code,
				type,
				userid: holder.userId,
				active_time: clock.tell(holder.activatedAt),
				expire_time: clock.tell(holder.expiresAt),
			})),
		};
	},

	'/cgi-bin/license/batch_transfer_license': (call) => {
		const { licences } = call.platform;
		const corp = corpOf(call);
		const results = recordsOf(call.body, 'transfer_list').map((item) => {
			const from = userIdNamed(corp, textOf(item, 'handover_userid'));
			const to = userIdNamed(corp, textOf(item, 'takeover_userid'));
			const errcode = errcodeOf(() => {
				if (from === to) {
					throw new Refusal(701020);
				}
				memberNamed(corp, to);
				licences.codes.transfer(corp, from, to, licences.reaches(corp, from));
			});
			return { handover_userid: from, takeover_userid: to, errcode };
		});
		return { transfer_result: results };
	},

	'/cgi-bin/license/batch_share_active_code': (call) => {
		const { platform, body } = call;
		const { codes } = platform.licences;
		const [upper, lower] = linkedCompanies(call);
		const wanted = recordsOf(body, 'share_list').map((item) => textOf(item, 'active_code'));
		if (wanted.length > 2 * lower.members.length) {
			throw new Refusal(701056);
		}
		const results = wanted.map((code) => ({
			active_code: code,
			errcode: errcodeOf(() => codes.share(upper, codes.find(upper, code), lower)),
		}));
		return {
			share_result: results
				.filter(({ errcode }) => errcode !== 0)
				.map((result) => ({ ...result, errmsg: platform.errorTexts.get(result.errcode) ?? '' })),
		};
	},

	'/cgi-bin/license/get_app_license_info': (call) => {
		const { clock, installations, licences } = call.platform;
		const corp = corpOf(call);
		const suiteId = textOf(call.body, 'suite_id');
		if (!installations.find(suiteId, corp.corpId)) {
			throw new Refusal(48001);
		}
		const trial = licences.trial(suiteId, corp);
		return {
			license_status: 1,
			...(trial
				? { trail_info: { start_time: clock.tell(trial.start), end_time: clock.tell(trial.end) } }
				: {}),
			license_check_time: clock.tell(licences.checkedFrom(suiteId, corp)),
		};
	},

	'/cgi-bin/license/set_auto_active_status': (call) => {
		const corp = customer(call);
		call.platform.licences.setAutomatic(corp, numberOf(call.body, 'auto_active_status') === 1);
		return {};
	},

	'/cgi-bin/license/get_auto_active_status': (call) => ({
		auto_active_status: call.platform.licences.isAutomatic(customer(call)) ? 1 : 0,
	}),

	'/cgi-bin/license/support_policy_query': (call) => {
		const { clock, installations, licences } = call.platform;
		const corp = corpOf(call);
		const policy = licences.policies.get(corp.corpId);
		if (!policy) {
			// The policy ended on 31 March 2023.
			throw new Refusal(701112);
		}
		if (!installations.all().some((installation) => installation.corp === corp)) {
			throw new Refusal(48001);
		}
		if (policy.askedAt + POLICY_REST > clock.now()) {
			throw new Refusal(45009);
		}
		policy.askedAt = clock.now();
		const { reasons } = policy;
		return { query_result: reasons.length === 0 ? 1 : 0, unsatisfied_reason: reasons };
	},
};
function activate({ platform }: Call, corp: Corp, item: Record<string, unknown>): void {
	const code = platform.licences.codes.find(corp, textOf(item, 'active_code'));
	platform.licences.activate(corp, code, memberNamed(corp, textOf(item, 'userid')));
}

function typeOf({ platform }: Call, corp: Corp, code: string): LicenceType {
	return platform.licences.codes.find(corp, code).type;
}

/** @throws Refusal with the errcode given for what was there before */
function useOnce(used: Set<string>, item: string, errcode: number): void {
	if (used.has(item)) {
		throw new Refusal(errcode);
	}
	used.add(item);
}

function errcodeOf(work: () => void): number {
	try {
		work();
		return 0;
	} catch (error) {
		if (error instanceof Refusal) {
			return error.errcode;
		}
		throw error;
	}
}

/** A company whose licences were paid once. @throws Refusal 701071 */
function customer(call: Call): Corp {
	const corp = corpOf(call);
	if (!call.platform.licenceOrders.hasBought(corp)) {
		throw new Refusal(701071);
	}
	return corp;
}

/** @throws Refusal 701150 for a test company, 701057 or 701051 without an app, 701058 for companies not joined */
function linkedCompanies({ platform, body }: Call): [Corp, Corp] {
	const upper = corpNamed(platform, textOf(body, 'from_corpid'));
	const lower = corpNamed(platform, textOf(body, 'to_corpid'));
	if ([upper, lower].some((corp) => platform.licences.isTest(corp))) {
		throw new Refusal(701150);
	}
	const link = platform.companyLinks.find(
		upper,
		lower,
		numberOf(body, 'corp_link_type') === 1 ? 1 : 0,
	);
	const installed = platform.installations.all().filter(({ corp }) => corp === upper);
	if (installed.length === 0) {
		throw new Refusal(701057);
	}
	if (!link) {
		throw new Refusal(701058);
	}
	if (!installed.some(({ suite }) => link.suiteIds.includes(suite.suiteId))) {
		throw new Refusal(701051);
	}
	return [upper, lower];
}

function codePart({ clock }: Platform, corp: Corp, code: LicenceCode): Answer {
	const { holder, mergedInto, mergedFrom, sharedWith } = code;
	const isSeenFromAbove = ownerOf(code) !== corp;
	return {
		active_code: code.code,
		type: code.type,
		status: statusOf(code, corp, (expiresAt) => expiresAt > clock.now()),
		create_time: clock.tell(code.createdAt),
		...(holder && !isSeenFromAbove
			? {
					userid: holder.userId,
					active_time: clock.tell(holder.activatedAt),
					expire_time: clock.tell(holder.expiresAt),
				}
			: {}),
		...(mergedInto === undefined && mergedFrom === undefined
			? {}
			: { merge_info: { to_active_code: mergedInto, from_active_code: mergedFrom } }),
		...(sharedWith === undefined
			? {}
			: {
					share_info: isSeenFromAbove
						? { to_corpid: sharedWith.corpId }
						: { from_corpid: code.corp.corpId },
				}),
	};
}

/** 1 unbound, 2 bound and valid, 3 expired, 4 waiting for another member, 5 merged, 6 given to a company below. */
function statusOf(code: LicenceCode, corp: Corp, isAhead: (moment: number) => boolean): number {
	const { holder, mergedInto, awaitsTransfer } = code;
	if (ownerOf(code) !== corp) {
		return 6;
	}
	if (!holder) {
		return 1;
	}
	if (mergedInto !== undefined) {
		return 5;
	}
	if (!isAhead(holder.expiresAt)) {
		return 3;
	}
	return awaitsTransfer ? 4 : 2;
}
