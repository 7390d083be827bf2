import { inspect } from 'node:util';

import { WeComConfigurationError } from '../../../wecom/error';
import { parseConnection, type PostgresqlPlace } from '../../../wecom/vault/postgresql-connection';

const PASSWORD = 'se:cr/et@1';
const USER = `n8n:${encodeURIComponent(PASSWORD)}`;
const CA = 'not a certificate';

const parse = (connectionString: string, more: Partial<PostgresqlPlace> = {}) =>
	parseConnection({ connectionString, ...more });

function refusal(place: PostgresqlPlace): WeComConfigurationError {
	try {
		parseConnection(place);
	} catch (error) {
		if (!(error instanceof WeComConfigurationError)) throw error;
		const shown = inspect(error, { depth: 9, showHidden: true });
		for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), 'se:cr']) {
			expect(shown).not.toContain(secret);
		}
		return error;
	}
	throw new Error('It was not refused');
}

it('reads every part, and takes no other from anywhere', () => {
	expect(parse(` postgresql://${USER}@db.example.com:6432/my%20data \n`, { poolLimit: 9 })).toEqual(
		{
			host: 'db.example.com',
			port: 6432,
			user: 'n8n',
			password: PASSWORD,
			database: 'my data',
			tls: { rejectUnauthorized: true },
			poolLimit: 9,
			location: 'postgresql://db.example.com:6432/my data',
		},
	);
	expect(parse('postgres://n8n@localhost/n8n')).toMatchObject({
		port: 5432,
		password: '',
		poolLimit: 5,
	});
	expect(parse(`postgresql://${USER}@[::1]/n8n`)).toMatchObject({
		host: '::1',
		location: 'postgresql://[::1]:5432/n8n',
	});
	expect(parse('postgresql://n8n@%2Frun%2Fpostgresql/n8n')).toMatchObject({
		host: '/run/postgresql',
		tls: false,
		location: 'postgresql://%2Frun%2Fpostgresql:5432/n8n',
	});
});

it.each([
	['db.example.com', '', true],
	['10.0.0.7', '', true],
	['localhost.example.com', '', true],
	['localhost', '', false],
	['127.0.0.1', '', false],
	['db.example.com', '?sslmode=disable', false],
	['127.0.0.1', '?sslmode=verify-full', true],
	['127.0.0.1', '?sslmode=require', true],
])('trusts only who proves it: %s%s', (host, parameters, isProven) => {
	expect(parse(`postgresql://${USER}@${host}/n8n${parameters}`).tls).toEqual(
		isProven && { rejectUnauthorized: true },
	);
});

it('encrypts without proof only where that is said', () => {
	expect(parse(`postgresql://${USER}@db.example.com/n8n?sslmode=no-verify`).tls).toEqual({
		rejectUnauthorized: false,
	});
});

it.each([
	['', /is empty/],
	['   ', /is empty/],
	[`mysql://${USER}@h/d`, /is not a connection string/],
	[`host=h user=n8n password=${PASSWORD}`, /is not a connection string/],
	[`postgresql://n8n:${PASSWORD.replace('/', '#')}@h/d`, /is not a connection string|names no/],
	[`postgresql://n8n:%zz@h/d`, /encodes nothing/],
	[`postgresql://${USER}@h`, /no database/],
	[`postgresql://h/d`, /no user/],
	[`postgresql://${USER}@one,two/d`, /several|is not a connection string/],
	[`postgresql://${USER}@/d`, /no host|is not a connection string/],
	[`postgresql://${USER}@h/d?sslmode=prefer`, /'sslmode'/],
	[`postgresql://${USER}@h/d?sslmode=allow`, /'sslmode'/],
	[`postgresql://${USER}@h/d?sslmode=verify-full&sslmode=disable`, /twice/],
	[`postgresql://${USER}@h/d?sslrootcert=/etc/passwd`, /'sslrootcert'/],
	[`postgresql://${USER}@h/d?host=/run`, /'host'/],
])('names what is wrong with a connection string: %s', (connectionString, message) => {
	const error = refusal({ connectionString });
	expect(error.field).toBe('connectionString');
	expect(error.message).toMatch(message);
	expect(error.hint).not.toBe('');
});

it.each([
	['verify-full', CA, /not a certificate in PEM/],
	['disable', CA, /sslmode=disable/],
	['no-verify', CA, /sslmode=no-verify/],
	['verify-ca', '', /sslmode=verify-ca/],
	[
		'verify-full',
		'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
		/not a certificate in PEM/,
	],
])('names what is wrong with a certificate (%s)', (mode, caCertificate, message) => {
	const connectionString = `postgresql://${USER}@h/d?sslmode=${mode}`;
	const error = refusal({ connectionString, caCertificate });
	expect(error.field).toBe('caCertificate');
	expect(error.message).toMatch(message);
});

it.each([0, 51, 1.5, NaN])('refuses %s connections', (poolLimit) => {
	expect(refusal({ connectionString: `postgresql://${USER}@h/d`, poolLimit }).field).toBe(
		'poolLimit',
	);
});
