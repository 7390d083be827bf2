import { setTimeout as wait } from 'node:timers/promises';
import type { PlatformClock } from '../clock';
import type { FaultBoard } from '../platform/faults';
import {
	newNonce,
	sealEcho,
	sealLetter,
	type CallbackKeys,
	type Letter,
	type Sealed,
} from './envelope';
import { exchange, type Attempt } from './exchange';
import { readReply, type Reply } from './reply';

/** What became of one event. */
export interface DeliveryReport {
	url: string;
	/** Name of the event, such as `create_auth` or `text`. */
	event: string;
	/** The receiver answered as it should. */
	accepted: boolean;
	attempts: Attempt[];
	/** The decrypted payload that was sent. */
	payload: string;
	/** Milliseconds since 1970, as the machine tells them. */
	at: number;
	/** A passive reply, where the answer was one. */
	reply?: Reply;
	/** Set instead of attempts when a fault keeps the event back. */
	heldBack?: 'dropped' | 'until the next event';
}

/** What came of saving a URL. */
export interface Verification {
	saved: boolean;
	url: string;
	/** The text the receiver had to answer, byte for byte. */
	echo: string;
	attempt: Attempt;
	/** The ticket that follows a saved command URL. */
	ticket?: DeliveryReport;
}

/** Milliseconds a receiver has, and how often an event is sent. */
export interface DeliveryLimits {
	verification: number;
	event: number;
	/** Events about authorisation. */
	authorisation: number;
	attempts: number;
}

export const PLATFORM_LIMITS: DeliveryLimits = {
	verification: 1000,
	event: 5000,
	authorisation: 1000,
	attempts: 3,
};

/** An event on its way to a URL. */
export interface Consignment {
	url: string;
	event: string;
	keys: CallbackKeys;
	letter: Omit<Letter, 'timestamp' | 'nonce'>;
	/** Milliseconds for each attempt. */
	limit: number;
	/** A data callback may be answered with nothing or with a reply; all others with `success` only. */
	mayReply: boolean;
}

const REPORTS_KEPT = 5000;

/** Brings events to their receivers and checks URLs before they are saved. */
export class Courier {
	readonly reports: DeliveryReport[] = [];
	private waiting: { consignment: Consignment; report: DeliveryReport } | undefined;

	constructor(
		private readonly clock: PlatformClock,
		private readonly faults: FaultBoard,
		readonly limits: DeliveryLimits,
	) {}

	/** Asks a URL to decrypt an echo within a second. */
	async verify(url: string, receiveId: string, keys: CallbackKeys): Promise<Verification> {
		const echo = `${newNonce()}${newNonce()}`;
		const time = { timestamp: String(this.clock.toldSeconds()), nonce: newNonce() };
		const query = sealEcho(echo, receiveId, keys, time);
		const attempt = await exchange(
			withQuery(url, query),
			{ method: 'GET' },
			this.limits.verification,
		);
		return { saved: attempt.status === 200 && attempt.body === echo, url, echo, attempt };
	}

	/** Delivers an event as the platform does, under the callback faults that are on. */
	async deliver(consignment: Consignment): Promise<DeliveryReport> {
		const report = this.open(consignment);
		const { duplicate, outOfOrder } = this.faults.callbacks;
		if (outOfOrder && !this.waiting) {
			this.waiting = { consignment, report };
			report.heldBack = 'until the next event';
			return report;
		}
		await this.send(consignment, report);
		if (duplicate) {
			await this.send(consignment, this.open(consignment));
		}
		await this.deliverWaiting();
		return report;
	}

	/** Delivers the event that was kept back, if any. */
	async deliverWaiting(): Promise<void> {
		const { waiting } = this;
		if (waiting) {
			this.waiting = undefined;
			delete waiting.report.heldBack;
			await this.send(waiting.consignment, waiting.report);
		}
	}

	/** Records an event that is never sent. */
	drop(consignment: Consignment): DeliveryReport {
		const report = this.open(consignment);
		report.heldBack = 'dropped';
		return report;
	}

	/** Sends one request as it is, once, whatever the answer. */
	async sendOnce(
		consignment: Consignment,
		{ query, body, contentType }: Sealed,
	): Promise<DeliveryReport> {
		const report = this.open(consignment);
		const sent = { method: 'POST', body, contentType } as const;
		const attempt = await exchange(withQuery(consignment.url, query), sent, consignment.limit);
		report.attempts.push(attempt);
		report.accepted = judge(attempt, consignment, report);
		return report;
	}

	private open({ url, event, letter }: Consignment): DeliveryReport {
		const report: DeliveryReport = {
			url,
			event,
			accepted: false,
			attempts: [],
			payload: letter.payload,
			at: Date.now(),
		};
		this.reports.push(report);
		if (this.reports.length > REPORTS_KEPT) {
			this.reports.splice(0, this.reports.length - REPORTS_KEPT);
		}
		return report;
	}

	/** Up to three attempts, each with its own time, nonce and random bytes, but the same payload. */
	private async send(consignment: Consignment, report: DeliveryReport): Promise<void> {
		for (let count = 0; count < this.limits.attempts && !report.accepted; count += 1) {
			if (count > 0) {
				await wait(this.faults.callbacks.retryPause);
			}
			const letter: Letter = {
				...consignment.letter,
				timestamp: String(this.clock.toldSeconds()),
				nonce: newNonce(),
			};
			const { shuffleEnvelope } = this.faults.callbacks;
			const { query, body, contentType } = sealLetter(letter, consignment.keys, shuffleEnvelope);
			const attempt = await exchange(
				withQuery(consignment.url, query),
				{ method: 'POST', body, contentType },
				consignment.limit,
			);
			report.attempts.push(attempt);
			report.accepted = judge(attempt, consignment, report);
		}
	}
}

/** Exactly `success` with status 200; for data callbacks also nothing, or an encrypted reply. */
function judge(
	{ status, body }: Attempt,
	consignment: Consignment,
	report: DeliveryReport,
): boolean {
	if (status !== 200) {
		return false;
	}
	if (body === 'success' || (consignment.mayReply && body === '')) {
		return true;
	}
	if (!consignment.mayReply || body === undefined || !/^[<{]/.test(body)) {
		return false;
	}
	report.reply = readReply(body, consignment.keys, consignment.letter.receiveId);
	return 'message' in report.reply;
}

function withQuery(url: string, query: Record<string, string>): string {
	return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;
}
