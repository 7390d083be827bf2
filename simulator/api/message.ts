import { DAY, HOUR, MINUTE } from '../clock';
import { memberOf, userIdFor, type App } from '../platform/app';
import { Refusal } from '../platform/refusal';
import {
	departmentsUnder,
	isDepartmentVisible,
	membersOfTag,
	visibleMembers,
} from '../platform/scope';
import type { Member } from '../world';
import {
	appOfCall,
	isRecord,
	numberOf,
	recordOf,
	textOf,
	textsOf,
	type Call,
	type Handler,
} from './call';
import { checkCard, checkSubmitButton, isAnswerable } from './template-card';

/** More to one member is dropped without a word. */
const PER_MEMBER = [
	{ most: 30, milliseconds: MINUTE },
	{ most: 1000, milliseconds: HOUR },
];

/** Person-times of one app in a company and day: 200 for each account the company may have. */
const PER_DAY = { most: 200 * 200, milliseconds: DAY };

/** Messages to members (发送应用消息, 更新模版卡片消息, 撤回应用消息). */
export const messageHandlers: Record<string, Handler> = {
	'/cgi-bin/message/send': (call) => {
		const { body, platform } = call;
		const app = appOfCall(call);
		const type = textOf(body, 'msgtype');
		checkAgent(app, numberOf(body, 'agentid'), type !== 'miniprogram_notice');
		const content = contentOf(body, type);
		checkContent(call, app, type, content);
		if (type === 'template_card') {
			checkSendableCard(call, app, content);
		}
		const receivers = receiversOf(app, body, type);
		const licensed = platform.licences.use(app, receivers.members, 2);
		if (licensed.length === 0) {
			throw new Refusal(81013);
		}
		const key = JSON.stringify([app.id, app.corp.corpId, body]);
		const interval = numberOf(body, 'duplicate_check_interval') ?? 1800;
		const isNew =
			body.enable_duplicate_check !== 1 || !platform.messages.isDuplicate(key, interval);
		const userIds = licensed
			.filter((member) => isNew && isBelowMemberLimit(call, app, member))
			.map((member) => member.userId);
		const subject = `messages of ${app.id} in ${app.corp.corpId}`;
		if (!platform.rateLimits.allows(subject, PER_DAY, userIds.length)) {
			throw new Refusal(45009);
		}
		const message = platform.messages.record(app, { userIds, type, content });
		return {
			...invalidParts(receivers),
			...joined(
				'unlicenseduser',
				receivers.members
					.filter((member) => !licensed.includes(member))
					.map((member) => userIdFor(app, member)),
			),
			msgid: message.messageId,
			...(type === 'template_card' && isAnswerable(content)
				? { response_code: platform.messages.issueResponseCode(app, message.messageId) }
				: {}),
		};
	},

	'/cgi-bin/message/update_template_card': (call) => {
		const { body, platform } = call;
		const app = appOfCall(call);
		checkAgent(app, numberOf(body, 'agentid'), true);
		if (!isRecord(body.button) && !isRecord(body.template_card)) {
			throw new Refusal(40058, 'button or template_card is required');
		}
		if (isRecord(body.template_card)) {
			checkCard(body.template_card);
		}
		const message = platform.messages.useResponseCode(app, textOf(body, 'response_code'));
		if (message) {
			message.updatedTo = isRecord(body.template_card)
				? body.template_card
				: recordOf(body, 'button');
		}
		const userIds = textsOf(body, 'userids');
		const visible = visibleMembers(app.corp, app.scope);
		return {
			invaliduser: userIds.filter((userId) => {
				const member = memberOf(app, userId);
				return member === undefined || !visible.includes(member);
			}),
		};
	},

	'/cgi-bin/message/recall': (call) => {
		call.platform.messages.recall(appOfCall(call), textOf(call.body, 'msgid'));
		return {};
	},
};

/** @throws Refusal 301002 when the agent is not the token's, 41011 when it is missing */
export function checkAgent(app: App, agentId: number | undefined, required: boolean): void {
	if (agentId === undefined) {
		if (required) {
			throw new Refusal(41011);
		}
	} else if (agentId !== app.agentId) {
		throw new Refusal(301002);
	}
}

/** The part of the body that bears the name of the message type. */
export function contentOf(body: Record<string, unknown>, type: string): Record<string, unknown> {
	const content = body[type];
	if (!isRecord(content)) {
		throw new Refusal(type === 'text' ? 44004 : 40058, `missing parameter "${type}"`);
	}
	return content;
}

