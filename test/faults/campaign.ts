import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { DeliveryReport } from '../../simulator/callbacks/courier';
import { unflatten, type ExecutionData, type Item } from '../host/rest';
import { secretsOf } from '../host/secrets';
import { until } from '../host/until';
import {
	act,
	castOf,
	hasSpentCode,
	isInstalled,
	prepare,
	saveUrls,
	untilMoment,
	write,
	type Cast,
} from './action';
import type { Layout } from './layout';
import { describeRound, planCampaign, type LayoutName, type Round } from './plan';
import { openQueue } from './queue';
import { openRegular } from './regular';
import { leaksOf } from './secrets';
import { endFaults, mayLoseAnswer, strike } from './strike';
import { emptySummary, type Summary } from './summary';
import {
	judge,
	keyOf,
	keyOfItem,
	toldEvents,
	type Execution,
	type Kill,
	type SentAnswer,
	type Verdict,
} from './witness';
import { credentialsOf, readAnswer, SUITES, TRIGGER } from './workflow';

export interface CampaignOptions {
	seed: number;
	rounds: number;
	layouts?: readonly LayoutName[];
	/** Plays this round alone. */
	only?: number;
	/** Ends with the first round in which something was wrong. */
	bail?: boolean;
	/** No new round is begun after so many milliseconds. */
	limit?: number;
	/** Folder for what was seen when something was wrong. */
	evidence: string;
	tell(line: string): void;
}

const openers: Record<LayoutName, () => Promise<Layout>> = {
	regular: openRegular,
	queue: openQueue,
};

/** How long all work may take once nothing is wrong any more, in milliseconds: claims of the dead run out, n8n looks again. */
const RECOVERY = 150_000;
/** After so many rounds in which something was wrong a campaign ends. */
const ENOUGH = 5;

/** Plays all rounds, those of one layout after those of another. */
export async function runCampaign(options: CampaignOptions): Promise<Summary> {
	const { seed, rounds, layouts, only, bail = false, limit = Infinity } = options;
	const began = Date.now();
	const plan = planCampaign({ seed, rounds, layouts }).filter(
		({ number }) => only === undefined || number === only,
	);
	const summary = emptySummary(seed);
	for (const [name, open] of Object.entries(openers)) {
		const ofLayout = plan.filter(({ layout }) => layout === name);
		if (ofLayout.length === 0) continue;
		const end = began + (limit * (plan.indexOf(ofLayout.at(-1)!) + 1)) / plan.length;
		const layout = await open();
		const stand = new Stand(layout, options, summary);
		try {
			await stand.open();
			for (const round of ofLayout) {
				if (Date.now() > end || stand.isEnough(bail ? 1 : ENOUGH)) break;
				await stand.play(round);
			}
			await stand.close();
		} finally {
			await layout.close();
		}
	}
	summary.seconds = (Date.now() - began) / 1000;
	return summary;
}

/** A layout, and all that has been seen on it. */
class Stand {
	private readonly kills: Kill[] = [];
	/** By ID; what an execution began with does not change. */
	private readonly keys = new Map<string, string>();
	/** Executions that were under way when n8n died. */
	private readonly abandoned = new Set<string>();
	/** What was found before, so that it counts once. */
	private readonly found = new Set<string>();
	private round: Round | undefined;
	private badRounds = 0;
	/** How much of the log of each process was searched. */
	private searched: number[] = [];

	constructor(
		private readonly layout: Layout,
		private readonly options: CampaignOptions,
		private readonly summary: Summary,
	) {}

	isEnough(rounds: number): boolean {
		return this.badRounds >= rounds;
	}

	async open(): Promise<void> {
		const { layout } = this;
		const { simulator } = layout;
		await saveUrls(simulator, (path) => layout.webhookUrl(path));
		for (const index of SUITES) {
			const { suiteId } = simulator.world.suites[index];
			for (const { corpId } of simulator.world.corps) {
				await simulator.actions.install({ suiteId, corpId });
			}
		}
		await this.tellAgain(0);
		await this.untilDone();
	}

