import { probe } from '../../../wecom/api/probe';
import { startLoopback, type Loopback } from './loopback';

let server: Loopback;

afterEach(async () => await server.close());

const at = (path = '/') => new URL(path, server.url);

it('gives status, text and time, with one request as it was told', async () => {
	server = await startLoopback((_request, response) => {
		response.setHeader('date', 'Tue, 24 Nov 2026 09:00:00 GMT');
		response.statusCode = 404;
		response.end('没有');
	});
	expect(await probe(at('/a?b=%2B'), 5_000)).toEqual({
		status: 404,
		text: '没有',
		date: Date.UTC(2026, 10, 24, 9),
	});
	expect(server.targets).toEqual(['GET /a?b=%2B']);
});

it('knows no time where the other side tells none', async () => {
	server = await startLoopback((_request, response) => {
		response.sendDate = false;
		response.end();
	});
	expect((await probe(at(), 5_000)).date).toBeUndefined();
});

it('reads no more than the beginning of what does not end', async () => {
	server = await startLoopback((_request, response) => {
		const timer = setInterval(() => response.write('x'.repeat(3_000)), 1);
		response.on('close', () => clearInterval(timer));
	});
	expect((await probe(at(), 5_000)).text).toBe('x'.repeat(4_096));
});

it('does not follow a redirect', async () => {
	server = await startLoopback((_request, response) => {
		response.writeHead(302, { location: '/elsewhere' }).end();
	});
	expect((await probe(at(), 5_000)).status).toBe(302);
	expect(server.targets).toHaveLength(1);
});

it.each(['head', 'body'])('gives up when the %s does not come', async (part) => {
	server = await startLoopback((_request, response) => {
		if (part === 'body') response.write('x');
	});
	await expect(probe(at(), 100)).rejects.toThrow();
});
