import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

const LARGEST_ANSWER = 1024 ** 2;

/** One request of the platform to a receiver, and what came of it. */
export interface Attempt {
	status?: number;
	body?: string;
	/** When it began, in milliseconds since 1970, as the machine tells them. */
	at: number;
	milliseconds: number;
	error?: string;
}

/** Sends a request and waits at most `limit` milliseconds for the whole answer. Never rejects. */
export function exchange(
	url: string,
	sent: { method: 'GET' | 'POST'; body?: string; contentType?: string },
	limit: number,
): Promise<Attempt> {
	const at = Date.now();
	const started = performance.now();
	const taken = () => Math.round(performance.now() - started);
	return new Promise((resolve) => {
		const fail = (error: Error) => resolve({ at, milliseconds: taken(), error: error.message });
		try {
			const send = new URL(url).protocol === 'https:' ? secureRequest : plainRequest;
			const request = send(url, {
				method: sent.method,
				agent: false,
				headers: {
					'user-agent': 'Mozilla/4.0',
					...(sent.body === undefined
						? {}
						: {
								'content-type': sent.contentType ?? 'text/xml',
								'content-length': Buffer.byteLength(sent.body),
							}),
				},
			});
			const timer = setTimeout(
				() => request.destroy(new Error(`no answer within ${limit} ms`)),
				limit,
			);
			request.on('error', (error) => {
				clearTimeout(timer);
				fail(error);
			});
			request.on('response', (response) => {
				const chunks: Buffer[] = [];
				let size = 0;
				response.on('data', (chunk: Buffer) => {
					size += chunk.length;
					chunks.push(chunk);
					if (size > LARGEST_ANSWER) {
						request.destroy(new Error('the answer is over 1 MB'));
					}
				});
				response.on('error', fail);
				response.on('end', () => {
					clearTimeout(timer);
					resolve({
						status: response.statusCode,
						body: Buffer.concat(chunks).toString('utf8'),
						at,
						milliseconds: taken(),
					});
				});
			});
			request.end(sent.body);
		} catch (error) {
			fail(error instanceof Error ? error : new Error(String(error)));
		}
	});
}