	async play(round: Round): Promise<void> {
		const { layout, summary } = this;
		const { simulator } = layout;
		const began = Date.now();
		this.round = round;
		const cast = castOf(simulator, round);
		const before = { ...summary };
		let since = { callbacks: simulator.callbacks.length, requests: simulator.requests.length };
		try {
			await prepare(simulator, round, cast);
			await this.tellAgain(since.callbacks);
			await this.untilDone();
			since = { callbacks: simulator.callbacks.length, requests: simulator.requests.length };
			await simulator.actions.setFaults({
				callbacks: { duplicate: round.twice, retryPause: round.pause },
				...(round.latency > 0 && {
					api: [{ path: '*', kind: 'latency', when: 'after', milliseconds: round.latency }],
				}),
			});
			const stored = (await layout.executions()).length;
			const stopReading = this.keepReading();
			try {
				const action = act(simulator, round, cast);
				await untilMoment(
					simulator,
					round,
					since,
					async () => (await layout.executions()).length > stored,
				);
				await sleep(round.moment.milliseconds);
				const kills = await strike(layout, round.fault);
				this.kills.push(...kills);
				summary.kills += kills.length;
				if (kills.length > 0) {
					await this.readExecutions();
					await this.abandonUnfinished();
				}
				// A supervisor does not wait for WeCom, nor WeCom for it.
				await Promise.all([action, endFaults(layout)]);
			} finally {
				await stopReading();
			}
			await this.becomeWell(round, cast, since);
		} catch (error) {
			this.fail(`${(error as Error).message}${causeOf(error)}`);
		}
		summary.rounds += 1;
		summary.faults[round.fault.kind] = (summary.faults[round.fault.kind] ?? 0) + 1;
		const seconds = ((Date.now() - began) / 1000).toFixed(1);
		const isClean = (['losses', 'duplicates', 'mixUps', 'secrets', 'failures'] as const).every(
			(name) => summary[name] === before[name],
		);
		this.options.tell(
			`${round.number} ${isClean ? 'ok' : 'NOT OK'} ${seconds} s ${describeRound(round)}`,
		);
		if (isClean) return;
		this.badRounds += 1;
		await this.keepEvidence(since);
	}

	/** Without a hand: what was killed runs again, WeCom tells once more what it had given up on, and all is as it should be. */
	private async becomeWell(
		round: Round,
		cast: Cast,
		since: { callbacks: number; requests: number },
	): Promise<void> {
		const { layout, summary } = this;
		const { simulator } = layout;
		const told = toldEvents(simulator.callbacks.slice(since.callbacks));
		summary.events += told.length;
		summary.acked += told.filter(({ acked }) => acked).length;
		await this.tellAgain(since.callbacks);
		await this.untilDone();

		const isCodeLost = async (corpId: string) =>
			corpId === cast.corpId &&
			['install', 'resetPermanentCode'].includes(round.action) &&
			mayLoseAnswer(round.fault) &&
			hasSpentCode(simulator, since.requests);
		// At once, so that a token of one that is given to the other shows.
		const companies = [cast.corpId, cast.otherCorpId];
		const probed = await Promise.allSettled(
			companies.map(async (corpId) => {
				if (!(await isInstalled(simulator, cast.suiteId, corpId))) return;
				await this.probe({ suiteId: cast.suiteId, corpId });
			}),
		);
		for (const [index, probe] of probed.entries()) {
			if (probe.status === 'fulfilled') continue;
			if (!(await isCodeLost(companies[index]))) throw probe.reason;
			summary.codesLost += 1;
			await this.mend(round, cast);
		}
		await this.compareInstallations();
		await this.untilDone();
		this.searchLog();
	}

