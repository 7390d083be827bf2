import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { cursor, type CursorPage } from '../page';

/** Folder of the pages about the meetings of a company's own apps. */
export const folder = 'docs/001-企业内部开发/002-服务端API/027-会议';

/** The official site, for pages that the folders lack. */
export const site = 'https://developer.work.weixin.qq.com/document/path';

/** For what no page could be found; the libraries agree on it. */
export const libraries = {
	libraries: ['SKIT.FlurlHttpClient.Wechat.Work', 'Senparc.Weixin', 'Mud.Wechat', 'wecom-core'],
};

export const filled = (zod: Zod) => zod.string().min(1);

export const meetingId = (zod: Zod) =>
	filled(zod).meta({ title: 'Meeting ID', description: 'of one that this app created' });

export const meeting = (zod: Zod) => ({ meetingid: meetingId(zod) });

/** A repeated meeting takes place more than once. */
export const occurrence = (zod: Zod) =>
	zod
		.string()
		.optional()
		.meta({ title: 'Occurrence ID', description: 'of a repeated meeting, current_sub_meetingid' });

export const meetingOrCode = (zod: Zod) => ({
	meetingid: meetingId(zod).optional().meta({ description: 'or the number instead' }),
	meeting_code: zod
		.string()
		.optional()
		.meta({ title: 'Meeting Number', description: 'that people join with' }),
});

/** The paging of most lists here. */
export const paged = (max: number): CursorPage => cursor(max, { more: 'has_more', sameSize: true });

const device = { tmp_openid: 'TMP_OPENID', instance_id: 1 };

export const attendeeExample = device;

/** Somebody in a meeting, and the kind of device they are in it with. */
export const attendee = (zod: Zod) =>
	zod.object({ tmp_openid: filled(zod), instance_id: zod.int().min(0) });

export const oneAttendee = (zod: Zod) => ({
	...meeting(zod),
	operated_user: attendee(zod).meta({
		title: 'Attendee',
		description: 'from Meeting: Get Present Attendees',
		example: device,
	}),
});

export const attendees = (zod: Zod) =>
	zod
		.array(attendee(zod))
		.min(1)
		.meta({
			title: 'Attendees',
			description: 'from Meeting: Get Present Attendees',
			example: [device],
		});

export const temporaryId = (zod: Zod): z.ZodString =>
	filled(zod).meta({ title: 'Temporary ID', description: 'tmp_openid of the attendee' });

export const deviceKind = (zod: Zod): z.ZodInt =>
	zod.int().min(0).meta({ title: 'Kind of Device', description: 'instance_id of the attendee' });
