import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

import { inHurry } from '../../wecom/vault/hurry';
import { parseConnection } from '../../wecom/vault/postgresql-connection';
import { openConnections } from '../../wecom/vault/postgresql-pool';
import type { Vault } from '../../wecom/vault/vault';
import { fill, installation, SECRETS } from '../contract/fill';
import { startVaultProcess } from '../contract/vault-process';
import { until } from '../host/until';
import { startPostgresql, type Postgresql } from '../services/postgresql';
import { expectFault, SECRET } from '../unit/vault/place';
import { makePostgresqlPlace, type PostgresqlVaultPlace } from './place';
import { startProxy, type Proxy } from './proxy';

const PASSWORD = 'pass-word:/@%1';
const database = 'failures';

let server: Postgresql;
let place: PostgresqlVaultPlace;
let proxy: Proxy;
let throughProxy: string;

beforeAll(async () => {
	server = await startPostgresql({ password: PASSWORD });
	await server.createDatabase(database);
});
afterAll(async () => await server.stop());
beforeEach(async () => {
	place = await makePostgresqlPlace(server, database);
	proxy = await startProxy(server);
	throughProxy = place.connectionString.replace(`:${server.port}/`, `:${proxy.port}/`);
});
afterEach(async () => {
	await server.resume();
	await proxy.close();
	await place.discard();
});

const event = (hash: string) => ({
	suiteId: 'suite',
	hash,
	corpId: 'corp',
	event: 'event',
	payload: 'payload',
	recordedAt: 1,
});
const rows = async <Row extends object>(text: string) =>
	await server.query<Row>(text, { database });
/** Grows by one with each time that an event is recorded, also when the same one is. */
const position = async () =>
	(await rows<{ position: string }>('select position from wecom_suite.positions'))[0]?.position;
/** As a trigger works. */
const fails = async (work: () => Promise<unknown>) =>
	await expectFault(inHurry(700, work), 'unreachable', [PASSWORD, encodeURIComponent(PASSWORD)]);
const timed = async (work: () => Promise<unknown>) => {
	const began = performance.now();
	await work();
	return performance.now() - began;
};

describe('a connection that breaks', () => {
	it.each(['before', 'after', 'long before'] as const)(
		'%s a COMMIT has reached the server leaves nothing undone, and nothing done twice',
		async (when) => {
			const vault = await place.open({ connectionString: throughProxy });
			for (let n = 1; n <= 5; n += 1) {
				proxy.cutAtCommit(when);
				expect(await vault.subscriptions.record(event(`${n}`))).toBe(true);
				expect(proxy.cuts).toBe(n);
				expect(await position()).toBe(String(n));
			}
			const { events } = await vault.subscriptions.read({ suiteId: 'suite', after: 0, limit: 9 });
			expect(events.map(({ hash }) => hash)).toEqual(['1', '2', '3', '4', '5']);
		},
	);

	it('at a COMMIT is found out about although others write at once', async () => {
		const vault = await place.open({ connectionString: throughProxy });
		const other = await place.open();
		const hashes = Array.from({ length: 40 }, (_, n) => `${n}`);
		proxy.cutAtCommit('after');
		const recorded = await Promise.all(
			hashes.flatMap((hash) => [vault, other].map((one) => one.subscriptions.record(event(hash)))),
		);
		expect(recorded.filter(Boolean)).toHaveLength(40);
		expect(proxy.cuts).toBe(1);
	});

	it('is made anew, whoever cut it', async () => {
		const vault = await place.open();
		for (let n = 1; n <= 5; n += 1) {
			expect(await server.disconnect(database)).toBeGreaterThan(0);
			expect(await vault.leases.acquire(`${n}`, { holder: 'a', until: 9 }, 1)).toBe(true);
			await server.disconnect(database);
			expect((await vault.status()).installations).toBe(0);
		}
	});

	it('again and again keeps nobody from working', async () => {
		const vault = await place.open();
		let isDone = false;
		const cutting = (async () => {
			while (!isDone) await Promise.all([server.disconnect(database), delay(40)]);
		})();
		const hashes = Array.from({ length: 60 }, (_, n) => `${n}`);
		for (const hash of hashes) {
			await until('it is recorded', async () => {
				await vault.subscriptions.record(event(hash));
				return true;
			});
		}
		isDone = true;
		await cutting;
		const { events } = await vault.subscriptions.read({ suiteId: 'suite', after: 0, limit: 99 });
		expect(events.map(({ hash }) => hash)).toEqual(hashes);
	});
});

