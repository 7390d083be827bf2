import { group } from '../define';
import { text } from '../field';

/** The ID is that of a student, parent or department; the documentation has it as text for all. */
const id = () => ({ Id: text });

export const school = group('School', '家校沟通', {
	'change_school_contact.create_student': {
		title: 'Student Created',
		titleZh: '新增学生事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.update_student': {
		title: 'Student Updated',
		titleZh: '编辑学生事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.delete_student': {
		title: 'Student Deleted',
		titleZh: '删除学生事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.create_parent': {
		title: 'Parent Created',
		titleZh: '新增家长事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.update_parent': {
		title: 'Parent Updated',
		titleZh: '编辑家长事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.delete_parent': {
		title: 'Parent Deleted',
		titleZh: '删除家长事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.subscribe': {
		title: 'Parent Followed',
		titleZh: '家长关注事件',
		from: 'data',
		fields: id,
	},
	'change_school_contact.unsubscribe': {
		title: 'Parent Unfollowed',
		titleZh: '家长取消关注事件',
		from: 'data',
		fields: id,
	},
	// The documentation's tables and samples spell these three differently.
	'change_school_contact.create_department': {
		title: 'School Department Created',
		titleZh: '创建部门事件',
		from: 'data',
		aliases: ['change_school_contact.create_deparmtment'],
		fields: id,
	},
	'change_school_contact.update_department': {
		title: 'School Department Updated',
		titleZh: '更新部门事件',
		from: 'data',
		aliases: ['change_school_contact.update_deparmtment'],
		fields: id,
	},
	'change_school_contact.delete_department': {
		title: 'School Department Deleted',
		titleZh: '删除部门事件',
		from: 'data',
		aliases: ['change_school_contact.delete_deparmtment'],
		fields: id,
	},
});
