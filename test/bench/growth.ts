/**
 * What a vault costs when it has grown: a token, a company, a search, a claim, a look for work, in vaults of 1, 1,000 and
 * 100,000 companies, in SQLite and in PostgreSQL. Wanted is a cost that grows no faster than the logarithm of the size:
 * a + b log n, with a and b of whatever size, is from 1,000 to 100,000 at most log 100,000 / log 1,000 = 5/3 times as
 * much; a cost that grew with the size itself would be a hundred times as much. Sizes take turns, so that whatever else
 * the machine does hits all alike. Besides: how long a claim waits while 100,000 old ones are deleted.
 * Run by `npm run bench growth`; `npm run bench growth -- sqlite` leaves PostgreSQL out.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createCleaning } from '../../wecom/suite/cleaning';
import { CLAIM_LIFE } from '../../wecom/suite/deliveries';
import { deriveKey } from '../../wecom/vault/sealing';
import type { Vault } from '../../wecom/vault/vault';
import {
	BASE_URL,
	brandOf,
	corpIdOf,
	EVERY,
	fill,
	fillClaims,
	hashOf,
	LAST_PLACE,
	nameOf,
	REVISION,
	SUITE,
	TRADE,
} from './growth/fill';
import { openPostgresql, openSqlite, SECRET, type BackEnd, type Place } from './growth/places';

const SIZES = [1, 1_000, 100_000] as const;
const ROUNDS = 101;
/** The part of all times that is compared: those that other work on the machine has disturbed least. */
const CALM = 0.25;
/** 5/3, and a quarter for the noise of a busy machine. */
const MOST_GROWTH = (Math.log(SIZES[2]) / Math.log(SIZES[1])) * 1.25;
/** Old claims that are deleted while others are made. */
const OLD = 100_000;
/** How much longer a claim may take meanwhile, by the median and by the slowest of a hundred. */
const MOST_DELAY = { median: 3, slowest: 10 };

const silent = { debug() {}, info() {}, warn() {}, error() {} };

const quantile = (values: number[], part: number) =>
	[...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * part)];

let deliveries = 0;

async function claim({ claims }: Vault): Promise<void> {
	const now = Date.now();
	deliveries += 1;
	const state = await claims.claim(
		{
			suiteId: SUITE,
			hash: hashOf(deliveries),
			endpoint: 'workflow:node',
			event: 'message.text',
			payload: 'x'.repeat(400),
			receivedAt: now,
		},
		{ holder: 'bench', until: now + 15_000 },
		now,
	);
	if (state !== 'new') throw new Error(`a new delivery was ${state}`);
}

async function search(vault: Vault, text: string, least: number): Promise<void> {
	const { installations } = await vault.installations.find({
		suiteId: SUITE,
		search: text,
		limit: 50,
	});
	if (installations.length < least) throw new Error(`'${text}' found ${installations.length}`);
}

/** What is measured: for a company of a vault of so many. */
const KINDS: Record<string, (vault: Vault, n: number, size: number) => Promise<void>> = {
	async token(vault, n) {
		const key = { kind: 'corp', baseUrl: BASE_URL, owner: SUITE, corpId: corpIdOf(n) };
		const token = await vault.tokens.get({ ...key, revision: REVISION });
		if (token?.token !== `token of ${n}`) throw new Error(`no token of ${n}`);
	},
	async company(vault, n) {
		const found = await vault.installations.get(SUITE, corpIdOf(n));
		if (found?.corpName !== nameOf(n)) throw new Error(`no company ${n}`);
	},
	'search, part of one name': async (vault, n) => await search(vault, brandOf(n), 1),
	'search, whole name': async (vault, n) => await search(vault, nameOf(n), 1),
	'search, beginning of an ID': async (vault, n) =>
		await search(vault, corpIdOf(n).slice(0, 20), 1),
	'search, nothing matches': async (vault) => await search(vault, 'nobody', 0),
	'search, all match': async (vault, _n, size) => await search(vault, EVERY, Math.min(50, size)),
	'search, a tenth match': async (vault, _n, size) =>
		await search(vault, TRADE, size === 1 ? 0 : 50),
	'search, the last of all match': async (vault, _n, size) =>
		await search(vault, LAST_PLACE, size === 1 ? 0 : 50),
	'list, first page': async (vault, _n, size) => await search(vault, '', Math.min(50, size)),
	claim: claim,
	async 'look for work'(vault) {
		const query = { suiteId: SUITE, stage: 'ready', endpoint: 'workflow:node', limit: 20 } as const;
		await vault.claims.takeDue(query, { holder: 'bench', until: 1 }, Date.now());
	},
};

