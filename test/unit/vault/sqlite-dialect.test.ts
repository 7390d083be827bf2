import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Kysely, sql } from 'kysely';

import { createSqliteDialect } from '../../../wecom/vault/sqlite-dialect';
import { isBusy, toVaultError } from '../../../wecom/vault/sqlite-error';

interface Tables {
	numbers: { n: number; text: string | null };
}

let folder: string;
let connection: DatabaseSync;
let kysely: Kysely<Tables>;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wecom-dialect-'));
	connection = new DatabaseSync(join(folder, 'a.db'));
	connection.exec('create table numbers (n integer primary key, text text)');
	kysely = new Kysely<Tables>({ dialect: createSqliteDialect(connection) });
});
afterEach(async () => {
	await kysely.destroy();
	if (connection.isOpen) connection.close();
	rmSync(folder, { recursive: true });
});

const add = async (database: Kysely<Tables>, n: number, text: string | null = null) =>
	await database.insertInto('numbers').values({ n, text }).executeTakeFirst();
const list = async () =>
	(await kysely.selectFrom('numbers').select('n').orderBy('n').execute()).map(({ n }) => n);

describe('a query', () => {
	it('gives rows, or how many it changed', async () => {
		expect((await add(kysely, 1)).numInsertedOrUpdatedRows).toBe(1n);
		await add(kysely, 2, 'two');
		expect(await kysely.selectFrom('numbers').selectAll().execute()).toEqual([
			{ n: 1, text: null },
			{ n: 2, text: 'two' },
		]);
		const updated = kysely.updateTable('numbers').set({ text: 'x' });
		expect((await updated.executeTakeFirst()).numUpdatedRows).toBe(2n);
		const returned = await kysely.deleteFrom('numbers').where('n', '=', 2).returningAll().execute();
		expect(returned).toEqual([{ n: 2, text: 'x' }]);
	});

	it('keeps whole numbers whole, as long as milliseconds are', async () => {
		await add(kysely, 1_893_456_000_123);
		expect(await list()).toEqual([1_893_456_000_123]);
		const { type } = connection.prepare('select typeof(n) as type from numbers').get() ?? {};
		expect(type).toBe('integer');
	});

	it('is not streamed', async () => {
		const rows = kysely.selectFrom('numbers').selectAll().stream();
		await expect(rows.next()).rejects.toThrow('Streaming');
	});
});

describe('a transaction', () => {
	it('is alone on the connection: what comes meanwhile waits for its end, in order', async () => {
		const order: string[] = [];
		const enter = async (name: string) =>
			await kysely.transaction().execute(async (transaction) => {
				order.push(`${name} begins`);
				const { length } = await transaction.selectFrom('numbers').selectAll().execute();
				await new Promise((resolve) => setImmediate(resolve));
				await add(transaction, length + 1);
				order.push(`${name} ends`);
			});
		const [, , read] = await Promise.all([enter('a'), enter('b'), list(), enter('c')]);
		expect(read).toEqual([1, 2]);
		expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
		expect(await list()).toEqual([1, 2, 3]);
	});

	it('is undone as a whole when its work fails, and leaves the connection free', async () => {
		const failed = kysely.transaction().execute(async (transaction) => {
			await add(transaction, 1);
			throw new Error('on purpose');
		});
		await expect(failed).rejects.toThrow('on purpose');
		expect(await list()).toEqual([]);
		await kysely.transaction().execute(async (transaction) => await add(transaction, 2));
		expect(await list()).toEqual([2]);
	});

	it('takes the lock for writing before it reads', async () => {
		const other = new DatabaseSync(join(folder, 'a.db'));
		await kysely.transaction().execute(async () => {
			await Promise.resolve();
			expect(() => other.exec('begin immediate')).toThrow('locked');
		});
		other.exec('begin immediate');
		const begun = kysely.transaction().execute(async () => await Promise.resolve());
		const error: unknown = await begun.catch((thrown: unknown) => thrown);
		expect(isBusy(error)).toBe(true);
		other.close();
		await kysely.transaction().execute(async (transaction) => await add(transaction, 3));
		expect(await list()).toEqual([3]);
	});

	it('tells that the disk is full although SQLite has ended it already', async () => {
		connection.exec('pragma max_page_count = 20; pragma cache_size = 5');
		const filled = kysely.transaction().execute(async (transaction) => {
			for (let n = 0; n < 200; n += 1) await add(transaction, n, 'x'.repeat(2_000));
		});
		const error: unknown = await filled.catch((thrown: unknown) => thrown);
		expect(toVaultError(error, '/vault.db')).toMatchObject({
			code: 'wecom_vault',
			reason: 'full',
			message: expect.stringContaining('/vault.db') as string,
			cause: error,
		});
		expect(connection.isTransaction).toBe(false);
		connection.exec('pragma max_page_count = 10000');
		await kysely.transaction().execute(async (transaction) => await add(transaction, 1));
		expect(await list()).toEqual([1]);
	});
});

