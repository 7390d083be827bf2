import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

import { WeComPlatformError } from '../api/error';
import { createClient } from '../api/http-client';
import { WeComError } from '../error';
import { openVault } from '../vault/open';
import { createExchange } from './exchange';
import { BEGUN, END, type ExchangeReport, type ExchangeTask } from './exchange-apart';

const STDOUT = 1;

/**
 * A program: takes one exchange on its standard input, does it, and says on its standard output what became of it. Nobody
 * need be there to hear it: what counts is in the vault by then.
 */
async function main(): Promise<void> {
	const {
		order,
		vault: place,
		...connection
	} = JSON.parse(await text(process.stdin)) as ExchangeTask;
	const clock = Date.now;
	const sleep = async (milliseconds: number) => await delay(milliseconds);
	const vault = await openVault(place, { clock });
	const client = createClient({ ...connection, clock, sleep });
	say(BEGUN);
	const exchange = createExchange({ vault, client, clock, sleep });
	const done = await exchange(order).then((result): ExchangeReport => ({ done: result }), report);
	say(JSON.stringify(done) + END);
	await client.close();
	await vault.close();
}

/** Into a pipe whose reader may have died. */
function say(words: string): void {
	try {
		writeSync(STDOUT, words);
	} catch {
		// Then the vault tells whoever comes next.
	}
}

function report(error: unknown): ExchangeReport {
	if (error instanceof WeComPlatformError) {
		const { call, errcode, errmsg, tokenFamily } = error;
		return { refused: { call, errcode, errmsg, tokenFamily } };
	}
	if (error instanceof WeComError) {
		const { code, message, hint } = error;
		return { failed: { code, message, hint } };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { failed: { code: 'unexpected', message, hint: 'Please report it' } };
}

void main();
