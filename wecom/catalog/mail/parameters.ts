import type { z } from 'zod';

import type { Zod } from '../endpoint';

/** Folder of the documentation pages; those of the sections that third-party apps may call too are elsewhere. */
export const folder = 'docs/001-企业内部开发/002-服务端API/024-邮件';

/** A list that WeCom wants inside of an object: `{ "list": […] }`. */
export const listOf = (
	zod: Zod,
	item: z.ZodType,
	title: string,
	example: unknown,
	max = Infinity,
) => {
	const list = zod.array(item);
	return zod
		.object({ list: (max < Infinity ? list.max(max) : list).optional() })
		.optional()
		.meta({ title, description: 'a list of them', example: { list: example } });
};

export const addresses = (zod: Zod, title: string, max?: number) =>
	listOf(zod, zod.string(), title, ['name@email.com'], max);

export const departments = (zod: Zod, title: string) => listOf(zod, zod.int(), title, [2]);

export const tags = (zod: Zod, title: string) => listOf(zod, zod.int(), title, [5]);
