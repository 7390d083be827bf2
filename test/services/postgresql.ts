import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	chownSync,
	createWriteStream,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { freePort } from '../host/n8n';
import { until } from '../host/until';

export interface PostgresqlOptions {
	/** The superuser's password; without one the server trusts whoever reaches it. */
	password?: string;
	/** PEM. With them the server offers TLS. */
	tls?: { key: string; certificate: string };
	/** Settings of postgresql.conf, or others than those for a short life. */
	settings?: Record<string, string>;
}

/** A running PostgreSQL. Who starts one must `stop()` it; it never outlives the process that started it. */
export interface Postgresql {
	readonly host: string;
	readonly port: number;
	/** Folder of its unix socket. */
	readonly folder: string;
	/** For the superuser, over TCP, to a data base that is there. */
	connectionString(database?: string): string;
	/** Makes an empty data base; gives its connection string for the superuser. */
	createDatabase(name: string): Promise<string>;
	/** Runs one statement as the superuser; gives its rows. */
	query<Row extends object>(
		text: string,
		options?: { database?: string; values?: unknown[] },
	): Promise<Row[]>;
	/** All that pg_dump writes of a data base. */
	dump(database: string): string;
	/** Puts what pg_dump wrote into an empty data base. */
	restore(database: string, dump: string): void;
	/** Ends the connections of all clients, or of those to one data base; tells how many. */
	disconnect(database?: string): Promise<number>;
	/** Ends the server, connections and all, keeping its data and its port; `hard` is what a power cut looks like. */
	halt(how?: 'orderly' | 'hard'): Promise<void>;
	/** Starts it again after `halt`. */
	resume(): Promise<void>;
	/** `halt` and `resume`. */
	restart(how?: 'orderly' | 'hard'): Promise<void>;
	/** Is away for so many seconds. */
	pause(seconds: number): Promise<void>;
	/** What the server wrote. */
	logs(): string;
	/** Ends it and removes all that it had. */
	stop(): Promise<void>;
}

const superuser = 'postgres';
const host = '127.0.0.1';
const programs = '/usr/lib/postgresql';

/** Nothing here has to outlive a power cut of the machine, so nothing waits for the disk. */
const shortLived = {
	fsync: 'off',
	full_page_writes: 'off',
	// In the server's own folder, so that a killed server leaves no shared memory behind.
	dynamic_shared_memory_type: 'mmap',
	max_connections: '200',
	log_min_messages: 'warning',
};