describe('the end', () => {
	it('waits for what was begun', async () => {
		expect(await list()).toEqual([]);
		const begun = kysely.transaction().execute(async (transaction) => {
			await new Promise((resolve) => setImmediate(resolve));
			await add(transaction, 1);
		});
		const waiting = list();
		await kysely.destroy();
		await begun;
		expect(await waiting).toEqual([1]);
		expect(connection.isOpen).toBe(false);
	});
});

describe('an error', () => {
	const fault = async (work: Promise<unknown>) =>
		toVaultError(await work.catch((thrown: unknown) => thrown), '/vault.db');

	it('that nobody foresaw is told as it is, without the values of the query', async () => {
		await add(kysely, 1, 'a secret');
		const error = await fault(add(kysely, 1, 'a secret'));
		expect(error).toMatchObject({ reason: 'failed' });
		expect(JSON.stringify(error) + String(error)).not.toContain('a secret');
		const syntax = await fault(sql`selec 'a secret'`.execute(kysely));
		expect(syntax).toMatchObject({ reason: 'failed' });
		expect(String(syntax)).not.toContain('a secret');
	});

	it('of a table that is not there is a damaged vault', async () => {
		expect(await fault(sql`select * from nowhere`.execute(kysely))).toMatchObject({
			reason: 'corrupt',
		});
		expect(await fault(sql`select missing from numbers`.execute(kysely))).toMatchObject({
			reason: 'corrupt',
		});
	});

	it('of the file system is told by what it means', () => {
		const make = (code: string) =>
			Object.assign(new Error(`${code}: open '/vault.db'`), { code, syscall: 'open' });
		expect(toVaultError(make('EACCES'), '/vault.db')).toMatchObject({ reason: 'unreachable' });
		expect(toVaultError(make('ENOSPC'), '/vault.db')).toMatchObject({ reason: 'full' });
		expect(toVaultError(make('EDQUOT'), '/vault.db')).toMatchObject({ reason: 'full' });
	});

	it('of something else stays what it is', () => {
		const error = new TypeError('a fault of the code');
		expect(toVaultError(error, '/vault.db')).toBe(error);
		expect(toVaultError('text', '/vault.db')).toBe('text');
		expect(isBusy(error)).toBe(false);
	});

	it('has a meaning for each code that SQLite may give', () => {
		const reasonOf = (errcode: number) =>
			toVaultError(Object.assign(new Error('x'), { errcode }), '/vault.db');
		for (const [errcode, reason] of [
			[5, 'busy'],
			[261, 'busy'],
			[6, 'busy'],
			[3, 'unreachable'],
			[8, 'unreachable'],
			[1032, 'unreachable'],
			[10, 'unreachable'],
			[778, 'unreachable'],
			[14, 'unreachable'],
			[23, 'unreachable'],
			[11, 'corrupt'],
			[267, 'corrupt'],
			[26, 'corrupt'],
			[13, 'full'],
			[7, 'failed'],
			[19, 'failed'],
		] as const) {
			expect(reasonOf(errcode)).toMatchObject({
				reason,
				hint: expect.stringMatching(/./) as string,
			});
		}
	});
});