	/** What WeCom has delivered and not got `success` for, since then, until it has. */
	private async tellAgain(callbacks: number): Promise<void> {
		const { simulator } = this.layout;
		const reports = simulator.callbacks.slice(callbacks);
		const acked = new Set(reports.filter(({ accepted }) => accepted).map(({ payload }) => payload));
		const open = new Map(reports.map((report) => [report.payload, report]));
		for (const [payload, report] of open) {
			if (acked.has(payload) || keyOf(payload) === undefined) continue;
			await this.deliverAgain(report);
		}
	}

	private async deliverAgain({ payload, url }: DeliveryReport): Promise<void> {
		const { simulator } = this.layout;
		const field = (name: string) =>
			payload.match(new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`))?.[1];
		const isCommand = field('InfoType') !== undefined;
		const suite =
			simulator.world.suites[SUITES.find((index) => url.includes(`00000${index}/`)) ?? 0];
		await until(
			`WeCom gets success for ${keyOf(payload)}`,
			async () => {
				const report = await simulator.actions.deliver({
					suiteId: suite.suiteId,
					kind: isCommand ? 'command' : 'data',
					...(isCommand ? {} : { corpId: field('ToUserName') }),
					xml: payload,
				});
				return report.accepted;
			},
			{ within: RECOVERY, every: 500 },
		);
	}

	/** Waits until no work is left, and every event that WeCom got `success` for has its execution. */
	private async untilDone(): Promise<void> {
		const { layout } = this;
		let left = '';
		try {
			await until(
				'all work is done',
				async () => {
					// As a supervisor does; some processes end by themselves when a server has been away.
					await layout.revive();
					const { openClaims } = await layout.vault();
					const losses = (await this.judge()).losses.filter((loss) => !this.found.has(loss));
					left = [`${openClaims} claims are open`, ...losses].join('; ');
					return openClaims === 0 && losses.length === 0;
				},
				{ within: RECOVERY, every: 200 },
			);
		} catch (error) {
			this.count(await this.judge());
			throw new Error(`${(error as Error).message}: ${left}`, { cause: error });
		}
		await this.untilAllHaveEnded();
		this.count(await this.judge());
	}

	/** Executions end, unless n8n or what it needs has died: it does not go on with them, and may take its time to say so. */
	private async untilAllHaveEnded(): Promise<void> {
		const isUndisturbed = ['platform', 'clock', undefined].includes(this.round?.fault.kind);
		const within = isUndisturbed ? RECOVERY : 15_000;
		const look = async () => (await this.unfinished()).length === 0;
		await until('all executions have ended', look, { within, every: 200 }).catch(
			async (error: unknown) => {
				if (isUndisturbed) throw error;
				await this.abandonUnfinished();
			},
		);
	}

	private async unfinished(): Promise<string[]> {
		const rows = await this.layout.executions();
		return rows
			.filter(({ id, status }) => ['new', 'running'].includes(status) && !this.abandoned.has(id))
			.map(({ id }) => id);
	}

	private async abandonUnfinished(): Promise<void> {
		for (const id of await this.unfinished()) this.abandoned.add(id);
	}

	/** A member's message is answered as its company, by a token that is fetched anew. */
	private async probe(company: { suiteId: string; corpId: string }): Promise<void> {
		const { simulator } = this.layout;
		await simulator.actions.revokeTokens({ family: 'corp', ...company });
		const report = await write(simulator, company, 'probe');
		if (!report.accepted) await this.deliverAgain(report);
		const key = keyOf(report.payload);
		await until(
			`company ${company.corpId} gets an answer of ${company.suiteId}`,
			() => this.answers().some(({ event }) => `message ${event}` === key),
			{ within: 90_000 },
		);
	}

	/** What WeCom advises for a code that is lost: a new authorisation, or another reset. */
	private async mend(round: Round, cast: Cast): Promise<void> {
		const { simulator } = this.layout;
		const since = simulator.callbacks.length;
		if (round.action === 'install') await simulator.actions.install(companyOf(cast));
		else await simulator.actions.resetPermanentCode(companyOf(cast));
		await this.tellAgain(since);
		await this.untilDone();
		await this.probe(companyOf(cast));
	}

	/** The vault has what the platform has: neither more nor less. */
	private async compareInstallations(): Promise<void> {
		const { layout } = this;
		const { installations } = await layout.simulator.actions.status();
		const nameOf = ({ suiteId, corpId }: { suiteId: string; corpId: string }) =>
			`${suiteId} in ${corpId}`;
		const { installations: kept, tickets } = await layout.vault();
		const wanted = installations.map(nameOf).sort();
		const is = kept.map(nameOf).sort();
		const missing = wanted.filter((each) => !is.includes(each));
		const tooMuch = is.filter((each) => !wanted.includes(each));
		if (missing.length > 0) this.lose(`not in the vault: ${missing.join(', ')}`);
		if (tooMuch.length > 0) this.fail(`still in the vault: ${tooMuch.join(', ')}`);
		for (const { payload, accepted } of layout.simulator.callbacks.slice(-50)) {
			const [, suiteId, issuedAt] =
				payload.match(/<SuiteId>(?:<!\[CDATA\[)?([^<\]]+).*<TimeStamp>(\d+)/s) ?? [];
			if (!accepted || !payload.includes('suite_ticket')) continue;
			const isKept = tickets.some(
				(ticket) => ticket.suiteId === suiteId && Number(ticket.issuedAt) >= Number(issuedAt),
			);
			if (!isKept) this.lose(`a ticket of ${suiteId} of ${issuedAt}`);
		}
	}

	private answers(): SentAnswer[] {
		return this.layout.simulator.messages.flatMap(({ corpId, content }) => {
			const answer = readAnswer(content.content);
			return answer ? [{ ...answer, corpId }] : [];
		});
	}

	/** All executions; of those that are new, what they began with: of one that n8n finds crashed, n8n itself throws it away. */
	private async readExecutions(): Promise<Execution[]> {
		const { layout, keys } = this;
		const rows = await layout.executions();
		const unread = rows.filter(({ id }) => !keys.has(id)).map(({ id }) => id);
		if (unread.length > 0) {
			const secrets = secretsOf(layout.simulator, this.credentials());
			for (const [id, data] of await layout.executionData(unread)) {
				const item = firstItem(unflatten(data) as ExecutionData);
				if (!item) continue;
				keys.set(id, keyOfItem(item.json));
				this.leak(`execution ${id}`, leaksOf(secrets, data));
			}
		}
		return rows.flatMap(({ id, mode }): Execution[] => {
			const key = keys.get(id);
			return key === undefined ? [] : [{ id, mode, key }];
		});
	}

	/** Reads executions while something is wrong, as often as that can be done; gives how to stop it. */
	private keepReading(): () => Promise<void> {
		let isOn = true;
		const reading = (async () => {
			while (isOn) {
				await this.readExecutions().catch(() => {});
				await sleep(200);
			}
		})();
		return async () => {
			isOn = false;
			await reading;
		};
	}

	private async judge(): Promise<Verdict> {
		const { simulator } = this.layout;
		const executions = await this.readExecutions();
		return judge({
			told: toldEvents(simulator.callbacks),
			executions,
			answers: this.answers(),
			calls: simulator.requests.flatMap(({ path, body, caller }) => {
				if (path !== '/cgi-bin/message/send') return [];
				const text = (body as { text?: { content?: unknown } } | undefined)?.text?.content;
				const answer = readAnswer(text);
				return answer ? [{ for: answer.for, corpId: caller?.corpId }] : [];
			}),
			kills: this.kills,
		});
	}

	private credentials() {
		return credentialsOf(this.layout.simulator, {});
	}

	/** Adds up what is new of a verdict. */
	private count({ losses, duplicates, mixUps, strangers, excused }: Verdict): void {
		const { summary } = this;
		const isNew = (what: string) => !this.found.has(what) && this.found.add(what);
		for (const loss of losses) this.lose(loss);
		for (const what of duplicates.filter(isNew)) {
			summary.duplicates += 1;
			this.options.tell(`  twice: ${what}`);
		}
		for (const what of mixUps.filter(isNew)) {
			summary.mixUps += 1;
			this.options.tell(`  mixed up: ${what}`);
		}
		for (const what of strangers) this.fail(`an execution that nobody told of: ${what}`);
		summary.diedWhileStoring += excused.diedWhileStoring.filter(isNew).length;
		summary.ranAgain += excused.ranAgain.filter(isNew).length;
	}

	private lose(what: string): void {
		if (this.found.has(what)) return;
		this.found.add(what);
		this.summary.losses += 1;
		this.options.tell(`  lost: ${what}`);
	}

	private fail(what: string): void {
		if (this.found.has(what)) return;
		this.found.add(what);
		this.summary.failures += 1;
		this.options.tell(`  failed: ${what}`);
	}

	private leak(where: string, names: readonly string[]): void {
		for (const name of names) {
			const what = `${name} is in ${where}`;
			if (this.found.has(what)) continue;
			this.found.add(what);
			this.summary.secrets += 1;
			this.options.tell(`  secret: ${what}`);
		}
	}

	/** Looks for secrets in what n8n has written since the last time. */
	private searchLog(): void {
		const logs = this.layout.logs();
		const secrets = secretsOf(this.layout.simulator, this.credentials());
		const news = logs.map((log, index) => log.slice(this.searched[index] ?? 0));
		this.leak('a log', leaksOf(secrets, news.join('\n')));
		this.searched = logs.map(({ length }) => length);
	}

	/** Looks once more for what comes late, and for secrets in all that was written. */
	async close(): Promise<void> {
		const { layout, summary } = this;
		// One too many would come when its claim has run out, or with the next look for work.
		await sleep(3_000);
		await this.untilDone().catch((error: unknown) => this.fail((error as Error).message));
		const rows = await layout.executions();
		summary.executions += rows.length;
		summary.messages += layout.simulator.messages.length;
		const secrets = secretsOf(layout.simulator, this.credentials());
		for (const [where, bytes] of layout.traces()) this.leak(where, leaksOf(secrets, bytes));
	}

	private async keepEvidence(since: { callbacks: number; requests: number }): Promise<void> {
		const { layout, options, round } = this;
		const { simulator } = layout;
		const folder = join(options.evidence, `seed-${options.seed}-round-${round?.number ?? 0}`);
		mkdirSync(folder, { recursive: true });
		const keep = (name: string, value: unknown) =>
			writeFileSync(
				join(folder, name),
				typeof value === 'string' ? value : JSON.stringify(value, null, '\t'),
			);
		keep('round.json', round);
		keep('found.json', [...this.found]);
		keep('kills.json', this.kills);
		keep('callbacks.json', simulator.callbacks.slice(since.callbacks));
		keep('requests.json', simulator.requests.slice(since.requests));
		keep('messages.json', simulator.messages.slice(-200));
		keep('n8n.log', layout.logs().join('\n== the next process\n'));
		const rows = await layout.executions().catch(() => []);
		keep(
			'executions.json',
			rows.map((row) => ({ ...row, key: this.keys.get(row.id) })),
		);
		options.tell(`  evidence in ${folder}`);
	}
}

const companyOf = ({ suiteId, corpId }: Cast) => ({ suiteId, corpId });

/** What an execution began with: in its results once the trigger has run, before that in what is to be run. */
function firstItem(data: ExecutionData): Item | undefined {
	const ran = data.resultData.runData[TRIGGER]?.[0]?.data?.main?.[0]?.[0];
	if (ran) return ran;
	const { nodeExecutionStack } = (data.executionData ?? {}) as {
		nodeExecutionStack?: Array<{ data: { main: Array<Item[] | null> } }>;
	};
	return nodeExecutionStack?.[0]?.data.main[0]?.[0];
}

function causeOf(error: unknown): string {
	const { cause } = error as { cause?: unknown };
	return cause instanceof Error ? ` (${cause.message}${causeOf(cause)})` : '';
}
