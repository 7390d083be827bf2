import { createHmac, randomUUID } from 'node:crypto';
import { cashierSignature } from '../../../simulator/platform/cashier-gate';
import { DAY, HOUR, MINUTE } from '../../../simulator/clock';
import { fieldIn, Stage, type Json } from './stage';

const EDITION = 'spDEMO000000000001';

describe('the signature of the cashier', () => {
	it('is that of the documented example, whose sum is known', () => {
		const body = {
			orderid: 'ord7',
			buyer_corpid: 'ww66302cfadbdd3c64',
			buyer_userid: 'invitetest',
			product_id: 'product_id_xxx',
			product_name: 'product_name_xxx',
			product_detail: 'product_detail_xxx',
			unit_name: '台',
			unit_price: 1,
			num: 3,
			nonce_str: '129031823',
			ts: 1548302135,
			sig: 'left out',
			empty: '',
		};
		expect(
			cashierSignature(body, 'at23pxnPBNQY3JiA8N5U1gabiQqxZwqH_Gihg7a_wrULmlOPVP-iiRjv9JWYPrDk'),
		).toBe('/WTXl/L2kJCYKJE5yY2JZvPq3rUjFf/pf39UhyJ2GUo=');
	});

	it('goes into lists and objects, whose names do not count', () => {
		const text = 'credit_orderid=1&credit_orderid=2&num=1&num=2&order_type=1';
		expect(
			cashierSignature(
				{
					order_type: 1,
					list: [
						{ credit_orderid: '1', num: 2 },
						{ credit_orderid: '2', num: 1 },
					],
				},
				'key',
			),
		).toBe(createHmac('sha256', 'key').update(text).digest('base64'));
	});
});

