import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';

import type { VaultTransfer } from '../../wecom/vault/transfer';
import type { Opener } from './vault-process';

/** What a process does with a vault. */
export type Job =
	| { work: 'import'; opener: Opener; file: string; passphrase: string; knownSince: number }
	| { work: 'rekey'; opener: Opener; secret: string };

/** A process that is at its job. */
export interface TransferProcess {
	/** Whether it has come to its end, well or not. */
	hasEnded(): boolean;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	/** Waits for the end of the job; gives what went wrong, if anything did. */
	end(): Promise<string | undefined>;
}

/** Starts a process at a job; the vault is open by then, and the job has begun. */
export async function startTransfer(job: Job): Promise<TransferProcess> {
	const child = fork(__filename, { execArgv: ['--import', 'tsx'] });
	const ended = once(child, 'exit');
	let failure: string | undefined;
	child.on('message', (message: { failure?: string }) => {
		failure = message.failure;
	});
	const begun = once(child, 'message');
	child.send(job);
	await begun;
	return {
		hasEnded: () => child.exitCode !== null || child.signalCode !== null,
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
		async end() {
			await ended;
			return failure;
		},
	};
}

async function work(job: Job, onBegun: () => void): Promise<void> {
	const { module, name, options } = job.opener;
	const exported = (await import(module)) as Record<
		string,
		(options: object) => Promise<VaultTransfer>
	>;
	const vault = await exported[name]({ ...options, clock: Date.now });
	onBegun();
	if (job.work === 'rekey') await vault.rekey(job.secret);
	else await vault.import({ ...job, open: () => createReadStream(job.file) });
}

if (require.main === module && process.send) {
	const parent = process as Required<Pick<NodeJS.Process, 'send'>>;
	process.once('message', (job: Job) => {
		work(job, () => parent.send({})).then(
			() => process.exit(0),
			(error: Error) => {
				parent.send({ failure: error.message });
				process.disconnect();
			},
		);
	});
}
