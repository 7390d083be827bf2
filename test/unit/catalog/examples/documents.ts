import { post, type Examples } from './example';

const sheet = { docid: 'DOC1', sheet_id: 'q979lj' };

const condition = {
	field_id: 'fRCjJz',
	field_type: 'FIELD_TYPE_NUMBER',
	operator: 'OPERATOR_IS',
	number_value: { value: 5 },
};

const dateFilter = {
	conjunction: 'CONJUNCTION_OR',
	conditions: [
		{
			field_id: 'f3',
			field_type: 'FIELD_TYPE_DATE_TIME',
			operator: 'OPERATOR_IS',
			date_time_value: { type: 'DATE_TIME_TYPE_DETAIL_DATE', value: ['1747152000000'] },
			string_value: { value: ['123'] },
			bool_value: { value: true },
			user_value: { value: ['zhangsan'] },
		},
	],
};

const fieldProperties = {
	property_number: { decimal_places: 2, use_separate: true },
	property_checkbox: { checked: false },
	property_date_time: { format: 'yyyy-mm-dd hh:mm', auto_fill: true },
	property_attachment: { display_mode: 'DISPLAY_MODE_GRID' },
	property_user: { is_multiple: true, is_notified: false },
	property_url: { type: 'LINK_TYPE_ICON_TEXT' },
	property_select: { is_quick_add: true, options: [{ id: '1', text: 'one', style: 1 }] },
	property_created_time: { format: 'yyyy-mm-dd' },
	property_modified_time: { format: 'yyyy/m/d' },
	property_progress: { decimal_places: 0 },
	property_single_select: { is_quick_add: false, options: [{ text: 'Open', style: 27 }] },
	property_reference: { sub_id: 'S2', filed_id: 'F2', is_multiple: true, view_id: 'V2' },
	property_location: { input_type: 'LOCATION_INPUT_TYPE_AUTO' },
	property_auto_number: {
		type: 'NUMBER_TYPE_CUSTOM',
		rules: [{ type: 'NUMBER_RULE_TYPE_FIXED_CHAR', value: 'R-' }],
		reformat_existing_record: true,
	},
	property_currency: {
		currency_type: 'CURRENCY_TYPE_CNY',
		decimal_places: 2,
		use_separate: true,
	},
	property_ww_group: { allow_multiple: true },
	property_percentage: { decimal_places: 1, use_separate: false },
	property_barcode: { mobile_scan_only: true },
};

const question = {
	question_id: 1,
	title: 'Which lunch?',
	pos: 1,
	status: 1,
	reply_type: 3,
	must_reply: true,
	note: 'Friday only',
	option_item: [{ key: 1, value: 'Rice', status: 1 }],
	question_extend_setting: {
		text_setting: {
			validation_type: 1,
			validation_detail: 9,
			char_len: 20,
			number_min: 1.5,
			number_max: 9,
		},
		radio_setting: { add_other_option: true },
		checkbox_setting: { add_other_option: false, type: 1, number: 2 },
		location_setting: { location_type: 4, distance_type: 1 },
		image_setting: {
			camera_only: true,
			upload_image_limit: { count_limit_type: 1, count: 9, max_size: 3000 },
		},
		file_setting: { upload_file_limit: { count_limit_type: 0, count: 1, max_size: 20 } },
		date_setting: { date_format_type: 1 },
		time_setting: { time_format_type: 0 },
		duration_setting: { time_scale: 2, date_type: 2, day_range: 8 },
		temperature_setting: { unit_type: 0 },
		department_setting: { allow_multiple_selection: true },
		member_setting: { allow_multiple_selection: false },
	},
};

const formSetting = {
	fill_out_auth: 1,
	fill_in_range: { userids: ['zhangsan'], departmentids: [10001] },
	setting_manager_range: { userids: ['lisi'] },
	timed_repeat_info: {
		enable: true,
		remind_time: 1668389400,
		repeat_type: 0,
		week_flag: 96,
		skip_holiday: false,
		day_of_month: 31,
		fork_finish_type: 3,
	},
	allow_multi_fill: false,
	timed_finish: 0,
	can_anonymous: false,
	can_notify_submit: true,
};

const formInfo = {
	form_title: 'Lunch',
	form_desc: 'Every Friday',
	form_header: 'https://example.com/header.png',
	form_question: { items: [question] },
	form_setting: formSetting,
};

