import { request } from 'undici';

export interface ProbeAnswer {
	status: number;
	/** The first 4 kB of the body. */
	text: string;
	/** What the other side says the time is, in milliseconds since 1970; from the `Date` header. */
	date: number | undefined;
}

const LIMIT = 4096;

/**
 * One GET of any http(s) URL, without a token, a retry or a redirect: to see whether something is there and what it says.
 * @throws when there is no answer within `timeout` milliseconds
 */
export async function probe(url: URL, timeout: number): Promise<ProbeAnswer> {
	const signal = AbortSignal.timeout(timeout);
	const { statusCode, headers, body } = await request(url, { signal });
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= LIMIT) break;
	}
	const date = Date.parse(String(headers.date));
	return {
		status: statusCode,
		text: Buffer.concat(chunks).subarray(0, LIMIT).toString('utf8'),
		date: Number.isNaN(date) ? undefined : date,
	};
}
