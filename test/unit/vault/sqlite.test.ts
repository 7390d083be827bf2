import { execFileSync } from 'node:child_process';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Logger } from '../../../wecom/logger';
import {
	CODE,
	corpToken,
	fill,
	installation,
	removal,
	SECRETS,
	TICKET,
	TOKEN,
} from '../../contract/fill';
import { vaultContract } from '../../contract/vault';
import { startVaultProcess } from '../../contract/vault-process';
import { createFile } from '../../../wecom/vault/sqlite-file';
import { expectFault, makeSqlitePlace, SECRET, type SqlitePlace } from './place';

vaultContract('SQLite', makeSqlitePlace);

/** Changes the file as nobody should. */
function tamper(file: string, ...statements: string[]): void {
	const database = new DatabaseSync(file);
	for (const statement of statements) database.exec(statement);
	database.close();
}

function makeLog(): { logger: Logger; lines: Array<[string, string, unknown]> } {
	const lines: Array<[string, string, unknown]> = [];
	const write = (level: string) => (message: string, metadata?: Record<string, unknown>) =>
		void lines.push([level, message, metadata]);
	return {
		lines,
		logger: {
			debug: write('debug'),
			info: write('info'),
			warn: write('warn'),
			error: write('error'),
		},
	};
}

let place: SqlitePlace;
beforeEach(async () => {
	place = await makeSqlitePlace();
});
afterEach(async () => await place.discard());

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const modes = () => ['', '-wal', '-shm'].map((ending) => mode(`${place.file}${ending}`)).join(' ');

