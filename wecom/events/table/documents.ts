import { group } from '../define';
import { many, text } from '../field';

const docs = () => ({ DocId: many(text) });
const forms = () => ({ FormId: many(text) });
const sheetFields = () => ({ DocId: text, SheetId: text, FieldId: many(text) });
const sheetRecords = () => ({ DocId: text, SheetId: text, RecordId: many(text) });

export const documents = group('Documents', '文档', {
	'doc_change.doc_member_change': {
		title: 'Document Members Changed',
		titleZh: '修改文档成员事件',
		from: 'data',
		fields: docs,
	},
	'doc_change.delete_doc': {
		title: 'Document Deleted',
		titleZh: '删除文档事件',
		from: 'data',
		fields: docs,
	},
	'doc_change.form_complete': {
		title: 'Form Submitted',
		titleZh: '收集表完成事件',
		from: 'data',
		fields: forms,
	},
	'doc_change.delete_form': {
		title: 'Form Deleted',
		titleZh: '删除收集表事件',
		from: 'data',
		fields: forms,
	},
	'doc_change.form_settings_change': {
		title: 'Form Settings Changed',
		titleZh: '修改收集表设置事件',
		from: 'data',
		fields: forms,
	},
	// The platform writes "filed"; the documentation has both.
	'smart_sheet_change.add_filed': {
		title: 'Smart Sheet Field Added',
		titleZh: '新增字段',
		from: 'data',
		aliases: ['smart_sheet_change.add_field'],
		fields: sheetFields,
	},
	'smart_sheet_change.update_filed': {
		title: 'Smart Sheet Field Updated',
		titleZh: '更新字段',
		from: 'data',
		aliases: ['smart_sheet_change.update_field'],
		fields: sheetFields,
	},
	'smart_sheet_change.delete_filed': {
		title: 'Smart Sheet Field Deleted',
		titleZh: '删除字段',
		from: 'data',
		aliases: ['smart_sheet_change.delete_field'],
		fields: sheetFields,
	},
	'smart_sheet_change.add_record': {
		title: 'Smart Sheet Record Added',
		titleZh: '新增记录',
		from: 'data',
		fields: sheetRecords,
	},
	'smart_sheet_change.update_record': {
		title: 'Smart Sheet Record Updated',
		titleZh: '更新记录',
		from: 'data',
		fields: sheetRecords,
	},
	'smart_sheet_change.delete_record': {
		title: 'Smart Sheet Record Deleted',
		titleZh: '删除记录',
		from: 'data',
		fields: sheetRecords,
	},
});
