import { startPostgresql, type Postgresql } from '../services/postgresql';
import { expectFault } from '../unit/vault/place';
import { makeCertificates } from './certificates';
import { makePostgresqlPlace, type PostgresqlVaultPlace } from './place';

const good = makeCertificates('IP:127.0.0.1');
const otherName = makeCertificates('DNS:database.example.com');

let server: Postgresql;
let place: PostgresqlVaultPlace;

const open = async (mode: string, caCertificate = '') =>
	await place.open({
		connectionString: place.connectionString + (mode && `?sslmode=${mode}`),
		caCertificate,
	});
/** Whether all that the vault has open goes by TLS. */
const isEncrypted = async () => {
	const rows = await server.query<{ ssl: boolean }>(
		`select distinct ssl from pg_stat_ssl join pg_stat_activity using (pid)
		 where application_name = 'n8n-nodes-wecom-suite'`,
	);
	expect(rows).toHaveLength(1);
	return rows[0].ssl;
};

afterEach(async () => await place.discard());
afterAll(async () => await server.stop());

describe('a server with a certificate for its address', () => {
	beforeAll(async () => {
		server = await startPostgresql({ tls: { key: good.key, certificate: good.certificate } });
		await server.createDatabase('tls');
	});
	beforeEach(async () => {
		place = await makePostgresqlPlace(server, 'tls');
	});

	it.each(['', 'verify-full', 'require', 'verify-ca'])(
		'is trusted by whoever has its authority (sslmode=%s)',
		async (mode) => {
			const vault = await open(mode, good.authority);
			expect((await vault.status()).installations).toBe(0);
			expect(await isEncrypted()).toBe(true);
		},
	);

	it.each(['', 'verify-full', 'require', 'verify-ca'])(
		'is refused by whoever has another authority (sslmode=%s)',
		async (mode) => {
			const error = await expectFault(open(mode, otherName.authority), 'refused');
			expect(error.message).toContain('cannot be trusted');
			expect(error.hint).toContain('CA Certificate');
		},
	);

	it('is refused where nobody vouches for it', async () => {
		await expectFault(open('verify-full'), 'refused');
		await expectFault(open('require'), 'refused');
	});

	it('is taken unseen where that is said', async () => {
		await (await open('no-verify')).status();
		expect(await isEncrypted()).toBe(true);
	});

	it('is used without TLS where that is said', async () => {
		await (await open('disable')).status();
		expect(await isEncrypted()).toBe(false);
	});
});

describe('a server with a certificate for another name', () => {
	beforeAll(async () => {
		await server.stop();
		server = await startPostgresql({
			tls: { key: otherName.key, certificate: otherName.certificate },
		});
		await server.createDatabase('tls');
	});
	beforeEach(async () => {
		place = await makePostgresqlPlace(server, 'tls');
	});

	it('is refused, unless the authority alone counts', async () => {
		await expectFault(open('verify-full', otherName.authority), 'refused');
		await expectFault(open('require', otherName.authority), 'refused');
		await (await open('verify-ca', otherName.authority)).status();
		expect(await isEncrypted()).toBe(true);
	});
});

describe('a server without TLS', () => {
	beforeAll(async () => {
		await server.stop();
		server = await startPostgresql();
		await server.createDatabase('tls');
	});
	beforeEach(async () => {
		place = await makePostgresqlPlace(server, 'tls');
	});

	it.each(['verify-full', 'require', 'no-verify'])('is refused (sslmode=%s)', async (mode) => {
		const error = await expectFault(open(mode), 'refused');
		expect(error.message).toMatch(/does not support SSL/);
		expect(error.hint).toContain('sslmode=disable');
	});
});
