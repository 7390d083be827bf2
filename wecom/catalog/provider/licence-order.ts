import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { cursor } from '../page';
import { jobId, licenceType, orderId, providerMember, timeSpan } from './parameters';

const pages = cursor(1000, { more: 'has_more' });
const renewal = '002-下单续期账号';
const several = '007-下单购买多企业账号';
const severalDetails = '008-获取多企业订单详情';
const payment = '009-使用余额支付订单';

const MOST_ACCOUNTS = 1_000_000;

const counts = (zod: Zod) =>
	zod.object({
		base_count: zod.int().min(0).max(MOST_ACCOUNTS).optional(),
		external_contact_count: zod.int().min(0).max(MOST_ACCOUNTS).optional(),
	});

const duration = (zod: Zod) =>
	zod.object({ months: zod.int().min(0).optional(), days: zod.int().min(0).optional() });

const countExample = { base_count: 10, external_contact_count: 0 };
const durationExample = { months: 12, days: 0 };

const buyer = (zod: Zod): z.ZodString => providerMember(zod, 'Buyer');

export const licenceOrder = resource(
	'licenceOrder',
	'Licence Order',
	'接口调用许可订单',
	'docs/002-第三方应用开发/002-服务端API/004-接口调用许可/002-订单管理',
	{
		cancel: {
			title: 'Cancel',
			action: 'Cancel a licence order',
			zh: '取消订单',
			doc: '006-取消订单',
			post: 'license/cancel_order',
			repeatable: true,
			body: (zod) => ({
				order_id: orderId(zod),
				corpid: zod
					.string()
					.optional()
					.meta({ title: 'Corp ID', description: 'needed unless the order is for many companies' }),
			}),
		},
		create: {
			title: 'Create',
			action: 'Create a licence order',
			zh: '下单购买账号',
			about: 'Must then be paid',
			doc: '001-下单购买账号',
			post: 'license/create_new_order',
			target: { lookup: 'tenant', parameter: 'corpid' },
			body: (zod) => ({
				buyer_userid: buyer(zod),
				account_count: counts(zod).meta({ title: 'Number of Accounts', example: countExample }),
				account_duration: duration(zod).meta({
					title: 'Duration',
					description: 'months of 31 days, 31 to 1860 days in all',
					example: durationExample,
				}),
			}),
		},
		createOrderOfMany: {
			title: 'Create Order for Many',
			action: 'Prepare a licence order for many companies',
			zh: '创建多企业新购任务',
			about: 'Gives a job ID that Submit Order for Many takes',
			doc: several,
			post: 'license/create_new_order_job',
			batch: { of: 'buy_list', max: 10, carry: 'jobid' },
			body: (zod) => ({
				buy_list: zod
					.array(
						zod.object({
							corpid: zod.string().min(1),
							account_count: counts(zod),
							account_duration: duration(zod),
							auto_active_status: zod.literal([0, 1]).optional(),
						}),
					)
					.min(1)
					.meta({
						title: 'Companies',
						description: 'any number up to 100000, sent ten at a time',
						example: [
							{
								corpid: 'wpXXXX',
								account_count: countExample,
								account_duration: durationExample,
								auto_active_status: 1,
							},
						],
					}),
				jobid: jobId(zod)
					.optional()
					.meta({ title: 'Job ID', description: 'to add to what was prepared before' }),
			}),
		},
		createRenewal: {
			title: 'Create Renewal',
			action: 'Prepare the renewal of licences',
			zh: '创建续期任务',
			about: 'Gives a job ID that Submit Renewal takes',
			doc: renewal,
			post: 'license/create_renew_order_job',
			target: { lookup: 'tenant', parameter: 'corpid' },
			batch: { of: 'account_list', max: 1000, carry: 'jobid' },
			body: (zod) => ({
				account_list: zod
					.array(zod.object({ userid: zod.string().min(1), type: licenceType(zod) }))
					.min(1)
					.meta({
						title: 'Accounts',
						description: 'any number, sent a thousand at a time; type 1 base, 2 interop',
						example: [{ userid: 'user1', type: 1 }],
					}),
				jobid: jobId(zod)
					.optional()
					.meta({ title: 'Job ID', description: 'to add to what was prepared before' }),
			}),
		},
		get: {
			title: 'Get',
			action: 'Get a licence order',
			zh: '获取订单详情',
			doc: '004-获取订单详情',
			post: 'license/get_order',
			repeatable: true,
			body: (zod) => ({ order_id: orderId(zod) }),
			answer: 'order',
		},
		getAccounts: {
			title: 'Get Accounts',
			action: 'Get the accounts of a licence order',
			zh: '获取订单中的账号列表',
			about: 'Gives the activation codes once it is paid',
			doc: '005-获取订单中的账号列表',
			post: 'license/list_order_account',
			repeatable: true,
			body: (zod) => ({ order_id: orderId(zod) }),
			items: 'account_list',
			page: pages,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many licence orders',
			zh: '获取订单列表',
			doc: '003-获取订单列表',
			post: 'license/list_order',
			repeatable: true,
			body: (zod) => ({
				corpid: zod
					.string()
					.optional()
					.meta({ title: 'Corp ID', description: 'only orders for this company' }),
				...timeSpan(zod, 31),
			}),
			items: 'order_list',
			page: pages,
		},
		getCompaniesOfOrder: {
			title: 'Get Companies of Order',
			action: 'Get the companies of a licence order for many',
			zh: '获取多企业订单详情',
			doc: severalDetails,
			post: 'license/get_union_order',
			repeatable: true,
			body: (zod) => ({ order_id: orderId(zod) }),
			items: 'buy_list',
			page: pages,
		},
		getOrderOfMany: {
			title: 'Get Order for Many',
			action: 'Get a licence order for many companies',
			zh: '获取多企业订单详情',
			doc: severalDetails,
			post: 'license/get_union_order',
			repeatable: true,
			fixed: { limit: 1 },
			body: (zod) => ({ order_id: orderId(zod) }),
			answer: 'order',
		},
		getPaymentResult: {
			title: 'Get Payment Result',
			action: 'Get the result of a payment',
			zh: '获取订单支付结果',
			about: 'For seven days',
			doc: payment,
			post: 'license/pay_job_result',
			repeatable: true,
			body: (zod) => ({ jobid: jobId(zod) }),
		},
		getSubmissionResult: {
			title: 'Get Submission Result',
			action: 'Get the result of submitting an order for many',
			zh: '获取多企业新购订单提交结果',
			about: 'For seven days',
			doc: several,
			post: 'license/new_order_job_result',
			repeatable: true,
			body: (zod) => ({ jobid: jobId(zod) }),
		},
		pay: {
			title: 'Pay',
			action: 'Pay a licence order from the balance',
			zh: '提交余额支付订单任务',
			about: 'The way of payment cannot be changed afterwards',
			doc: payment,
			post: 'license/submit_pay_job',
			job: {
				result: 'licenceOrder.getPaymentResult',
				id: 'jobid',
				status: 'status',
				done: [1],
				failed: [3],
				reason: 'pay_job_result',
			},
			body: (zod) => ({ payer_userid: providerMember(zod, 'Payer'), order_id: orderId(zod) }),
		},
		submitOrderOfMany: {
			title: 'Submit Order for Many',
			action: 'Submit a licence order for many companies',
			zh: '提交多企业新购订单',
			about: 'Must then be paid',
			doc: several,
			post: 'license/submit_new_order_job',
			job: {
				result: 'licenceOrder.getSubmissionResult',
				id: 'jobid',
				status: 'status',
				done: [1],
				failed: [3],
				reason: 'fail_list',
			},
			body: (zod) => ({ jobid: jobId(zod), buyer_userid: buyer(zod) }),
		},
		submitRenewal: {
			title: 'Submit Renewal',
			action: 'Submit the renewal of licences',
			zh: '提交续期订单',
			about: 'Gives an order, which must then be paid',
			doc: renewal,
			post: 'license/submit_order_job',
			body: (zod) => ({
				jobid: jobId(zod),
				buyer_userid: buyer(zod),
				account_duration: zod
					.object({
						months: zod.int().min(1).max(60).optional(),
						new_expire_time: zod.int().optional(),
					})
					.refine(
						({ months, new_expire_time: time }) => (months === undefined) !== (time === undefined),
						{ error: "must have either 'months' or 'new_expire_time'" },
					)
					.meta({
						title: 'Duration',
						description: 'months of 31 days, or the new time of expiry',
						example: { months: 12 },
					}),
			}),
		},
	},
);
