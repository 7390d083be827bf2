import type { DeliveryReport } from '../../simulator/callbacks/courier';
import { WANTED, type AnswerText } from './workflow';

/** An event that WeCom has told of, however often. */
export interface ToldEvent {
	/** Names it, as far as an execution shows it; two events may share one. */
	key: string;
	/** The decrypted message, the same each time. */
	payload: string;
	/** Whether WeCom has got `success` for it. */
	acked: boolean;
	/** When attempts at it were under way, in milliseconds since 1970. */
	attempts: Array<{ from: number; to: number }>;
}

/** An execution that a callback has started. */
export interface Execution {
	id: string;
	/** `webhook`: n8n itself answered WeCom; `trigger`: emitted later, with a key against a second one. */
	mode: string;
	key: string;
}

/** A message that the platform took, as its workflow wrote it, and whose token it came with. */
export interface SentAnswer extends AnswerText {
	corpId: string;
}

export interface Kill {
	at: number;
	what: string;
}

export interface Evidence {
	told: readonly ToldEvent[];
	executions: readonly Execution[];
	/** Taken by the platform. */
	answers: readonly SentAnswer[];
	/** Asked of the platform, taken or not: for whom, and with whose token. */
	calls: ReadonlyArray<{ for: string; corpId: string | undefined }>;
	kills: readonly Kill[];
}

/** What must be empty; each entry says what was wrong. */
export interface Verdict {
	/** Events that WeCom got `success` for, and no execution has. */
	losses: string[];
	/** Events that the package has started two executions for, and messages that it has sent twice. */
	duplicates: string[];
	/** Calls for one company with the token of another. */
	mixUps: string[];
	/** Executions that nobody has told of. */
	strangers: string[];
	/** Allowed, and why; see docs/faults.md. */
	excused: {
		/** Events with two executions, since n8n died between storing the first one and the end of its claim. */
		diedWhileStoring: string[];
		/** Executions that n8n itself has run once more. */
		ranAgain: string[];
	};
}

/** How long after its answer a delivery may still be in the hands of the process that had it, in milliseconds. */
const SETTLING = 2_000;

const field = (payload: string, name: string) =>
	payload.match(new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([^<\\]]*)`))?.[1];

/** By what an event can be found again in an execution; `undefined` for one that no workflow asked for. */
export function keyOf(payload: string): string | undefined {
	if (field(payload, 'MsgType') === 'text') return `message ${field(payload, 'MsgId')}`;
	const event = field(payload, 'InfoType');
	if (event === undefined || !WANTED.includes(event)) return undefined;
	return [event, field(payload, 'SuiteId'), field(payload, 'TimeStamp')].join(' ');
}

/** The same, of the item that an execution began with. */
export function keyOfItem(item: Record<string, unknown>): string {
	const data = (item.data ?? {}) as Record<string, unknown>;
	if (item.event === 'message.text') return `message ${String(data.MsgId)}`;
	return [item.event, data.SuiteId, data.TimeStamp].map(String).join(' ');
}

/** Every event that is wanted, once, from all that the platform has delivered. */
export function toldEvents(reports: readonly DeliveryReport[]): ToldEvent[] {
	const byPayload = new Map<string, ToldEvent>();
	for (const { payload, accepted, attempts } of reports) {
		const key = keyOf(payload);
		if (key === undefined) continue;
		const told = byPayload.get(payload) ?? { key, payload, acked: false, attempts: [] };
		byPayload.set(payload, told);
		told.acked ||= accepted;
		told.attempts.push(
			...attempts.map(({ at, milliseconds }) => ({ from: at, to: at + milliseconds })),
		);
	}
	return [...byPayload.values()];
}

/** Compares what WeCom was told it may forget with what has become of it. */
export function judge({ told, executions, answers, calls, kills }: Evidence): Verdict {
	const verdict: Verdict = {
		losses: [],
		duplicates: [],
		mixUps: [],
		strangers: [],
		excused: { diedWhileStoring: [], ranAgain: [] },
	};
	const byKey = groupBy(told, ({ key }) => key);
	const executionsByKey = groupBy(executions, ({ key }) => key);
	/** Events whose second execution is excused: each of the two has sent what it sends. */
	const twiceForGoodReason = new Set<string>();

	for (const [key, events] of byKey) {
		const found = executionsByKey.get(key) ?? [];
		const acked = events.filter((event) => event.acked).length;
		if (found.length < acked) verdict.losses.push(`${key}: ${found.length} executions of ${acked}`);
		if (found.length <= events.length) continue;
		const what = `${key}: ${found.length} executions (${found.map(({ id, mode }) => `${id} ${mode}`).join(', ')}) of ${events.length}`;
		// Only what n8n itself has stored for a webhook has no key.
		const isExcused =
			found.length === events.length + 1 &&
			found.some(({ mode }) => mode === 'webhook') &&
			events.some((event) => kills.some(({ at }) => isInHand(event, at)));
		if (isExcused) {
			verdict.excused.diedWhileStoring.push(what);
			twiceForGoodReason.add(key);
		} else verdict.duplicates.push(what);
	}
	for (const [key, found] of executionsByKey) {
		if (!byKey.has(key)) verdict.strangers.push(`${key}: ${found.map(({ id }) => id).join(', ')}`);
	}

	for (const [name, same] of groupBy(answers, ({ event, number }) => `${event}/${number}`)) {
		const byExecution = groupBy(same, ({ execution }) => execution);
		for (const [execution, sent] of byExecution) {
			const runs = new Set(sent.map(({ begun }) => begun));
			if (sent.length > runs.size) {
				verdict.duplicates.push(`message ${name} was sent ${sent.length} times by ${execution}`);
			} else if (runs.size > 1) verdict.excused.ranAgain.push(`${name} by ${execution}`);
		}
		const event = `message ${same[0].event}`;
		const isKnown = (executionsByKey.get(event)?.length ?? 0) >= byExecution.size;
		if (byExecution.size > 1 && !isKnown && !twiceForGoodReason.has(event)) {
			verdict.duplicates.push(`message ${name} was sent by ${[...byExecution.keys()].join(', ')}`);
		}
	}
	for (const call of calls) {
		if (call.corpId !== undefined && call.corpId !== call.for) {
			verdict.mixUps.push(`a message for ${call.for} was sent as ${call.corpId}`);
		}
	}
	return verdict;
}

function isInHand({ attempts }: ToldEvent, moment: number): boolean {
	return attempts.some(({ from, to }) => moment >= from && moment <= to + SETTLING);
}

function groupBy<T>(values: readonly T[], keyOfValue: (value: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const key = keyOfValue(value);
		groups.set(key, [...(groups.get(key) ?? []), value]);
	}
	return groups;
}
