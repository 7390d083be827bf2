import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import fc from 'fast-check';

import { MAXIMUM_BYTES } from '../../wecom/callback/receive';
import { attacks, type Attack } from './bodies';
import { effortOf } from './effort';
import { openTarget } from './target';

/** No body may keep the process longer, in milliseconds of processor. */
export const LONGEST = 50;
/** Bodies that are made and sent together. */
const HELPING = 500;

export interface FuzzResult {
	bodies: number;
	seed: number;
	/** How often each came out. */
	outcomes: Record<string, number>;
	/** The slowest body: milliseconds, and what it was. */
	slowest: { milliseconds: number; what: string };
	/** Bytes of heap after collection: after the first helpings, and after the last. */
	heap: { before: number; after: number };
}

/**
 * Sends so many bodies, and throws at the first that does what none may: be taken although its sender could not have made
 * it, speak for another company, change the vault although it was refused, throw, take long, or touch a prototype. The
 * message of the error says how to send the same again.
 */
export async function fuzz({
	bodies,
	seed,
}: {
	bodies: number;
	seed: number;
}): Promise<FuzzResult> {
	const target = await openTarget();
	const outcomes: Record<string, number> = {};
	const slowest = { milliseconds: 0, what: '' };
	const arbitrary = attacks(target);
	const heap = { before: 0, after: 0 };
	let version = target.version();
	let content = target.content();
	const [corp] = target.world.corps;

	const send = async (attack: Attack) => {
		const { sender, receiver, request, original, signed = {} } = attack;
		const started = process.hrtime.bigint();
		const acceptance = await target.deliver(receiver, request);
		let milliseconds = Number(process.hrtime.bigint() - started) / 1e6;

		const isRefused = acceptance.kind === 'refused';
		const count = isRefused ? acceptance.refusal.reason : `${sender}: ${acceptance.kind}`;
		outcomes[count] = (outcomes[count] ?? 0) + 1;
		const present = target.version();
		if (isRefused) {
			if (present !== version) throw new Error('it was refused and the vault was changed');
			if (milliseconds > slowest.milliseconds) {
				const again = async () => await target.deliver(receiver, request);
				({ milliseconds } = await effortOf(again, { attempts: 5, enough: slowest.milliseconds }));
			}
		} else if (acceptance.kind === 'busy') {
			throw new Error('it made its own repetition wait');
		} else {
			const event = acceptance.kind === 'emit' ? acceptance.emission.event : acceptance.event;
			const raw = acceptance.kind === 'emit' ? acceptance.emission.raw : undefined;
			for (const [name, value] of Object.entries(signed)) {
				if (request.query[name] !== value) throw new Error(`it was taken with another ${name}`);
			}
			if (sender === 'stranger' && raw !== undefined && raw !== original) {
				throw new Error('a stranger had it taken');
			}
			if (sender === 'app' && event?.corpId !== corp.corpId) {
				throw new Error(`an app spoke for ${event?.corpId}`);
			}
			if (sender === 'app' && event?.family === 'command' && acceptance.kind === 'answer first') {
				throw new Error('an app spoke for its template');
			}
		}
		version = present;
		// What is taken has to be written to disk and waits for that; what it costs is measured where it is refused.
		if (isRefused && milliseconds > slowest.milliseconds) {
			Object.assign(slowest, { milliseconds, what: describe(attack) });
			if (milliseconds > LONGEST) throw new Error(`it took ${milliseconds.toFixed(0)} ms`);
		}
		if ('polluted' in {}) throw new Error('it changed the prototype of all objects');
	};

	try {
		for (let done = 0; done < bodies; done += HELPING) {
			const made = fc.sample(arbitrary, {
				numRuns: Math.min(HELPING, bodies - done),
				seed: seed + done,
			});
			const versionBefore = version;
			let isQuiet = true;
			for (const [index, make] of made.entries()) {
				const attack = make();
				try {
					await send(attack);
				} catch (cause) {
					throw new Error(
						`Body ${done + index} of seed ${seed} (${describe(attack)}): ${(cause as Error).message}`,
						{ cause },
					);
				}
				isQuiet &&= version === versionBefore;
			}
			const present = target.content();
			if (isQuiet && present !== content) throw new Error('The vault was changed by nobody');
			content = present;
			if (done === HELPING * 4) heap.before = collectedHeap();
		}
		heap.after = collectedHeap();
		return { bodies, seed, outcomes, slowest, heap };
	} finally {
		await target.close();
	}
}

function describe({ sender, receiver, bends, request }: Attack): string {
	const hash = createHash('sha256').update(request.body).digest('hex').slice(0, 12);
	const size = request.body.length > MAXIMUM_BYTES ? 'too large' : `${request.body.length} bytes`;
	return `${sender} to ${receiver}, ${size}, ${hash}: ${bends.join(', ') || 'unchanged'}`;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function collectedHeap(): number {
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}
