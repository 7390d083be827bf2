import type { Lookup } from '../../wecom/catalog/lookup';

/** Another list whose things are gone through, because the one that is wanted can only be asked for some of them. */
interface Outer {
	/** ID of the endpoint that lists them. */
	endpoint: string;
	/** Dotted path of the ID in an item; absent: the item is the ID. */
	id?: string;
	/** Parameter of the inner endpoint that takes an ID, or as many as `each` says. */
	parameter: string;
	each?: number;
}

/** How things of one kind are listed, and what the list shows of them. */
export interface Listing {
	/** ID of the endpoint that lists them. */
	endpoint: string;
	/** Dotted path of the ID in an item; absent: the item is the ID. */
	id?: string;
	/** Dotted path of the name in an item. */
	name?: string;
	/** Field of an item that holds the things themselves, and the name that tells which item it was. */
	inside?: { list: string; of: string };
	/** What must be known first: parameters of the list, which the operation has as well. */
	needs?: readonly string[];
	/** Parameters that always have these values. */
	values?: Readonly<Record<string, unknown>>;
	/** Parameters that take the value of a needed one. */
	same?: Readonly<Record<string, string>>;
	/** The list is asked for with each of these, one after another. */
	variants?: readonly Readonly<Record<string, unknown>>[];
	/** Parameters for the begin and the end, in seconds, of the last thirty days. */
	recent?: readonly [string, string];
	/** Only items in which these fields have these values. */
	only?: Readonly<Record<string, unknown>>;
	within?: Outer;
	/** The list knows IDs only, and this endpoint the name of one: the parameter that takes the ID, and where the name is. */
	named?: { endpoint: string; parameter: string; name: string };
}

