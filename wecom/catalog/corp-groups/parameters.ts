import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes } from '../parameters';

/** 上下游: a company above with the companies that work with it. */
export const chainId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Chain ID', description: 'from Chain: Get Many' });

/** A company below. */
export const companyId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Company ID', description: 'corpid of the company below' });

/** A company of a chain that has joined, or that has not yet. */
export const companyOrPending = (zod: Zod) => ({
	corpid: companyId(zod).optional(),
	pending_corpid: zod
		.string()
		.min(1)
		.optional()
		.meta({ title: 'Pending Company ID', description: 'of one that has not joined yet' }),
});

/** How the companies belong together. */
export const relation = (zod: Zod): z.ZodOptional<z.ZodLiteral<0 | 1>> =>
	zod
		.literal([0, 1])
		.optional()
		.meta({ title: 'Relation', labels: { 0: 'Linked companies', 1: 'Chain' } });

export const unionAndOpenId = (zod: Zod) => ({
	unionid: zod.string().min(1).meta({ title: 'Union ID', description: 'of a WeChat user' }),
	openid: zod.string().min(1).meta({ title: 'Open ID', description: 'of the same user' }),
});

export const jobId = (zod: Zod) => bytes(zod, 64).min(1).meta({ title: 'Job ID' });
