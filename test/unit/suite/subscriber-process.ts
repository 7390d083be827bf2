import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import type { Wishes } from '../../../wecom/events/wishes';
import { createSubscriptions } from '../../../wecom/suite/subscriptions';
import { openSqliteVault } from '../../../wecom/vault/sqlite';

interface Options {
	file: string;
	secret: string;
	suiteId: string;
	id: string;
	wishes: Wishes;
	/** Milliseconds by which its clock is ahead. */
	ahead: number;
	/** Dies, as by a power cut, when n8n has the event with this number and nobody knows yet. */
	dieAt?: number;
}

interface Told {
	name: unknown;
	key: string;
}

/** A subscriber that is attended in a process of its own. */
export interface SubscriberProcess {
	readonly id: string;
	/** What has been emitted so far. */
	readonly emitted: Told[];
	readonly ended: Promise<unknown>;
	kill(): Promise<void>;
}

/** Starts it; resolves when it is subscribed. */
export async function startSubscriber(options: Options): Promise<SubscriberProcess> {
	const child = fork(__filename, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
	const ended = once(child, 'exit');
	const emitted: Told[] = [];
	const subscribed = once(child, 'message');
	await subscribed;
	child.on('message', (told: Told) => emitted.push(told));
	return {
		id: options.id,
		emitted,
		ended,
		async kill() {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill('SIGKILL');
			await ended;
		},
	};
}

async function serve({ file, secret, suiteId, id, wishes, ahead, dieAt }: Options): Promise<void> {
	const clock = () => Date.now() + ahead;
	const logger = { debug() {}, info() {}, warn: console.error, error: console.error };
	const { subscriptions, leases } = await openSqliteVault({ file, secret, clock });
	let count = 0;
	await createSubscriptions({
		owner: suiteId,
		vault: { subscriptions, leases },
		clock,
		sleep: async (milliseconds) => await delay(milliseconds),
		logger,
		holder: String(process.pid),
	}).attend({ id, wishes }, async (emission, key) => {
		count += 1;
		const told: Told = { name: emission.event.data.Content, key };
		await new Promise((resolve) => process.send?.(told, resolve));
		if (count === dieAt) process.kill(process.pid, 'SIGKILL');
	});
	// Keeps the process: attending does not.
	process.on('message', () => {});
	process.send?.('subscribed');
}

if (require.main === module && process.send) void serve(JSON.parse(process.argv[2]) as Options);
