import { X509Certificate } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';

import { WeComConfigurationError } from '../error';

/** A PostgreSQL vault as people name it. */
export interface PostgresqlPlace {
	/** `postgresql://user:password@host:port/database?sslmode=…` */
	connectionString: string;
	/** PEM of the authority that signed the server's certificate, unless one of those that Node trusts did. */
	caCertificate?: string;
	/** How many connections one process has at most. */
	poolLimit?: number;
}

/** How to connect, without a word left to the environment of the process. */
export interface PostgresqlConnection {
	/** Name or address, or the folder of a unix socket. */
	host: string;
	port: number;
	user: string;
	password: string;
	database: string;
	/** `false`: without TLS. */
	tls: false | ConnectionOptions;
	poolLimit: number;
	/** Without user and password. */
	location: string;
}

export const POOL_LIMIT = 5;
const MOST_CONNECTIONS = 50;

const EXAMPLE = 'postgresql://user:password@host:5432/database?sslmode=verify-full';

/**
 * `require` is here what it sounds like, and not what it is to libpq, which takes any certificate: the connection is to
 * the server that was meant, or there is none. Modes that end up without TLS by themselves are refused.
 */
const MODES = ['disable', 'require', 'verify-ca', 'verify-full', 'no-verify'];
/** The machine itself: nobody is in between. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/** @throws WeComConfigurationError that names the field; never with what is in the field */
export function parseConnection(place: PostgresqlPlace): PostgresqlConnection {
	const { caCertificate = '', poolLimit = POOL_LIMIT } = place;
	const url = parseUrl(place.connectionString.trim());
	const parameters = url.searchParams;
	for (const name of new Set(parameters.keys())) {
		if (name !== 'sslmode' || parameters.getAll(name).length > 1) {
			throw wrongString(
				`has a parameter that is not known, or given twice: '${name}'`,
				`After the question mark there may be 'sslmode', one of ${MODES.join(', ')}`,
			);
		}
	}
	// A folder of a unix socket is written with %2F for each slash.
	const host = decode(url.hostname.replace(/^\[(.*)\]$/, '$1'), 'host');
	if (host === '' || host.includes(',')) {
		throw wrongString('names no host, or several', `Name one, as in ${EXAMPLE}`);
	}
	const port = url.port === '' ? 5432 : Number(url.port);
	const user = decode(url.username, 'user');
	const database = decode(url.pathname.slice(1), 'database');
	if (user === '' || database === '' || database.includes('/')) {
		throw wrongString('names no user or no database', `Write all of it, as in ${EXAMPLE}`);
	}
	if (!Number.isInteger(poolLimit) || poolLimit < 1 || poolLimit > MOST_CONNECTIONS) {
		throw new WeComConfigurationError(
			'poolLimit',
			`'Connection Limit' of the credential is not a whole number from 1 to ${MOST_CONNECTIONS}`,
			`Enter a number; ${POOL_LIMIT} is right for most`,
		);
	}
	return {
		host,
		port,
		user,
		password: decode(url.password, 'password'),
		database,
		tls: readTls({ host, mode: parameters.get('sslmode'), caCertificate: caCertificate.trim() }),
		poolLimit,
		location: `postgresql://${url.hostname}:${port}/${database}`,
	};
}

function parseUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url && ['postgresql:', 'postgres:'].includes(url.protocol) && url.hash === '') return url;
	// The text holds the password: nothing of it is told.
	throw wrongString(
		text === '' ? 'is empty' : 'is not a connection string of PostgreSQL',
		`Write it as in ${EXAMPLE}; in user and password encode what is neither letter nor digit, such as %40 for @, %2F for / and %23 for #`,
	);
}

function decode(text: string, part: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw wrongString(
			`has a % in its ${part} that encodes nothing`,
			'Write %25 where a % itself is meant',
		);
	}
}

function readTls({
	host,
	mode,
	caCertificate,
}: {
	host: string;
	mode: string | null;
	caCertificate: string;
}): false | ConnectionOptions {
	const isLocal = host.startsWith('/') || LOOPBACK.test(host);
	const chosen = mode ?? (isLocal && caCertificate === '' ? 'disable' : 'verify-full');
	if (!MODES.includes(chosen)) {
		throw wrongString(
			"has an 'sslmode' that is not known, or that would do without TLS if the server asks for it",
			`Use verify-full, or one of ${MODES.join(', ')}`,
		);
	}
	if (caCertificate === '') {
		if (chosen === 'disable') return false;
		if (chosen === 'verify-ca') {
			throw wrongCertificate(
				"is empty, and 'sslmode=verify-ca' trusts whoever that authority has signed",
				'Paste the certificate of your own authority, or use sslmode=verify-full',
			);
		}
		return { rejectUnauthorized: chosen !== 'no-verify' };
	}
	if (chosen === 'disable' || chosen === 'no-verify') {
		throw wrongCertificate(
			`is given, and 'sslmode=${chosen}' would not look at it`,
			'Use sslmode=verify-full, or leave the certificate out',
		);
	}
	checkCertificates(caCertificate);
	return {
		ca: caCertificate,
		rejectUnauthorized: true,
		...(chosen === 'verify-ca' && { checkServerIdentity: () => undefined }),
	};
}

function checkCertificates(pem: string): void {
	const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
	try {
		for (const certificate of certificates ?? []) new X509Certificate(certificate);
		if (certificates !== null) return;
	} catch {
		// Said below, as for a text without any certificate.
	}
	throw wrongCertificate(
		'is not a certificate in PEM',
		"Paste it with its lines '-----BEGIN CERTIFICATE-----' and '-----END CERTIFICATE-----'",
	);
}

function wrongString(what: string, hint: string): WeComConfigurationError {
	return new WeComConfigurationError(
		'connectionString',
		`'Connection String' of the credential ${what}`,
		hint,
	);
}

function wrongCertificate(what: string, hint: string): WeComConfigurationError {
	return new WeComConfigurationError(
		'caCertificate',
		`'CA Certificate' of the credential ${what}`,
		hint,
	);
}
