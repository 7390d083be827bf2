import { group } from '../define';
import { integer, many, nested, text } from '../field';

const person = () => nested({ UserId: text });

export const approvals = group('Approvals', '审批', {
	sys_approval_change: {
		title: 'Approval Changed',
		titleZh: '审批申请状态变化回调通知',
		from: 'data',
		fields: () => ({
			ApprovalInfo: nested({
				SpNoStr: text,
				SpNo: text.optional(),
				SpName: text,
				SpStatus: integer,
				TemplateId: text,
				ApplyTime: integer,
				Applyer: nested({ UserId: text, Party: text }),
				SpRecord: many(
					nested({
						SpStatus: integer,
						/** 1: any one suffices, 2: all must agree. */
						ApproverAttr: integer,
						Details: many(
							nested({
								Approver: person(),
								Speech: text.optional(),
								SpStatus: integer,
								SpTime: integer,
								Attach: many(text).optional(),
							}),
						),
					}),
				).optional(),
				Notifyer: many(person()).optional(),
				ProcessList: nested({
					NodeList: many(
						nested({
							NodeType: integer,
							SpStatus: integer,
							/** 1: all must agree, 2: any one suffices; the reverse of `ApproverAttr`. */
							ApvRel: integer.optional(),
							SubNodeList: many(
								nested({
									UserInfo: person(),
									Speech: text.optional(),
									SpYj: integer,
									Sptime: integer,
									MediaIds: many(text).optional(),
								}),
							),
						}),
					).optional(),
				}).optional(),
				Comments: many(
					nested({
						CommentUserInfo: person(),
						CommentTime: integer,
						CommentContent: text,
						CommentId: text,
						Attach: many(text).optional(),
					}),
				).optional(),
				StatuChangeEvent: integer,
			}),
		}),
	},
	open_approval_change: {
		title: 'Approval Flow Changed',
		titleZh: '审批状态通知事件',
		from: 'data',
		fields: () => ({
			ApprovalInfo: nested({
				ThirdNo: text,
				OpenSpName: text,
				OpenTemplateId: text,
				OpenSpStatus: integer,
				ApplyTime: integer,
				ApplyUserName: text,
				ApplyUserId: text,
				ApplyUserParty: text,
				ApplyUserImage: text,
				ApprovalNodes: nested({
					ApprovalNode: many(
						nested({
							NodeStatus: integer,
							NodeAttr: integer,
							NodeType: integer,
							Items: nested({
								Item: many(
									nested({
										ItemName: text,
										ItemUserId: text,
										ItemImage: text,
										ItemStatus: integer,
										ItemSpeech: text.optional(),
										ItemOpTime: integer.optional(),
									}),
								).optional(),
							}),
						}),
					).optional(),
				}),
				NotifyNodes: nested({
					NotifyNode: many(
						nested({ ItemName: text, ItemUserId: text, ItemImage: text }),
					).optional(),
				}).optional(),
				approverstep: integer,
			}),
		}),
	},
});
