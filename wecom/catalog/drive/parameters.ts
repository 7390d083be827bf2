import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { needing } from '../parameters';

export const spaceId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Space ID', description: 'from Drive Space: Create' });

export const fileId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'File ID', description: 'from Drive File: Get Many' });

export const folderId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Folder ID', description: 'fileid of a folder, or the Space ID for its root' });

/** The same beside the space it is in, whose folders can be listed. */
export const folderOfSpace = (zod: Zod) =>
	folderId(zod).meta({ title: 'Folder', pick: 'driveFolder' });

export const fileName = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.max(255)
		.meta({ title: 'File Name', description: 'at most 255 characters, Chinese ones count twice' });

/** Where a new file goes: a folder, or what somebody has chosen in WeCom. */
export const place = (zod: Zod) => ({
	spaceid: spaceId(zod).optional().meta({ description: 'together with Folder' }),
	fatherid: folderOfSpace(zod).optional(),
	selected_ticket: selectedTicket(zod).meta({ description: 'instead of Space ID and Folder' }),
});

export const selectedTicket = (zod: Zod) =>
	zod.string().optional().meta({ title: 'Selection Ticket' });

/** Members and departments, each with what it may do if that is for the endpoint to say. */
export function people(zod: Zod, rights: z.ZodRawShape = {}): z.ZodArray {
	const entry = zod.object({
		type: zod.literal([1, 2]).meta({ labels: { 1: 'Member', 2: 'Department' } }),
		userid: zod.string().optional(),
		departmentid: zod.int().min(0).max(4_294_967_295).optional(),
		...rights,
	});
	return zod.array(needing(needing(entry, 'userid', { type: [1] }), 'departmentid', { type: [2] }));
}

export const somebody = [
	{ type: 1, userid: 'zhangsan' },
	{ type: 2, departmentid: 2 },
];
