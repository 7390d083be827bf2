import type { EventFamily } from '../define';
import {
	CUSTOMER,
	each,
	GROUP_CHAT,
	LATER,
	ofApp,
	ofSystem,
	OTHER_USER,
	SERVICE_ACCOUNT,
	USER,
	type Samples,
} from './fields';

const DOCUMENTS = ['dcSAMPLEdocument1', 'dcSAMPLEdocument2'];
const SHEET = { DocId: 'dcSAMPLEdocument1', SheetId: 'sheet1' };
const SPACES = { SpaceId: ['s.SAMPLEspace1', 's.SAMPLEspace2'] };
const FILES = { FileId: ['s.SAMPLEspace1_f.1', 's.SAMPLEspace1_f.2'] };
const AVATAR = 'https://example.com/avatar/0';
const STARTED = 1780243200;

const member = (family: EventFamily) => ({
	...ofSystem,
	UserID: USER,
	...(family === 'command' ? { OpenUserID: USER } : { Address: '广州市海珠区' }),
	Name: '示例成员',
	Department: '1,2',
	MainDepartment: 1,
	IsLeaderInDept: '1,0',
	DirectLeader: OTHER_USER,
	Mobile: '+86 13800000000',
	Position: '工程师',
	Gender: 1,
	Email: 'member@example.com',
	BizMail: 'member@company.example.com',
	Status: 1,
	Avatar: AVATAR,
	Alias: 'sample',
	Telephone: '020-12345678',
	ExtAttr: {
		Item: [
			{ Name: '爱好', Type: 0, Text: { Value: '旅游' } },
			{ Name: '主页', Type: 1, Web: { Title: '个人主页', Url: 'https://example.com/member' } },
		],
	},
});
const follow = { ...ofSystem, UserID: USER, ExternalUserID: CUSTOMER };
const group = { ...ofSystem, ChatId: GROUP_CHAT };
const tag = { ...ofSystem, Id: 'etSAMPLE0000000000000000000TagA', StrategyId: '1' };
const link = { ...ofSystem, LinkId: 'cawcdeSampleLink', State: 'spring' };
const chat = { ...link, UserID: USER, ExternalUserID: CUSTOMER };

