import { UserError, type IHttpRequestOptions } from 'n8n-workflow';

import { WeComCorpApi } from '../../../../credentials/WeComCorpApi.credentials';
import { WeComSuiteApi } from '../../../../credentials/WeComSuiteApi.credentials';
import { startLoopback } from '../../api/loopback';
import { openAdapterStage, type AdapterStage } from './stage';

let stage: AdapterStage;
let corpId: string;

beforeAll(async () => {
	stage = await openAdapterStage();
	({ corpId } = stage);
});

afterAll(async () => await stage.close());

const url = (path: string) => `${stage.simulator.url}/cgi-bin/${path}`;

const asSuite = async (options: Partial<IHttpRequestOptions> & { uri?: string }, changes = {}) =>
	await new WeComSuiteApi().authenticate(
		stage.suiteCredential(changes),
		options as IHttpRequestOptions,
	);
const asCorp = async (options: Partial<IHttpRequestOptions>) =>
	await new WeComCorpApi().authenticate(stage.corpCredential(), options as IHttpRequestOptions);

/** The tokens of the suite, its provider and its tenant are the same as those that are called with. */
const tokens = async () => ({
	suite: (await stage.tokens.get({ kind: 'suite' })).token,
	provider: (await stage.tokens.get({ kind: 'provider' })).token,
	corp: (await stage.tokens.get({ kind: 'corp', corpId })).token,
});

describe('the token', () => {
	it.each([
		['service/get_pre_auth_code', 'suite_access_token', 'suite'],
		['license/get_app_license_info', 'provider_access_token', 'provider'],
		['service/get_login_info', 'access_token', 'provider'],
		['user/get', 'access_token', 'corp'],
	] as const)('of %s goes under %s', async (path, parameter, family) => {
		const signed = await asSuite({ url: url(path), qs: { wecom_corpid: corpId, userid: 'x' } });
		expect(signed).toMatchObject({ url: url(path) });
		expect(signed.qs).toEqual({ userid: 'x', [parameter]: (await tokens())[family] });
	});

	it('is not asked for by a call that gives one', async () => {
		const signed = await asSuite({ url: url('gettoken?corpid=x&corpsecret=y') });
		expect(signed.url).toBe(url('gettoken?corpid=x&corpsecret=y'));
		expect(signed.qs).toEqual({});
	});

	it('takes the place of one that came along', async () => {
		const copied = url('user/get?access_token=ACCESS_TOKEN&userid=x');
		const { url: cleaned, qs } = await asSuite({ url: copied, qs: { wecom_corpid: corpId } });
		expect(cleaned).toBe(url('user/get?userid=x'));
		expect(qs).toEqual({ access_token: (await tokens()).corp });
	});

	it("of a company's own app is put on, also on a path of a provider that WeCom will refuse", async () => {
		const { qs } = await asCorp({ url: url('user/get'), qs: { userid: 'x' } });
		expect(qs).toMatchObject({ userid: 'x', access_token: expect.any(String) as string });
		expect((await asCorp({ url: url('gettoken') })).qs).toEqual({});
	});
});

