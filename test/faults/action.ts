import type { Simulator } from '../../simulator/simulator';
import { until } from '../host/until';
import type { Round } from './plan';
import { askForBulk, SUITES, webhookPathOf } from './workflow';

/** Who a round is about, by the names that the platform knows. */
export interface Cast {
	suiteId: string;
	corpId: string;
	/** Another company, of which something is wanted at the same time. */
	otherCorpId: string;
}

const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code';
const DETAILS = '/cgi-bin/service/v2/get_auth_info';
const SEND = '/cgi-bin/message/send';
const TOKENS = [
	'/cgi-bin/service/get_suite_token',
	'/cgi-bin/service/get_corp_token',
	'/cgi-bin/gettoken',
];

/** The calls of the platform that an action leads to. */
const CALLS: Record<Round['action'], readonly string[]> = {
	ticket: [],
	install: [EXCHANGE],
	changeScope: [DETAILS],
	uninstall: [],
	comeAndGo: [EXCHANGE],
	resetPermanentCode: [EXCHANGE],
	messages: [SEND],
	tokenRefresh: TOKENS,
	bulk: [SEND],
};

export function castOf({ world }: Simulator, round: Round): Cast {
	return {
		suiteId: world.suites[round.suite].suiteId,
		corpId: world.corps[round.company].corpId,
		otherCorpId: world.corps[round.other].corpId,
	};
}

/** Whether the platform says that a company has a suite. */
export async function isInstalled(
	{ actions }: Simulator,
	suiteId: string,
	corpId: string,
): Promise<boolean> {
	const { installations } = await actions.status();
	return installations.some((each) => each.suiteId === suiteId && each.corpId === corpId);
}

/** Saves the addresses of the workflows where WeCom calls; a process that is just up may need more than its second. */
export async function saveUrls(simulator: Simulator, urlOf: (path: string) => string) {
	for (const index of SUITES) {
		const { suiteId } = simulator.world.suites[index];
		for (const kind of ['data', 'command'] as const) {
			await until(
				`the ${kind} URL of ${suiteId} is saved`,
				async () => {
					const url = urlOf(webhookPathOf(index));
					return (await simulator.actions.saveCallbackUrl({ suiteId, kind, url })).saved;
				},
				{ within: 60_000 },
			);
		}
	}
}

/** Brings the companies into the state in which the action is possible. The system is well while it is done. */
export async function prepare(simulator: Simulator, { action }: Round, cast: Cast): Promise<void> {
	const { suiteId, corpId, otherCorpId } = cast;
	for (const each of [corpId, otherCorpId]) {
		const isWanted = !(each === corpId && ['install', 'comeAndGo'].includes(action));
		if ((await isInstalled(simulator, suiteId, each)) === isWanted) continue;
		const company = { suiteId, corpId: each };
		if (isWanted) await simulator.actions.install(company);
		else await simulator.actions.uninstall(company);
	}
}

/** Does it, and resolves when WeCom has been answered or has given up. */
export async function act(simulator: Simulator, round: Round, cast: Cast): Promise<void> {
	const { actions } = simulator;
	const { suiteId, corpId, otherCorpId } = cast;
	const company = { suiteId, corpId };
	switch (round.action) {
		case 'ticket':
			await actions.pushTicket({ suiteId });
			return;
		case 'install':
			await actions.install(company);
			return;
		case 'changeScope': {
			const users = membersOf(simulator, corpId).slice(0, 1 + (round.size % 3));
			await actions.changeScope({ ...company, allow: { users } });
			return;
		}
		case 'uninstall':
			await actions.uninstall(company);
			return;
		case 'comeAndGo':
			// Removed before the exchange has ended, which must not bring it back.
			await actions.install(company);
			await actions.uninstall(company);
			return;
		case 'resetPermanentCode':
			await actions.resetPermanentCode(company);
			return;
		case 'bulk':
			await write(simulator, company, askForBulk(round.size));
			return;
		case 'tokenRefresh':
			await actions.revokeTokens({ family: 'suite' });
			await actions.revokeTokens({ family: 'corp' });
			break;
		case 'messages':
			break;
	}
	await Promise.all(
		[corpId, otherCorpId, corpId].map(async (each) => {
			await write(simulator, { suiteId, corpId: each }, 'hello');
		}),
	);
}

/** A member of a company writes to its app. */
export async function write(
	simulator: Simulator,
	company: { suiteId: string; corpId: string },
	text: string,
) {
	const [userId] = membersOf(simulator, company.corpId);
	return await simulator.actions.sendMessage({ ...company, userId, text });
}

/** Waits for what the round's moment is counted from; what does not come within ten seconds is not waited for. */
export async function untilMoment(
	simulator: Simulator,
	{ action, moment, size }: Round,
	since: { callbacks: number; requests: number },
	isStored: () => Promise<boolean>,
): Promise<void> {
	const calls = CALLS[action];
	const wanted = action === 'bulk' ? Math.ceil(size / 3) : 1;
	const isReached = {
		begun: () => true,
		answered: () => simulator.callbacks.slice(since.callbacks).some(({ accepted }) => accepted),
		called: () =>
			simulator.requests.slice(since.requests).filter(({ path }) => calls.includes(path)).length >=
			wanted,
		stored: isStored,
	}[moment.after];
	await until(`it is ${moment.after}`, isReached, { within: 10_000, every: 2 }).catch(() => {});
}

/** Whether the platform has spent an auth code since then: nobody gets that permanent code again. */
export function hasSpentCode(simulator: Simulator, requests: number): boolean {
	return simulator.requests
		.slice(requests)
		.some(({ path, errcode, faults }) => path === EXCHANGE && (errcode === 0 || faults.length > 0));
}

function membersOf({ world }: Simulator, corpId: string): string[] {
	const corp = world.corps.find((each) => each.corpId === corpId);
	if (!corp) throw new Error(`There is no company ${corpId}`);
	return corp.members.map(({ userId }) => userId);
}