/** Starts Debian's PostgreSQL on loopback and a free port, and waits until it answers. */
export async function startPostgresql(options: PostgresqlOptions = {}): Promise<Postgresql> {
	const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
	const data = join(folder, 'data');
	const logFile = join(folder, 'server.log');
	const port = await freePort();
	/** The server and its guard, unless it was halted. */
	let child: ChildProcess | undefined;
	const isHalted = () => child === undefined;

	runAsServer('initdb', [
		`--pgdata=${data}`,
		`--username=${superuser}`,
		'--encoding=UTF8',
		'--locale=C.UTF-8',
		// Another order than that of bytes: what must not depend on it shows.
		'--locale-provider=icu',
		'--icu-locale=en',
		'--no-sync',
		...(options.password === undefined
			? ['--auth=trust']
			: ['--auth=scram-sha-256', `--pwfile=${ownFile('password', options.password)}`]),
	]);
	const settings: Record<string, string> = {
		listen_addresses: host,
		port: String(port),
		unix_socket_directories: folder,
		...shortLived,
		...(options.tls && {
			ssl: 'on',
			ssl_cert_file: ownFile('server.crt', options.tls.certificate),
			ssl_key_file: ownFile('server.key', options.tls.key),
		}),
		...options.settings,
	};

	/** A file of the server's user that nobody else reads. */
	function ownFile(name: string, text: string): string {
		const file = join(folder, name);
		writeFileSync(file, text, { mode: 0o600 });
		giveToServer(file);
		return file;
	}

	/** The server refuses to run as root. */
	function giveToServer(path: string): void {
		const user = serverUser();
		if (user) chownSync(path, user.uid, user.gid);
	}

	/** Runs one of PostgreSQL's programs to its end; gives what it wrote. */
	function runAsServer(program: string, args: string[], environment = {}, input = ''): string {
		giveToServer(folder);
		const ran = spawnSync(join(programFolder(), program), args, {
			cwd: folder,
			input,
			encoding: 'utf8',
			maxBuffer: 512 * 1024 * 1024,
			env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment },
			...serverUser(),
		});
		if (ran.status === 0) return ran.stdout;
		throw new Error(`${program} ended with ${ran.status}: ${ran.stderr}`, { cause: ran.error });
	}

	function runAsClient(program: string, args: string[], input?: string): string {
		const connection = [
			'--no-password',
			`--host=${host}`,
			`--port=${port}`,
			`--username=${superuser}`,
		];
		return runAsServer(
			program,
			[...connection, ...args],
			{ PGPASSWORD: options.password ?? '' },
			input,
		);
	}

	function connectionString(database = 'postgres'): string {
		const password =
			options.password === undefined ? '' : `:${encodeURIComponent(options.password)}`;
		return `postgresql://${superuser}${password}@${host}:${port}/${encodeURIComponent(database)}`;
	}

	const query: Postgresql['query'] = async <Row extends object>(
		text: string,
		{ database, values }: { database?: string; values?: unknown[] } = {},
	) => {
		const client = new Client({ connectionString: connectionString(database) });
		// A server that ends meanwhile also says so where nobody asks; who asked is told by the query.
		client.on('error', () => {});
		try {
			await client.connect();
			const { rows } = await client.query<Row>(text, values);
			return rows;
		} finally {
			await client.end();
		}
	};

	function logs(): string {
		return readFileSync(logFile, 'utf8');
	}

	async function launch(): Promise<ChildProcess> {
		const log = createWriteStream(logFile, { flags: 'a' });
		await once(log, 'open');
		const user = serverUser();
		const server = [
			join(programFolder(), 'postgres'),
			'-D',
			data,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		];
		const command = user
			? ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...server]
			: server;
		const launched = spawn(
			process.execPath,
			[join(__dirname, '..', 'host', 'guard.mjs'), ...command],
			{ cwd: folder, stdio: ['pipe', log, log], detached: true },
		);
		log.close();
		return launched;
	}

	async function resume(): Promise<void> {
		if (!isHalted()) return;
		try {
			await until(
				'PostgreSQL answers',
				async () => {
					// It refuses to start as long as any process of one that was killed is still about to end.
					if (!child || !isRunning(child)) child = await launch();
					await query('select 1');
					return true;
				},
				{ within: 60_000, every: 50 },
			);
		} catch (error) {
			child?.stdin?.destroy();
			throw new Error(`PostgreSQL did not start:\n${logs().slice(-3_000)}`, { cause: error });
		}
	}

	async function halt(how: 'orderly' | 'hard' = 'orderly'): Promise<void> {
		const running = child;
		child = undefined;
		if (!running?.pid || !isRunning(running)) return;
		const closed = once(running, 'close');
		const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
		// SIGINT is its "fast" shutdown; at SIGTERM it would wait until every client has gone by itself.
		process.kill(Number(pid), how === 'hard' ? 'SIGKILL' : 'SIGINT');
		const timer = setTimeout(() => running.stdin?.destroy(), 20_000);
		await closed.finally(() => clearTimeout(timer));
	}

	async function restart(how?: 'orderly' | 'hard'): Promise<void> {
		await halt(how);
		await resume();
	}

	async function stop(): Promise<void> {
		await halt();
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	}

	try {
		await resume();
	} catch (error) {
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		throw error;
	}

	return {
		host,
		port,
		folder,
		connectionString,
		async createDatabase(name) {
			await query(`create database "${name}"`);
			return connectionString(name);
		},
		query,
		dump: (database) => runAsClient('pg_dump', [database]),
		restore(database, dump) {
			runAsClient('psql', ['--quiet', '--set=ON_ERROR_STOP=1', '--no-psqlrc', database], dump);
		},
		async disconnect(database) {
			const rows = await query(
				`select pg_terminate_backend(pid) from pg_stat_activity
				 where backend_type = 'client backend' and pid <> pg_backend_pid()
				 and ($1::text is null or datname = $1)`,
				{ values: [database ?? null] },
			);
			return rows.length;
		},
		halt,
		resume,
		restart,
		async pause(seconds) {
			await halt();
			await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
			await resume();
		},
		logs,
		stop,
	};
}

const isRunning = (process: ChildProcess) =>
	process.exitCode === null && process.signalCode === null;

/** Of the newest version that is installed. */
function programFolder(): string {
	const [newest] = readdirSync(programs).sort((one, other) => Number(other) - Number(one));
	if (newest === undefined)
		throw new Error(`No PostgreSQL in ${programs}; see scripts/install.mjs`);
	return join(programs, newest, 'bin');
}

/** Whom the server runs as, where that is not who runs this. */
function serverUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((each) => each.startsWith(`${superuser}:`));
	const [, , uid, gid] = line?.split(':') ?? [];
	if (uid === undefined || gid === undefined)
		throw new Error(`There is no user ${superuser}; see scripts/install.mjs`);
	return { uid: Number(uid), gid: Number(gid) };
}
