import type { Simulator } from '../../simulator/simulator';

/** Makes what an operation needs and gives its ID. */
export type Maker = () => Promise<unknown>;

/**
 * What values of operations may name instead of an ID: orders, codes and jobs in the state that the operation needs,
 * made anew for each run by the company with this index.
 */
export function stockOf(simulator: Simulator): ReadonlyMap<unknown, Maker> {
	const { actions, world } = simulator;
	const [corp, lower] = world.corps;
	const { corpId } = corp;
	const [buyer] = world.provider.userIds;
	const [{ templateId }] = world.provider.packages;
	let token = '';

	const call = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
		token ||= await providerToken(simulator);
		const query = `provider_access_token=${token}`;
		return await post(`${simulator.url}/cgi-bin/${path}?${query}`, body);
	};
	const order = async (paid: boolean) => await actions.orderLicences({ corpId, paid });
	const count = { base_count: 1 };
	const months = { months: 1 };
	const purchaseJob = async (submit: boolean) => {
		const buy_list = [{ corpid: corpId, account_count: count, account_duration: months }];
		const { jobid } = await call('license/create_new_order_job', { buy_list });
		if (submit) {
			await call('license/submit_new_order_job', { jobid, buyer_userid: buyer });
			await actions.moveClock({ seconds: 2 });
		}
		return String(jobid);
	};
	/** A member without a licence of its own. */
	const newMember = () => {
		const number = corp.members.length + 1;
		const userId = `woENGINE${String(number).padStart(4, '0')}`;
		corp.members.push({ ...corp.members[0], userId, plainUserId: `engine${number}` });
		return userId;
	};
	const licensedMember = async () => {
		const userId = newMember();
		await actions.activateLicence({ corpId, userId });
		return userId;
	};
	const dataZoneOrder = async () => {
		await closeDataZoneOrders();
		const answer = await call('advanced_api/create_order', {
			custom_corpid: corpId,
			buyer_userid: buyer,
			chat_archive_api: { edition: 2, purchase_count: 1 },
		});
		return String(answer.order_id);
	};
	const closeDataZoneOrders = async () => {
		const { order_list: orders } = await call('advanced_api/list_order', {});
		for (const { order_id } of orders as { order_id: string }[]) {
			await call('advanced_api/cancel_order', { order_id });
		}
	};

	const [paidApp] = world.suites;
	/** Of an app, for whichever company takes it. */
	const cashierOrder = async () => await actions.makeOrder({ suiteId: paidApp.suiteId, days: 30 });
	const appOrder = async () => {
		const { orderId } = await cashierOrder();
		await actions.payOrder({ orderId, corpId: lower.corpId });
		return orderId;
	};

	const registerCode = async () => {
		const answer = await call('service/get_register_code', { template_id: templateId });
		return String(answer.register_code);
	};
	/** The code that a new company has used. */
	const registered = async () => {
		const code = await registerCode();
		await actions.registerCompany({ registerCode: code });
		return code;
	};

	return new Map<unknown, Maker>([
		['PAID APP', async () => await Promise.resolve(paidApp.suiteId)],
		['EDITION', async () => await Promise.resolve(paidApp.pricing?.editions[0].editionId)],
		['CUSTOMER', async () => await Promise.resolve(corp.outside.customers[0].plainId)],
		['CUSTOMER GROUP', async () => await Promise.resolve(corp.outside.groups[0].plainId)],
		['BOT', async () => await Promise.resolve(corp.bot.botId)],
		[
			'SELECTED TICKET',
			async () => {
				const { suiteId } = paidApp;
				const userIds = [corp.adminUserId];
				return (await actions.selectMembers({ suiteId, corpId, userIds })).selectedTicket;
			},
		],
		['PACKAGE', async () => await Promise.resolve(templateId)],
		['UNUSED CODE', registerCode],
		['REGISTERED CODE', registered],
		[
			'CONTACT SYNC TOKEN',
			async () => {
				const body = { register_code: await registered() };
				const { contact_sync: access } = await call('service/get_register_info', body);
				return (access as { access_token: string }).access_token;
			},
		],
		['CASHIER ORDER', async () => (await cashierOrder()).orderId],
		['APP ORDER', appOrder],
		[
			'INVOICED ORDER',
			async () => {
				const orderId = await appOrder();
				await actions.applyForInvoice({ orderId });
				return orderId;
			},
		],
		['MEMBER', async () => await Promise.resolve(newMember())],
		['LICENSED MEMBER', licensedMember],
		['UNPAID ORDER', async () => (await order(false)).orderId],
		['PAID ORDER', async () => (await order(true)).orderId],
		['CODE', async () => (await order(true)).codes[0]],
		[
			'ORDER FOR MANY',
			async () => {
				const jobid = await purchaseJob(true);
				return String((await call('license/new_order_job_result', { jobid })).order_id);
			},
		],
		['PURCHASE JOB', async () => await purchaseJob(false)],
		['SUBMITTED JOB', async () => await purchaseJob(true)],
		[
			'RENEWAL JOB',
			async () => {
				const account_list = [{ userid: await licensedMember(), type: 1 }];
				const body = { corpid: corpId, account_list };
				return String((await call('license/create_renew_order_job', body)).jobid);
			},
		],
		[
			'PAYMENT JOB',
			async () => {
				const { orderId } = await order(false);
				const body = { payer_userid: buyer, order_id: orderId };
				return String((await call('license/submit_pay_job', body)).jobid);
			},
		],
		[
			'LOWER COMPANY',
			async () => {
				const suiteIds = world.suites.map(({ suiteId }) => suiteId);
				await actions.linkCompanies({
					upperCorpId: corpId,
					lowerCorpId: lower.corpId,
					suiteIds,
				});
				return lower.corpId;
			},
		],
		['DATA ZONE ORDER', dataZoneOrder],
		['BUYER', async () => await Promise.resolve(buyer)],
		[
			'BUYER OF THE DATA ZONE',
			async () => {
				await closeDataZoneOrders();
				return buyer;
			},
		],
	]);
}

async function providerToken({ url, world: { provider } }: Simulator): Promise<string> {
	const answer = await post(`${url}/cgi-bin/service/get_provider_token`, {
		corpid: provider.corpId,
		provider_secret: provider.providerSecret,
	});
	return String(answer.provider_access_token);
}

async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
	const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
	return (await response.json()) as Record<string, unknown>;
}