/** @throws Refusal 44004 for a text without content, 40007 for media the company does not have */
export function checkContent(
	call: Call,
	app: App,
	type: string,
	content: Record<string, unknown>,
): void {
	if (type === 'text' && textOf(content, 'content').trim() === '') {
		throw new Refusal(44004);
	}
	const mediaId = content.media_id;
	if (typeof mediaId === 'string') {
		call.platform.media.find(app.corp, mediaId);
	}
	for (const article of articlesOf(content)) {
		if (typeof article.thumb_media_id === 'string') {
			call.platform.media.find(app.corp, article.thumb_media_id);
		}
	}
}

/**
 * A card must be whole; one that members can answer needs a task id not used before, and an app that is called back.
 * @throws Refusal 42014 for the task id, 43012 without a callback URL
 */
function checkSendableCard({ platform }: Call, app: App, card: Record<string, unknown>): void {
	checkCard(card);
	checkSubmitButton(card);
	if (!isAnswerable(card)) {
		return;
	}
	const taskId = textOf(card, 'task_id');
	if (taskId === '' || platform.messages.hasTask(app, taskId)) {
		throw new Refusal(42014);
	}
	if (!platform.callbackUrls.hasDataUrl(app)) {
		throw new Refusal(43012);
	}
}

function articlesOf(content: Record<string, unknown>): Record<string, unknown>[] {
	return Array.isArray(content.articles) ? content.articles.filter(isRecord) : [];
}

interface Receivers {
	members: Member[];
	invalidUsers: string[];
	invalidDepartments: string[];
	invalidTags: string[];
}

/** @throws Refusal 82001 when nobody is named, 81013 when nobody named can be reached */
function receiversOf(app: App, body: Record<string, unknown>, type: string): Receivers {
	const users = idsOf(body, 'touser');
	const departments = idsOf(body, 'toparty');
	const tags = idsOf(body, 'totag');
	if (users.length + departments.length + tags.length === 0) {
		throw new Refusal(82001);
	}
	const visible = visibleMembers(app.corp, app.scope);
	if (users.includes('@all')) {
		if (type === 'miniprogram_notice') {
			throw new Refusal(40031, '@all is not allowed for miniprogram_notice');
		}
		return { members: visible, invalidUsers: [], invalidDepartments: [], invalidTags: [] };
	}
	const named = [
		users.map((userId) => memberOf(app, userId)),
		...departments.map((id) => membersUnder(app, id)),
		...tags.map((id) => membersTagged(app, id)),
	];
	const found = new Set(named.flatMap((members) => members ?? []));
	return {
		members: visible.filter((member) => found.has(member)),
		invalidUsers: users.filter((userId) => {
			const member = memberOf(app, userId);
			return member === undefined || !visible.includes(member);
		}),
		invalidDepartments: departments.filter((id) => membersUnder(app, id) === undefined),
		invalidTags: tags.filter((id) => membersTagged(app, id) === undefined),
	};
}

/** Undefined for a department that does not exist or that the app does not see. */
function membersUnder({ corp, scope }: App, departmentId: string): Member[] | undefined {
	const department = corp.departments.find((candidate) => String(candidate.id) === departmentId);
	if (!department || !isDepartmentVisible(corp, scope, department)) {
		return undefined;
	}
	const ids = departmentsUnder(corp, department.id);
	return corp.members.filter((member) => member.departments.some((id) => ids.has(id)));
}

function membersTagged({ corp }: App, tagId: string): Member[] | undefined {
	const tag = corp.tags.find((candidate) => String(candidate.id) === tagId);
	return tag && membersOfTag(corp, tag);
}

function idsOf(body: Record<string, unknown>, name: string): string[] {
	return textOf(body, name)
		.split('|')
		.map((id) => id.trim())
		.filter((id) => id !== '');
}

function invalidParts({ invalidUsers, invalidDepartments, invalidTags }: Receivers) {
	return {
		...joined('invaliduser', invalidUsers),
		...joined('invalidparty', invalidDepartments),
		...joined('invalidtag', invalidTags),
	};
}

function joined(name: string, ids: string[]): Record<string, string> {
	return ids.length === 0 ? {} : { [name]: ids.join('|') };
}

function isBelowMemberLimit({ platform }: Call, app: App, member: Member): boolean {
	const subject = `messages of ${app.id} in ${app.corp.corpId} to ${member.userId}`;
	return PER_MEMBER.every((limit) => platform.rateLimits.allows(subject, limit));
}