describe('the file', () => {
	it('and those beside it belong to their owner alone, whatever the mode of the process', async () => {
		const before = process.umask(0);
		try {
			await fill(await place.open());
		} finally {
			process.umask(before);
		}
		expect(modes()).toBe('600 600 600');
		expect(mode(dirname(place.file))).toBe('700');
	});

	it('is closed to others when it was copied with a wider mode', async () => {
		await fill(await place.open());
		const copy = join(place.folder, 'copy.db');
		for (const ending of ['', '-wal', '-shm']) {
			execFileSync('cp', [`${place.file}${ending}`, `${copy}${ending}`]);
			chmodSync(`${copy}${ending}`, 0o664);
		}
		const vault = await place.open({ file: copy });
		expect((await vault.tickets.get('suite'))?.ticket).toBe(TICKET);
		expect(['', '-wal', '-shm'].map((ending) => mode(`${copy}${ending}`))).toEqual([
			'600',
			'600',
			'600',
		]);
	});

	it('holds nothing secret in clear, neither do those beside it', async () => {
		const vault = await place.open();
		await fill(vault);
		const raw = place.readRaw();
		expect(raw).toContain('wpCorp');
		for (const secret of [SECRET, ...SECRETS]) expect(raw).not.toContain(secret);
		await vault.close();
		for (const secret of [SECRET, ...SECRETS]) expect(place.readRaw()).not.toContain(secret);
	});

	it('has a write-ahead log, so that readers and a writer do not hinder each other', async () => {
		await place.open();
		const database = new DatabaseSync(place.file);
		expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
		database.close();
	});

	it('keeps nothing of a delivery that is finished but that it was', async () => {
		const vault = await place.open();
		await fill(vault);
		await vault.claims.advance({ suiteId: 'suite', hash: 'hash' }, 'a', { stage: 'finished' }, 5);
		const database = new DatabaseSync(place.file);
		const row = database.prepare('select stage, payload, holder from claims').get();
		expect(row).toEqual({ stage: 'finished', payload: null, holder: '' });
		database.close();
	});

	it('stays locked by a process that opens it a second time', () => {
		const database = new DatabaseSync(join(place.folder, 'other.db'));
		database.exec('begin immediate');
		// Made where it is already, as at every opening but the first.
		createFile(join(place.folder, 'other.db'));
		const lock = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('begin immediate')`;
		const locked = () =>
			execFileSync(process.execPath, ['-e', lock, join(place.folder, 'other.db')], {
				stdio: 'pipe',
			});
		expect(locked).toThrow('database is locked');
		database.exec('commit');
		expect(locked).not.toThrow();
		database.close();
	});

	it('is not taken for the vault any more once it was moved, deleted or replaced', async () => {
		const vault = await place.open();
		await fill(vault);
		renameSync(place.file, `${place.file}.moved`);
		await expectFault(vault.tickets.get('suite'), 'unreachable');
		await expectFault(vault.leases.acquire('l', { holder: 'a', until: 2 }, 1), 'unreachable');
		copyFileSync(`${place.file}.moved`, place.file);
		const { hint } = await expectFault(vault.status(), 'unreachable');
		expect(hint).toContain('Restart n8n');
		await vault.close();
		await expectFault(vault.status(), 'closed');
	});
});

describe('the key', () => {
	it('is that of the vault, or the vault does not open and stays as it is', async () => {
		const vault = await place.open();
		await fill(vault);
		const { fingerprint } = await vault.status();
		const error = await expectFault(place.open({ secret: 'another-key-22d0' }), 'wrong_key', [
			'another-key-22d0',
		]);
		expect(error.message).toContain(fingerprint);
		expect(error.message.match(/[0-9a-f]{16}/g)).toHaveLength(2);
		expect(error.hint).toContain('N8N_ENCRYPTION_KEY');
		expect(await vault.installations.get('suite', 'wpCorp')).toEqual(installation);
		await vault.close();
		const again = await place.open();
		expect(await again.installations.get('suite', 'wpCorp')).toEqual(installation);
	});

	it('must be there', async () => {
		const { hint } = await expectFault(place.open({ secret: '' }), 'wrong_key');
		expect(hint).toContain('N8N_ENCRYPTION_KEY');
		expect(existsSync(place.file)).toBe(false);
	});

	it('is known by the vault: one that does not name its key is not opened', async () => {
		const vault = await place.open();
		await fill(vault);
		tamper(place.file, "delete from meta where name = 'fingerprint'");
		await expectFault(vault.status(), 'wrong_key');
		await vault.close();
		await expectFault(place.open(), 'wrong_key');
		await expectFault(place.open({ secret: 'another-key-22d0' }), 'wrong_key');
	});

	it('does not open values that were changed or moved, and says which', async () => {
		const vault = await place.open();
		await fill(vault);
		await vault.installations.put({ ...installation, corpId: 'wpOther', permanentCode: 'other' });
		tamper(
			place.file,
			`update installations set permanent_code =
				(select permanent_code from installations where corp_id = 'wpCorp') where corp_id = 'wpOther'`,
			"update tickets set ticket = 'v1.x.y'",
			"update tokens set token = replace(token, 'v1.', 'v2.')",
		);
		const moved = await expectFault(
			vault.installations.get('suite', 'wpOther'),
			'sealed_value',
			SECRETS,
		);
		expect(moved.message).toContain('installations.permanent_code');
		expect(moved.message).toContain('wpOther');
		await expectFault(vault.installations.find({ limit: 9 }), 'sealed_value', SECRETS);
		await expectFault(vault.tickets.get('suite'), 'sealed_value', SECRETS);
		await expectFault(vault.tokens.get(corpToken), 'sealed_value', SECRETS);
		await expectFault(vault.tokens.drop(corpToken, TOKEN), 'sealed_value', SECRETS);
		expect((await vault.installations.get('suite', 'wpCorp'))?.permanentCode).toBe(CODE);
	});

	it('leaves out a claim that does not open, tells of it, and takes the others', async () => {
		const { logger, lines } = makeLog();
		const vault = await place.open({ logger });
		await fill(vault);
		await vault.claims.claim(
			{ suiteId: 'suite', hash: 'good', endpoint: 'e', event: 'v', payload: 'p', receivedAt: 2 },
			{ holder: 'a', until: 100 },
			1,
		);
		tamper(place.file, "update claims set payload = 'v1.a.b.c' where hash = 'hash'");
		const taken = await vault.claims.takeDue(
			{ suiteId: 'suite', stage: 'accepted', limit: 9 },
			{ holder: 'b', until: 200 },
			100,
		);
		expect(taken.map(({ hash }) => hash)).toEqual(['good']);
		expect(lines.filter(([level]) => level === 'error')).toEqual([
			['error', expect.any(String), expect.objectContaining({ suiteId: 'suite', hash: 'hash' })],
		]);
	});
});

describe('the schema', () => {
	it('of a newer version is refused, and nothing is changed', async () => {
		await fill(await place.open());
		await place.open().then(async (vault) => await vault.close());
		tamper(place.file, "update meta set value = '1000' where name = 'schema'");
		const error = await expectFault(place.open(), 'newer_schema');
		expect(error.message).toContain('1000');
		const database = new DatabaseSync(place.file);
		expect(database.prepare("select value from meta where name = 'schema'").get()).toEqual({
			value: '1000',
		});
		database.close();
	});

	it('that became newer while the vault was open is told by its status', async () => {
		const vault = await place.open();
		tamper(place.file, "update meta set value = '1000' where name = 'schema'");
		await expectFault(vault.status(), 'newer_schema');
	});

	it('that nobody can know any more is told', async () => {
		const vault = await place.open();
		tamper(place.file, "update meta set value = 'x' where name = 'schema'");
		await expectFault(vault.status(), 'corrupt');
		tamper(place.file, 'drop table meta');
		await expectFault(vault.status(), 'corrupt');
		await vault.close();
		await expectFault(place.open(), 'corrupt');
	});

	it('that lacks a table is told by whoever needs it', async () => {
		const vault = await place.open();
		tamper(place.file, 'drop table leases');
		await expectFault(vault.leases.acquire('l', { holder: 'a', until: 2 }, 1), 'corrupt');
		await fill(vault);
	});
});

describe('what is no vault', () => {
	it('is left to the last bit as it is: a database of another program', async () => {
		mkdirSync(dirname(place.file));
		tamper(place.file, 'create table notes (text)', "insert into notes values ('mine')");
		chmodSync(place.file, 0o644);
		const before = readFileSync(place.file);
		await expectFault(place.open(), 'foreign');
		expect(readFileSync(place.file).equals(before)).toBe(true);
		expect(mode(place.file)).toBe('644');
		expect(readdirSync(dirname(place.file))).toEqual(['vault.db']);
	});

	it('is told by its mark, too, when it is empty', async () => {
		mkdirSync(dirname(place.file));
		tamper(place.file, 'pragma application_id = 42', 'pragma user_version = 1');
		await expectFault(place.open(), 'foreign');
	});

	it('is refused as damaged when it is no database', async () => {
		mkdirSync(dirname(place.file));
		writeFileSync(place.file, 'This is not a database. '.repeat(500));
		const { hint } = await expectFault(place.open(), 'corrupt');
		expect(hint).toContain('backup');
	});

	it('is made a vault when it is an empty file', async () => {
		mkdirSync(dirname(place.file));
		writeFileSync(place.file, '');
		chmodSync(place.file, 0o644);
		await fill(await place.open());
		expect(modes()).toBe('600 600 600');
	});
});

describe('a damaged file', () => {
	it('is told when a page is damaged that is needed', async () => {
		const vault = await place.open();
		for (let n = 0; n < 40; n += 1) {
			await vault.installations.put({ ...installation, corpId: `wp-${n}` });
		}
		await vault.close();
		const bytes = readFileSync(place.file);
		bytes.fill(0xa5, 4096 * 2);
		writeFileSync(place.file, bytes);
		const read = async () => {
			const damaged = await place.open();
			await damaged.installations.find({ limit: 50 });
		};
		await expectFault(read(), 'corrupt');
	});
});

describe('a place that cannot be written', () => {
	it('is told: a folder that is a file', async () => {
		writeFileSync(join(place.folder, 'state'), '');
		const { message } = await expectFault(place.open(), 'unreachable');
		expect(message).toContain(place.file);
	});

	it('is told: a file that is a folder', async () => {
		mkdirSync(place.file, { recursive: true });
		await expectFault(place.open(), 'unreachable');
	});

	/** As somebody who may not do everything, as the one who runs n8n may not. */
	const asNobody = async (work: () => Promise<void>) => {
		const { seteuid, geteuid } = process;
		const me = geteuid?.() ?? 1;
		if (me === 0) seteuid?.(65_534);
		try {
			await work();
		} finally {
			if (me === 0) seteuid?.(0);
		}
	};

	it('is told: a folder that is only to be read', async () => {
		chmodSync(place.folder, 0o555);
		await asNobody(async () => void (await expectFault(place.open(), 'unreachable')));
		chmodSync(place.folder, 0o755);
	});

	it('is told: a file that is only to be read', async () => {
		await place.open().then(async (vault) => await vault.close());
		chmodSync(place.folder, 0o755);
		chmodSync(dirname(place.file), 0o555);
		chmodSync(place.file, 0o444);
		await asNobody(async () => void (await expectFault(place.open(), 'unreachable')));
	});
});

describe('a file that another program keeps locked', () => {
	const lock = () => {
		const other = new DatabaseSync(place.file);
		other.exec('begin immediate');
		return other;
	};

	it('is read, and told to be busy when it is to be written', async () => {
		const vault = await place.open({ attempts: 3 });
		await fill(vault);
		const other = lock();
		expect((await vault.tickets.get('suite'))?.ticket).toBe(TICKET);
		const { hint } = await expectFault(
			vault.leases.acquire('l', { holder: 'a', until: 2 }, 1),
			'busy',
		);
		expect(hint).toContain('backup');
		await expectFault(place.open({ attempts: 2 }), 'busy');
		other.close();
		expect(await vault.leases.acquire('l', { holder: 'a', until: 2 }, 1)).toBe(true);
	});

	it('is written as soon as it is free', async () => {
		const vault = await place.open();
		const other = lock();
		const acquired = vault.leases.acquire('l', { holder: 'a', until: 2 }, 1);
		const opened = place.open();
		await new Promise((resolve) => setTimeout(resolve, 30));
		// Others of this process are not kept waiting for the one that waits.
		expect(await vault.tickets.get('suite')).toBeUndefined();
		other.close();
		expect(await acquired).toBe(true);
		await opened;
	});

	it('is given up at once when the vault is closed meanwhile', async () => {
		const vault = await place.open();
		const other = lock();
		const acquired = vault.leases.acquire('l', { holder: 'a', until: 2 }, 1);
		await new Promise((resolve) => setTimeout(resolve, 30));
		await vault.close();
		await expectFault(acquired, 'closed');
		other.close();
	});
});

describe('opening', () => {
	it('clears away what ran out', async () => {
		const vault = await place.open();
		const key = { kind: 'suite', baseUrl: 'b', owner: 'suite' };
		await vault.tokens.put(key, { token: TOKEN, expiresAt: 2_000 });
		await vault.leases.acquire('l', { holder: 'a', until: 2_000 }, 1);
		await place.open({ clock: () => 1_999 });
		expect(await vault.tokens.get(key)).toBeDefined();
		await place.open({ clock: () => 2_000 });
		expect(await vault.tokens.get(key)).toBeUndefined();
		expect(await vault.leases.acquire('l', { holder: 'b', until: 9_000 }, 1_000)).toBe(true);
	});
});

describe('a removal', () => {
	/** Sealed values as they are stored. */
	const readSealed = () => {
		const database = new DatabaseSync(place.file);
		const row = database
			.prepare(
				'select permanent_code, details, token, pair, previous from installations join tokens using (corp_id) join callback_keys using (corp_id)',
			)
			.get() as Record<string, string>;
		database.close();
		return Object.values(row);
	};

	it('of callback keys leaves nothing of them in the files, and the rest as it is', async () => {
		const vault = await place.open();
		await fill(vault);
		const [code, , , ...pairs] = readSealed();
		for (const trace of [code, ...pairs]) expect(place.readRaw()).toContain(trace);
		expect(await vault.callbackKeys.remove('suite', 'wpCorp')).toBe(true);
		for (const trace of pairs) expect(place.readRaw()).not.toContain(trace);
		expect(place.readRaw()).toContain(code);
	});

	it('leaves nothing in the files, not even what was sealed', async () => {
		const vault = await place.open();
		await fill(vault);
		const sealed = readSealed();
		const traces = [
			...sealed,
			'Umbrella',
			'umbrella',
			'brella',
			'Example',
			'示例科技',
			'例科技',
		].map((text) => Buffer.from(text).toString('latin1'));
		for (const trace of traces) expect(place.readRaw()).toContain(trace);
		expect(await vault.installations.remove('suite', 'wpCorp', removal)).toBe('removed');
		for (const trace of traces) expect(place.readRaw()).not.toContain(trace);
	});

	it('leaves nothing of what the company said to subscribers, once that is purged', async () => {
		const vault = await place.open();
		const suiteId = 'suite';
		await vault.installations.put(installation);
		await vault.subscriptions.subscribe({ suiteId, id: 'one', wishes: '' }, 1);
		const said = { suiteId, corpId: installation.corpId, event: 'message.text', recordedAt: 5 };
		await vault.subscriptions.record({ ...said, hash: 'hash', payload: 'a word' });
		const database = new DatabaseSync(place.file);
		const { payload } = database.prepare('select payload from events').get() as Record<
			string,
			string
		>;
		database.close();
		await vault.installations.remove(suiteId, installation.corpId, removal);
		expect(place.readRaw()).toContain(payload);
		const ends = { left: 0, attended: 0, recorded: 0 };
		await vault.subscriptions.purge({ ...ends, removed: Number.MAX_SAFE_INTEGER }, 10);
		expect(place.readRaw()).not.toContain(payload);
	});

	it('leaves nothing in parts of pages that SQLite had split before', async () => {
		const vault = await place.open();
		const name = (n: number) => `${(n * 69_069) % 4_294_967_296}-name-${n}-end`;
		for (let n = 0; n < 250; n += 1) {
			await vault.installations.put({ ...installation, corpId: `wp-${n}`, corpName: name(n) });
		}
		// The names of which SQLite keeps a copy in this order of insertion.
		for (const n of [29, 45, 129, 214]) {
			expect(place.readRaw()).toContain(`-${n}-end`);
			await vault.installations.remove('suite', `wp-${n}`, removal);
			expect(place.readRaw()).not.toContain(`-${n}-end`);
		}
	});

	it('that could not erase everything is made up for when the vault is next opened', async () => {
		const { logger, lines } = makeLog();
		const vault = await place.open({ logger, attempts: 2 });
		await fill(vault);
		const reader = new DatabaseSync(place.file);
		reader.exec('begin');
		reader.prepare('select * from installations').all();
		expect(await vault.installations.remove('suite', 'wpCorp', removal)).toBe('removed');
		expect(place.readRaw()).toContain('Umbrella');
		expect(lines.at(-1)?.[1]).toContain('erased when the vault is next opened');
		await vault.installations.put({ ...installation, corpId: 'wpOther' });
		expect(await vault.installations.remove('suite', 'wpOther', removal)).toBe('removed');
		reader.close();
		await place.open();
		expect(place.readRaw()).not.toContain('Umbrella');
	});

	it('is done, and the vault opens, although the erasure fails', async () => {
		await place.open().then(async (vault) => await vault.close());
		tamper(place.file, 'create table extra as select zeroblob(9000) as content');
		const database = new DatabaseSync(place.file);
		const root = database.prepare("select rootpage from sqlite_master where name = 'extra'").get();
		database.close();
		const bytes = readFileSync(place.file);
		const start = (Number(root?.rootpage) - 1) * 4096;
		writeFileSync(place.file, bytes.fill(0xa5, start, start + 4096));

		const { logger, lines } = makeLog();
		const warnings = () => lines.filter(([level]) => level === 'warn').length;
		const vault = await place.open({ logger });
		await fill(vault);
		expect(await vault.installations.remove('suite', 'wpCorp', removal)).toBe('removed');
		expect(await vault.installations.get('suite', 'wpCorp')).toBeUndefined();
		expect(warnings()).toBe(1);
		await fill(await place.open({ logger }));
		expect(warnings()).toBe(2);
		expect(JSON.stringify(lines)).not.toContain('Umbrella');
	});
});

describe('a search', () => {
	it('reads what matches, and believes the name', async () => {
		const vault = await place.open();
		await fill(vault);
		const search = async (text: string) =>
			(await vault.installations.find({ suiteId: 'suite', search: text, limit: 9 })).installations
				.length;
		expect(await search('umbrella')).toBe(1);
		tamper(place.file, "delete from name_parts where part like 'umbrella%'");
		expect(await search('umbrella')).toBe(0);
		// Of the ID only the beginning counts.
		tamper(place.file, "insert into name_parts values ('suite', 'corp', 'wpCorp')");
		expect(await search('corp')).toBe(0);
	});
});

describe('a process that is killed', () => {
	it('leaves the vault usable, with all that it was told is stored', async () => {
		const writer = await startVaultProcess(place.opener);
		try {
			expect(await writer.open()).toHaveProperty('value');
			const committed: number[] = [];
			await new Promise<void>((resolve) => {
				writer.repeat(
					['leases', 'acquire', 'lease-{n}', { holder: 'killed', until: 1e15 }, 0],
					(turn) => {
						committed.push(turn);
						if (committed.length === 60) resolve();
					},
				);
			});
			await writer.kill();

			const vault = await place.open();
			expect(committed.length).toBeGreaterThanOrEqual(60);
			for (const turn of committed) {
				const lease = `lease-${turn}`;
				expect(await vault.leases.acquire(lease, { holder: 'other', until: 2 }, 1)).toBe(false);
			}
			await fill(vault);
			const database = new DatabaseSync(place.file);
			expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
			database.close();
		} finally {
			await writer.stop();
		}
	});
});
