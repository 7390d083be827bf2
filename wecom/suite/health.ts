import { WeComPlatformError } from '../api/error';
import type { Clock } from '../clock';
import { WeComError } from '../error';
import { TICKET_LIFE } from '../tokens/life';
import type { Tokens } from '../tokens/tokens';
import type { Vault } from '../vault/vault';

/** One thing that was looked at. */
export interface Finding {
	check: string;
	status: 'ok' | 'failed' | 'skipped';
	message: string;
	/** What to do, when it failed. */
	hint?: string;
	/** Figures for workflows that watch them. */
	details?: Record<string, unknown>;
}

export interface HealthReport {
	healthy: boolean;
	findings: Finding[];
}

export interface TicketStatus {
	present: boolean;
	/** ISO 8601; when WeCom pushed it. */
	issuedAt?: string;
	receivedAt?: string;
	ageSeconds?: number;
	/** WeCom accepts a ticket for 30 minutes. */
	expired: boolean;
}

/** Clocks that are further apart make callbacks look old. In seconds. */
const LARGEST_SKEW = 120;

export interface HealthOptions {
	suiteId: string;
	vault: Vault;
	tokens: Tokens;
	clock: Clock;
	/** Whether the credential has what the provider's token needs. */
	hasProvider: boolean;
	/** Asks the callback URL as WeCom does when it is saved, and tells whether the echo came back. */
	testCallback?: () => Promise<Finding>;
	/** Milliseconds since 1970 by the platform's clock. */
	readPlatformTime: () => Promise<number | undefined>;
}

/** The age of the last ticket and whether WeCom would still take it. */
export async function getTicketStatus(
	vault: Vault,
	suiteId: string,
	clock: Clock,
): Promise<TicketStatus> {
	const ticket = await vault.tickets.get(suiteId);
	if (!ticket) return { present: false, expired: true };
	const age = clock() - ticket.receivedAt;
	return {
		present: true,
		issuedAt: new Date(ticket.issuedAt * 1000).toISOString(),
		receivedAt: new Date(ticket.receivedAt).toISOString(),
		ageSeconds: Math.max(0, Math.round(age / 1000)),
		expired: age > TICKET_LIFE,
	};
}

/**
 * Looks at everything that a suite needs to work, in the order in which one thing needs the other. Never throws for what
 * it finds.
 */
export async function checkHealth(options: HealthOptions): Promise<HealthReport> {
	const { suiteId, vault, tokens, clock } = options;
	const findings: Finding[] = [];

	const look = async (check: string, find: () => Promise<Omit<Finding, 'check'>>) => {
		const finding = await find().catch((error: unknown) => explain(error));
		findings.push({ check, ...finding });
		return finding.status === 'ok';
	};

	const hasVault = await look('vault', async () => {
		const { location, installations, schemaVersion } = await vault.status();
		return {
			status: 'ok',
			message: `The vault at ${location} opens and has ${installations} installations`,
			details: { installations, schemaVersion },
		};
	});
	if (!hasVault) return { healthy: false, findings };

	await look('ticket', async () => {
		const { present, expired, ageSeconds } = await getTicketStatus(vault, suiteId, clock);
		if (present && !expired) {
			return {
				status: 'ok',
				message: `The ticket is ${ageSeconds} s old`,
				details: { ageSeconds },
			};
		}
		return {
			status: 'failed',
			message: present
				? `The ticket is ${ageSeconds} s old and has expired`
				: 'There is no ticket yet',
			hint: 'Publish the workflow with the trigger, then refresh the ticket in the callback settings of the provider console',
			details: present ? { ageSeconds } : undefined,
		};
	});

	const tell = (name: string) => ({ status: 'ok' as const, message: `WeCom gave a ${name}` });
	const hasSuiteToken = await look('suite token', async () => {
		await tokens.get({ kind: 'suite' }, { fresh: true });
		return tell('suite access token');
	});
	await look('provider token', async () => {
		if (!options.hasProvider) {
			return {
				status: 'skipped',
				message:
					'The credential has no Provider Secret: licences, registration and login cannot be used',
			};
		}
		await tokens.get({ kind: 'provider' }, { fresh: true });
		return tell('provider access token');
	});
	await look('company token', async () => {
		const { installations } = await vault.installations.find({ suiteId, limit: 1 });
		const [installation] = installations;
		if (!installation) return { status: 'skipped', message: 'No company has installed the suite' };
		if (!hasSuiteToken && installation.kind === 'standard') {
			return { status: 'skipped', message: 'It needs the suite access token' };
		}
		await tokens.get({ kind: 'corp', corpId: installation.corpId });
		return tell(`token of ${installation.corpName || installation.corpId}`);
	});
	await look('clock', async () => {
		const platformTime = await options.readPlatformTime();
		if (platformTime === undefined) {
			return { status: 'skipped', message: 'WeCom did not tell the time' };
		}
		const skewSeconds = Math.round((clock() - platformTime) / 1000);
		const isClose = Math.abs(skewSeconds) <= LARGEST_SKEW;
		return {
			status: isClose ? 'ok' : 'failed',
			message: `The clock of this machine is ${Math.abs(skewSeconds)} s ${skewSeconds < 0 ? 'behind' : 'ahead of'} WeCom's`,
			hint: isClose ? undefined : 'Set the clock of this machine by NTP',
			details: { skewSeconds },
		};
	});
	const { testCallback } = options;
	await look('callback', async () =>
		testCallback
			? await testCallback()
			: { status: 'skipped', message: 'No callback URL was given to test' },
	);
	return { healthy: findings.every(({ status }) => status !== 'failed'), findings };
}

function explain(error: unknown): Omit<Finding, 'check'> {
	if (!(error instanceof WeComError)) {
		return {
			status: 'failed',
			message: error instanceof Error ? error.message : String(error),
			hint: 'See the log of n8n',
		};
	}
	const egressIp = error instanceof WeComPlatformError ? error.egressIp : undefined;
	return {
		status: 'failed',
		message: error.message,
		hint: error.hint,
		details: egressIp === undefined ? undefined : { egressIp },
	};
}
