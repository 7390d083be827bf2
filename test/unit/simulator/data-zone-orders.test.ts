import { BUYER, ProviderStage } from './provider';
import { fieldIn, type Json } from './stage';

const DAY = 86_400;

describe('orders of the data zone', () => {
	let stage: ProviderStage;

	beforeEach(async () => {
		stage = await ProviderStage.open();
	});
	afterEach(async () => await stage.close());

	const wanted = (
		order_type: number | undefined,
		chat_archive_api: Json,
		more: Json = {},
	): Json => ({
		custom_corpid: stage.corpId,
		buyer_userid: BUYER,
		order_type,
		chat_archive_api,
		...more,
	});
	const order = async (type: number | undefined, wish: Json, more?: Json) =>
		await stage.post('advanced_api/create_order', wanted(type, wish, more));
	const pay = async (order_id: unknown) =>
		await stage.errcode('advanced_api/submit_pay', { order_id, payer_userid: BUYER });
	/** Orders and pays; gives the order's number. */
	const buy = async (type: number | undefined, wish: Json): Promise<string> => {
		const { errcode, order_id: orderId } = await order(type, wish);
		expect(errcode).toBe(0);
		expect(await pay(orderId)).toBe(0);
		return String(orderId);
	};
	const get = async (order_id: unknown) =>
		(await stage.done('advanced_api/get_order', { order_id })).order as Json;
	const bought = async () => {
		const { chat_archive_api_buy_info: info } = await stage.done('advanced_api/get_corp_buy_info', {
			advanced_api_type: 1,
			custom_corpid: stage.corpId,
		});
		return (info as { edition_list: Json[] }).edition_list;
	};
	const midnight = () => Math.floor((Date.now() / 1000 + 8 * 3600) / DAY) * DAY - 8 * 3600;

	it('are for one year from the midnight before, and told when they are paid', async () => {
		const { order_id: orderId } = await order(undefined, { edition: 2, purchase_count: 10 });
		expect(await get(orderId)).toMatchObject({
			advanced_api_type: 1,
			order_type: 0,
			order_status: 0,
			custom_corpid: stage.corpId,
			buyer_userid: BUYER,
			paid_price: 100_000,
			chat_archive_api: { edition: 2, purchase_count: 10, purchase_duration_days: 365 },
		});
		expect(await bought()).toEqual([]);
		expect(await pay(orderId)).toBe(0);
		const [event] = await stage.events('advanced_api_pay_success', 1);
		expect(fieldIn(event, 'OrderId')).toBe(orderId);
		expect(fieldIn(event, 'BuyerUserId')).toBe(BUYER);
		expect((await get(orderId)).order_status).toBe(1);
		const begin_time = midnight();
		expect(await bought()).toEqual([
			{ edition: 2, purchase_count: 10, begin_time, end_time: begin_time + 365 * DAY },
		]);
	});

	it.each([
		['a company nobody knows', {}, { custom_corpid: 'wpNOBODY' }, 40013],
		['a company without an app', {}, { custom_corpid: 'wpDEMOBB000000000000000000000001' }, 701139],
		['a buyer without the right', {}, { buyer_userid: 'clerk' }, 701166],
		['no edition', {}, { chat_archive_api: undefined }, 701165],
		['no number of seats', { purchase_count: undefined }, {}, 701159],
		['more than five million yuan', { purchase_count: 50_001 }, {}, 84077],
		['a time gone by', { take_effect_time: 1_700_000_000 }, {}, 701163],
		['a time beyond 90 days', { take_effect_time: 4_000_000_000 }, {}, 701163],
	])('are refused for %s', async (_what, wish, more, errcode) => {
		const answer = await order(0, { edition: 2, purchase_count: 1, ...wish }, more);
		expect(answer.errcode).toBe(errcode);
	});

	it('come one after the other, and are not new a second time', async () => {
		const { order_id: orderId } = await order(0, { edition: 2, purchase_count: 1 });
		const again = async () => (await order(0, { edition: 2, purchase_count: 1 })).errcode;
		expect(await again()).toBe(701143);
		expect(await stage.errcode('advanced_api/cancel_order', { order_id: orderId })).toBe(0);
		const [event] = await stage.events('advanced_api_cancel', 1);
		expect(fieldIn(event, 'OrderId')).toBe(orderId);
		expect((await get(orderId)).order_status).toBe(2);
		expect(await stage.errcode('advanced_api/cancel_order', { order_id: orderId })).toBe(701169);
		expect(await pay(orderId)).toBe(701084);
		await buy(0, { edition: 2, purchase_count: 1 });
		expect(await again()).toBe(701140);
	});

	it('are paid by staff from what is there, once', async () => {
		const { order_id } = await order(0, { edition: 2, purchase_count: 1 });
		const byClerk = { order_id, payer_userid: 'clerk' };
		expect(await stage.errcode('advanced_api/submit_pay', byClerk)).toBe(48001);
		expect(await pay('OA0')).toBe(701005);
		await stage.actions.setBalance({ cents: null });
		expect(await pay(order_id)).toBe(90432);
		await stage.actions.setBalance({ cents: 9999 });
		expect(await pay(order_id)).toBe(90433);
		await stage.actions.setBalance({ cents: 10_000 });
		expect(await pay(order_id)).toBe(0);
		expect(await stage.get('service/get_account_balance')).toMatchObject({ balance: 0 });
		expect(await pay(order_id)).toBe(701084);
	});

	it('expire when nobody pays', async () => {
		const { order_id: orderId } = await order(0, { edition: 2, purchase_count: 1 });
		await stage.pass(7);
		expect((await get(orderId)).order_status).toBe(3);
		await buy(0, { edition: 2, purchase_count: 1 });
	});

	it('add seats to an edition that has not expired', async () => {
		expect((await order(1, { edition: 2, purchase_count: 5 })).errcode).toBe(701141);
		await buy(0, { edition: 2, purchase_count: 10 });
		const orderId = await buy(1, { edition: 2, purchase_count: 5 });
		expect(await bought()).toMatchObject([{ edition: 2, purchase_count: 15 }]);
		expect(await get(orderId)).toMatchObject({ order_type: 1, paid_price: 50_000 });
		const none = {
			edition: 2,
			purchase_count: 5,
			target_edition_info: { begin_time: 1, end_time: 2 },
		};
		expect((await order(1, none)).errcode).toBe(701230);
		await stage.pass(366);
		await stage.events('advanced_api_expired', 1);
		expect((await order(1, { edition: 2, purchase_count: 5 })).errcode).toBe(701141);
	});

	it('renew in the last sixty days, once, with as many seats unless told otherwise', async () => {
		const renewal = async (wish: Json = {}) => (await order(2, { edition: 2, ...wish })).errcode;
		expect(await renewal()).toBe(701141);
		await buy(0, { edition: 2, purchase_count: 10 });
		expect(await renewal()).toBe(701149);
		await stage.pass(306);
		await buy(2, { edition: 2 });
		const [now, next] = await bought();
		expect(next).toMatchObject({ purchase_count: 10, begin_time: now.end_time });
		expect(Number(next.end_time) - Number(next.begin_time)).toBe(365 * DAY);
		expect(await renewal()).toBe(701231);
	});

	it('renew what has expired from the day that is asked for', async () => {
		await buy(0, { edition: 2, purchase_count: 10 });
		await stage.pass(400);
		const [{ begin_time: before }] = await bought();
		const day = midnight() + 3 * DAY;
		await buy(2, { edition: 2, purchase_count: 4, take_effect_time: day + 3600 });
		const [only, ...more] = await bought();
		expect(more).toEqual([]);
		expect(only).toMatchObject({ purchase_count: 4, begin_time: day });
		expect(Number(before)).toBeLessThan(day);
	});

	it('upgrade seats to the edition with calls until they end', async () => {
		const upgrade = async (purchase_count: number, edition = 3) =>
			(await order(3, { edition, old_edition: 2, purchase_count })).errcode;
		expect(await upgrade(1)).toBe(701141);
		await buy(0, { edition: 2, purchase_count: 10 });
		expect(await upgrade(11)).toBe(701159);
		expect(await upgrade(1, 2)).toBe(701164);
		const orderId = await buy(3, { edition: 3, old_edition: 2, purchase_count: 4 });
		const [small, large] = await bought();
		expect([small.purchase_count, large.purchase_count]).toEqual([6, 4]);
		expect(large.end_time).toBe(small.end_time);
		expect(await get(orderId)).toMatchObject({
			paid_price: 40_000,
			chat_archive_api: { original_price: 80_000 },
		});
	});

	it.each([
		['granted', 5, '1', 0],
		['refused', 6, '2', 1],
	] as const)('are refunded as the platform decides: %s', async (outcome, status, told, left) => {
		const { balance: before } = await stage.get('service/get_account_balance');
		const orderId = await buy(0, { edition: 2, purchase_count: 10 });
		await stage.actions.refundDataZoneOrder({ orderId, outcome: 'waiting' });
		expect((await get(orderId)).order_status).toBe(4);
		expect((await order(1, { edition: 2, purchase_count: 1 })).errcode).toBe(701143);
		await stage.actions.refundDataZoneOrder({ orderId, outcome });
		const [event] = await stage.events('advanced_api_refund', 1);
		expect(fieldIn(event, 'OrderStatus')).toBe(told);
		expect((await get(orderId)).order_status).toBe(status);
		expect(await bought()).toHaveLength(left);
		const { balance: after } = await stage.get('service/get_account_balance');
		expect(Number(before) - Number(after)).toBe(left * 100_000);
	});

	it('are paid with the bank in the console', async () => {
		const { order_id: orderId } = await order(0, { edition: 3, purchase_count: 1 });
		const { status, deliveries } = await stage.actions.payDataZoneOrder({
			orderId: String(orderId),
		});
		expect(status).toBe(1);
		expect(deliveries).toMatchObject([{ event: 'advanced_api_pay_success', accepted: true }]);
	});

	it('are listed page by page, by company and time', async () => {
		const first = await buy(0, { edition: 2, purchase_count: 1 });
		const second = await buy(0, { edition: 3, purchase_count: 1 });
		const list = async (body: Json) => await stage.done('advanced_api/list_order', body);
		const page = await list({ custom_corpid: stage.corpId, limit: 1 });
		expect(page).toMatchObject({
			has_more: 1,
			order_list: [{ order_id: first, order_type: 0, order_status: 1 }],
		});
		expect(await list({ limit: 1, cursor: page.next_cursor })).toMatchObject({
			has_more: 0,
			order_list: [{ order_id: second }],
		});
		const { corpId: other } = stage.stage.simulator.world.corps[1];
		expect((await list({ custom_corpid: other })).order_list).toEqual([]);
		expect(await stage.errcode('advanced_api/list_order', { start_time: 1 })).toBe(40058);
		const { order_list: before } = await list({ start_time: 1, end_time: midnight() - 10 * DAY });
		expect(before).toEqual([]);
	});
});
