import { get, post, type Examples } from './example';

const card = { card_id: 'CARD1', encrypt_code: 'CODE1' };

export const office: Examples = {
	'invoice.get': post('card/invoice/reimburse/getinvoiceinfo', card),
	'invoice.getAll': post('card/invoice/reimburse/getinvoiceinfobatch', { item_list: [card] }),
	'invoice.updateStatus': post('card/invoice/reimburse/updateinvoicestatus', {
		...card,
		reimburse_status: 'INVOICE_REIMBURSE_LOCK',
	}),
	'invoice.updateStatusOfMany': post('card/invoice/reimburse/updatestatusbatch', {
		openid: 'OPEN1',
		reimburse_status: 'INVOICE_REIMBURSE_CLOSURE',
		invoice_list: [card],
	}),
	'phoneCall.getAll': post('dial/get_dial_record', {
		start_time: 1536508800,
		end_time: 1536940800,
	}),
	'phoneCall.getEmergencyState': post('pstncc/getstates', {
		callee_userid: 'zhangsan',
		callid: '6-2019',
	}),
	'phoneCall.startEmergency': post(
		'pstncc/call',
		{ callee_userid: 'zhangsan, lisi' },
		{ callee_userid: ['zhangsan', 'lisi'] },
	),
	'staffRecord.get': post('hr/get_staff_info', {
		userid: 'zhangsan',
		fieldids: [{ fieldid: 11_004, sub_idx: 0 }],
	}),
	'staffRecord.getFields': get('hr/get_fields'),
	'staffRecord.update': post('hr/update_staff_info', {
		userid: 'zhangsan',
		update_items: [
			{ fieldid: 11_004, value_mobile: { value_country_code: '86', value_mobile: '13800000000' } },
			{ fieldid: 17_001, sub_idx: 1, value_file: { media_id: ['MEDIA1'] } },
		],
		insert_items: [{ group_type: 1, item: [{ fieldid: 14_001, value_uint32: 3 }] }],
		remove_items: [{ group_type: 1, sub_idx: 1 }],
	}),
	'workReport.exportDocument': post('oa/journal/export_doc', { journaluuid: 'R1', docid: 'D1' }),
	'workReport.get': post('oa/journal/get_record_detail', { journaluuid: 'R1' }),
	'workReport.getAllIds': post('oa/journal/get_record_list', {
		starttime: 1606230000,
		endtime: 1606361304,
		filters: [{ key: 'department', value: '1' }],
	}),
	'workReport.getDriveFile': post('oa/journal/download_wedrive_file', {
		journaluuid: 'R1',
		fileid: 'F1',
	}),
	'workReport.getExportResult': post('oa/journal/get_export_doc_result', { jobid: 'JOB1' }),
	'workReport.getStatistics': post('oa/journal/get_stat_list', {
		template_id: 'T1',
		starttime: 1604160000,
		endtime: 1606363092,
	}),
};
