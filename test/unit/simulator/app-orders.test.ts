import { DAY } from '../../../simulator/clock';
import { fieldIn, Stage, type Json } from './stage';

const [TEAM, COMPANY] = ['spDEMO000000000001', 'spDEMO000000000002'];

describe('app orders', () => {
	let stage: Stage;
	let permanentCode: string;
	beforeEach(async () => {
		stage = await Stage.open();
		({ permanentCode } = await stage.install());
		stage.events.length = 0;
	});
	afterEach(async () => await stage.close());

	const actions = () => stage.simulator.actions;
	const app = () => ({ suiteId: stage.suite.suiteId, corpId: stage.corp.corpId });
	const open = async (
		more: Parameters<Stage['simulator']['actions']['openOrder']>[0] | object = {},
	) => await actions().openOrder({ ...app(), editionId: TEAM, ...more });
	const pass = async (days: number) => await actions().moveClock({ seconds: (days * DAY) / 1000 });
	const kinds = () => stage.events.map(({ message }) => fieldIn(message, 'InfoType'));
	/** Calls with a fresh token, which pushes a ticket first. */
	const call = async (path: string, body: Json): Promise<Json> =>
		await stage.post(`service/${path}`, { suite_access_token: await stage.suiteToken() }, body);
	const get = async (orderid: string) => await call('get_order', { orderid });
	const edition = async (): Promise<Json> => {
		const answer = await call('get_auth_info', {
			auth_corpid: stage.corp.corpId,
			permanent_code: permanentCode,
		});
		return (answer.edition_info as { agent: Json[] }).agent[0];
	};

	it('are opened by a customer, paid, and change the edition', async () => {
		const { orderId, deliveries } = await open();
		expect(deliveries).toMatchObject([{ event: 'open_order', accepted: true }]);
		expect(fieldIn(stage.lastEvent(), 'PaidCorpId')).toBe(stage.corp.corpId);
		expect(fieldIn(stage.lastEvent(), 'OperatorId')).toBe(stage.corp.adminUserId);
		expect(await get(orderId)).toMatchObject({
			errcode: 0,
			order_status: 0,
			order_type: 0,
			paid_corpid: stage.corp.corpId,
			operator_id: stage.corp.adminUserId,
			edition_id: TEAM,
			edition_name: 'Team',
			price: 100_000,
			user_count: 10,
			order_period: 365,
			order_from: 0,
		});
		expect(await edition()).toMatchObject({ app_status: 1 });

		stage.events.length = 0;
		await actions().payOrder({ orderId });
		expect(kinds()).toEqual(['pay_for_app_success', 'change_editon']);
		const paid = await get(orderId);
		expect(paid).toMatchObject({ order_status: 1, service_share_amount: 90_000 });
		expect(Number(paid.end_time) - Number(paid.begin_time)).toBe((365 * DAY) / 1000);
		// Twelve people see the app, ten are paid for.
		expect(await edition()).toMatchObject({ app_status: 6, edition_id: TEAM, user_limit: 10 });
		await pass(8);
		expect(await edition()).toMatchObject({ app_status: 7 });
		await actions().changeScope({ ...app(), allow: { departments: [2] } });
		expect(await edition()).toMatchObject({ app_status: 3 });
		await pass(366);
		expect(await edition()).toMatchObject({ app_status: 4 });
	});

	it('with a price for all have no number of people', async () => {
		const { orderId, price } = await open({ editionId: COMPANY });
		expect(price).toBe(500_000);
		await actions().payOrder({ orderId });
		expect(await edition()).toMatchObject({ app_status: 3, edition_id: COMPANY });
		await expect(open({ editionId: COMPANY, type: 1 })).rejects.toMatchObject({ errcode: 84098 });
	});

	it('get another number with another price, and the old one is cancelled', async () => {
		const { orderId: old } = await open();
		await expect(actions().changeOrderPrice({ orderId: old, price: 69_999 })).rejects.toThrow(
			'70000',
		);
		const { orderId, price } = await actions().changeOrderPrice({ orderId: old, price: 70_000 });
		expect(price).toBe(70_000);
		expect(fieldIn(stage.lastEvent(), 'InfoType')).toBe('change_order');
		expect(fieldIn(stage.lastEvent(), 'OldOrderId')).toBe(old);
		expect(fieldIn(stage.lastEvent(), 'NewOrderId')).toBe(orderId);
		expect(await get(old)).toMatchObject({ order_status: 2 });
		expect(await get(orderId)).toMatchObject({ order_status: 0, price: 70_000 });
		await actions().payOrder({ orderId });
		await expect(actions().changeOrderPrice({ orderId, price: 70_000 })).rejects.toMatchObject({
			errcode: 84103,
		});
	});

	it('are cancelled by the customer, or when nobody has paid for ten days', async () => {
		const { orderId } = await open();
		await actions().cancelOrder({ orderId });
		expect(fieldIn(stage.lastEvent(), 'InfoType')).toBe('cancel_order');
		expect(await get(orderId)).toMatchObject({ order_status: 2 });
		const { orderId: forgotten } = await open();
		await pass(9.9);
		expect(await get(forgotten)).toMatchObject({ order_status: 0 });
		stage.events.length = 0;
		await pass(0.2);
		await stage.until(() => kinds().includes('cancel_order'));
		expect(await get(forgotten)).toMatchObject({ order_status: 3 });
		await expect(actions().payOrder({ orderId: forgotten })).rejects.toMatchObject({
			errcode: 90314,
		});
	});

	it('are refunded once, in ten days, after the provider agreed or said nothing for five', async () => {
		const { orderId } = await open();
		await expect(actions().askRefund({ orderId })).rejects.toMatchObject({ errcode: 90314 });
		await actions().payOrder({ orderId });
		await actions().askRefund({ orderId });
		expect(await get(orderId)).toMatchObject({ order_status: 4 });
		await actions().settleRefund({ orderId, withdraw: true });
		expect(await get(orderId)).toMatchObject({ order_status: 1 });
		await expect(actions().askRefund({ orderId })).rejects.toMatchObject({ errcode: 90313 });

		const { orderId: next } = await open({ type: 2, days: 30 });
		await actions().payOrder({ orderId: next });
		await expect(actions().askRefund({ orderId })).rejects.toMatchObject({ errcode: 90313 });
		await actions().askRefund({ orderId: next });
		stage.events.length = 0;
		await pass(5);
		await stage.until(() => kinds().includes('change_editon'));
		expect(kinds()).toContain('refund');
		expect(await get(next)).toMatchObject({ order_status: 5 });

		const { orderId: late } = await open({ type: 2, days: 30 });
		await actions().payOrder({ orderId: late });
		await pass(10);
		await expect(actions().askRefund({ orderId: late })).rejects.toMatchObject({ errcode: 90338 });
	});

	it('take back what they paid for when they are refunded', async () => {
		const { orderId } = await open();
		await actions().payOrder({ orderId });
		await actions().askRefund({ orderId });
		await actions().settleRefund({ orderId });
		expect(kinds().slice(-2)).toEqual(['refund', 'change_editon']);
		expect(await edition()).toMatchObject({ app_status: 1 });
	});

	it('change the edition for the rest of the time', async () => {
		await actions().payOrder({ orderId: (await open()).orderId });
		await pass(165);
		const { orderId, price } = await open({ editionId: COMPANY, type: 3 });
		expect(price).toBe(Math.round((500_000 * 200) / 365));
		await actions().payOrder({ orderId });
		const { edition_id: id, expired_time: end } = await edition();
		expect(id).toBe(COMPANY);
		expect(Number(end) * 1000).toBeCloseTo(Date.now() + 200 * DAY, -5);
	});

	it('are listed for their suite alone, by time', async () => {
		const { orderId } = await open();
		const now = Math.floor(Date.now() / 1000);
		const span = { start_time: now - 60, end_time: now + 60 };
		const list = async (body: Json) => await call('get_order_list', body);
		expect((await list(span)).order_list).toMatchObject([{ orderid: orderId }]);
		expect((await list({ ...span, test_mode: 1 })).order_list).toEqual([]);
		expect((await list({ ...span, start_time: now + 30 })).order_list).toEqual([]);
		const second = stage.suiteNamed('ww00000000000000b2');
		await stage.saveUrls(second);
		const other = await stage.suiteToken(second);
		const foreign = { suite_access_token: other };
		expect((await stage.post('service/get_order', foreign, { orderid: orderId })).errcode).toBe(
			84080,
		);
		expect((await stage.post('service/get_order_list', foreign, span)).order_list).toEqual([]);
	});

	it('are one at a time for an app', async () => {
		await open();
		await expect(open()).rejects.toMatchObject({ errcode: 84106 });
	});
});

