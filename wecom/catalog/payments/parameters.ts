import type { z } from 'zod';

import type { Zod } from '../endpoint';

/** Text of one to so many characters, as WeChat Pay limits most of its fields. */
export const text = (zod: Zod, max: number): z.ZodString => zod.string().min(1).max(max);

export const merchantId = (zod: Zod) =>
	text(zod, 32).meta({ title: 'Merchant ID', description: 'mchid of WeChat Pay' });

export const orderNumber = (zod: Zod) =>
	zod
		.string()
		.min(6)
		.max(32)
		.meta({ title: 'Order Number', description: 'of your own, 6 to 32 characters' });

export const order = (zod: Zod) => ({ mchid: merchantId(zod), out_trade_no: orderNumber(zod) });

export const miniProgramId = (zod: Zod) =>
	text(zod, 32).meta({ title: 'App ID', description: 'of the mini program' });

export const refundNumber = (zod: Zod) =>
	text(zod, 64).meta({ title: 'Refund Number', description: 'of your own' });