describe('the company', () => {
	it.each<[string, () => Partial<IHttpRequestOptions> & { uri?: string }]>([
		['query in the URL', () => ({ url: url(`user/get?wecom_corpid=${corpId}`) })],
		['query parameter', () => ({ url: url('user/get'), qs: { wecom_corpid: corpId } })],
		['header', () => ({ url: url('user/get'), headers: { 'X-WeCom-CorpId': corpId } })],
		['query of an HTTP Request node', () => ({ uri: url(`user/get?wecom_corpid=${corpId}`) })],
		[
			'query beside a base URL',
			() => ({ baseURL: stage.simulator.url, url: `/cgi-bin/user/get?wecom_corpid=${corpId}` }),
		],
	])('is named by a %s, which is not sent', async (_way, options) => {
		const signed = await asSuite(options());
		expect(signed.qs).toEqual({ access_token: (await tokens()).corp });
		expect(signed.url).toBe(url('user/get'));
		expect(JSON.stringify(signed)).not.toContain(corpId);
		expect(signed).not.toHaveProperty('uri');
		expect(signed.baseURL).toBeUndefined();
	});

	it('keeps the other headers', async () => {
		const headers = { 'x-wecom-corpid': corpId, accept: 'application/json' };
		expect((await asSuite({ url: url('user/get'), headers })).headers).toEqual({
			accept: 'application/json',
		});
	});

	it('is missed by the name of its parameter', async () => {
		const signing = asSuite({ url: url('user/get') });
		await expect(signing).rejects.toThrow(UserError);
		await expect(signing).rejects.toMatchObject({
			message: expect.stringMatching(/no company was named/) as string,
			description: expect.stringMatching(/wecom_corpid.*X-WeCom-CorpId/) as string,
		});
	});

	it('must have installed the suite', async () => {
		const signing = asSuite({ url: url('user/get'), qs: { wecom_corpid: 'wpNobody' } });
		await expect(signing).rejects.toThrow(UserError);
		await expect(signing).rejects.toThrow(/wpNobody has not installed/);
	});
});

describe('another host', () => {
	it.each([
		['https://evil.example.com/cgi-bin/service/get_pre_auth_code'],
		['//evil.example.com/cgi-bin/service/get_pre_auth_code'],
		['http://127.0.0.1:1/cgi-bin/service/get_pre_auth_code'],
		['nonsense:'],
	])('gets no token: %s', async (address) => {
		for (const signing of [asSuite({ url: address }), asSuite({ uri: address })]) {
			await expect(signing).rejects.toThrow(/API Base URL/);
			await expect(signing).rejects.toThrow(UserError);
		}
		await expect(asCorp({ url: address })).rejects.toThrow(UserError);
	});

	it('gets none by a redirect, nor the body of the call, whatever the request says', async () => {
		const wish = { followRedirect: true, followAllRedirects: true, maxRedirects: 9 };
		const follows = {
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
		};
		for (const path of ['service/get_pre_auth_code', 'gettoken']) {
			expect(await asSuite({ url: url(path), ...wish })).toMatchObject(follows);
			expect(await asCorp({ url: url(path), ...wish })).toMatchObject(follows);
		}
	});

	it('gets none either as base URL of the request', async () => {
		const options = { baseURL: 'https://evil.example.com', url: '/cgi-bin/user/get' };
		await expect(asSuite(options)).rejects.toThrow(/API Base URL/);
	});
});

describe('a gateway with the API in a folder', () => {
	it('gets the token that the path below the folder takes, and only there', async () => {
		const gateway = await startLoopback((request, response) => {
			const inner = (request.url ?? '').replace('/wecom', '');
			response.setHeader('content-type', 'application/json');
			fetch(stage.simulator.url + inner, { method: request.method })
				.then(async (answer) => response.end(await answer.text()))
				.catch(() => response.destroy());
		});
		const baseUrl = `${gateway.url}/wecom`;
		const { token: suiteToken } = await stage.tokens.get({ kind: 'suite' });
		await stage.vault.tokens.put(
			{ kind: 'suite', baseUrl, owner: stage.suiteId },
			{ token: suiteToken, expiresAt: Date.now() + 600_000 },
		);
		const path = '/cgi-bin/service/get_pre_auth_code';
		const signed = await asSuite({ url: baseUrl + path }, { baseUrl });
		expect(signed.qs).toEqual({ suite_access_token: suiteToken });
		for (const outside of [gateway.url + path, `${gateway.url}/wecomic${path}`]) {
			await expect(asSuite({ url: outside }, { baseUrl })).rejects.toThrow(/API Base URL/);
		}
		await gateway.close();
	});
});

it('tells what keeps the credential from working, with what to do', async () => {
	const signing = asSuite({ url: url('service/get_pre_auth_code') }, { suiteId: '' });
	await expect(signing).rejects.toMatchObject({
		message: "'Suite ID' of the credential is empty",
		description: expect.stringMatching(/Open the credential/) as string,
	});
});
