import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	createWriteStream,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../host/free-port';
import { until } from '../host/until';

const guard = join(__dirname, '..', 'host', 'guard.mjs');

/** A Redis server on loopback. Who starts one must `stop()` it; it never outlives the process that started it. */
export interface Redis {
	readonly host: string;
	readonly port: number;
	/** All that it has written since its first start. */
	logs(): string;
	/** All that it was ever given to keep, as its file has it. */
	written(): string;
	/** Ends it in good order, if it runs, and starts it on the same port with what it had. */
	restart(): Promise<void>;
	/** SIGKILL; `restart()` starts it again with what it had. */
	kill(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts Debian's Redis on a free port and a folder of its own; every write is kept in a file at once. */
export async function startRedis(): Promise<Redis> {
	const host = '127.0.0.1';
	const port = await freePort();
	const folder = mkdtempSync(join(tmpdir(), 'redis-'));
	const logFile = join(folder, 'redis.log');
	let child: ChildProcess | undefined;

	const logs = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');

	async function start(): Promise<void> {
		const log = createWriteStream(logFile, { flags: 'a' });
		const settings = {
			'--bind': host,
			'--port': String(port),
			'--dir': folder,
			'--save': '',
			'--appendonly': 'yes',
			'--appendfsync': 'always',
		};
		const started = spawn(
			process.execPath,
			[guard, 'redis-server', ...Object.entries(settings).flat()],
			{ cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
		);
		child = started;
		started.stdout.pipe(log, { end: false });
		started.stderr.pipe(log, { end: false });
		started.once('close', () => log.end());
		try {
			await until('Redis answers', async () => started.exitCode !== null || (await answers(port)));
			if (started.exitCode !== null) throw new Error(`Redis ended with ${started.exitCode}`);
		} catch (error) {
			await kill();
			throw new Error(`Redis did not start:\n${logs().slice(-3_000)}`, { cause: error });
		}
	}

	async function end(signal: (running: ChildProcess & { pid: number }) => void): Promise<void> {
		const running = child;
		child = undefined;
		if (running?.pid === undefined || running.exitCode !== null || running.signalCode !== null)
			return;
		const closed = once(running, 'close');
		signal(running as ChildProcess & { pid: number });
		await closed;
	}
	const kill = async () => await end(({ pid }) => process.kill(-pid, 'SIGKILL'));
	const endWell = async () => await end((running) => running.kill('SIGTERM'));

	await start();
	return {
		host,
		port,
		logs,
		written() {
			const kept = join(folder, 'appendonlydir');
			return readdirSync(kept)
				.map((name) => readFileSync(join(kept, name), 'latin1'))
				.join('\n');
		},
		kill,
		async restart() {
			await endWell();
			await start();
		},
		async stop() {
			await endWell();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Whether a Redis that has loaded what it had answers there. */
async function answers(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		socket.write('PING\r\n');
		const [data] = (await once(socket, 'data')) as [Buffer];
		return data.toString().startsWith('+PONG');
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
