import { group } from '../define';
import { flag, integer, list, many, nested, text } from '../field';

/** A third-party app sees fewer of these than a customised one; a change brings what changed and the IDs. */
const member = () => ({
	UserID: text,
	OpenUserID: text.optional(),
	Name: text.optional(),
	Department: list(integer).optional(),
	MainDepartment: integer.optional(),
	/** In the order of `Department`. */
	IsLeaderInDept: list(flag).optional(),
	DirectLeader: list(text).optional(),
	Mobile: text.optional(),
	Position: text.optional(),
	Gender: integer.optional(),
	Email: text.optional(),
	BizMail: text.optional(),
	Status: integer.optional(),
	Avatar: text.optional(),
	Alias: text.optional(),
	Telephone: text.optional(),
	Address: text.optional(),
	ExtAttr: nested({
		Item: many(
			nested({
				Name: text,
				Type: integer,
				Text: nested({ Value: text.optional() }).optional(),
				Web: nested({ Title: text.optional(), Url: text.optional() }).optional(),
			}),
		).optional(),
	}).optional(),
});

export const contacts = group('Contacts', '通讯录', {
	'change_contact.create_user': {
		title: 'Member Created',
		titleZh: '新增成员事件',
		from: ['command', 'data'],
		fields: member,
	},
	'change_contact.update_user': {
		title: 'Member Updated',
		titleZh: '更新成员事件',
		from: ['command', 'data'],
		fields: () => ({ ...member(), NewUserID: text.optional() }),
	},
	'change_contact.delete_user': {
		title: 'Member Deleted',
		titleZh: '删除成员事件',
		from: ['command', 'data'],
		fields: () => ({ UserID: text, OpenUserID: text.optional() }),
	},
	'change_contact.create_party': {
		title: 'Department Created',
		titleZh: '新增部门事件',
		from: ['command', 'data'],
		fields: () => ({
			Id: integer,
			Name: text.optional(),
			ParentId: integer.optional(),
			Order: integer.optional(),
		}),
	},
	'change_contact.update_party': {
		title: 'Department Updated',
		titleZh: '更新部门事件',
		from: ['command', 'data'],
		fields: () => ({ Id: integer, Name: text.optional(), ParentId: integer.optional() }),
	},
	'change_contact.delete_party': {
		title: 'Department Deleted',
		titleZh: '删除部门事件',
		from: ['command', 'data'],
		fields: () => ({ Id: integer }),
	},
	'change_contact.update_tag': {
		title: 'Tag Members Changed',
		titleZh: '标签成员变更事件',
		from: ['command', 'data'],
		fields: () => ({
			TagId: integer,
			AddUserItems: list(text).optional(),
			DelUserItems: list(text).optional(),
			AddPartyItems: list(integer).optional(),
			DelPartyItems: list(integer).optional(),
		}),
	},
	// Three jobs under one name: exports (command), ID translation (system), contact writes (data).
	batch_job_result: {
		title: 'Contact Job Finished',
		titleZh: '异步任务完成事件',
		from: ['command', 'data', 'system'],
		fields: () => ({
			BatchJob: nested({
				JobId: text,
				JobType: text,
				ErrCode: integer.optional(),
				ErrMsg: text.optional(),
			}),
		}),
	},
});
