import type { Zod } from '../endpoint';

/*
 * The structure of a check-in rule. Times of day are seconds from midnight, durations are seconds, and dates are Unix
 * seconds at midnight.
 */

const number = (zod: Zod) => zod.int().optional();
const flagged = (zod: Zod) => zod.boolean().optional();
const upTo = (zod: Zod, max: number) => zod.int().max(max).optional();

const rest = (zod: Zod) => ({ rest_begin_time: number(zod), rest_end_time: number(zod) });

/** When work begins and ends, and when members are reminded of it. */
const hours = (zod: Zod) => ({
	time_id: zod.int().min(1).max(99_998),
	work_sec: zod.int(),
	off_work_sec: zod.int(),
	remind_work_sec: zod.int(),
	remind_off_work_sec: zod.int(),
});

const slot = (zod: Zod) =>
	zod.object({
		...hours(zod),
		work_sec: zod.int().multipleOf(60),
		off_work_sec: zod.int().multipleOf(60),
		allow_rest: flagged(zod),
		...rest(zod),
		rest_times: zod
			.array(zod.object(rest(zod)))
			.max(5)
			.optional(),
		earliest_work_sec: zod.int(),
		latest_work_sec: zod.int(),
		earliest_off_work_sec: zod.int(),
		latest_off_work_sec: zod.int(),
		no_need_checkon: flagged(zod),
		no_need_checkoff: flagged(zod),
	});

const late = (zod: Zod) => ({
	offwork_after_time: upTo(zod, 36_000),
	onwork_flex_time: upTo(zod, 36_000),
});

const flexible = (zod: Zod) => ({
	allow_flex: flagged(zod),
	flex_on_duty_time: zod.int().multipleOf(300).max(21_600).optional(),
	flex_off_duty_time: zod.int().multipleOf(300).max(21_600).optional(),
	max_allow_arrive_early: upTo(zod, 21_600),
	max_allow_arrive_late: upTo(zod, 21_600),
	late_rule: zod
		.object({
			allow_offwork_after_time: flagged(zod),
			...late(zod),
			timerules: zod.array(zod.object(late(zod))).optional(),
		})
		.optional(),
});

const days = (zod: Zod) => ({
	timestamp: number(zod),
	type: zod
		.literal([0, 1, 2])
		.optional()
		.meta({ labels: { 0: 'A day', 1: 'A period', 2: 'Every two weeks' } }),
	begtime: number(zod),
	endtime: number(zod),
});

/** What is taken off overtime for breaks. */
const breaks = (zod: Zod) =>
	zod
		.object({
			type: zod
				.literal([0, 1, 2])
				.optional()
				.meta({ labels: { 0: 'Nothing', 1: 'Fixed periods', 2: 'By length' } }),
			fix_time_rule_list: zod
				.array(zod.object({ fix_time_begin_sec: number(zod), fix_time_end_sec: number(zod) }))
				.max(10)
				.optional(),
			cal_ottime_rule: zod
				.object({
					items: zod
						.array(zod.object({ ot_time: number(zod), rest_time: number(zod) }))
						.max(5)
						.optional(),
				})
				.optional(),
		})
		.optional();

/** How overtime counts on days of one kind. */
function overtime(zod: Zod, isNew: boolean) {
	const allowed = zod.boolean();
	const type = zod
		.literal([0, 1, 2])
		.meta({ labels: { 0: 'Request and check-in', 1: 'Check-in', 2: 'Request' } });
	return zod.object({
		allow_ot: isNew ? allowed : allowed.optional(),
		type: isNew ? type : type.optional(),
		apply: zod.object({ restinfo: breaks(zod) }).optional(),
		checkin: zod
			.object({
				ot_time_start: upTo(zod, 43_200),
				ot_time_min: upTo(zod, 43_200),
				ot_time_max: upTo(zod, 43_200),
				restinfo: breaks(zod),
			})
			.optional(),
		applycheckin: zod.object({ restinfo: breaks(zod) }).optional(),
		ot_trans_enable: flagged(zod),
		ot_trans_type: zod
			.literal([1, 2])
			.optional()
			.meta({ labels: { 1: 'Leave', 2: 'Pay' } }),
		vacation: zod.object({ trans_ratio: upTo(zod, 3000), sync_vacation: flagged(zod) }).optional(),
		ot_time_range: zod
			.literal([0, 1, 2])
			.optional()
			.meta({ labels: { 0: 'All day', 1: 'Before work', 2: 'After work' } }),
	});
}