describe('a server', () => {
	it.each(['orderly', 'hard'] as const)(
		'that is restarted (%s) has all that it was told is stored',
		async (how) => {
			const vault = await place.open();
			await fill(vault);
			await server.restart(how);
			expect(await vault.installations.get('suite', 'wpCorp')).toEqual(installation);
			expect(await vault.leases.acquire('a', { holder: 'a', until: 9 }, 1)).toBe(true);
		},
	);

	it('that is away is told of within a second, and works when it is back', async () => {
		const vault = await place.open();
		await vault.status();
		await server.halt();
		expect(
			await timed(() => fails(() => vault.leases.acquire('a', { holder: 'a', until: 9 }, 1))),
		).toBeLessThan(1_000);
		expect(await timed(() => fails(() => vault.status()))).toBeLessThan(1_000);
		expect(await timed(() => fails(() => place.open()))).toBeLessThan(1_000);
		const error = await fails(() => vault.status());
		expect(error.message).toContain(
			`postgresql://127.0.0.1:${server.port}/${database} cannot be reached`,
		);
		await server.resume();
		expect(await vault.leases.acquire('a', { holder: 'a', until: 9 }, 1)).toBe(true);
	});

	it('that says nothing any more is told of within a second, however many ask', async () => {
		const vault = await place.open({ connectionString: throughProxy });
		await vault.leases.acquire('a', { holder: 'a', until: 9 }, 1);
		proxy.freeze();
		const all = Array.from({ length: 30 }, (_, n) => [
			fails(() => vault.status()),
			fails(() => vault.leases.acquire(`${n}`, { holder: 'a', until: 9 }, 1)),
		]).flat();
		expect(await timed(() => Promise.all(all))).toBeLessThan(1_500);
		expect(
			await timed(() => fails(() => place.open({ connectionString: throughProxy }))),
		).toBeLessThan(1_000);
		proxy.thaw();
		await until('it works again', async () => await vault.status());
	});

	it('that says nothing is waited for once, by all who wait for a connection', async () => {
		const given = { connectionString: throughProxy, poolLimit: 1 };
		const { lend, close } = openConnections(parseConnection(given), {});
		proxy.freeze();
		const all = Array.from({ length: 4 }, () => lend(async () => await Promise.resolve()));
		const time = await timed(async () => {
			for (const { status } of await Promise.allSettled(all)) expect(status).toBe('rejected');
		});
		// Each would wait for five seconds.
		expect(time).toBeLessThan(9_000);
		await close();
	});

	it('that is slow is waited for', async () => {
		const vault = await place.open({ connectionString: throughProxy });
		const locking = server.query(
			`do $$ begin perform pg_advisory_xact_lock(${0x57434f4d}); perform pg_sleep(1.5); end $$`,
			{ database },
		);
		await delay(200);
		const began = performance.now();
		expect(await vault.leases.acquire('a', { holder: 'a', until: 9 }, 1)).toBe(true);
		expect(performance.now() - began).toBeGreaterThan(900);
		await locking;
	});

	it('takes its locks from a process that stands still in the middle of writing', async () => {
		const vault = await place.open();
		const { pid, stop, resume } = await standStill();
		expect(pid).toBeGreaterThan(0);
		try {
			expect(await vault.leases.acquire('b', { holder: 'b', until: 9 }, 1)).toBe(true);
		} finally {
			resume();
			await stop();
		}
	});
});

/** A process that is stopped while it writes the same again and again, at a moment when it holds a lock. */
async function standStill() {
	const process = await startVaultProcess(place.opener);
	await process.open();
	const holds = async () =>
		(
			await rows(
				`select 1 from pg_locks join pg_stat_activity using (pid)
				 where locktype = 'advisory' and granted and state = 'idle in transaction'`,
			)
		).length > 0;
	process.repeat(
		[
			'claims',
			'takeDue',
			{ suiteId: 's', stage: 'accepted', limit: 1 },
			{ holder: 'a', until: 9 },
			1,
		],
		() => {},
	);
	process.repeat(['leases', 'acquire', 'b', { holder: 'a', until: 0 }, 1], () => {});
	await until('it holds a lock', async () => {
		process.pause();
		if (await holds()) return true;
		process.resume();
		await delay(5);
		return false;
	});
	return {
		pid: process.pid,
		resume: () => process.resume(),
		stop: async () => await process.kill(),
	};
}

