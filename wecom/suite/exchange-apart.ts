import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { ProxySettings } from '../api/client';
import { WeComPlatformError, type Refusal } from '../api/error';
import { WeComError, type WeComErrorCode } from '../error';
import type { Logger } from '../logger';
import type { VaultPlace } from '../vault/open';
import type { AuthorisationResult, Exchange, ExchangeOrder } from './exchange';

/** What the process is told, on its standard input. */
export interface ExchangeTask {
	order: ExchangeOrder;
	vault: VaultPlace;
	baseUrl: string;
	proxy: ProxySettings;
}

/** What the process says, on its standard output: `BEGUN` before it spends the code, then one of these as JSON. */
export type ExchangeReport =
	| { done: AuthorisationResult }
	| { refused: Refusal }
	| { failed: { code: WeComErrorCode | 'unexpected'; message: string; hint: string } };

export const BEGUN = 'begun\n';
/** Follows the report, so that a part of it is not taken for one. */
export const END = '\n';

export interface ExchangeApartOptions extends Omit<ExchangeTask, 'order'> {
	/** For where no process can be started. */
	here: Exchange;
	logger: Logger;
	/** The program and what it runs. */
	command?: readonly [program: string, ...given: string[]];
}

/** An exchange that failed in its process, or with it. */
export class ExchangeFailedError extends WeComError {
	constructor(
		readonly code: WeComErrorCode,
		message: string,
		hint: string,
	) {
		super(message, hint);
	}
}

/**
 * The exchange in a process of its own, which goes on when this one dies: between the moment in which WeCom has spent the
 * code and the one in which the vault has the permanent code, nothing else keeps it.
 */
export function createExchangeApart(options: ExchangeApartOptions): Exchange {
	const { here, logger, vault, baseUrl, proxy } = options;
	const [program, ...given] = options.command ?? [
		process.execPath,
		join(__dirname, 'exchange-process.js'),
	];

	return async (order) => {
		// Detached, so that what ends this process (Ctrl-C in a terminal, a crash) does not end that one.
		const child = spawn(program, given, { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
		// What went wrong is told by what it said and did not say.
		child.stdin.on('error', () => {});
		child.stdin.end(JSON.stringify({ order, vault, baseUrl, proxy } satisfies ExchangeTask));
		const [said] = await Promise.all([
			text(child.stdout).catch(() => ''),
			once(child, 'close').catch((error: Error) => {
				logger.warn('No process could be started for an exchange', { error: error.message });
			}),
		]);
		// It had not begun, so nothing is spent.
		if (!said.startsWith(BEGUN)) return await here(order);
		return read(said.slice(BEGUN.length));
	};
}

function read(said: string): AuthorisationResult {
	if (!said.endsWith(END)) {
		throw new ExchangeFailedError(
			'wecom_request',
			'The process that exchanged an auth code ended before it had the answer',
			'If WeCom has spent the code, let the company install the app again',
		);
	}
	const report = JSON.parse(said) as ExchangeReport;
	if ('done' in report) return report.done;
	if ('refused' in report) throw new WeComPlatformError(report.refused);
	const { code, message, hint } = report.failed;
	throw new ExchangeFailedError(code === 'unexpected' ? 'wecom_request' : code, message, hint);
}