describe('cashier orders', () => {
	let stage: Stage;
	let token: string;
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.install();
		await stage.install(stage.template);
		token = await stage.providerToken();
		stage.events.length = 0;
	});
	afterEach(async () => await stage.close());

	const provider = () => stage.simulator.world.provider;
	const actions = () => stage.simulator.actions;
	/** Time ends tokens as well. */
	const pass = async (milliseconds: number): Promise<void> => {
		await actions().moveClock({ seconds: milliseconds / 1000 });
		token = await stage.providerToken();
	};
	const sign = (body: Json, more: Json = {}): Json => {
		const signed = {
			...body,
			nonce_str: randomUUID().slice(0, 32),
			ts: Math.floor(Date.now() / 1000),
			...more,
		};
		return { ...signed, sig: cashierSignature(signed, provider().cashierKey) };
	};
	const post = async (path: string, body: Json): Promise<Json> =>
		await stage.post(`paytool/${path}`, { provider_access_token: token }, body);
	const call = async (path: string, body: Json) => await post(path, sign(body));
	const line = (more: Json = {}): Json => ({
		suiteid: stage.suite.suiteId,
		edition_id: EDITION,
		user_count: 10,
		duration_days: 365,
		...more,
	});
	const order = (more: Json = {}, lines: Json[] = [line()], type = 0): Json => ({
		business_type: 1,
		custom_corpid: stage.corp.corpId,
		pay_type: 0,
		product_list: { third_app: { order_type: type, buy_info_list: lines } },
		...more,
	});
	const open = async (more?: Json, lines?: Json[], type?: number) =>
		await call('open_order', order(more, lines, type));
	const opened = async (...given: Parameters<typeof open>): Promise<string> =>
		String((await open(...given)).order_id);
	const details = async (orderId: string): Promise<Json> =>
		(await call('get_order_detail', { order_id: orderId })).pay_order as Json;

	it('are opened, listed, paid and closed', async () => {
		const answer = await open();
		expect(answer).toMatchObject({ errcode: 0, origin_price: 100_000, paid_price: 100_000 });
		const orderId = String(answer.order_id);
		expect(await details(orderId)).toMatchObject({
			order_status: 1,
			order_from: 2,
			custom_corp_name: stage.corp.name,
			product_list: { third_app: { order_type: 0, buy_info_list: [{ user_count: 10 }] } },
		});
		expect(await details(orderId)).not.toHaveProperty('paid_time');
		await actions().payOrder({ orderId });
		expect(await details(orderId)).toMatchObject({ order_status: 2, pay_channel: 1 });
		expect((await call('close_order', { order_id: orderId })).errcode).toBe(84088);
		await pass(10 * DAY);
		expect(await details(orderId)).toMatchObject({ order_status: 7, income_amount: 90_000 });
	});

	it('tell the suite, which has not ordered itself', async () => {
		const orderId = await opened();
		await stage.until(() => stage.events.length > 0);
		expect(fieldIn(stage.lastEvent(), 'InfoType')).toBe('open_order');
		expect(fieldIn(stage.lastEvent(), 'OrderId')).toBe(orderId);
		expect(fieldIn(stage.lastEvent(), 'OperatorId')).toBe('');
		expect((await call('close_order', { order_id: orderId })).errcode).toBe(0);
		await stage.until(() => fieldIn(stage.lastEvent(), 'InfoType') === 'cancel_order');
		expect(await details(orderId)).toMatchObject({ order_status: 3 });
		expect((await call('close_order', { order_id: orderId })).errcode).toBe(90314);
	});

	it.each<[string, number, () => Promise<Json>]>([
		[
			'without a random text',
			90318,
			async () => await post('get_order_list', sign({ limit: 1 }, { nonce_str: '' })),
		],
		[
			'without a time',
			90319,
			async () => await post('get_order_list', sign({ limit: 1 }, { ts: undefined })),
		],
		[
			'16 minutes old',
			90319,
			async () =>
				await post(
					'get_order_list',
					sign({ limit: 1 }, { ts: Math.floor((Date.now() - 16 * MINUTE) / 1000) }),
				),
		],
		[
			'changed after signing',
			49004,
			async () => await post('get_order_list', { ...sign({ limit: 1 }), limit: 2 }),
		],
	])('refuse a call %s', async (_name, errcode, send) => {
		expect((await send()).errcode).toBe(errcode);
	});

	it('take a signed call once in fifteen minutes', async () => {
		const nonce = { nonce_str: 'once' };
		const list = async () => (await post('get_order_list', sign({ limit: 1 }, nonce))).errcode;
		expect(await list()).toBe(0);
		expect(await list()).toBe(90318);
		await actions().moveClock({ seconds: 14 * 60 });
		expect(await list()).toBe(90318);
		await actions().moveClock({ seconds: 61 });
		expect(await list()).toBe(0);
	});

	it('need a key, and where somebody pays an account for the money', async () => {
		await actions().setCashier({ merchantAccount: false });
		expect((await open()).errcode).toBe(84158);
		expect((await open({ pay_type: 2 })).errcode).toBe(0);
		await actions().setCashier({ merchantAccount: true, key: '' });
		expect((await open()).errcode).toBe(90348);
	});

	it.each<[string, number, Json, Json[] | undefined, number | undefined]>([
		['for an unknown company', 40013, { custom_corpid: 'wpNOBODY' }, undefined, undefined],
		['by a stranger', 60111, { creator: 'stranger' }, undefined, undefined],
		['paid by the provider without a proof', 40058, { pay_type: 1 }, undefined, undefined],
		[
			'with a proof nobody uploaded',
			40007,
			{ pay_type: 1, bank_receipt_media_id: '3x' },
			undefined,
			undefined,
		],
		['of another kind of business', 40058, { business_type: 3 }, undefined, undefined],
		['of no app', 84005, {}, [{ suiteid: 'ww-none', edition_id: EDITION }], undefined],
		[
			'of no edition',
			84079,
			{},
			[{ ...{ suiteid: 'ww00000000000000b1' }, edition_id: 'sp-none' }],
			undefined,
		],
		['to renew what was never bought', 84163, {}, undefined, 2],
		['to enlarge what was never bought', 84163, {}, undefined, 1],
	])('are refused %s', async (_name, errcode, more, lines, type) => {
		expect((await open(more, lines, type)).errcode).toBe(errcode);
	});

	it.each<[string, number, Json]>([
		['no number of people', 40058, { user_count: undefined }],
		['no number of days', 40058, { duration_days: undefined }],
		['today as the first day', 84160, { take_effect_date: dayAfter(0) }],
		['a day in two years', 84175, { take_effect_date: dayAfter(730) }],
		[
			'a discount of 95 in 100',
			84091,
			{ discount_info: { discount_type: 1, discount_amount: 95_000, discount_remarks: 'x' } },
		],
		[
			'a discount without its reason',
			40058,
			{ discount_info: { discount_type: 2, discount_ratio: 75 } },
		],
	])('are refused with %s', async (_name, errcode, more) => {
		expect((await open({}, [line(more)])).errcode).toBe(errcode);
	});

	it('cost less with a discount', async () => {
		const discount = { discount_type: 2, discount_ratio: 75, discount_remarks: 'old friends' };
		expect(await open({}, [line({ discount_info: discount })])).toMatchObject({
			origin_price: 100_000,
			paid_price: 75_000,
		});
	});

	it('wait for each other', async () => {
		const orderId = await opened();
		expect((await open()).errcode).toBe(84106);
		await actions().payOrder({ orderId });
		await actions().askRefund({ orderId });
		expect((await open({}, undefined, 2)).errcode).toBe(84107);
	});

	it('of a company that has paid are renewals and enlargements, for what is left', async () => {
		await actions().payOrder({ orderId: await opened() });
		const renewal = await open({}, [line({ user_count: undefined, duration_days: 73 })], 2);
		expect(renewal).toMatchObject({ errcode: 0, origin_price: 20_000 });
		await actions().payOrder({ orderId: String(renewal.order_id) });
		const more = await open({}, [line({ user_count: 5, duration_days: undefined })], 1);
		expect(more.errcode).toBe(0);
		expect(Number(more.origin_price)).toBeCloseTo((10_000 * 5 * 438) / 365, -2);
		await actions().payOrder({ orderId: String(more.order_id) });
		const app = { suiteId: stage.suite.suiteId, corpId: stage.corp.corpId };
		expect(await actions().showEdition(app)).toMatchObject({ users: 15, editionId: EDITION });
		const late = await open({}, [line({ take_effect_date: dayAfter(20) })]);
		expect(late.errcode).toBe(84186);
	});

	it('that the provider has paid are confirmed by the company, or by themselves after 72 hours', async () => {
		const upload = await fetch(
			stage.address('service/media/upload', {
				provider_access_token: token,
				type: 'file',
				attachment_type: '3',
			}),
			{ method: 'POST', body: receipt() },
		);
		const { media_id: media } = (await upload.json()) as Json;
		const orderId = await opened({ pay_type: 1, bank_receipt_media_id: media });
		expect(await details(orderId)).toMatchObject({ order_status: 8, pay_type: 1 });
		await pass(71 * HOUR);
		expect(await details(orderId)).toMatchObject({ order_status: 8 });
		await pass(HOUR);
		expect(await details(orderId)).toMatchObject({ order_status: 2 });
	});

	it('that are free are three a day for an app in a company, and cost nothing', async () => {
		const free = async () => await open({ pay_type: 2 });
		for (let count = 0; count < 3; count += 1) {
			const { order_id: id, paid_price: price } = await free();
			expect(price).toBe(0);
			await call('close_order', { order_id: id });
		}
		expect((await free()).errcode).toBe(90431);
		await pass(DAY);
		expect((await free()).errcode).toBe(0);
	});

	it('for nobody are for whoever takes them', async () => {
		const orderId = await opened({ custom_corpid: undefined });
		await expect(actions().payOrder({ orderId })).rejects.toThrow('name one');
		const [, other] = stage.simulator.world.corps;
		await actions().payOrder({ orderId, corpId: other.corpId });
		expect(await details(orderId)).toMatchObject({ custom_corpid: other.corpId, order_status: 2 });
	});

	it('of one company are not paid by another', async () => {
		const orderId = await opened();
		const [, { corpId }] = stage.simulator.world.corps;
		await expect(actions().payOrder({ orderId, corpId })).rejects.toMatchObject({ errcode: 84150 });
	});

	it('of a customised app have the price that the provider names, for a company that has it', async () => {
		const [, other] = stage.simulator.world.corps;
		const customised = (more: Json, customCorpid?: string) => ({
			business_type: 2,
			custom_corpid: customCorpid,
			pay_type: 0,
			product_list: {
				customized_app: {
					order_type: 0,
					buy_info_list: [
						{ suiteid: stage.template.suiteId, user_count: 5, duration_days: 30, ...more },
					],
				},
			},
		});
		const { corpId } = stage.corp;
		const send = async (body: Json) => await call('open_order', body);
		expect((await send(customised({ total_price: 1 }))).errcode).toBe(40058);
		expect((await send(customised({ total_price: 1 }, other.corpId))).errcode).toBe(84180);
		expect((await send(customised({ total_price: 0 }, corpId))).errcode).toBe(84109);
		expect((await send(customised({ total_price: 500_000_001 }, corpId))).errcode).toBe(84077);
		expect(await send(customised({ total_price: 2500 }, corpId))).toMatchObject({
			origin_price: 2500,
			paid_price: 2500,
		});
	});

	it('of a solution are for all its apps', async () => {
		const [solution] = provider().solutions;
		const body = (caseId: string) => ({
			business_type: 3,
			custom_corpid: stage.corp.corpId,
			pay_type: 0,
			product_list: {
				promotion_case: {
					order_type: 0,
					case_id: caseId,
					promotion_edition_name: solution.editionName,
					duration_days: 365,
					buy_info_list: solution.suiteIds.map((suiteid) => ({ suiteid, user_count: 2 })),
				},
			},
		});
		expect((await call('open_order', body('sl-none'))).errcode).toBe(84079);
		const { order_id: orderId, origin_price: price } = await call(
			'open_order',
			body(solution.caseId),
		);
		expect(price).toBe(2 * 2 * 9000);
		expect(await details(String(orderId))).toMatchObject({
			product_list: { promotion_case: { case_id: solution.caseId, duration_days: 365 } },
		});
	});

	it('are listed by business, time and page', async () => {
		const [first, , third] = [
			await opened({ custom_corpid: undefined }),
			await opened({ custom_corpid: undefined }),
			await opened(),
		];
		const list = async (more: Json) => await call('get_order_list', { limit: 2, ...more });
		const page = await list({});
		expect(page).toMatchObject({ has_more: 1, pay_order_list: [{ order_id: first }, {}] });
		const rest = await list({ cursor: page.next_cursor });
		expect(rest).toMatchObject({ has_more: 0, next_cursor: '' });
		expect(rest.pay_order_list).toMatchObject([{ order_id: third }]);
		expect((await list({ business_type: 2 })).pay_order_list).toEqual([]);
		const later = Math.floor(Date.now() / 1000) + 60;
		const span = { start_time: later, end_time: later + 60 };
		expect((await list(span)).pay_order_list).toEqual([]);
		expect((await list({ limit: 2001 })).errcode).toBe(40058);
	});

	it('have invoices, marked once as issued', async () => {
		const orderId = await opened();
		const invoices = async () => (await post('get_invoice_list', {})).invoice_list as Json[];
		await expect(actions().applyForInvoice({ orderId })).rejects.toMatchObject({ errcode: 90314 });
		await actions().payOrder({ orderId });
		await actions().applyForInvoice({ orderId, title: 'Demo Ltd' });
		expect(await invoices()).toMatchObject([
			{ order_id: orderId, invoice_status: 0, invoice_title: 'Demo Ltd', paid_price: 100_000 },
		]);
		const mark = async (more: Json) =>
			(
				await post('mark_invoice_status', {
					order_id: orderId,
					oper_userid: provider().userIds[0],
					invoice_status: 2,
					invoice_note: 'sent',
					...more,
				})
			).errcode;
		expect(await mark({ oper_userid: 'stranger' })).toBe(60111);
		expect(await mark({ order_id: 'N-none' })).toBe(84080);
		expect(await mark({})).toBe(0);
		expect(await mark({ invoice_status: 3, invoice_note: 'no' })).toBe(0);
		expect(await invoices()).toMatchObject([{ invoice_status: 2, invoice_note: 'sent' }]);
		await expect(actions().askRefund({ orderId })).rejects.toMatchObject({ errcode: 90312 });
		expect((await post('get_invoice_list', { start_time: 1 })).errcode).toBe(40058);
	});
});

function dayAfter(days: number): string {
	// China is eight hours ahead.
	return new Date(Date.now() + 8 * HOUR + days * DAY)
		.toISOString()
		.slice(0, 10)
		.replaceAll('-', '');
}

function receipt(): FormData {
	const form = new FormData();
	form.append('media', new Blob(['a bank receipt']), 'receipt.pdf');
	return form;
}
