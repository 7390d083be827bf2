import type { z } from 'zod';

import type { Zod } from '../endpoint';
import { bytes } from '../parameters';

/** 上下游: a company above with the companies that work with it. */
export const chainId = (zod: Zod) => zod.string().min(1).meta({ title: 'Chain', pick: 'chain' });

/** A company below. */
export const companyId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Company', description: 'corpid of the company below', pick: 'sharingCompany' });

/** A company of a chain that has joined, or that has not yet. */
export const companyOrPending = (zod: Zod) => ({
	corpid: companyId(zod).optional().meta({ pick: 'chainCompany' }),
	pending_corpid: zod.string().min(1).optional().meta({
		title: 'Pending Company',
		description: 'one that has not joined yet',
		pick: 'pendingCompany',
	}),
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
