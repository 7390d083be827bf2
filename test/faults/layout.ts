import type { Simulator } from '../../simulator/simulator';
import type { LayoutName, Reach } from './plan';

/** An execution as n8n's data base has it. */
export interface ExecutionRow {
	id: string;
	mode: string;
	status: string;
}

/** Rows of the vault that tell what has become of everything. */
export interface VaultState {
	/** How many claims are not finished. */
	openClaims: number;
	installations: Array<{ suiteId: string; corpId: string }>;
	tickets: Array<{ suiteId: string; issuedAt: number }>;
}

/** n8n, the vault, and what can go wrong with them. Who opens one must `close()` it. */
export interface Layout {
	readonly name: LayoutName;
	readonly simulator: Simulator;
	/** Names of n8n's processes. */
	readonly processes: readonly string[];
	/** Base of the addresses of webhooks. */
	webhookUrl(path: string): string;
	/** SIGKILL to one process of n8n, or to all; gives what was killed. */
	kill(process: number | 'all', reach: Reach): Promise<string>;
	/** What a supervisor does: starts whatever does not run, n8n and servers, and waits until it is ready. */
	revive(): Promise<void>;
	/** Moves the clock of n8n's processes that many seconds from the machine's. */
	setClock(seconds: number): void;
	/** Fills the disk that the vault is on. */
	fillDisk(): void;
	makeRoom(): void;
	/** Stops PostgreSQL as if by an administrator or a power cut, until `revive`; cuts its connections. */
	stopPostgresql(how: 'orderly' | 'hard'): Promise<void>;
	disconnectPostgresql(): Promise<void>;
	stopRedis(how: 'orderly' | 'hard'): Promise<void>;
	/** All executions, oldest first. */
	executions(): Promise<ExecutionRow[]>;
	/** Their data, as n8n keeps it, by their IDs. */
	executionData(ids: readonly string[]): Promise<Map<string, string>>;
	vault(): Promise<VaultState>;
	/** Everything that n8n and the servers keep and have written, by where it lies. */
	traces(): Map<string, Buffer>;
	/** What each process of n8n has written in its log. */
	logs(): string[];
	close(): Promise<void>;
}

/** A fault that this layout cannot have: the plan draws none such. */
export function notHere(what: string): never {
	throw new Error(`${what} is no part of this layout`);
}
