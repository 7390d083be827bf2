import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes } from '../parameters';

/** The ID of a student or a parent, which the school chooses. */
export function schoolId(zod: Zod, title: string): z.ZodString {
	return bytes(zod, 64)
		.min(1)
		.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.@-]*$/, {
			error: 'must be of letters, digits and _-@. and begin with a letter or a digit',
		})
		.meta({ title, description: 'unique in the school, at most 64 bytes' });
}

/** A new ID in the place of the one there is. */
export const newId = (zod: Zod, title: string) =>
	zod.string().optional().meta({ title, description: 'can be changed once only' });

export const mobile = (zod: Zod) =>
	zod.string().optional().meta({ title: 'Mobile', description: 'phone number' });

export const invite = (zod: Zod) =>
	zod.boolean().optional().meta({ title: 'Send Invitation', description: 'empty: yes' });

export const classIds = (zod: Zod) =>
	zod
		.array(zod.int())
		.max(20)
		.meta({ title: 'Class IDs', description: 'school departments, at most 20' });

export const schoolDepartmentId = (zod: Zod) =>
	zod.int().min(0).meta({
		title: 'School Department',
		description: 'id from Get Many',
		pick: 'schoolDepartment',
	});

/** Students or parents of whom one call takes a hundred. */
export const manyIds = (zod: Zod, title: string) =>
	zod.array(zod.string()).min(1).meta({ title, description: 'any number, sent 100 at a time' });
