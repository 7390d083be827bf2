import { MINUTE, SECOND, type PlatformClock } from '../clock';
import type { Corp, Member } from '../world';
import { Refusal } from './refusal';
import { secret } from './secret';

export const CODE_LIFE = 5 * MINUTE;
export const USER_TICKET_LIFE_SECONDS = 1800;

/** Who logged in where. `app` is the suite id or own app that may exchange the code. */
export interface Login {
	kind: 'oauth' | 'business settings' | 'mini program';
	app: string;
	corp: Corp;
	member: Member;
	/** The member agreed to show private fields. */
	private: boolean;
}

/** Members whom somebody picked (选人jsapi), by encrypted ids. */
export interface Selection {
	app: string;
	corp: Corp;
	by: string;
	userIds: string[];
}

interface Code {
	login: Login;
	expiresAt: number;
	used: boolean;
}

/** Codes that browsers and mini programs bring after a login, and the tickets for private fields. */
export class Logins {
	private readonly codes = new Map<string, Code>();
	private readonly selections = new Map<string, Selection>();
	private readonly userTickets = new Map<string, { login: Login; expiresAt: number }>();

	constructor(private readonly clock: PlatformClock) {}

	issueCode(login: Login): string {
		const code = secret('CODE-', 64);
		this.codes.set(code, { login, expiresAt: this.clock.now() + CODE_LIFE, used: false });
		return code;
	}

	/** @throws Refusal 40029 for an unknown code or one of another app, 42022 for a used, 42003 for an expired one */
	useCode(code: string, kinds: Login['kind'][], app?: string): Login {
		const known = this.codes.get(code);
		if (
			!known ||
			!kinds.includes(known.login.kind) ||
			(app !== undefined && known.login.app !== app)
		) {
			throw new Refusal(40029);
		}
		if (known.used) {
			throw new Refusal(42022);
		}
		if (known.expiresAt <= this.clock.now()) {
			throw new Refusal(42003);
		}
		known.used = true;
		return known.login;
	}

	issueUserTicket(login: Login): { user_ticket: string; expires_in: number } {
		const ticket = secret('USERTICKET-', 64);
		const expiresAt = this.clock.now() + USER_TICKET_LIFE_SECONDS * SECOND;
		this.userTickets.set(ticket, { login, expiresAt });
		return { user_ticket: ticket, expires_in: USER_TICKET_LIFE_SECONDS };
	}

	/** What a member picked in an app's page; the ticket tells it to the app. */
	issueSelection(selection: Selection): string {
		const ticket = secret('SELECTED-', 48);
		this.selections.set(ticket, selection);
		return ticket;
	}

	/** @throws Refusal 60222 for an unknown ticket, 60219 for one of another app */
	selection(ticket: string, app: string, corp: Corp): Selection {
		const selection = this.selections.get(ticket);
		if (!selection) {
			throw new Refusal(60222);
		}
		if (selection.app !== app || selection.corp !== corp) {
			throw new Refusal(60219);
		}
		return selection;
	}

	/** @throws Refusal 84015 for an unknown ticket or one of another app, 84014 for an expired one */
	userTicket(ticket: string, app: string): Login {
		const known = this.userTickets.get(ticket);
		if (known?.login.app !== app) {
			throw new Refusal(84015);
		}
		if (known.expiresAt <= this.clock.now()) {
			throw new Refusal(84014);
		}
		return known.login;
	}
}