describe('trials', () => {
	let stage: Stage;
	beforeEach(async () => {
		stage = await Stage.open();
		await stage.install();
	});
	afterEach(async () => await stage.close());

	const prolong = async (days: number, corpid = stage.corp.corpId): Promise<Json> =>
		await stage.post(
			'service/prolong_try',
			{ suite_access_token: await stage.suiteToken() },
			{ buyer_corpid: corpid, prolong_days: days },
		);
	const app = () => ({ suiteId: stage.suite.suiteId, corpId: stage.corp.corpId });

	it('are prolonged to sixty days in all, also when they are over', async () => {
		const { try_end_time: end } = await prolong(10);
		expect(Number(end) * 1000).toBeCloseTo(Date.now() + 40 * DAY, -4);
		await stage.until(() => fieldIn(stage.lastEvent(), 'InfoType') === 'change_editon');
		expect((await prolong(21)).errcode).toBe(90352);
		await stage.simulator.actions.moveClock({ seconds: (50 * DAY) / 1000 });
		const { actions } = stage.simulator;
		expect(await actions.showEdition(app())).toMatchObject({ status: 2 });
		const { try_end_time: later } = await prolong(20);
		expect(Number(later) * 1000).toBeCloseTo(Date.now() + 20 * DAY, -4);
		expect(await actions.showEdition(app())).toMatchObject({ status: 1 });
	});

	it('tell the suite when they end', async () => {
		stage.events.length = 0;
		await stage.simulator.actions.moveClock({ seconds: (30 * DAY) / 1000 });
		await stage.until(() => stage.events.length > 0);
		expect(fieldIn(stage.lastEvent(), 'InfoType')).toBe('change_editon');
		expect(fieldIn(stage.lastEvent(), 'PaidCorpId')).toBe(stage.corp.corpId);
	});

	it('begin once, however often the app is installed', async () => {
		const { actions } = stage.simulator;
		await actions.moveClock({ seconds: (20 * DAY) / 1000 });
		await actions.uninstall(app());
		await stage.install();
		await actions.moveClock({ seconds: (11 * DAY) / 1000 });
		expect(await actions.showEdition(app())).toMatchObject({ status: 2 });
	});

	it('are refused to apps without one, to strangers, and after a purchase', async () => {
		expect((await prolong(0)).errcode).toBe(40058);
		expect((await prolong(1, 'wpNOBODY')).errcode).toBe(40013);
		expect((await prolong(1, stage.simulator.world.corps[1].corpId)).errcode).toBe(48004);
		const { orderId } = await stage.simulator.actions.openOrder(app());
		await stage.simulator.actions.payOrder({ orderId });
		expect((await prolong(1)).errcode).toBe(90351);
	});
});