async function compareSizes(backEnd: BackEnd, places: readonly Place[]): Promise<boolean> {
	let isGood = true;
	console.log(`${backEnd.name}: microseconds by the number of companies`);
	for (const [name, run] of Object.entries(KINDS)) {
		const times: number[][] = SIZES.map(() => []);
		for (let round = -5; round < ROUNDS; round += 1) {
			for (const [index, { vault }] of places.entries()) {
				const n = Math.floor(Math.random() * SIZES[index]);
				const began = performance.now();
				await run(vault, n, SIZES[index]);
				if (round >= 0) times[index].push(performance.now() - began);
			}
		}
		const [one, few, many] = times.map((each) => quantile(each, CALM));
		const growth = many / few;
		isGood &&= growth <= MOST_GROWTH;
		console.log(
			`  ${name.padEnd(30)} ${[one, few, many].map((each) => (each * 1_000).toFixed(0).padStart(6)).join(' ')}` +
				`   to 1: ${(many / one).toFixed(2).padStart(5)}  to 1,000: ${growth.toFixed(2)}` +
				(growth <= MOST_GROWTH ? '' : `  over ${MOST_GROWTH.toFixed(2)}`),
		);
	}
	return isGood;
}

/** Claims at a steady pace until told to stop: how long each took. */
async function claimSteadily(vault: Vault, until: () => boolean): Promise<number[]> {
	const times: number[] = [];
	while (!until()) {
		const began = performance.now();
		await claim(vault);
		times.push(performance.now() - began);
		await wait(5);
	}
	return times;
}

async function compareCleaning({ name }: BackEnd, { vault, direct }: Place): Promise<boolean> {
	const old = Array.from({ length: OLD }, (_, n) => -1_000_000 - n);
	const fillOld = async () =>
		await direct
			.transaction()
			.execute(async (transaction) =>
				fillClaims(transaction, old, Date.now() - CLAIM_LIFE - 3_600_000),
			);
	await fillOld();
	const began = performance.now();
	await vault.claims.purge(Date.now() - CLAIM_LIFE, OLD);
	const inOneGo = performance.now() - began;
	await fillOld();

	const end = Date.now() + 5_000;
	const quiet = await claimSteadily(vault, () => Date.now() > end);
	let isDone = false;
	const start = performance.now();
	const cleaning = createCleaning({ vault, clock: Date.now, logger: silent })
		.begin()
		.then(() => (isDone = true));
	const busy = await claimSteadily(vault, () => isDone);
	await cleaning;
	const took = performance.now() - start;
	const left = await vault.claims.purge(Date.now() - CLAIM_LIFE, 1);
	const [medians, slowest] = [0.5, 0.99].map((part) => ({
		quiet: quantile(quiet, part),
		busy: quantile(busy, part),
	}));
	const show = ({ quiet: before, busy: meanwhile }: typeof medians) =>
		`${before.toFixed(1)} ms before, ${meanwhile.toFixed(1)} ms meanwhile`;
	console.log(
		`${name}: ${OLD} old claims deleted in ${(took / 1_000).toFixed(1)} s (in one go: ${inOneGo.toFixed(0)} ms in which nobody writes);` +
			` a claim takes ${show(medians)}, the slowest of a hundred ${show(slowest)}`,
	);
	return (
		left === 0 &&
		medians.busy / medians.quiet <= MOST_DELAY.median &&
		slowest.busy / slowest.quiet <= MOST_DELAY.slowest
	);
}

async function bench(): Promise<void> {
	const backEnds = [openSqlite];
	for (const open of process.argv.includes('sqlite') ? backEnds : [...backEnds, openPostgresql]) {
		const backEnd = await open();
		const places: Place[] = [];
		try {
			for (const size of SIZES) {
				const place = await backEnd.makePlace();
				places.push(place);
				const began = performance.now();
				await fill(place.direct, deriveKey(SECRET), size, Date.now());
				await place.settle();
				console.log(
					`${backEnd.name}: ${size} companies made in ${((performance.now() - began) / 1_000).toFixed(1)} s`,
				);
			}
			const isFlat = await compareSizes(backEnd, places);
			const isQuiet = await compareCleaning(backEnd, places[1]);
			if (!isFlat || !isQuiet) process.exitCode = 1;
		} finally {
			for (const place of places) await place.discard();
			await backEnd.close();
		}
	}
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
