import { MINUTE, SECOND, type PlatformClock } from '../clock';
import type { Corp, Suite } from '../world';
import { Refusal } from './refusal';
import type { Scope } from './scope';
import { secret } from './secret';

export const AUTH_CODE_LIFE = 10 * MINUTE;
export const PRE_AUTH_CODE_LIFE_SECONDS = 1200;

/** One suite in one company, from the moment somebody there agrees until it is removed. */
export interface Installation {
	suite: Suite;
	corp: Corp;
	agentId: number;
	permanentCode: string;
	/** 0: an administrator authorised it for a scope; 1: members authorise themselves. */
	authMode: 0 | 1;
	scope: Scope;
	installedBy: string;
	/** Told time in seconds. */
	installedAt: number;
	state?: string;
	/** A company may switch an installed app off; calls are then refused with 50003. */
	enabled: boolean;
	/** Keys of a customised app's own callback URL; the console begins with those of the template. */
	token: string;
	encodingAesKey: string;
}

interface AuthCode {
	suiteId: string;
	corpId: string;
	expiresAt: number;
	used: boolean;
	/** What the exchange makes true, for a reset: the new permanent code. */
	permanentCode: string;
}

interface PreAuthCode {
	suiteId: string;
	expiresAt: number;
	used: boolean;
	test: boolean;
}

/** Pre-auth codes, auth codes, and the installations they lead to. */
export class Installations {
	private readonly installations = new Map<string, Installation>();
	private readonly authCodes = new Map<string, AuthCode>();
	private readonly preAuthCodes = new Map<string, PreAuthCode>();
	private readonly lastAgentIds = new Map<string, number>();
	private readonly firstTimes = new Map<string, number>();

	constructor(private readonly clock: PlatformClock) {}

	find(suiteId: string, corpId: string): Installation | undefined {
		return this.installations.get(`${suiteId} ${corpId}`);
	}

	/** When the company installed the suite for the first time ever, on the platform's clock. */
	firstInstalledAt(suiteId: string, corpId: string): number {
		return this.firstTimes.get(`${suiteId} ${corpId}`) ?? this.clock.now();
	}

	all(): Installation[] {
		return [...this.installations.values()];
	}

	issuePreAuthCode(suiteId: string): string {
		const code = secret('PREAUTH-');
		const expiresAt = this.clock.now() + PRE_AUTH_CODE_LIFE_SECONDS * SECOND;
		this.preAuthCodes.set(code, { suiteId, expiresAt, used: false, test: false });
		return code;
	}

	/** @throws Refusal 40077 for a code that is unknown or used, 42007 for an expired one */
	preAuthCode(suiteId: string, code: string): PreAuthCode {
		const known = this.preAuthCodes.get(code);
		if (!known || known.suiteId !== suiteId || known.used) {
			throw new Refusal(40077);
		}
		if (known.expiresAt <= this.clock.now()) {
			throw new Refusal(42007);
		}
		return known;
	}

	/** The newest usable pre-auth code of a suite. */
	latestPreAuthCode(suiteId: string): string | undefined {
		const usable = [...this.preAuthCodes].filter(
			([, known]) => known.suiteId === suiteId && !known.used && known.expiresAt > this.clock.now(),
		);
		return usable.at(-1)?.[0];
	}

	/**
	 * Authorises a suite. Installing once more gives a new permanent code, and the old one and its agent's tokens are
	 * worth nothing any more; the agent id and the settings of its callback stay.
	 */
	install(
		suite: Suite,
		corp: Corp,
		choice: { scope: Scope; installedBy: string; authMode: 0 | 1; state?: string },
	): Installation {
		const key = `${suite.suiteId} ${corp.corpId}`;
		const before = this.installations.get(key);
		const installation: Installation = {
			suite,
			corp,
			agentId: before?.agentId ?? this.nextAgentId(corp.corpId),
			permanentCode: secret('PERMANENT-'),
			installedAt: this.clock.toldSeconds(),
			enabled: true,
			token: before?.token ?? suite.token,
			encodingAesKey: before?.encodingAesKey ?? suite.encodingAesKey,
			...choice,
		};
		this.dropAuthCodes(suite.suiteId, corp.corpId);
		this.installations.set(key, installation);
		if (!this.firstTimes.has(key)) {
			this.firstTimes.set(key, this.clock.now());
		}
		return installation;
	}

	issueAuthCode(installation: Installation, permanentCode = installation.permanentCode): string {
		const code = secret('AUTHCODE-', 96);
		this.authCodes.set(code, {
			suiteId: installation.suite.suiteId,
			corpId: installation.corp.corpId,
			expiresAt: this.clock.now() + AUTH_CODE_LIFE,
			used: false,
			permanentCode,
		});
		return code;
	}

	/**
	 * Uses up an auth code; `isNewCode` when it has put a new permanent code in the place of an old one.
	 * @throws Refusal 40078 for a code that is unknown, used, expired, of another suite, or of a removed installation
	 */
	exchange(suiteId: string, code: string): { installation: Installation; isNewCode: boolean } {
		const known = this.authCodes.get(code);
		const installation = known && this.find(suiteId, known.corpId);
		if (
			!known ||
			!installation ||
			known.suiteId !== suiteId ||
			known.used ||
			known.expiresAt <= this.clock.now()
		) {
			throw new Refusal(40078);
		}
		known.used = true;
		const isNewCode = installation.permanentCode !== known.permanentCode;
		installation.permanentCode = known.permanentCode;
		return { installation, isNewCode };
	}

	/** @throws Refusal 40084 unless this is the living permanent code of the suite in that company */
	authorised(suiteId: string, corpId: string, permanentCode: string): Installation {
		const installation = this.find(suiteId, corpId);
		if (!installation || installation.permanentCode !== permanentCode) {
			throw new Refusal(40084);
		}
		return installation;
	}

	remove(installation: Installation): void {
		const { suite, corp } = installation;
		this.installations.delete(`${suite.suiteId} ${corp.corpId}`);
		this.dropAuthCodes(suite.suiteId, corp.corpId);
	}

	private dropAuthCodes(suiteId: string, corpId: string): void {
		for (const [code, known] of this.authCodes) {
			if (known.suiteId === suiteId && known.corpId === corpId) {
				this.authCodes.delete(code);
			}
		}
	}

	private nextAgentId(corpId: string): number {
		const next = (this.lastAgentIds.get(corpId) ?? 1000001) + 1;
		this.lastAgentIds.set(corpId, next);
		return next;
	}
}
