import { randomBytes } from 'node:crypto';

import { probe } from '../api/probe';
import type { CallbackKeys } from '../callback/keys';
import { sealVerification } from '../callback/seal';
import type { Clock } from '../clock';
import type { Finding } from './health';

/** WeCom waits one second for the echo; a slower answer is found out here rather than in its console. */
const TIME_LIMIT = 1_000;
const PATIENCE = 10_000;

/** Asks a callback URL as WeCom does when the URL is saved, and tells whether the echo came back in time. */
export async function testCallback(
	url: URL,
	options: { keys: CallbackKeys; receiveId: string; clock: Clock },
): Promise<Finding> {
	const { keys, receiveId, clock } = options;
	const echo = randomBytes(10).toString('hex');
	const { query } = sealVerification({
		keys,
		receiveId,
		timestamp: Math.floor(clock() / 1000),
		nonce: randomBytes(5).toString('hex'),
		echo,
	});
	const asked = new URL(url);
	for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, String(value));

	const startedAt = performance.now();
	let failure: Error | undefined;
	const answer = await probe(asked, PATIENCE).catch((error: Error) => {
		failure = error;
	});
	const milliseconds = Math.round(performance.now() - startedAt);
	const check = 'callback';
	if (!answer) {
		return {
			check,
			status: 'failed',
			message: `${url.origin} gave no answer: ${failure?.message}`,
			hint: 'Check that the address is reachable from this machine and that its certificate is valid',
		};
	}
	if (answer.status !== 200 || answer.text !== echo) {
		return {
			check,
			status: 'failed',
			message: `The callback URL answered ${answer.status}${answer.text === echo ? '' : ' and not with the echo'}`,
			hint:
				answer.status === 404
					? 'Publish the workflow with the trigger, and copy its production URL'
					: 'Check that the trigger of that URL uses this credential, and that a proxy passes the query string on as it is',
			details: { status: answer.status, milliseconds },
		};
	}
	return milliseconds > TIME_LIMIT
		? {
				check,
				status: 'failed',
				message: `The callback URL answered after ${milliseconds} ms; WeCom waits ${TIME_LIMIT} ms`,
				hint: 'Give n8n more CPU, or set N8N_EXPRESSION_ENGINE=legacy',
				details: { milliseconds },
			}
		: {
				check,
				status: 'ok',
				message: `The callback URL gave the echo after ${milliseconds} ms`,
				details: { milliseconds },
			};
}

/**
 * The platform's time in milliseconds since 1970, from the `Date` header of an answer; `undefined` if it cannot be had
 * this way, as where only a proxy leads out.
 */
export async function readPlatformTime(baseUrl: string): Promise<number | undefined> {
	const answer = await probe(new URL('/cgi-bin/gettoken', baseUrl), PATIENCE).catch(
		() => undefined,
	);
	return answer?.date;
}
