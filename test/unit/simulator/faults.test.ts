import { Stage } from './stage';

describe('faults', () => {
	let stage: Stage;
	let byApp: { access_token: string };
	let agentid: number;

	beforeEach(async () => {
		stage = await Stage.open();
		const { accessToken, agentId } = await stage.install();
		byApp = { access_token: accessToken };
		agentid = agentId;
	});
	afterEach(async () => await stage.close());

	const send = async () =>
		await fetch(stage.address('message/send', byApp), {
			method: 'POST',
			body: JSON.stringify({
				touser: '@all',
				msgtype: 'text',
				agentid,
				text: { content: 'x' },
			}),
		});
	const setFault = async (fault: object) =>
		await stage.simulator.actions.setFaults({
			api: [{ path: '/cgi-bin/message/', kind: 'errcode', ...fault }],
		});
	const lastRequest = () => stage.simulator.requests.at(-1);
	const sentCount = () => stage.simulator.messages.length;

	it('strike as often as told, on their path only', async () => {
		await setFault({ times: 2 });
		expect((await stage.get('agent/list', byApp)).errcode).toBe(0);
		const codes = [];
		for (let count = 0; count < 3; count += 1) {
			codes.push(((await (await send()).json()) as { errcode: number }).errcode);
		}
		expect(codes).toEqual([-1, -1, 0]);
		expect(sentCount()).toBe(1);
	});

	it('answer a status, HTML, or any errcode', async () => {
		await setFault({ kind: 'status', status: 502, times: 1 });
		expect((await send()).status).toBe(502);
		await setFault({ kind: 'html', times: 1 });
		const page = await send();
		expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
		await setFault({ errcode: 45009, times: 1 });
		expect(await (await send()).json()).toMatchObject({ errcode: 45009 });
		expect(lastRequest()).toMatchObject({ errcode: 45009, faults: ['errcode'] });
		expect(sentCount()).toBe(0);
	});

	it('cut the connection before or after the platform acted', async () => {
		await setFault({ kind: 'reset', times: 1 });
		await expect(send()).rejects.toThrow('fetch failed');
		expect(sentCount()).toBe(0);
		await setFault({ kind: 'reset', when: 'after', times: 1 });
		await expect(send()).rejects.toThrow('fetch failed');
		expect(sentCount()).toBe(1);
		expect(lastRequest()?.status).toBeUndefined();
	});

	it('wait, and say that the JSON was wrong', async () => {
		await setFault({ kind: 'latency', milliseconds: 120, times: 1 });
		await setFault({ kind: 'warning', times: 1 });
		const started = performance.now();
		const answer = await (await send()).json();
		expect(performance.now() - started).toBeGreaterThanOrEqual(115);
		expect(answer).toMatchObject({
			errcode: 0,
			errmsg: expect.stringContaining('Warning: wrong json format'),
		});
	});

	it('hang until released, and act only then', async () => {
		await setFault({ kind: 'hang', times: 1 });
		let isAnswered = false;
		const hanging = send().then(async (response) => {
			isAnswered = true;
			return (await response.json()) as unknown;
		});
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect([isAnswered, sentCount()]).toEqual([false, 0]);
		expect(lastRequest()?.path).toBe('/cgi-bin/message/send');
		expect(lastRequest()?.status).toBeUndefined();
		expect(await stage.simulator.actions.releaseHung()).toEqual({ released: 1 });
		expect(await hanging).toMatchObject({ errcode: 0 });
		expect(sentCount()).toBe(1);
	});

	it('end when they are cleared, and hanging calls with them', async () => {
		await setFault({ kind: 'hang' });
		const hanging = send();
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await stage.simulator.actions.clearFaults()).toMatchObject({ api: [] });
		expect(await (await hanging).json()).toMatchObject({ errcode: 0 });
		expect(await (await send()).json()).toMatchObject({ errcode: 0 });
	});
});

describe('requests', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.open();
	});
	afterAll(async () => await stage.close());

	const raw = async (path: string, init: RequestInit) =>
		await fetch(`${stage.simulator.url}${path}`, init);

	it('are logged with what was unknown in them', async () => {
		const { accessToken } = await stage.install();
		const query = { access_token: accessToken, colour: 'red' };
		const body = { touser: '@all', msgtype: 'text', text: { content: 'x', size: 5 } };
		await stage.post('message/send', query, body);
		expect(stage.simulator.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: '/cgi-bin/message/send',
			query,
			body,
			status: 200,
			errcode: 41011,
			unknownParameters: ['colour', 'text.size'],
		});
	});

	it('to an unknown path get what a web server answers', async () => {
		const response = await raw('/cgi-bin/no/such/path', { method: 'POST', body: '{}' });
		expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html']);
	});

	it.each([
		['not JSON', '{"a":', 40058],
		['a JSON list', '[]', 40058],
		['JSON with another root', '"text"', 40058],
		['nothing', '', 41002],
	])('whose body is %s are refused', async (_what, body, errcode) => {
		const response = await raw('/cgi-bin/service/get_provider_token', { method: 'POST', body });
		expect(await response.json()).toMatchObject({ errcode });
	});

	it('whose body is too large are refused without reading it', async () => {
		const body = 'x'.repeat(33 * 1024 ** 2);
		const response = await raw('/cgi-bin/message/send', { method: 'POST', body }).catch(
			() => undefined,
		);
		if (response) {
			expect(await response.json()).toMatchObject({ errcode: 40206 });
		}
		expect(stage.simulator.requests.at(-1)).toMatchObject({ errcode: 40206 });
	});

	it('with the wrong method are refused', async () => {
		const { accessToken } = await stage.install();
		const byApp = { access_token: accessToken };
		expect((await stage.get('message/send', byApp)).errcode).toBe(40058);
		expect((await stage.post('agent/list', byApp, {})).errcode).toBe(40063);
	});

	it('that ask for the checker are five a minute', async () => {
		const { accessToken } = await stage.install();
		const query = { access_token: accessToken, debug: '1' };
		const codes = [];
		for (let count = 0; count < 6; count += 1) {
			codes.push((await stage.get('agent/list', query)).errcode);
		}
		expect(codes).toEqual([0, 0, 0, 0, 0, 45009]);
	});
});