/** @param isNew Whether what a new rule must have is required. */
function overtimes(zod: Zod, isNew: boolean) {
	const kind = overtime(zod, isNew);
	const one = isNew ? kind : kind.optional();
	return zod.object({
		workdayconf: one,
		restdayconf: one,
		holidayconf: one,
		time_unit_config: zod
			.object({
				ot_time_unit: zod
					.literal([2, 3])
					.optional()
					.meta({ labels: { 2: 'Hours', 3: 'Days' } }),
				perday_duration_secs: zod.int().min(3600).max(86_400).optional(),
				rounding_method: zod
					.literal([1, 2, 3])
					.optional()
					.meta({ labels: { 1: 'Nearest', 2: 'Up', 3: 'Down' } }),
				rounding_precision: zod.literal([0, 1]).optional(),
				step_size: number(zod),
			})
			.optional(),
	});
}

/** @param isNew Whether what a new rule must have is required. */
export function ruleGroup(zod: Zod, isNew: boolean) {
	const needed = {
		groupname: zod.string().max(40),
		grouptype: zod
			.literal([1, 2, 3])
			.meta({ labels: { 1: 'Fixed hours', 2: 'Shifts', 3: 'Free' } }),
		range: zod.object({
			party_id: zod.array(zod.int()).optional(),
			userid: zod.array(zod.string()).optional(),
			tagid: zod.array(zod.int()).optional(),
		}),
		ot_info_v2: overtimes(zod, isNew),
	};
	return zod.object({
		...(isNew ? needed : zod.object(needed).partial().shape),
		...(isNew ? {} : { groupid: zod.int() }),
		checkindate: zod
			.array(
				zod.object({
					workdays: zod.array(zod.int().min(0).max(6)).optional(),
					checkintime: zod.array(slot(zod)).max(4).optional(),
					...flexible(zod),
					biweekly: zod
						.object({
							enable_weekday_recurrence: flagged(zod),
							odd_workdays: zod.array(zod.int()).optional(),
							even_workdays: zod.array(zod.int()).optional(),
						})
						.optional(),
				}),
			)
			.max(7)
			.optional(),
		spe_workdays: zod
			.array(
				zod.object({
					...days(zod),
					notes: zod.string().refine((text) => Buffer.byteLength(text) <= 40, {
						error: 'must have at most 40 bytes in UTF-8',
					}),
					checkintime: zod.array(zod.object(hours(zod))),
				}),
			)
			.max(366)
			.optional(),
		spe_offdays: zod
			.array(zod.object({ ...days(zod), notes: zod.string().optional() }))
			.max(366)
			.optional(),
		sync_holidays: flagged(zod),
		need_photo: flagged(zod),
		note_can_use_local_pic: flagged(zod),
		allow_checkin_offworkday: flagged(zod),
		wifimac_infos: zod
			.array(
				zod.object({
					wifiname: zod.string().max(40).optional(),
					wifimac: zod.string().optional(),
				}),
			)
			.max(500)
			.optional(),
		loc_infos: zod
			.array(
				zod.object({
					lat: number(zod),
					lng: number(zod),
					loc_title: zod.string().max(40).optional(),
					loc_detail: zod.string().max(40).optional(),
					distance: number(zod),
				}),
			)
			.max(500)
			.optional(),
		white_users: zod.array(zod.string()).optional(),
		type: zod
			.literal([0, 2, 3])
			.optional()
			.meta({ labels: { 0: 'Phone', 2: 'Time clock', 3: 'Either' } }),
		reporterinfo: zod
			.object({
				reporters: zod
					.array(zod.object({ userid: zod.string().optional(), tagid: number(zod) }))
					.optional(),
			})
			.optional(),
		allow_apply_offworkday: flagged(zod),
		allow_apply_bk_cnt: upTo(zod, 99),
		allow_apply_bk_day_limit: upTo(zod, 180),
		buka_limit_next_month: upTo(zod, 28),
		buka_restriction: number(zod),
		buka_remind: zod
			.object({
				open_remind: flagged(zod),
				buka_remind_day: upTo(zod, 30),
				buka_remind_month: zod
					.literal([0, 1])
					.optional()
					.meta({ labels: { 0: 'This month', 1: 'Next month' } }),
			})
			.optional(),
		option_out_range: zod
			.literal([0, 1, 2])
			.optional()
			.meta({ labels: { 0: 'Exception', 1: 'Field work', 2: 'Forbidden' } }),
		schedulelist: zod
			.array(
				zod.object({
					schedule_id: zod.int(),
					schedule_name: zod.string().max(40),
					time_section: zod.array(slot(zod)).max(4).optional(),
					...flexible(zod),
				}),
			)
			.optional(),
		offwork_interval_time: number(zod),
		use_face_detect: flagged(zod),
		open_face_live_detect: flagged(zod),
		sync_out_checkin: flagged(zod),
		span_day_time: number(zod),
		standard_work_duration: number(zod),
		open_sp_checkin: flagged(zod),
		checkin_method_type: zod
			.literal([0, 1, 2])
			.optional()
			.meta({ labels: { 0: 'Several groups', 1: 'One group', 2: 'Times only' } }),
	});
}
