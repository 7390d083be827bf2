import { buffer } from 'node:stream/consumers';

import { makeMockPlatform } from './caller';

const request = { method: 'GET', path: '/cgi-bin/media/get', repeatable: true } as const;

describe('a file in pieces', () => {
	it('asks for the bytes and tells which it got', async () => {
		const { pool, client, close } = makeMockPlatform();
		pool.intercept({ path: request.path, headers: { range: 'bytes=0-3' } }).reply(206, 'abcd', {
			headers: { 'content-range': 'bytes 0-3/10', 'content-type': 'image/png' },
		});
		const answer = await client.download({ ...request, range: { from: 0, to: 3 } });
		expect(answer).toMatchObject({
			mimeType: 'image/png',
			range: { from: 0, to: 3, total: 10 },
		});
		expect((await buffer(answer.content)).toString()).toBe('abcd');
		await close();
	});

	it('takes a small piece of JSON for what it is, not for an errcode', async () => {
		const { pool, client, close } = makeMockPlatform();
		const piece = '{"errcode":40007}';
		pool.intercept({ path: request.path }).reply(206, piece, {
			headers: { 'content-range': 'bytes 0-16/99', 'content-type': 'application/json' },
		});
		const answer = await client.download({ ...request, range: { from: 0, to: 16 } });
		expect((await buffer(answer.content)).toString()).toBe(piece);
		await close();
	});

	it('refuses half an answer that does not say which half', async () => {
		const { pool, client, close } = makeMockPlatform();
		pool.intercept({ path: request.path }).reply(206, 'abcd');
		const answer = client.download({ ...request, range: { from: 0, to: 3 } });
		await expect(answer).rejects.toMatchObject({ code: 'wecom_http', status: 206 });
		await close();
	});
});
