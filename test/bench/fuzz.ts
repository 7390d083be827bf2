/**
 * Sends a million genuine requests that were bent in every way, and throws at the first that does what none may; then asks
 * whether somebody who measures how long a refusal takes learns why it was one. Run by `npm run bench fuzz`, or with
 * `node --import tsx test/bench/fuzz.ts [bodies] [seed]`; prints figures, and exits with 1 when a promise is not kept.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { seal } from '../../simulator/crypto/seal';
import { sign } from '../../simulator/crypto/sign';
import type { CallbackRequest } from '../../wecom/callback/receive';
import { fuzz, LONGEST } from '../attack/fuzz';
import { openTarget, type Target } from '../attack/target';

const BODIES = Number(process.argv[2] ?? 1_000_000);
const SEED = Number(process.argv[3] ?? randomInt(1_000_000_000));
/** Bytes that a million bodies may leave in memory. */
const GROWTH = 16 * 1024 * 1024;

/** How often each refusal is measured. */
const SAMPLES = 6_000;
/** Beyond it a difference is no accident: what side-channel research takes for a leak. */
const LARGEST_T = 4.5;
/** How much slower one refusal may be than another within the process, where nothing hides it. */
const LARGEST_RATIO = 1.1;

type Refused = CallbackRequest & { body: Buffer };

const write = (line: string) => process.stdout.write(`${line}\n`);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Requests of one size that are refused, each for another reason. */
function refusals(target: Target): Record<string, () => Refused> {
	const [suite] = target.world.suites;
	const message = `<xml><SuiteId>${suite.suiteId}</SuiteId><InfoType>none</InfoType><A>${'a'.repeat(400)}</A></xml>`;
	const send = (encrypted: string, isSigned = true): Refused => {
		const timestamp = String(Math.floor(Date.now() / 1000));
		const nonce = randomBytes(8).toString('hex');
		const right = sign(suite.token, timestamp, nonce, encrypted);
		return {
			query: {
				msg_signature: isSigned ? right : randomBytes(20).toString('hex'),
				timestamp,
				nonce,
			},
			body: Buffer.from(`<xml><Encrypt>${encrypted}</Encrypt></xml>`),
		};
	};
	const sealed = () => seal(suite.encodingAesKey, message, suite.suiteId);
	return {
		signature: () => send(sealed(), false),
		padding: () => {
			// The last block alone, as by somebody who wants to find out what it holds.
			const bytes = Buffer.from(sealed(), 'base64');
			return send(Buffer.concat([bytes.subarray(0, -16), randomBytes(16)]).toString('base64'));
		},
		receive_id: () => send(seal(suite.encodingAesKey, message, suite.suiteId.replace('ww', 'xx'))),
	};
}

/** Welch's t: the difference of two means in units of its own standard error. The slowest tenth is noise of the machine. */
function welch(one: number[], other: number[]): number {
	const [first, second] = [one, other].map((values) => {
		const kept = [...values].sort((a, b) => a - b).slice(0, Math.floor(values.length * 0.9));
		const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
		const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1);
		return { mean, error: variance / kept.length };
	});
	return (first.mean - second.mean) / Math.sqrt(first.error + second.error);
}

/** Microseconds by reason; the reasons take turns in an order that changes, so that nothing hits one of them alone. */
async function measure(
	makers: Record<string, () => Refused>,
	send: (request: Refused) => Promise<void>,
): Promise<Record<string, number[]>> {
	const names = Object.keys(makers);
	// Made before, so that the work of making them does nothing to the caches of the processor in between.
	const stock = Object.fromEntries(
		names.map((name) => [name, Array.from({ length: 200 }, () => makers[name]())]),
	);
	const times = Object.fromEntries(names.map((name) => [name, [] as number[]]));
	for (let round = -SAMPLES / 10; round < SAMPLES; round += 1) {
		const first = randomInt(names.length);
		for (const offset of names.keys()) {
			const name = names[(first + offset) % names.length];
			const request = stock[name][randomInt(200)];
			const start = process.hrtime.bigint();
			await send(request);
			const microseconds = Number(process.hrtime.bigint() - start) / 1000;
			if (round >= 0) times[name].push(microseconds);
		}
	}
	return times;
}

function compare(where: string, times: Record<string, number[]>) {
	const base = times.signature;
	return Object.entries(times).map(([reason, values]) => {
		const row = {
			where,
			reason,
			microseconds: median(values),
			ratio: median(values) / median(base),
			t: reason === 'signature' ? 0 : welch(values, base),
		};
		write(
			`${where.padEnd(12)} ${reason.padEnd(12)} ${row.microseconds.toFixed(1).padStart(8)} us  ratio ${row.ratio.toFixed(3)}  t ${row.t.toFixed(2)}`,
		);
		return row;
	});
}

async function bench(): Promise<void> {
	const startedAt = Date.now();
	const result = await fuzz({ bodies: BODIES, seed: SEED });
	const { outcomes, slowest, heap } = result;
	write(`${BODIES} bodies of seed ${SEED} in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
	for (const [name, count] of Object.entries(outcomes).sort(([, a], [, b]) => b - a)) {
		write(`${String(count).padStart(9)}  ${name}`);
	}
	const growth = heap.after - heap.before;
	write(`slowest ${slowest.milliseconds.toFixed(1)} ms: ${slowest.what}`);
	write(`heap ${(heap.before / 1e6).toFixed(1)} MB, then ${(heap.after / 1e6).toFixed(1)} MB`);

	const target = await openTarget();
	const makers = refusals(target);
	const deliver = async (request: CallbackRequest) => {
		const accepted = await target.deliver('suite', request);
		if (accepted.kind !== 'refused') throw new Error('It was taken');
		return accepted.refusal;
	};
	const server = createServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			const query = Object.fromEntries(new URL(request.url ?? '', 'http://a').searchParams);
			void deliver({ query, body: Buffer.concat(pieces) }).then(({ status }) => {
				response.writeHead(status).end('Unauthorized');
			});
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	const inside = compare(
		'inside',
		await measure(makers, async (request) => void (await deliver(request))),
	);
	const outside = compare(
		'by HTTP',
		await measure(makers, async ({ query, body }) => {
			const search = new URLSearchParams(query as Record<string, string>).toString();
			const url = `http://127.0.0.1:${port}/?${search}`;
			const answer = await fetch(url, { method: 'POST', body: new Uint8Array(body) });
			if (answer.status !== 401) throw new Error(`It was answered ${answer.status}`);
			await answer.text();
		}),
	);
	server.closeAllConnections();
	server.close();
	await target.close();

	write(JSON.stringify({ name: 'fuzz', ...result, inside, outside }));
	const broken = [
		slowest.milliseconds >= LONGEST && `a body took over ${LONGEST} ms`,
		growth >= GROWTH && `${growth} bytes stayed in memory`,
		inside.some(({ ratio }) => ratio > LARGEST_RATIO || ratio < 1 / LARGEST_RATIO) &&
			`one refusal takes over ${LARGEST_RATIO} times as long as another`,
		outside.some(({ t }) => Math.abs(t) > LARGEST_T) &&
			'by HTTP one refusal can be told from another by its time',
	].filter((problem) => problem !== false);
	for (const problem of broken) write(problem);
	if (broken.length > 0) process.exitCode = 1;
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
