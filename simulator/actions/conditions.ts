import { z } from 'zod';
import { SECOND } from '../clock';
import type { Faults } from '../platform/faults';
import type { TokenOwner } from '../platform/tokens';
import { action } from './action';
import type { Office } from './office';

const apiFault = z.strictObject({
	path: z.string().default('*'),
	times: z.int().positive().optional(),
	when: z.enum(['before', 'after']).optional(),
	kind: z.enum(['latency', 'status', 'reset', 'errcode', 'hang', 'html', 'warning']),
	milliseconds: z.number().nonnegative().optional(),
	status: z.int().min(400).max(599).optional(),
	errcode: z.int().optional(),
});

const callbackFaults = z
	.strictObject({
		duplicate: z.boolean(),
		outOfOrder: z.boolean(),
		dropTickets: z.boolean(),
		dropEvents: z.boolean(),
		createAuthForProvider: z.boolean(),
		shuffleEnvelope: z.boolean(),
		retryPause: z.number().nonnegative(),
	})
	.partial();

/** Time, faults and limits: the conditions under which calls are answered. */
export function conditionActions({ platform, courier }: Office) {
	const { world, clock, faults } = platform;
	return {
		/** Lets time pass: codes, tickets and tokens grow older. `toldToo` also moves the time that callbacks tell. */
		moveClock: action(
			z.strictObject({ seconds: z.number().nonnegative(), toldToo: z.boolean().default(false) }),
			(input): { now: number; told: number } => {
				clock.move(input.seconds, input.toldToo);
				platform.schedule.settle();
				return { now: clock.now(), told: clock.told() };
			},
		),

		/** How long submitted jobs take on the platform's clock; a second unless set. */
		setJobTime: action(
			z.strictObject({ seconds: z.number().nonnegative() }),
			({ seconds }): { seconds: number } => {
				platform.schedule.jobTime = seconds * SECOND;
				return { seconds };
			},
		),

		/** Puts a few things into the lists of endpoints whose state is not kept, which are empty otherwise. */
		stockLists: action(
			z.strictObject({ stocked: z.boolean().default(true) }).default({ stocked: true }),
			({ stocked }): { stocked: boolean } => {
				platform.stocked = stocked;
				return { stocked };
			},
		),

		/** Switches faults on; see `Faults`. */
		setFaults: action(
			z.strictObject({ api: z.array(apiFault).optional(), callbacks: callbackFaults.optional() }),
			(input): Faults => faults.set(input),
		),

		/** Switches all faults off, lets hanging calls go on, and delivers an event that was kept back. */
		clearFaults: action(z.strictObject({}).optional(), async (): Promise<Faults> => {
			faults.clear();
			await courier.deliverWaiting();
			return faults.list();
		}),

		/** Lets hanging calls go on without switching the fault off. */
		releaseHung: action(z.strictObject({}).optional(), (): { released: number } => ({
			released: faults.release(),
		})),

		/** Makes tokens unknown before their time, as the platform may. */
		revokeTokens: action(
			z.strictObject({
				family: z.enum(['suite', 'provider', 'corp']),
				suiteId: z.string().optional(),
				corpId: z.string().optional(),
			}),
			({ family, suiteId, corpId }): { revoked: number } => {
				const matches = (owner: TokenOwner) =>
					owner.family === family &&
					(suiteId === undefined || ('suiteId' in owner && owner.suiteId === suiteId)) &&
					(corpId === undefined || ('corpId' in owner && owner.corpId === corpId));
				return { revoked: platform.tokens.revoke(matches) };
			},
		),

		/** The provider's list of addresses that may call the API; empty allows all. */
		setAllowedAddresses: action(
			z.strictObject({ addresses: z.array(z.string()) }),
			({ addresses }): { addresses: string[] } => {
				world.provider.allowedAddresses = addresses;
				return { addresses };
			},
		),

		/** What the platform looks like now. */
		status: action(z.strictObject({}).optional(), () => ({
			now: clock.now(),
			told: clock.told(),
			callbackUrls: platform.callbackUrls.list(),
			installations: platform.installations.all().map((installation) => ({
				suiteId: installation.suite.suiteId,
				corpId: installation.corp.corpId,
				agentId: installation.agentId,
				authMode: installation.authMode,
				scope: installation.scope,
				enabled: installation.enabled,
				installedAt: installation.installedAt,
			})),
			faults: faults.list(),
			messages: platform.messages.sent.length,
			deliveries: courier.reports.length,
		})),
	};
}