describe('many processes', () => {
	it('make the vault together when eight open it for the first time', async () => {
		const processes = await Promise.all(
			Array.from({ length: 8 }, () => startVaultProcess(place.opener)),
		);
		try {
			const opened = await Promise.all(processes.map((one) => one.open()));
			expect(opened[0]).toHaveProperty('value.installations', 0);
			for (const one of opened) expect(one).toEqual(opened[0]);
			expect(await rows("select value from wecom_suite.meta where name = 'schema'")).toHaveLength(
				1,
			);
			const claims = await Promise.all(
				processes.map((one) =>
					one.run(
						Array.from({ length: 20 }, (_, n) => [
							'claims',
							'claim',
							{
								suiteId: 's',
								hash: `${n}`,
								endpoint: 'e',
								event: 'v',
								payload: 'p',
								receivedAt: 1,
							},
							{ holder: 'a', until: 100 },
							0,
						]),
					),
				),
			);
			expect(claims.flat().filter((one) => 'value' in one && one.value === 'new')).toHaveLength(20);
			expect(claims.flat().filter((one) => 'error' in one)).toEqual([]);
		} finally {
			await Promise.all(processes.map((one) => one.stop()));
		}
	}, 90_000);
});

describe('the database', () => {
	it('holds nothing secret in clear, and no password', async () => {
		const vault = await place.open();
		await fill(vault);
		const dump = server.dump(database);
		expect(dump).toContain('Umbrella Example');
		for (const secret of [...SECRETS, SECRET, PASSWORD]) expect(dump).not.toContain(secret);
	});

	it('keeps the tables in a schema of their own, compared byte by byte', async () => {
		await place.open();
		expect(await rows("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
		const columns = await rows<{ collation_name: string | null }>(
			`select collation_name from information_schema.columns
			 where table_schema = 'wecom_suite' and data_type = 'text'`,
		);
		expect(columns.length).toBeGreaterThan(20);
		expect(new Set(columns.map(({ collation_name }) => collation_name))).toEqual(new Set(['C']));
	});

	it('of another key is refused, and nothing is changed', async () => {
		await fill(await place.open());
		const before = server.dump(database);
		await expectFault(place.open({ secret: 'another key' }), 'wrong_key');
		expect(server.dump(database).replace(/^\\.*$/gm, '')).toBe(before.replace(/^\\.*$/gm, ''));
	});

	it('of a newer version is refused', async () => {
		await place.open();
		await rows("update wecom_suite.meta set value = '99' where name = 'schema'");
		await expectFault(place.open(), 'newer_schema');
	});

	it('with such a schema of another program is refused, and left as it is', async () => {
		await rows('create schema wecom_suite; create table wecom_suite.something (a text)');
		await expectFault(place.open(), 'foreign');
		expect(await rows("select 1 from pg_tables where schemaname = 'wecom_suite'")).toHaveLength(1);
	});

	it('that lacks a table is told by whoever needs it', async () => {
		const vault = await place.open();
		await rows('drop table wecom_suite.tickets');
		await expectFault(vault.tickets.get('suite'), 'corrupt');
	});

	it('shows the name of the program and nothing else of it', async () => {
		const vault = await place.open();
		await vault.status();
		const names = await rows<{ application_name: string }>(
			`select distinct application_name from pg_stat_activity where datname = '${database}'`,
		);
		expect(names.map(({ application_name }) => application_name)).toContain(
			'n8n-nodes-wecom-suite',
		);
		const { location } = await vault.status();
		expect(location).toBe(`postgresql://127.0.0.1:${server.port}/${database}`);
		expect(inspect(vault, { depth: 20, showHidden: true })).not.toContain(PASSWORD);
	});
});

describe('a role', () => {
	const asRole = (name: string, password = 'its-password') => {
		const url = new URL(place.connectionString);
		url.username = name;
		url.password = password;
		return url.href;
	};
	let vault: Vault | undefined;
	beforeAll(async () => {
		await server.query(`create role plain login password 'its-password'`);
	});
	afterEach(async () => await vault?.close());

	it.each([
		[
			'with a wrong password',
			() => asRole('plain', 'wrong-password'),
			/password authentication failed/,
		],
		[
			'that is not there',
			() => asRole('nobody', 'wrong-password'),
			/password authentication failed/,
		],
		['that may not make a schema', () => asRole('plain'), /permission denied/],
		[
			'with another database',
			() => asRole('plain').replace(`/${database}`, '/nowhere'),
			/does not exist/,
		],
	])('%s is refused', async (_which, connectionString, message) => {
		const error = await expectFault(
			place.open({ connectionString: connectionString() }),
			'refused',
			['wrong-password', 'its-password'],
		);
		expect(error.message).toMatch(message);
	});

	it('needs no more than a schema that was made for it', async () => {
		await rows('create schema wecom_suite authorization plain');
		vault = await place.open({ connectionString: asRole('plain') });
		await fill(vault);
		expect((await vault.status()).installations).toBe(1);
	});
});
