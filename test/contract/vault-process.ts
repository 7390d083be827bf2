import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { Vault } from '../../wecom/vault/vault';

/** How a process opens the vault: an exported function of a module, and its options but the clock. */
export interface Opener {
	/** Path of the module. */
	module: string;
	name: string;
	options: Record<string, unknown>;
}

/** One call of a method of a vault: `['claims', 'forget', …arguments]`. */
export type Call = [store: string, method: string, ...given: unknown[]];

export type Outcome =
	{ value: unknown } | { error: { name: string; reason?: string; message: string } };

/** A vault in a process of its own. */
export interface VaultProcess {
	/** Opens the vault; gives its `status()`, or the error. */
	open(): Promise<Outcome>;
	/** Begins all calls at once. */
	run(calls: Call[]): Promise<Outcome[]>;
	/** Repeats a call until it fails, `{n}` in its texts being the number of the turn, and tells after each that is committed. */
	repeat(call: Call, onCommitted: (turn: number) => void): void;
	readonly pid: number | undefined;
	/** Lets it stand still, and go on. */
	pause(): void;
	resume(): void;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	stop(): Promise<void>;
}

type Order = { open: Opener } | { run: Call[] } | { repeat: Call };
type Answer = { outcomes: Outcome[] } | { committed: number };

/** Starts a process; nothing is opened yet. */
export async function startVaultProcess(opener: Opener): Promise<VaultProcess> {
	const child = fork(__filename, { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
	await once(child, 'message');

	const order = async (order: Order): Promise<Outcome[]> => {
		const answered = once(child, 'message') as Promise<[Answer]>;
		child.send(order);
		const [answer] = await answered;
		if (!('outcomes' in answer)) throw new Error('The process is busy repeating a call');
		return answer.outcomes;
	};
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	};

	return {
		open: async () => (await order({ open: opener }))[0],
		run: async (calls) => await order({ run: calls }),
		repeat(call, onCommitted) {
			child.on('message', (answer: Answer) => {
				if ('committed' in answer) onCommitted(answer.committed);
			});
			child.send({ repeat: call } satisfies Order);
		},
		pid: child.pid,
		pause: () => void child.kill('SIGSTOP'),
		resume: () => void child.kill('SIGCONT'),
		kill: async () => await end('SIGKILL'),
		stop: async () => await end('SIGTERM'),
	};
}

async function settle(work: () => Promise<unknown>): Promise<Outcome> {
	try {
		return { value: await work() };
	} catch (thrown) {
		const { name, message, reason } = thrown as Error & { reason?: string };
		return { error: { name, reason, message } };
	}
}

async function call(vault: Vault, [store, method, ...given]: Call): Promise<unknown> {
	const stores = vault as unknown as Record<
		string,
		Record<string, (...given: unknown[]) => Promise<unknown>>
	>;
	return await stores[store][method](...given);
}

function serve(parent: Pick<ChildProcess, 'send'>): void {
	let vault: Vault;
	const answer = (answer: Answer) => void parent.send(answer);

	const open = async ({ module, name, options }: Opener) => {
		const exported = (await import(module)) as Record<string, (options: object) => Promise<Vault>>;
		vault = await exported[name]({ ...options, clock: Date.now });
		return await vault.status();
	};
	const repeat = async (template: Call) => {
		const text = JSON.stringify(template);
		for (let turn = 0; ; turn += 1) {
			const given = JSON.parse(text.replaceAll('{n}', String(turn))) as Call;
			if ('error' in (await settle(() => call(vault, given)))) return;
			answer({ committed: turn });
		}
	};

	process.on('message', (order: Order) => {
		void (async () => {
			if ('open' in order) answer({ outcomes: [await settle(() => open(order.open))] });
			else if ('repeat' in order) await repeat(order.repeat);
			else {
				const all = order.run.map((one) => settle(() => call(vault, one)));
				answer({ outcomes: await Promise.all(all) });
			}
		})();
	});
	parent.send('ready');
}

if (require.main === module && process.send) serve(process as unknown as ChildProcess);
