import type { Resource } from '../endpoint';
import { paymentAccount } from './account';
import { paymentMerchant } from './merchant';
import { paymentOrder } from './order';
import { payment } from './payment';
import { paymentRefund } from './refund';

/** 企业支付, 小程序接入对外收款 */
export const payments: readonly Resource[] = [
	payment,
	paymentAccount,
	paymentMerchant,
	paymentOrder,
	paymentRefund,
];