/** What happens in a company: its members, customers, approvals, documents and meetings. */
export const companySamples: Samples = {
	'change_contact.create_user': member,
	'change_contact.update_user': (family) => ({ ...member(family), NewUserID: OTHER_USER }),
	'change_contact.delete_user': (family) => ({
		...ofSystem,
		UserID: USER,
		OpenUserID: family === 'command' ? USER : undefined,
	}),
	'change_contact.create_party': { ...ofSystem, Id: 5, Name: '研发部', ParentId: 1, Order: 10 },
	'change_contact.update_party': { ...ofSystem, Id: 5, Name: '研发中心', ParentId: 2 },
	'change_contact.delete_party': { ...ofSystem, Id: 5 },
	'change_contact.update_tag': {
		...ofSystem,
		TagId: 3,
		AddUserItems: `${USER},${OTHER_USER}`,
		DelUserItems: CUSTOMER,
		AddPartyItems: '1,2',
		DelPartyItems: '3,4',
	},
	batch_job_result: (family) =>
		family === 'system'
			? { BatchJob: { JobId: 'SampleTranslateJob', JobType: 'contact_id_translate' } }
			: {
					...ofSystem,
					AuthCorpId: undefined,
					BatchJob: {
						JobId: 'SampleJob',
						JobType: family === 'command' ? 'export_user' : 'replace_user',
						ErrCode: 0,
						ErrMsg: 'ok',
					},
				},

	...each(
		[
			'change_external_contact.add_external_contact',
			'change_external_contact.add_half_external_contact',
		],
		{ ...follow, State: 'spring', WelcomeCode: 'SampleWelcomeCode' },
	),
	...each(
		['change_external_contact.edit_external_contact', 'change_external_contact.del_follow_user'],
		follow,
	),
	'change_external_contact.del_external_contact': { ...follow, Source: 'DELETE_BY_TRANSFER' },
	'change_external_contact.transfer_fail': { ...follow, FailReason: 'customer_refused' },
	...each(['change_external_chat.create', 'change_external_chat.dismiss'], group),
	'change_external_chat.update': {
		...group,
		UpdateDetail: 'add_member',
		JoinScene: 3,
		QuitScene: 0,
		MemChangeCnt: 2,
		MemChangeList: { Item: [USER, CUSTOMER] },
		LastMemVer: '0cc175b9c0f1b6a831c399e269772661',
		CurMemVer: '92eb5ffee6ae2fec3ad71c777531578f',
	},
	...each(
		['change_external_tag.create', 'change_external_tag.update', 'change_external_tag.delete'],
		{ ...tag, TagType: 'tag' },
	),
	'change_external_tag.shuffle': tag,

	...each(
		[
			'customer_acquisition.balance_low',
			'customer_acquisition.balance_exhausted',
			'customer_acquisition.balance_increased',
			'customer_acquisition.service_balance_low',
			'customer_acquisition.service_balance_exhausted',
			'customer_acquisition_permit_change',
		],
		ofSystem,
	),
	'customer_acquisition.quota_expire_soon': { ...ofSystem, ExpireTime: LATER },
	...each(['customer_acquisition.link_unavailable', 'customer_acquisition.delete_link'], {
		...link,
		State: undefined,
	}),
	'customer_acquisition.open_profile': link,
	'customer_acquisition.friend_request': (family) => ({
		...link,
		UserID: family === 'command' ? USER : undefined,
	}),
	'customer_acquisition.customer_start_chat': { ...chat, ChatKey: 'SampleChatKey' },
	'customer_acquisition.message_from_customer': { ...link, ChatKey: 'SampleChatKey' },
	'customer_acquisition.del_follow_user': chat,
	'customer_acquisition.service_balance_consumed': { ...link, OnceKey: 'SampleOnceKey' },
	'customer_acquisition.change_price': { ...ofSystem, Price: 100, EffectiveTime: LATER },

	kf_msg_or_event: {
		FromUserName: undefined,
		Token: 'SampleServiceToken',
		OpenKfId: SERVICE_ACCOUNT,
	},
	kf_account_auth_change: {
		...ofSystem,
		AuthAddOpenKfId: [`${SERVICE_ACCOUNT}1`, `${SERVICE_ACCOUNT}2`],
		AuthDelOpenKfId: [`${SERVICE_ACCOUNT}3`],
	},

	sys_approval_change: {
		...ofSystem,
		AgentID: 3010040,
		ApprovalInfo: {
			SpNoStr: '202606010001',
			SpNo: '202606010001',
			SpName: '请假',
			SpStatus: 2,
			TemplateId: 'SampleTemplateId',
			ApplyTime: STARTED,
			Applyer: { UserId: USER, Party: '1' },
			SpRecord: [
				{
					SpStatus: 2,
					ApproverAttr: 1,
					Details: [
						{
							Approver: { UserId: OTHER_USER },
							Speech: '同意',
							SpStatus: 2,
							SpTime: STARTED + 600,
							Attach: ['SampleMediaId1'],
						},
					],
				},
			],
			Notifyer: [{ UserId: OTHER_USER }],
			ProcessList: {
				NodeList: [
					{
						NodeType: 1,
						SpStatus: 2,
						ApvRel: 2,
						SubNodeList: [
							{
								UserInfo: { UserId: OTHER_USER },
								Speech: '同意',
								SpYj: 2,
								Sptime: STARTED + 600,
								MediaIds: ['SampleMediaId1'],
							},
						],
					},
				],
			},
			Comments: [
				{
					CommentUserInfo: { UserId: USER },
					CommentTime: STARTED + 300,
					CommentContent: '附件已补充',
					CommentId: '7000000000000000002',
					Attach: ['SampleMediaId2'],
				},
			],
			StatuChangeEvent: 2,
		},
	},
	open_approval_change: {
		...ofSystem,
		...ofApp,
		ApprovalInfo: {
			ThirdNo: 'leave-42',
			OpenSpName: '请假',
			OpenTemplateId: 'SampleTemplateId',
			OpenSpStatus: 1,
			ApplyTime: STARTED,
			ApplyUserName: '示例成员',
			ApplyUserId: USER,
			ApplyUserParty: '研发部',
			ApplyUserImage: AVATAR,
			ApprovalNodes: {
				ApprovalNode: [
					{
						NodeStatus: 1,
						NodeAttr: 1,
						NodeType: 1,
						Items: {
							Item: [
								{
									ItemName: '示例主管',
									ItemUserId: OTHER_USER,
									ItemImage: AVATAR,
									ItemStatus: 1,
									ItemSpeech: '',
									ItemOpTime: 0,
								},
							],
						},
					},
				],
			},
			NotifyNodes: {
				NotifyNode: [{ ItemName: '示例成员', ItemUserId: USER, ItemImage: AVATAR }],
			},
			approverstep: 0,
		},
	},

	...each(['delete_calendar', 'modify_calendar'], { CalId: 'wcSAMPLEcalendar' }),
	...each(['modify_schedule', 'delete_schedule', 'respond_schedule'], {
		CalId: 'wcSAMPLEcalendar',
		ScheduleId: '17c7d2bd9f20d652840f72f59e796AAA',
	}),
	...each(['meeting_change.modify_meeting', 'meeting_change.cancel_meeting'], {
		MeetingId: 'hySAMPLEmeeting',
	}),
	living_status_change: { ...ofApp, LivingId: 'lvSAMPLEliving', Status: 1 },

	...each(['doc_change.doc_member_change', 'doc_change.delete_doc'], { DocId: DOCUMENTS }),
	...each(
		['doc_change.form_complete', 'doc_change.delete_form', 'doc_change.form_settings_change'],
		{
			FormId: DOCUMENTS,
		},
	),
	...each(
		[
			'smart_sheet_change.add_filed',
			'smart_sheet_change.update_filed',
			'smart_sheet_change.delete_filed',
		],
		{ ...SHEET, FieldId: ['field1', 'field2'] },
	),
	...each(
		[
			'smart_sheet_change.add_record',
			'smart_sheet_change.update_record',
			'smart_sheet_change.delete_record',
		],
		{ ...SHEET, RecordId: ['record1', 'record2'] },
	),

	wedrive_insufficient_capacity: ofSystem,
	...each(
		[
			'wedrive_space_change.dismiss_space',
			'wedrive_space_change.space_member_change',
			'wedrive_space_change.space_security_settings_change',
		],
		SPACES,
	),
	...each(
		[
			'wedrive_file_change.create_file',
			'wedrive_file_change.rename_file',
			'wedrive_file_change.update_file',
			'wedrive_file_change.delete_file',
			'wedrive_file_change.move_file',
		],
		FILES,
	),
	'app_email_change.receive_email': { ...ofSystem, Amount: 1 },

	...each(
		[
			'change_school_contact.create_student',
			'change_school_contact.update_student',
			'change_school_contact.delete_student',
		],
		{ ...ofSystem, Id: 'sample_student' },
	),
	...each(
		[
			'change_school_contact.create_parent',
			'change_school_contact.update_parent',
			'change_school_contact.delete_parent',
			'change_school_contact.subscribe',
			'change_school_contact.unsubscribe',
		],
		{ ...ofSystem, Id: 'sample_parent' },
	),
	...each(
		[
			'change_school_contact.create_department',
			'change_school_contact.update_department',
			'change_school_contact.delete_department',
		],
		{ ...ofSystem, Id: '1' },
	),
};
