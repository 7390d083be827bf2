import { startPostgresql, type Postgresql } from '../services/postgresql';
import { makePostgresqlPlace } from './place';

let server: Postgresql;

beforeAll(async () => {
	// What is confirmed stays in memory for ten seconds, as far as the vault does not ask for more.
	server = await startPostgresql({
		settings: { synchronous_commit: 'off', wal_writer_delay: '10000ms' },
	});
});
afterAll(async () => await server.stop());

test('what the vault has confirmed outlives a crash of a server that need not write at once', async () => {
	const place = await makePostgresqlPlace(server);
	const vault = await place.open();
	const ticket = { suiteId: 'ww1', ticket: 'kept', issuedAt: 1, receivedAt: 1_000 };
	await vault.tickets.put(ticket);
	await server.restart('hard');
	expect(await vault.tickets.get('ww1')).toMatchObject({ ticket: 'kept' });
	await place.discard();
});

test('a stricter setting of the server stays', async () => {
	const place = await makePostgresqlPlace(server);
	await server.query(`alter database "${place.database}" set synchronous_commit = remote_apply`);
	const vault = await place.open();
	const setting = 'synchronous_commit in transactions of the vault';
	await server.query(
		`create function note() returns trigger language plpgsql as $$ begin
			raise log '${setting}: %', current_setting('synchronous_commit'); return new; end $$;
		 create trigger note before insert on wecom_suite.tickets for each row execute function note()`,
		{ database: place.database },
	);
	await vault.tickets.put({ suiteId: 'ww1', ticket: 'kept', issuedAt: 1, receivedAt: 1_000 });
	expect(server.logs()).toContain(`${setting}: remote_apply`);
	await place.discard();
});