/** What can be looked up instead of typing its ID, besides tenants and members, which have ways of their own. */
export const listings: Record<Exclude<Lookup, 'member' | 'tenant'>, Listing> = {
	acquisitionLink: {
		endpoint: 'acquisitionLink.getAll',
		named: { endpoint: 'acquisitionLink.get', parameter: 'link_id', name: 'link.link_name' },
	},
	agent: { endpoint: 'agent.getAll', id: 'agentid', name: 'name' },
	approvalRequest: { endpoint: 'approval.getAllIds', recent: ['starttime', 'endtime'] },
	chain: { endpoint: 'chain.getAll', id: 'chain_id', name: 'chain_name' },
	chainCompany: {
		endpoint: 'chain.getCompanies',
		id: 'corpid',
		name: 'corp_name',
		needs: ['chain_id'],
		within: { endpoint: 'chain.getGroups', id: 'groupid', parameter: 'groupid' },
	},
	chainGroup: {
		endpoint: 'chain.getGroups',
		id: 'groupid',
		name: 'group_name',
		needs: ['chain_id'],
	},
	chainRule: { endpoint: 'chainRule.getAllIds', needs: ['chain_id'] },
	checkInRule: { endpoint: 'checkInRule.getAll', id: 'groupid', name: 'groupname' },
	clientPassword: {
		endpoint: 'sharedMailbox.getAllClientPasswords',
		id: 'auth_code_id',
		name: 'remark',
		needs: ['id'],
	},
	contactWay: {
		endpoint: 'contactWay.getAll',
		id: 'config_id',
		named: { endpoint: 'contactWay.get', parameter: 'config_id', name: 'remark' },
	},
	customer: {
		endpoint: 'customer.getAll',
		id: 'external_contact.external_userid',
		name: 'external_contact.name',
		within: { endpoint: 'customer.getServiceMembers', parameter: 'userid_list', each: 100 },
	},
	customerGroup: {
		endpoint: 'customerGroup.getAll',
		id: 'chat_id',
		named: { endpoint: 'customerGroup.get', parameter: 'chat_id', name: 'name' },
	},
	customerRuleGroup: {
		endpoint: 'customerRuleGroup.getAll',
		id: 'strategy_id',
		named: { endpoint: 'customerRuleGroup.get', parameter: 'strategy_id', name: 'strategy_name' },
	},
	customerServiceAccount: {
		endpoint: 'customerServiceAccount.getAll',
		id: 'open_kfid',
		name: 'name',
	},
	customerTag: {
		endpoint: 'customerTag.getAll',
		id: 'id',
		name: 'name',
		inside: { list: 'tag', of: 'group_name' },
	},
	customerTagGroup: { endpoint: 'customerTag.getAll', id: 'group_id', name: 'group_name' },
	department: { endpoint: 'department.getAll', id: 'id', name: 'name' },
	driveFolder: {
		endpoint: 'driveFile.getAll',
		id: 'fileid',
		name: 'file_name',
		needs: ['spaceid'],
		same: { fatherid: 'spaceid' },
		values: { sort_type: 1 },
		only: { file_type: 1 },
	},
	fieldGroup: {
		endpoint: 'smartSheetFieldGroup.getAll',
		id: 'field_group_id',
		name: 'name',
		needs: ['docid', 'sheet_id'],
	},
	grid: { endpoint: 'grid.getAll', id: 'grid_id', name: 'grid_name' },
	healthReport: { endpoint: 'healthReport.getAllIds' },
	incidentCategory: {
		endpoint: 'incidentCategory.getAll',
		id: 'category_id',
		name: 'category_name',
	},
	interceptRule: { endpoint: 'interceptRule.getAll', id: 'rule_id', name: 'rule_name' },
	knowledgeGroup: { endpoint: 'knowledgeGroup.getAll', id: 'group_id', name: 'name' },
	knowledgeQuestion: {
		endpoint: 'knowledgeQuestion.getAll',
		id: 'intent_id',
		name: 'question.text.content',
	},
	leaveType: { endpoint: 'leave.getAll', id: 'id', name: 'name' },
	mailGroup: {
		endpoint: 'mailGroup.getAll',
		id: 'groupid',
		name: 'groupname',
		values: { fuzzy: 0 },
	},
	massMessage: {
		endpoint: 'massMessage.getAll',
		id: 'msgid',
		name: 'text.content',
		variants: [{ chat_type: 'single' }, { chat_type: 'group' }],
		recent: ['start_time', 'end_time'],
	},
	meetingBackground: {
		endpoint: 'meetingBackground.getAll',
		id: 'background_id',
		needs: ['meetingid'],
	},
	meetingDevice: {
		endpoint: 'meetingDevice.getDevices',
		id: 'rooms_id',
		name: 'meeting_room_name',
	},
	meetingDeviceRoom: {
		endpoint: 'meetingDevice.getAll',
		id: 'meeting_room_id',
		name: 'meeting_room_name',
	},
	meetingLayout: {
		endpoint: 'meetingLayout.getAll',
		id: 'layout_id',
		name: 'layout_name',
		needs: ['meetingid'],
	},
	meetingPoll: {
		endpoint: 'meetingPoll.getAll',
		id: 'poll_id',
		name: 'poll_topic',
		inside: { list: 'polls_info', of: 'poll_theme_id' },
		needs: ['operator_userid', 'instance_id', 'meetingid'],
	},
	meetingPollTheme: {
		endpoint: 'meetingPoll.getAll',
		id: 'poll_theme_id',
		name: 'polls_info.0.poll_topic',
		needs: ['operator_userid', 'instance_id', 'meetingid'],
	},
	meetingRecording: {
		endpoint: 'meetingRecording.getAll',
		id: 'meeting_record_id',
		name: 'title',
		needs: ['meetingid'],
		recent: ['start_time', 'end_time'],
	},
	meetingRoom: { endpoint: 'meetingRoom.getAll', id: 'meetingroom_id', name: 'name' },
	moment: {
		endpoint: 'moment.getAll',
		id: 'moment_id',
		name: 'text.content',
		recent: ['start_time', 'end_time'],
	},
	momentRuleGroup: {
		endpoint: 'momentRuleGroup.getAll',
		id: 'strategy_id',
		named: { endpoint: 'momentRuleGroup.get', parameter: 'strategy_id', name: 'strategy_name' },
	},
	parent: {
		endpoint: 'parent.getAll',
		id: 'parent_userid',
		name: 'children.0.name',
		within: { endpoint: 'schoolDepartment.getAll', id: 'id', parameter: 'department_id' },
	},
	patrolReport: { endpoint: 'patrolReport.getAll', id: 'order_id', name: 'case_name' },
	pendingCompany: {
		endpoint: 'chain.getCompanies',
		id: 'pending_corpid',
		name: 'corp_name',
		needs: ['chain_id'],
		values: { need_pending: true },
		within: { endpoint: 'chain.getGroups', id: 'groupid', parameter: 'groupid' },
	},
	product: { endpoint: 'productAlbum.getAll', id: 'product_id', name: 'description' },
	residentReport: { endpoint: 'residentReport.getAll', id: 'order_id', name: 'case_name' },
	roomBooking: {
		endpoint: 'roomBooking.getAll',
		id: 'booking_id',
		inside: { list: 'schedule', of: 'meetingroom_id' },
	},
	ruleGroupTagGroup: {
		endpoint: 'customerTag.getAllOfRuleGroup',
		id: 'group_id',
		name: 'group_name',
		needs: ['strategy_id'],
	},
	schoolDepartment: { endpoint: 'schoolDepartment.getAll', id: 'id', name: 'name' },
	sharedApp: {
		endpoint: 'sharedApp.getAll',
		id: 'agentid',
		name: 'corp_name',
		needs: ['corpid'],
	},
	sharedMailbox: {
		endpoint: 'sharedMailbox.getAll',
		id: 'id',
		name: 'name',
		values: { fuzzy: 0 },
	},
	sharingCompany: { endpoint: 'sharedApp.getAll', id: 'corpid', name: 'corp_name' },
	sheet: { endpoint: 'smartSheet.getAllSheets', id: 'sheet_id', name: 'title', needs: ['docid'] },
	sheetChat: { endpoint: 'smartSheetChat.getAll', needs: ['docid'] },
	sheetPermission: {
		endpoint: 'smartSheetPermission.getAll',
		id: 'rule_id',
		name: 'name',
		needs: ['docid'],
		values: { type: 2 },
	},
	spreadsheetSheet: {
		endpoint: 'spreadsheet.getAllSheets',
		id: 'sheet_id',
		name: 'title',
		needs: ['docid'],
	},
	student: {
		endpoint: 'student.getAll',
		id: 'student_userid',
		name: 'name',
		within: { endpoint: 'schoolDepartment.getAll', id: 'id', parameter: 'department_id' },
	},
	tag: { endpoint: 'tag.getAll', id: 'tagid', name: 'tagname' },
	view: {
		endpoint: 'smartSheetView.getAll',
		id: 'view_id',
		name: 'view_title',
		needs: ['docid', 'sheet_id'],
	},
	workReport: { endpoint: 'workReport.getAllIds', recent: ['starttime', 'endtime'] },
};

/** How things are listed; `undefined` for those that have a way of their own. */
export function listingOf(lookup: Lookup): Listing | undefined {
	return lookup === 'member' || lookup === 'tenant' ? undefined : listings[lookup];
}
