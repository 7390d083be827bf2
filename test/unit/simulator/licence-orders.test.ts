import { BUYER, ProviderStage } from './provider';
import { fieldIn, type Json } from './stage';

describe('licence orders', () => {
	let stage: ProviderStage;

	beforeEach(async () => {
		stage = await ProviderStage.open();
	});
	afterEach(async () => await stage.close());

	const wanted = (more: Json = {}): Json => ({
		corpid: stage.corpId,
		buyer_userid: BUYER,
		account_count: { base_count: 2, external_contact_count: 1 },
		account_duration: { months: 2, days: 20 },
		...more,
	});
	const create = async (more?: Json): Promise<string> =>
		String((await stage.done('license/create_new_order', wanted(more))).order_id);
	const get = async (order_id: string) =>
		(await stage.done('license/get_order', { order_id })).order as Json;
	const submit = async (order_id: string): Promise<string> =>
		String((await stage.done('license/submit_pay_job', { order_id, payer_userid: BUYER })).jobid);
	const result = async (jobid: string) => await stage.done('license/pay_job_result', { jobid });
	const balance = async () => await stage.get('service/get_account_balance');
	/** Submits a payment and lets the job be done. */
	const pay = async (orderId: string): Promise<Json> => {
		const jobid = await submit(orderId);
		await stage.actions.moveClock({ seconds: 1 });
		return await result(jobid);
	};

	it('are made, shown as they were asked for, and wait for their payment', async () => {
		const orderId = await create();
		const order = await get(orderId);
		expect(order).toEqual({
			order_id: orderId,
			order_type: 1,
			order_status: 0,
			corpid: stage.corpId,
			// 82 days of two base accounts at 50 yuan and one interop account at 400 yuan for 372 days.
			price: Math.ceil((82 * (2 * 5000 + 40_000)) / 372),
			account_count: { base_count: 2, external_contact_count: 1 },
			account_duration: { months: 2, days: 20 },
			create_time: expect.any(Number) as number,
		});
		expect(await stage.errcode('license/list_order_account', { order_id: orderId })).toBe(701083);
	});

	it('name a company by its plain id as well, and give the encrypted one', async () => {
		const orderId = await create({ corpid: stage.stage.corp.plainCorpId });
		expect((await get(orderId)).corpid).toBe(stage.corpId);
	});

	it.each([
		['a company nobody knows', { corpid: 'wpNOBODY' }, 40013],
		['a buyer who is not staff of the provider', { buyer_userid: 'clerk' }, 48001],
		['no accounts', { account_count: { base_count: 0, external_contact_count: 0 } }, 40058],
		['a million and one accounts', { account_count: { base_count: 1_000_001 } }, 40058],
		['a negative count', { account_count: { base_count: -1, external_contact_count: 2 } }, 40058],
		['30 days', { account_duration: { days: 30 } }, 40058],
		['more than 60 months', { account_duration: { months: 60, days: 1 } }, 40058],
	])('for %s are refused', async (_what, more, errcode) => {
		expect(await stage.errcode('license/create_new_order', wanted(more))).toBe(errcode);
	});

	it('for a company without an app of the provider are refused', async () => {
		const { corpId } = stage.stage.simulator.world.corps[1];
		expect(await stage.errcode('license/create_new_order', wanted({ corpid: corpId }))).toBe(
			701015,
		);
	});

	it('for a company whose app orders do not allow it are refused with a warning', async () => {
		const { corpId } = stage;
		await stage.actions.setPaymentCheck({ corpId, state: 'no app order' });
		const { errcode, errmsg } = await stage.post('license/create_new_order', wanted());
		expect(errcode).toBe(701129);
		expect(errmsg).toContain('WARNING');
		await stage.actions.setPaymentCheck({ corpId, state: 'passed' });
		await create();
	});

	it('are paid from the balance after a while, told to the system-event URL, and have codes then', async () => {
		await stage.actions.setJobTime({ seconds: 3600 });
		const before = Number((await balance()).balance);
		const orderId = await create();
		const jobid = await submit(orderId);
		expect((await result(jobid)).status).toBe(2);
		expect(await stage.errcode('license/list_order_account', { order_id: orderId })).toBe(701083);
		await stage.actions.moveClock({ seconds: 3600 });
		expect(await result(jobid)).toEqual({ errcode: 0, errmsg: 'ok', status: 1 });

		const [event] = await stage.events('license_pay_success', 1);
		expect(fieldIn(event, 'OrderId')).toBe(orderId);
		expect(fieldIn(event, 'AuthCorpId')).toBe(stage.corpId);
		expect(fieldIn(event, 'BuyerUserId')).toBe(BUYER);
		const { order_status, price, pay_time } = await get(orderId);
		expect(order_status).toBe(1);
		expect(pay_time).toEqual(expect.any(Number));
		expect((await balance()).balance).toBe(before - Number(price));
		const listed = await stage.done('license/list_order_account', { order_id: orderId });
		const accounts = listed.account_list as Json[];
		expect(accounts.map(({ type }) => type)).toEqual([1, 1, 2]);
		expect(new Set(accounts.map(({ active_code }) => active_code)).size).toBe(3);
	});

	it('are told without anybody asking for the result', async () => {
		await stage.actions.setJobTime({ seconds: 0 });
		await submit(await create());
		await stage.events('license_pay_success', 1);
	});

	it.each([
		['there is no account', null, 90432],
		['there is too little', 1, 90433],
	])('stay unpaid when %s', async (_why, cents, errcode) => {
		await stage.actions.setBalance({ cents });
		const orderId = await create();
		expect(await pay(orderId)).toMatchObject({
			errcode: 0,
			status: 3,
			pay_job_result: { errcode, fail_corp_list: [] },
		});
		expect((await get(orderId)).order_status).toBe(0);
		expect((await balance()).errcode).toBe(cents === null ? 90432 : 0);
	});

	it('stay unpaid when the app orders of a company do not allow it any more', async () => {
		const orderId = await create();
		await stage.actions.setPaymentCheck({ corpId: stage.corpId, state: 'app orders expired' });
		expect(await pay(orderId)).toMatchObject({
			status: 3,
			pay_job_result: {
				errcode: 701160,
				fail_corp_list: [{ corpid: stage.corpId, errcode: 701130 }],
			},
		});
	});

	it('cannot be paid by whoever is not staff, nor when they are unknown, paid, or fixed to the bank', async () => {
		const orderId = await create();
		const errcode = async (order_id: string, payer_userid = BUYER) =>
			await stage.errcode('license/submit_pay_job', { order_id, payer_userid });
		expect(await errcode('OI0')).toBe(701005);
		expect(await errcode(orderId, 'clerk')).toBe(48001);
		await pay(orderId);
		expect(await errcode(orderId)).toBe(701084);
		const other = await create();
		await stage.actions.setPaymentCheck({ corpId: stage.corpId, state: 'no app order' });
		await expect(stage.actions.payLicenceOrder({ orderId: other })).rejects.toThrow('app orders');
		expect(await errcode(other)).toBe(701161);
	});

	it('keep the way of payment once it is chosen', async () => {
		await stage.actions.setBalance({ cents: 0 });
		const orderId = await create();
		await pay(orderId);
		await expect(stage.actions.payLicenceOrder({ orderId })).rejects.toThrow('701161');
		await stage.actions.setBalance({ cents: 10_000_000 });
		expect((await pay(orderId)).status).toBe(1);
	});

	it('have a job that is known for seven days', async () => {
		const jobid = await submit(await create());
		await stage.pass(6.9);
		expect((await result(jobid)).status).toBe(1);
		await stage.pass(0.1);
		expect(await stage.errcode('license/pay_job_result', { jobid })).toBe(701151);
		expect(await stage.errcode('license/pay_job_result', { jobid: 'J0' })).toBe(701151);
	});

	it('are cancelled while they wait, by whose order it is, and not while being paid', async () => {
		const orderId = await create();
		const cancel = async (order_id: string, corpid?: string) =>
			await stage.errcode('license/cancel_order', { order_id, corpid });
		const { corpId: other } = stage.stage.simulator.world.corps[1];
		expect(await cancel('OI0', stage.corpId)).toBe(701005);
		expect(await cancel(orderId)).toBe(41002);
		expect(await cancel(orderId, other)).toBe(701086);
		expect(await cancel(orderId, stage.corpId)).toBe(0);
		expect((await get(orderId)).order_status).toBe(2);
		expect(await cancel(orderId, stage.corpId)).toBe(701169);
		await stage.actions.setJobTime({ seconds: 3600 });
		const busy = await create();
		await submit(busy);
		expect(await cancel(busy, stage.corpId)).toBe(701085);
		const again = { order_id: busy, payer_userid: BUYER };
		expect(await stage.errcode('license/submit_pay_job', again)).toBe(701085);
	});

	it('expire when nobody pays', async () => {
		const orderId = await create();
		await stage.pass(7);
		expect((await get(orderId)).order_status).toBe(3);
		const paying = { order_id: orderId, payer_userid: BUYER };
		expect(await stage.errcode('license/submit_pay_job', paying)).toBe(701084);
	});

	it('are listed page by page, by company and time', async () => {
		const ids = [await create(), await create(), await create()];
		const list = async (body: Json) => await stage.done('license/list_order', body);
		const first = await list({ corpid: stage.corpId, limit: 2 });
		expect(first).toMatchObject({
			has_more: 1,
			order_list: ids.slice(0, 2).map((order_id) => ({ order_id, order_type: 1 })),
		});
		expect(await list({ limit: 2, cursor: first.next_cursor })).toMatchObject({
			has_more: 0,
			next_cursor: '',
			order_list: [{ order_id: ids[2] }],
		});
		const now = Math.floor(Date.now() / 1000);
		const during = await list({ start_time: now - 3600, end_time: now + 3600 });
		expect(during.order_list).toHaveLength(3);
		expect((await list({ start_time: now - 7200, end_time: now - 3600 })).order_list).toEqual([]);
		const errcode = async (body: Json) => await stage.errcode('license/list_order', body);
		expect(await errcode({ start_time: now })).toBe(40058);
		expect(await errcode({ start_time: now, end_time: now + 31 * 86_400 + 1 })).toBe(40058);
		expect(await errcode({ cursor: 'made up' })).toBe(40058);
		expect(await errcode({ limit: 1001 })).toBe(40058);
	});

	it.each([
		['granted', 5, '1'],
		['refused', 6, '2'],
	] as const)('are refunded as the platform decides: %s', async (outcome, status, told) => {
		const orderId = await create();
		const before = (await balance()).balance;
		await pay(orderId);
		await stage.actions.refundLicenceOrder({ orderId, outcome: 'waiting' });
		expect((await get(orderId)).order_status).toBe(4);
		await stage.actions.refundLicenceOrder({ orderId, outcome });
		const [event] = await stage.events('license_refund', 1);
		expect(fieldIn(event, 'OrderStatus')).toBe(told);
		expect(fieldIn(event, 'OrderId')).toBe(orderId);
		expect((await get(orderId)).order_status).toBe(status);
		const isGranted = outcome === 'granted';
		expect((await balance()).balance === before).toBe(isGranted);
		const { account_list: left } = await stage.done('license/list_order_account', {
			order_id: orderId,
		});
		expect(left).toHaveLength(isGranted ? 0 : 3);
	});

	it('cannot be refunded before they are paid', async () => {
		const orderId = await create();
		await expect(stage.actions.refundLicenceOrder({ orderId })).rejects.toThrow('701083');
	});

	describe('for many companies', () => {
		let second: string;

		beforeEach(async () => {
			const { corps } = stage.stage.simulator.world;
			second = corps[1].corpId;
			await stage.stage.install(stage.stage.suite, corps[1]);
		});

		const item = (corpid: string, more: Json = {}) => ({
			corpid,
			account_count: { base_count: 1 },
			account_duration: { months: 1 },
			...more,
		});
		const prepare = async (buy_list: Json[], jobid?: string) =>
			await stage.done('license/create_new_order_job', { buy_list, jobid });
		const submitJob = async (jobid: unknown) =>
			await stage.errcode('license/submit_new_order_job', { jobid, buyer_userid: BUYER });
		const jobResult = async (jobid: unknown) =>
			await stage.post('license/new_order_job_result', { jobid });

		it('are prepared in several calls, submitted once, and paid as one', async () => {
			await stage.actions.setJobTime({ seconds: 60 });
			const { jobid, invalid_list: none } = await prepare([item(stage.corpId)]);
			expect(none).toEqual([]);
			const more = await prepare([item(second, { auto_active_status: 0 })], String(jobid));
			expect(more.jobid).toBe(jobid);
			expect((await jobResult(jobid)).errcode).toBe(701125);
			expect(await submitJob(jobid)).toBe(0);
			expect(await submitJob(jobid)).toBe(701126);
			expect((await jobResult(jobid)).status).toBe(2);
			await stage.actions.moveClock({ seconds: 60 });
			const { status, order_id: orderId, fail_list: failed } = await jobResult(jobid);
			expect([status, failed]).toEqual([1, []]);

			const order_id = String(orderId);
			const { order, buy_list: parts } = await stage.done('license/get_union_order', { order_id });
			expect(order).toMatchObject({ order_type: 8, order_status: 0 });
			const subIds = (parts as Json[]).map(({ sub_order_id: id }) => String(id));
			expect(parts).toMatchObject([{ corpid: stage.corpId }, { corpid: second }]);
			expect(await stage.errcode('license/get_order', { order_id })).toBe(701120);
			expect(await stage.errcode('license/list_order_account', { order_id })).toBe(701120);
			expect((await get(subIds[0])).order_status).toBe(0);

			const paid = await submit(order_id);
			await stage.actions.moveClock({ seconds: 60 });
			expect((await result(paid)).status).toBe(1);
			const events = await stage.events('license_pay_success', 2);
			expect(events.map((event) => fieldIn(event, 'OrderId'))).toEqual(subIds);
			for (const id of subIds) {
				const { account_list: accounts } = await stage.done('license/list_order_account', {
					order_id: id,
				});
				expect(accounts).toHaveLength(1);
			}
			const automatic = async (corpid: string) =>
				(await stage.done('license/get_auto_active_status', { corpid })).auto_active_status;
			expect([await automatic(stage.corpId), await automatic(second)]).toEqual([1, 0]);
			const all = await stage.done('license/list_order', {});
			expect(all.order_list).toEqual([{ order_id, order_type: 8 }]);
			const own = await stage.done('license/list_order', { corpid: second });
			expect(own.order_list).toEqual([]);
		});

		it('are cancelled as one, without a company', async () => {
			const { jobid } = await prepare([item(stage.corpId), item(second)]);
			await submitJob(jobid);
			await stage.actions.moveClock({ seconds: 1 });
			const order_id = String((await jobResult(jobid)).order_id);
			const { buy_list: parts } = await stage.done('license/get_union_order', { order_id });
			const [{ sub_order_id: part }] = parts as Json[];
			const ofPart = { order_id: part, corpid: stage.corpId };
			expect(await stage.errcode('license/cancel_order', ofPart)).toBe(701005);
			expect(await stage.errcode('license/cancel_order', { order_id })).toBe(0);
			expect((await get(String(part))).order_status).toBe(2);
		});

		it('leave out the companies that may not buy', async () => {
			const { corpId: third } = stage.stage.simulator.world.corps[2];
			await stage.actions.setTestCompany({ corpId: second });
			const { jobid, invalid_list: invalid } = await prepare([
				item(stage.corpId),
				item(stage.corpId),
				item(second),
				item(third),
				item('wpNOBODY'),
			]);
			expect(invalid).toMatchObject([
				{ corpid: stage.corpId, errcode: 701124 },
				{ corpid: second, errcode: 701121 },
				{ corpid: third, errcode: 701015 },
				{ corpid: 'wpNOBODY', errcode: 40013 },
			]);
			await stage.actions.setPaymentCheck({ corpId: stage.corpId, state: 'no app order' });
			expect(await submitJob(jobid)).toBe(0);
			await stage.actions.moveClock({ seconds: 1 });
			expect(await jobResult(jobid)).toMatchObject({
				status: 3,
				fail_list: [{ corpid: stage.corpId, errcode: 701129 }],
			});
		});

		it('are refused with no company left, or more than ten in a call', async () => {
			const { jobid } = await prepare([item('wpNOBODY')]);
			expect(await submitJob(jobid)).toBe(701122);
			expect(await submitJob('J0')).toBe(701151);
			const buy_list = Array.from({ length: 11 }, () => item(second));
			expect(await stage.errcode('license/create_new_order_job', { buy_list })).toBe(40035);
		});
	});

	describe('of renewals', () => {
		const account = (index: number, type = 1) => ({ userid: stage.userId(index), type });
		const prepare = async (account_list: Json[], jobid?: unknown) =>
			await stage.done('license/create_renew_order_job', {
				corpid: stage.corpId,
				account_list,
				jobid,
			});
		const submitJob = async (jobid: unknown, account_duration: Json) =>
			await stage.post('license/submit_order_job', {
				jobid,
				buyer_userid: BUYER,
				account_duration,
			});
		const expiry = async (index: number) => {
			const { active_info_list: list } = await stage.done('license/get_active_info_by_user', {
				corpid: stage.corpId,
				userid: stage.userId(index),
			});
			return Number((list as Json[])[0].expire_time);
		};

		beforeEach(async () => {
			for (const index of [0, 1]) {
				await stage.actions.activateLicence({ corpId: stage.corpId, userId: stage.userId(index) });
			}
		});

		it('take members who hold such a licence, each once', async () => {
			const { jobid, invalid_account_list: invalid } = await prepare([
				account(0),
				account(0),
				account(0, 2),
				account(5),
				{ userid: 'woNOBODY', type: 1 },
			]);
			expect((invalid as Json[]).map(({ errcode }) => errcode)).toEqual([
				84195, 701004, 701004, 701019,
			]);
			expect(invalid).toMatchObject([{ userid: stage.userId(0), type: 1 }, {}, {}, {}]);
			expect((await prepare([account(1)], jobid)).invalid_account_list).toEqual([]);
			const { order_id: orderId } = await submitJob(jobid, { months: 1 });
			expect(await get(String(orderId))).toMatchObject({
				order_type: 2,
				account_count: { base_count: 2, external_contact_count: 0 },
				account_duration: { months: 1 },
			});
			const listed = await stage.done('license/list_order_account', { order_id: orderId });
			expect(listed.account_list).toEqual([account(0), account(1)]);
			expect((await submitJob(jobid, { months: 1 })).errcode).toBe(701126);
		});

		it('hold from the payment on, and not after a refund', async () => {
			const { jobid } = await prepare([account(0)]);
			const orderId = String((await submitJob(jobid, { months: 2 })).order_id);
			const before = await expiry(0);
			expect((await pay(orderId)).status).toBe(1);
			await stage.events('license_pay_success', 1);
			expect(Math.abs((await expiry(0)) - before - 62 * 86_400)).toBeLessThanOrEqual(1);
			await stage.actions.refundLicenceOrder({ orderId });
			expect(Math.abs((await expiry(0)) - before)).toBeLessThanOrEqual(1);
		});

		it('last until the end of a day that is named', async () => {
			const { jobid } = await prepare([account(0)]);
			const time = Math.floor(Date.now() / 1000) + 100 * 86_400;
			const orderId = String((await submitJob(jobid, { new_expire_time: time })).order_id);
			await pay(orderId);
			const end = await expiry(0);
			expect(end).toBeGreaterThanOrEqual(time - 2);
			expect(end - time).toBeLessThanOrEqual(86_400);
			const { account_duration: duration } = await get(orderId);
			expect(Object.keys(duration as Json)).toEqual(['new_expire_time']);
		});

		it.each([
			['neither months nor a time', {}, 40058],
			['months and a time', { months: 1, new_expire_time: 4_000_000_000 }, 40058],
			['61 months', { months: 61 }, 40058],
			['a time gone by', { new_expire_time: 1_700_000_000 }, 40058],
			['a time beyond five years', { new_expire_time: 4_000_000_000 }, 40058],
			['more than five years in all', { months: 60 }, 701030],
		])('with %s are refused', async (_what, duration, errcode) => {
			const { jobid } = await prepare([account(0)]);
			expect((await submitJob(jobid, duration)).errcode).toBe(errcode);
		});

		it('that add no day, or name nobody, are refused', async () => {
			await stage.actions.activateLicence({
				corpId: stage.corpId,
				userId: stage.userId(2),
				days: 400,
			});
			const { jobid } = await prepare([account(2)]);
			const time = Math.floor(Date.now() / 1000) + 200 * 86_400;
			expect((await submitJob(jobid, { new_expire_time: time })).errcode).toBe(701090);
			const { jobid: empty } = await prepare([account(5)]);
			expect((await submitJob(empty, { months: 1 })).errcode).toBe(701010);
			const { corpId } = stage.stage.simulator.world.corps[1];
			await stage.stage.install(stage.stage.suite, stage.stage.simulator.world.corps[1]);
			const foreign = { corpid: corpId, account_list: [account(0)], jobid };
			expect(await stage.errcode('license/create_renew_order_job', foreign)).toBe(701151);
		});

		it('cannot be paid, nor refunded, once the licence has changed hands', async () => {
			const transfer = async (from: number, to: number) =>
				await stage.done('license/batch_transfer_license', {
					corpid: stage.corpId,
					transfer_list: [
						{ handover_userid: stage.userId(from), takeover_userid: stage.userId(to) },
					],
				});
			const { jobid } = await prepare([account(0)]);
			const orderId = String((await submitJob(jobid, { months: 1 })).order_id);
			await transfer(0, 5);
			expect((await pay(orderId)).pay_job_result).toMatchObject({ errcode: 701311 });
			const { jobid: next } = await prepare([account(1)]);
			const paid = String((await submitJob(next, { months: 1 })).order_id);
			await pay(paid);
			await transfer(1, 6);
			await expect(stage.actions.refundLicenceOrder({ orderId: paid })).rejects.toThrow('701312');
		});
	});

	describe('of test companies', () => {
		beforeEach(async () => await stage.actions.setTestCompany({ corpId: stage.corpId }));

		const month = { account_duration: { months: 1 } };

		it('cost nothing, are paid at once, and are listed only for them', async () => {
			const orderId = await create(month);
			expect(await get(orderId)).toMatchObject({ order_status: 1, price: 0 });
			await stage.events('license_pay_success', 1);
			const listed = async (body: Json) =>
				(await stage.done('license/list_order', body)).order_list;
			expect(await listed({ corpid: stage.corpId })).toMatchObject([{ order_id: orderId }]);
			expect(await listed({})).toEqual([]);
		});

		it('are for one month and at most a thousand accounts', async () => {
			const errcode = async (more: Json) =>
				await stage.errcode('license/create_new_order', wanted(more));
			expect(await errcode({ account_duration: { months: 2 } })).toBe(701028);
			expect(await errcode({ account_duration: { days: 31 } })).toBe(701028);
			expect(await errcode({ ...month, account_count: { base_count: 1001 } })).toBe(701027);
		});

		it('are void when the company is none any more', async () => {
			const orderId = await create(month);
			await stage.actions.setTestCompany({ corpId: stage.corpId, test: false });
			expect((await get(orderId)).order_status).toBe(7);
			const { account_list: accounts } = await stage.done('license/list_order_account', {
				order_id: orderId,
			});
			expect(accounts).toEqual([]);
		});
	});
});
