import { WeComVaultError, type VaultFault } from './error';

type PostgresqlFault = Exclude<VaultFault, 'wrong_key' | 'newer_schema' | 'sealed_value'>;

const HINTS: Record<PostgresqlFault, string> = {
	unreachable:
		'Check that PostgreSQL runs, that this machine reaches it, and the host and port of the Connection String',
	refused:
		'Check user, password and database of the Connection String, and that the role may create a schema in the database, or owns the schema wecom_suite',
	busy: 'Look for sessions that keep the server or its locks busy (pg_stat_activity), and for its limit of connections; then try again',
	full: 'Make room on the disk of the server; what was stored before is still there',
	closed: 'Open the vault again',
	foreign: 'Choose another database for the vault; this one was left as it is',
	corrupt: 'Stop n8n, and restore the schema wecom_suite of the database from a backup',
	failed: 'Report it with this message, if it happens again',
};

/** What ends a connection from the server's side: it says so before it goes, if it can. */
const LOST = /^(08...|57P0[1-5]|25P03|25P04)$/;

/** SQLSTATEs, or their beginnings. Doc: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FAULTS: ReadonlyArray<readonly [RegExp, PostgresqlFault]> = [
	[/^(28|42501|3D000|0LP01|25006)/, 'refused'],
	[/^(53100|58030)/, 'full'],
	[/^(53|40|55P03|57014)/, 'busy'],
	[/^(42P01|42703|3F000|XX00[12])/, 'corrupt'],
	[LOST, 'unreachable'],
];

/** What is certain to be the same next time, whatever is done about the connection: OpenSSL's and Node's codes. */
const UNTRUSTED = /CERT|^UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/;

/** Whatever the server, or the way to it, reported. */
export class ServerFailure extends Error {
	/** Whether COMMIT was sent and the answer did not come. */
	isInDoubt = false;

	constructor(cause: unknown) {
		super('PostgreSQL reported a failure', { cause });
	}

	/** SQLSTATE, or the code of a network error, or none. */
	get code(): string {
		const { code } = this.cause as { code?: unknown };
		return typeof code === 'string' ? code : '';
	}

	/** Whether the server itself said it, in an answer: everything else happened on the way. */
	get isAnswer(): boolean {
		return /^[0-9A-Z]{5}$/.test(this.code) && 'severity' in (this.cause as object);
	}

	/** Whether the connection has gone, and its transaction with it. */
	get isLost(): boolean {
		return !this.isAnswer || LOST.test(this.code);
	}

	/** Whether the server does not prove who it is, or speaks no TLS. */
	get isUntrusted(): boolean {
		return !this.isAnswer && (UNTRUSTED.test(this.code) || / SSL /.test(this.text));
	}

	/** Whether the same may do better in a moment. */
	get isPassing(): boolean {
		if (this.isAnswer) return LOST.test(this.code) || /^(40001|40P01|53300)$/.test(this.code);
		return !this.isUntrusted;
	}

	get text(): string {
		const { cause } = this;
		// One error for each address that was tried.
		if (cause instanceof AggregateError && cause.errors.length > 0) {
			return [...new Set(cause.errors.map((error: Error) => error.message))].join('; ');
		}
		return cause instanceof Error || (cause as Error | undefined)?.message
			? (cause as Error).message
			: String(cause);
	}
}

export function postgresqlFault(
	reason: PostgresqlFault,
	location: string,
	what: string,
	{ hint = HINTS[reason], cause }: { hint?: string; cause?: unknown } = {},
): WeComVaultError {
	return new WeComVaultError(reason, `The vault ${location} ${what}`, hint, { cause });
}

/** What the server or the network reported, as the vault's own error; anything else stays what it is. */
export function toVaultError(error: unknown, location: string): unknown {
	if (!(error instanceof ServerFailure)) return error;
	const { cause, text, code } = error;
	if (error.isUntrusted) {
		return postgresqlFault('refused', location, `cannot be trusted: ${text}`, {
			hint: "Give the certificate of the authority that signed the server's in CA Certificate, and use the name that the certificate is for; only where nobody can be in between, write sslmode=disable in the Connection String",
			cause,
		});
	}
	const reason = error.isAnswer
		? (FAULTS.find(([codes]) => codes.test(code))?.[1] ?? 'failed')
		: 'unreachable';
	if (error.isInDoubt) {
		return postgresqlFault(reason, location, `went away while it stored something: ${text}`, {
			cause,
		});
	}
	return postgresqlFault(
		reason,
		location,
		`${reason === 'unreachable' ? 'cannot be reached' : 'failed'}: ${text}`,
		{
			...(code === '25006' && {
				hint: 'Name the primary server in the Connection String, not a standby',
			}),
			cause,
		},
	);
}