const insertText = { insert_text: { text: 'text content', location: { index: 10 } } };
const insertTable = { insert_table: { rows: 2, cols: 2, location: { index: 10 } } };

const members = { userid_list: ['zhangsan', 'lisi'] };

const updateCells = {
	update_range_request: {
		sheet_id: 'ABCDE',
		grid_data: {
			start_row: 0,
			start_column: 1,
			rows: [
				{
					values: [
						{
							cell_value: { link: { text: 'Help', url: 'https://example.com' } },
							cell_format: {
								text_format: {
									font: 'Microsoft YaHei',
									font_size: 10,
									bold: true,
									italic: false,
									strikethrough: false,
									underline: true,
									color: { red: 255, green: 0, blue: 0, alpha: 255 },
								},
							},
						},
					],
				},
			],
		},
	},
};

export const documents: Examples = {
	'document.create': post(
		'wedoc/create_doc',
		{
			doc_type: '10',
			doc_name: 'Requests',
			admin_users: 'zhangsan, lisi',
			spaceid: 'SPACE1',
			fatherid: 'SPACE1',
		},
		{
			doc_type: 10,
			doc_name: 'Requests',
			admin_users: ['zhangsan', 'lisi'],
			spaceid: 'SPACE1',
			fatherid: 'SPACE1',
		},
	),
	'document.delete': post('wedoc/del_doc', { docid: 'DOC1' }),
	'document.get': post('wedoc/get_doc_base_info', { docid: 'DOC1' }),
	'document.getContent': post('wedoc/document/get', { docid: 'DOC1' }),
	'document.getPermissions': post('wedoc/doc_get_auth', { docid: 'DOC1' }),
	'document.getShareLink': post('wedoc/doc_share', { formid: 'FORM1' }),
	'document.rename': post('wedoc/rename_doc', { docid: 'DOC1', new_name: 'Open requests' }),
	'document.updateContent': post(
		'wedoc/document/batch_update',
		{ docid: 'DOC1', version: '10', requests: JSON.stringify([insertText, insertTable]) },
		{ docid: 'DOC1', version: 10, requests: [insertText, insertTable] },
	),
	'document.updateMembers': post('wedoc/mod_doc_member', {
		docid: 'DOC1',
		update_file_member_list: [{ type: 1, userid: 'zhangsan', auth: 7 }],
		del_file_member_list: [{ type: 1, tmp_external_userid: 'TMP1' }],
	}),
	'document.updateSecurity': post(
		'wedoc/mod_doc_safty_setting',
		{
			docid: 'DOC1',
			enable_readonly_copy: 'false',
			watermark: { margin_type: 2, show_visitor_name: true, show_text: true, text: 'Draft' },
		},
		{
			docid: 'DOC1',
			enable_readonly_copy: false,
			watermark: { margin_type: 2, show_visitor_name: true, show_text: true, text: 'Draft' },
		},
	),
	'document.updateViewRules': post('wedoc/mod_doc_join_rule', {
		docid: 'DOC1',
		enable_corp_internal: true,
		corp_internal_auth: 2,
		enable_corp_external: false,
		corp_external_auth: 1,
		corp_internal_approve_only_by_admin: true,
		corp_external_approve_only_by_admin: true,
		ban_share_external: true,
		update_co_auth_list: true,
		co_auth_list: [{ type: 2, departmentid: 10001, auth: 1 }],
	}),
	'document.uploadImage': post('wedoc/image_upload', { docid: 'DOC1' }),

	'documentAdvancedAccount.assign': post('wedoc/vip/batch_add', {
		userid_list: ['zhangsan', 'lisi', 'wangwu'],
	}),
	'documentAdvancedAccount.getAll': post('wedoc/vip/list'),
	'documentAdvancedAccount.revoke': post(
		'wedoc/vip/batch_del',
		{ userid_list: 'zhangsan' },
		{ userid_list: ['zhangsan'] },
	),

	'form.create': post('wedoc/create_form', {
		form_info: formInfo,
		spaceid: 'SPACE1',
		fatherid: 'FOLDER1',
	}),
	'form.get': post('wedoc/get_form_info', { formid: 'FORM1' }),
	'form.getAnswers': post(
		'wedoc/get_form_answer',
		{ repeated_id: 'ROUND1', answer_ids: '1, 2' },
		{ repeated_id: 'ROUND1', answer_ids: [1, 2] },
	),
	'form.getStatistics': post('wedoc/get_form_statistic', {
		repeated_id: 'ROUND1',
		req_type: 2,
		start_time: 1667395287,
		end_time: 1668418369,
	}),
	'form.update': post('wedoc/modify_form', { oper: 2, formid: 'FORM1', form_info: formInfo }),

	'smartSheet.createSheet': post('wedoc/smartsheet/add_sheet', {
		docid: 'DOC1',
		properties: { title: 'Requests', index: 3 },
	}),
	'smartSheet.deleteSheet': post('wedoc/smartsheet/delete_sheet', sheet),
	'smartSheet.getAllSheets': post('wedoc/smartsheet/get_sheet', {
		...sheet,
		need_all_type_sheet: true,
	}),
	'smartSheet.updateSheet': post('wedoc/smartsheet/update_sheet', {
		docid: 'DOC1',
		properties: { sheet_id: 'q979lj', title: 'Open requests' },
	}),

	'smartSheetChat.get': post('wedoc/smartsheet/groupchat/get', {
		docid: 'DOC1',
		chat_id: 'CHAT1',
	}),
	'smartSheetChat.getAll': post('wedoc/smartsheet/groupchat/list', { docid: 'DOC1' }),
	'smartSheetChat.update': post('wedoc/smartsheet/groupchat/update', {
		docid: 'DOC1',
		chat_id: 'CHAT1',
		owner: 'zhangsan',
		add_user_list: ['wangwu'],
		del_user_list: ['lisi'],
	}),

	'smartSheetField.create': post('wedoc/smartsheet/add_fields', {
		...sheet,
		fields: [{ field_title: 'State', field_type: 'FIELD_TYPE_SELECT', ...fieldProperties }],
	}),
	'smartSheetField.delete': post(
		'wedoc/smartsheet/delete_fields',
		{ ...sheet, field_ids: 'f1gHSR' },
		{ ...sheet, field_ids: ['f1gHSR'] },
	),
	'smartSheetField.getAll': post('wedoc/smartsheet/get_fields', {
		...sheet,
		view_id: 'vabcde',
		field_ids: ['f1gHSR'],
		field_titles: ['State'],
	}),
	'smartSheetField.update': post('wedoc/smartsheet/update_fields', {
		...sheet,
		fields: [
			{
				field_id: 'f1gHSR',
				field_title: 'State',
				field_type: 'FIELD_TYPE_SELECT',
				...fieldProperties,
			},
		],
	}),

	'smartSheetFieldGroup.create': post('wedoc/smartsheet/add_field_group', {
		...sheet,
		name: 'Times',
		children: [{ field_id: 'f1gHSR' }],
	}),
	'smartSheetFieldGroup.delete': post('wedoc/smartsheet/delete_field_groups', {
		...sheet,
		field_group_ids: ['g1'],
	}),
	'smartSheetFieldGroup.getAll': post('wedoc/smartsheet/get_field_groups', sheet),
	'smartSheetFieldGroup.update': post('wedoc/smartsheet/update_field_group', {
		...sheet,
		field_group_id: 'g1',
		name: 'Dates',
		children: [{ field_id: 'fabcde' }],
	}),

	'smartSheetPermission.create': post('wedoc/smartsheet/content_priv/create_rule', {
		docid: 'DOC1',
		name: 'Helpers',
	}),
	'smartSheetPermission.delete': post(
		'wedoc/smartsheet/content_priv/delete_rule',
		{ docid: 'DOC1', rule_id_list: '2' },
		{ docid: 'DOC1', rule_id_list: [2] },
	),
	'smartSheetPermission.getAll': post('wedoc/smartsheet/content_priv/get_sheet_priv', {
		docid: 'DOC1',
		type: 2,
		rule_id_list: [2, 3],
	}),
	'smartSheetPermission.update': post('wedoc/smartsheet/content_priv/update_sheet_priv', {
		docid: 'DOC1',
		type: 2,
		rule_id: 2,
		name: 'Helpers',
		priv_list: [
			{
				sheet_id: 'q979lj',
				priv: 2,
				can_insert_record: true,
				can_delete_record: false,
				can_create_modify_delete_view: true,
				field_priv: {
					field_range_type: 2,
					field_rule_list: [
						{
							field_id: 'fsMGQS',
							field_type: 'FIELD_TYPE_TEXT',
							can_edit: false,
							can_insert: true,
							can_view: true,
						},
					],
					field_default_rule: { can_edit: false, can_insert: false, can_view: true },
				},
				record_priv: {
					record_range_type: 2,
					record_rule_list: [
						{
							field_id: 'f2',
							field_type: 'FIELD_TYPE_SELECT',
							oper_type: 2,
							value: ['OPTION1'],
						},
					],
					other_priv: 1,
				},
				clear: false,
			},
		],
	}),
	'smartSheetPermission.updateMembers': post('wedoc/smartsheet/content_priv/mod_rule_member', {
		docid: 'DOC1',
		rule_id: 3,
		add_member_range: members,
		del_member_range: { userid_list: ['wangwu'] },
	}),

	'smartSheetRecord.create': post(
		'wedoc/smartsheet/add_records',
		{
			...sheet,
			key_type: 'CELL_VALUE_KEY_TYPE_FIELD_TITLE',
			records: '[{"values":{"Subject":[{"type":"text","text":"Lamp"}],"Count":2}}]',
		},
		{
			...sheet,
			key_type: 'CELL_VALUE_KEY_TYPE_FIELD_TITLE',
			records: [{ values: { Subject: [{ type: 'text', text: 'Lamp' }], Count: 2 } }],
		},
	),
	'smartSheetRecord.delete': post(
		'wedoc/smartsheet/delete_records',
		{ ...sheet, record_ids: 're9IqD, rpS0P9' },
		{ ...sheet, record_ids: ['re9IqD', 'rpS0P9'] },
	),
	'smartSheetRecord.getAll': post('wedoc/smartsheet/get_records', {
		...sheet,
		view_id: 'vCRl8n',
		record_ids: ['re9IqD'],
		key_type: 'CELL_VALUE_KEY_TYPE_FIELD_ID',
		field_titles: ['State'],
		field_ids: ['f1gHSR'],
		sort: [{ field_title: 'State', desc: true }],
		filter_spec: dateFilter,
		ver: 160,
	}),
	'smartSheetRecord.update': post('wedoc/smartsheet/update_records', {
		...sheet,
		key_type: 'CELL_VALUE_KEY_TYPE_FIELD_ID',
		records: [{ record_id: 're9IqD', values: { f1gHSR: 123 } }],
	}),

	'smartSheetView.create': post('wedoc/smartsheet/add_view', {
		...sheet,
		view_title: 'Plan',
		view_type: 'VIEW_TYPE_GANTT',
		property_gantt: { start_date_field_id: 'f1', end_date_field_id: 'f2' },
		property_calendar: { start_date_field_id: 'f1', end_date_field_id: 'f2' },
	}),
	'smartSheetView.delete': post('wedoc/smartsheet/delete_views', {
		...sheet,
		view_ids: ['vabcde'],
	}),
	'smartSheetView.getAll': post('wedoc/smartsheet/get_views', { ...sheet, view_ids: ['vabcde'] }),
	'smartSheetView.update': post('wedoc/smartsheet/update_view', {
		...sheet,
		view_id: 'vabcde',
		view_title: 'Open',
		property: {
			auto_sort: true,
			sort_spec: { sort_infos: [{ field_id: 'f1', desc: true }] },
			group_spec: { groups: [{ field_id: 'f2', desc: false }] },
			filter_spec: dateFilter,
			is_field_stat_enabled: false,
			field_visibility: { f1: false },
			frozen_field_count: 1,
			color_config: {
				conditions: [
					{
						id: '5599107762',
						type: 'VIEW_COLOR_CONDITION_TYPE_CELL',
						color: 'chromeOrangeLighten_5',
						condition,
					},
				],
			},
		},
	}),

	'spreadsheet.getAllSheets': post('wedoc/spreadsheet/get_sheet_properties', { docid: 'DOC1' }),
	'spreadsheet.getCells': post('wedoc/spreadsheet/get_sheet_range_data', {
		docid: 'DOC1',
		sheet_id: 'ABCDE',
		range: 'A1:C20',
	}),
	'spreadsheet.update': post('wedoc/spreadsheet/batch_update', {
		docid: 'DOC1',
		requests: [updateCells],
	}),
};
