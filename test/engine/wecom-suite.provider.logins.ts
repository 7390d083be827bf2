import type { SuiteStage } from '../unit/suite/stage';
import type { Maker } from './wecom-suite.provider.stock';

/**
 * What values of operations may name that belongs to the suite and its installation: codes that members and
 * administrators bring, and the app in the state that the operation needs.
 */
export function loginsOf(stage: SuiteStage): ReadonlyMap<unknown, Maker> {
	const { simulator, suiteId, tokens, vault } = stage;
	const { actions, world, url } = simulator;
	const [corp, another] = world.corps;
	const { corpId } = corp;
	const app = { suiteId, corpId };
	const isTemplate = suiteId.startsWith('dk');

	const call = async (
		method: 'GET' | 'POST',
		path: string,
		query: Record<string, string>,
		body?: object,
	): Promise<Record<string, unknown>> => {
		const address = `${url}/cgi-bin/${path}?${new URLSearchParams(query).toString()}`;
		const response = await fetch(address, { method, body: body && JSON.stringify(body) });
		return (await response.json()) as Record<string, unknown>;
	};
	const companyToken = async () => (await tokens.get({ kind: 'corp', corpId })).token;
	const asCompany = async (path: string, body: object, query: Record<string, string> = {}) =>
		await call('POST', path, { access_token: await companyToken(), ...query }, body);
	const ownToken = async ({ plainCorpId, ownApps: [{ secret }] }: typeof corp) => {
		const answer = await call('GET', 'gettoken', { corpid: plainCorpId, corpsecret: secret });
		return String(answer.access_token);
	};
	const agentId = async () => (await vault.installations.get(suiteId, corpId))?.agentId;
	const uploaded = async () => {
		const provider_access_token = (await tokens.get({ kind: 'provider' })).token;
		const query = new URLSearchParams({ provider_access_token, type: 'file' });
		const body = new FormData();
		body.append('media', new Blob(['userid,name\n']), 'members.csv');
		const address = `${url}/cgi-bin/service/media/upload?${query.toString()}`;
		const response = await fetch(address, { method: 'POST', body });
		return String(((await response.json()) as Record<string, unknown>).media_id);
	};
	const userTicket = async () => {
		const { code } = await actions.login({ ...app, scope: 'snsapi_privateinfo' });
		const answer = isTemplate
			? await call('GET', 'auth/getuserinfo', { access_token: await companyToken(), code })
			: await call('GET', 'service/auth/getuserinfo3rd', {
					suite_access_token: (await tokens.get({ kind: 'suite' })).token,
					code,
				});
		return String(answer.user_ticket);
	};
	const used = async (code: string, path: string, parameter: string) => {
		const suite_access_token = (await tokens.get({ kind: 'suite' })).token;
		await call('GET', path, {
			...(isTemplate ? { access_token: await companyToken() } : { suite_access_token }),
			[parameter]: code,
			...(parameter === 'js_code' ? { grant_type: 'authorization_code' } : {}),
		});
		return code;
	};
	const userInfo = isTemplate ? 'auth/getuserinfo' : 'service/auth/getuserinfo3rd';
	const session = isTemplate ? 'miniprogram/jscode2session' : 'service/miniprogram/jscode2session';
	const withTemplate = async () => {
		const agentid = await agentId();
		const template = { type: 'keydata', keydata: { items: [{ data: '0' }] } };
		await asCompany('agent/set_workbench_template', { agentid, ...template });
		return agentid;
	};

	return new Map<unknown, Maker>([
		['AGENT', agentId],
		['PLAIN CORP ID', async () => await Promise.resolve(corp.plainCorpId)],
		['ANOTHER COMPANY', async () => await Promise.resolve(another.corpId)],
		['COLLEAGUE', async () => await Promise.resolve(corp.members[1].userId)],
		['COLLEAGUES', async () => await Promise.resolve(corp.members.map(({ userId }) => userId))],
		['TOMORROW', async () => await Promise.resolve(Math.floor(Date.now() / 1000) + 86_400)],
		[
			'TRANSLATION JOB',
			async () => {
				const provider_access_token = (await tokens.get({ kind: 'provider' })).token;
				const body = { auth_corpid: corpId, media_id_list: [await uploaded()] };
				const query = { provider_access_token };
				return String((await call('POST', 'service/contact/id_translate', query, body)).jobid);
			},
		],
		['UPLOADED FILE', uploaded],
		['LOGIN CODE', async () => (await actions.login(app)).code],
		['USED LOGIN CODE', async () => await used((await actions.login(app)).code, userInfo, 'code')],
		['USER TICKET', userTicket],
		['SETTINGS CODE', async () => (await actions.openBusinessSettings(app)).code],
		['MINI PROGRAM CODE', async () => (await actions.logInMiniProgram(app)).code],
		[
			'USED MINI PROGRAM CODE',
			async () => await used((await actions.logInMiniProgram(app)).code, session, 'js_code'),
		],
		[
			'CODE OF ANOTHER APP',
			async () => {
				const other = world.suites.find((suite) => suite.suiteId !== suiteId);
				return (await actions.login({ ...app, suiteId: other?.suiteId })).code;
			},
		],
		['TOKEN OF AN OWN APP', async () => await ownToken(another)],
		['TOKEN OF AN OWN APP BESIDE', async () => await ownToken(corp)],
		[
			'AGENT WITH MENU',
			async () => {
				const agentid = await agentId();
				const button = [{ type: 'click', name: 'Today', key: 'TODAY' }];
				await asCompany('menu/create', { button }, { agentid: String(agentid) });
				return agentid;
			},
		],
		[
			'AGENT WITHOUT MENU',
			async () => {
				const agentid = await agentId();
				const access_token = await companyToken();
				await call('GET', 'menu/delete', { access_token, agentid: String(agentid) });
				return agentid;
			},
		],
		['AGENT WITH TEMPLATE', withTemplate],
		[
			'COLLEAGUE WITH DATA',
			async () => {
				const { userId: userid } = corp.members[2];
				const data = { type: 'keydata', keydata: { items: [{ data: '2' }] } };
				const agentid = await withTemplate();
				await asCompany('agent/set_workbench_data', { agentid, userid, ...data });
				return userid;
			},
		],
	]);
}
