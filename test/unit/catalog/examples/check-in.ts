import { post, type Examples } from './example';

const asked = { useridlist: 'zhangsan, lisi', starttime: 1599062400, endtime: '1599148800' };
const sent = { useridlist: ['zhangsan', 'lisi'], starttime: 1599062400, endtime: 1599148800 };

const overtime = { allow_ot: true, type: 1, checkin: { ot_time_start: 1800, ot_time_min: 1800 } };

const slot = {
	time_id: 1,
	work_sec: 36_000,
	off_work_sec: 64_800,
	remind_work_sec: 35_400,
	remind_off_work_sec: 64_800,
	earliest_work_sec: 30_000,
	latest_work_sec: 40_000,
	earliest_off_work_sec: 60_000,
	latest_off_work_sec: 80_000,
};

const rule = {
	groupname: 'Office',
	grouptype: 1,
	checkindate: [{ workdays: [1, 2, 3, 4, 5], checkintime: [slot], allow_flex: true }],
	loc_infos: [{ lat: 30_547_030, lng: 104_062_890, loc_title: 'Office', distance: 300 }],
	range: { userid: ['zhangsan'] },
	type: 0,
	ot_info_v2: { workdayconf: overtime, restdayconf: overtime, holidayconf: overtime },
};

const record = {
	userid: 'zhangsan',
	checkin_time: 1705899000,
	location_title: 'Gate 1',
	location_detail: 'Main street 1',
	wifiname: 'Office',
	wifimac: 'a2:8b:7f:c0:27:4b',
	mediaids: ['MEDIA1'],
	device_type: 1,
	device_detail: 'Example',
};

export const checkIns: Examples = {
	'checkIn.add': post('checkin/add_checkin_record', { records: [record] }),
	'checkIn.correct': post('checkin/punch_correction', {
		userid: 'zhangsan',
		schedule_date_time: 1654444800,
		schedule_checkin_time: 32400,
		checkin_time: 1654486827,
		remark: 'Forgot it',
	}),
	'checkIn.getAll': post(
		'checkin/getcheckindata',
		{ opencheckindatatype: '3', ...asked },
		{ opencheckindatatype: 3, ...sent },
	),
	'checkIn.getAllOfDevices': post(
		'hardware/get_hardware_checkin_data',
		{ filter_type: 1, ...asked },
		{ filter_type: 1, ...sent },
	),
	'checkIn.getDailyReports': post('checkin/getcheckin_daydata', asked, sent),
	'checkIn.getMonthlyReports': post('checkin/getcheckin_monthdata', asked, sent),
	'checkIn.getShifts': post('checkin/getcheckinschedulist', asked, sent),
	'checkIn.setFace': post('checkin/addcheckinuserface', {
		userid: 'zhangsan',
		userface: 'iVBORw0KGgo=',
	}),
	'checkIn.setShifts': post('checkin/setcheckinschedulist', {
		groupid: 226,
		yearmonth: 202012,
		items: [{ userid: 'zhangsan', day: 5, schedule_id: 234 }],
	}),
	'checkInRule.clearLists': post(
		'checkin/clear_checkin_option_array_field',
		{ groupid: '1', clear_field: '1, 2', effective_now: 'true' },
		{ groupid: 1, clear_field: [1, 2], effective_now: true },
	),
	'checkInRule.create': post('checkin/add_checkin_option', { group: rule, effective_now: true }),
	'checkInRule.delete': post('checkin/del_checkin_option', { groupid: 1 }),
	'checkInRule.getAll': post('checkin/getcorpcheckinoption'),
	'checkInRule.getAllOfMembers': post(
		'checkin/getcheckinoption',
		{ datetime: 1511971200, useridlist: 'zhangsan' },
		{ datetime: 1511971200, useridlist: ['zhangsan'] },
	),
	'checkInRule.update': post('checkin/update_checkin_option', {
		group: { groupid: 1, groupname: 'Office', checkindate: rule.checkindate },
	}),
};
