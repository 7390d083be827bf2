/**
 * What a process keeps after 100,000 events: each of them received, decrypted, claimed in a real vault, recorded for a
 * subscriber, emitted and finished; of a hundred, three are tickets and one is known already. Memory is looked at after
 * the garbage is collected. Wanted is that it does not grow. Run by `npm run bench memory [events]`.
 */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from '../../wecom/api/http-client';
import { createCallbackKeys } from '../../wecom/callback/keys';
import { sealDelivery } from '../../wecom/callback/seal';
import { createSuite } from '../../wecom/suite/suite';
import { createTokens } from '../../wecom/tokens/suite-tokens';
import { openSqliteVault } from '../../wecom/vault/sqlite';
import { makeFolder } from './growth/folder';

const EVENTS = Number(process.argv[2] ?? 100_000);
/** Looks at the memory; the first comes when everything has been loaded and compiled. */
const LOOKS = 10;
/** Megabytes that the heap may have grown from the first look to the last. */
const MOST_GROWTH = 4;
/** Deliveries under way at a time. */
const AT_ONCE = 10;
const TENANTS = 500;
/** Events that the subscriber may have to be told yet. */
const MOST_BEHIND = 200;

const SUITE = 'ww00000000000000b1';
const PROVIDER = 'wwprovider00000001';
const silent = { debug() {}, info() {}, warn() {}, error: console.error };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const corpIdOf = (n: number) => `wpTenant${String(n % TENANTS).padStart(24, '0')}`;
const unique = () => randomBytes(16).toString('hex');

async function bench(): Promise<void> {
	const folder = await makeFolder();
	const clock = Date.now;
	const sleep = async (milliseconds: number) => void (await wait(milliseconds));
	const file = join(folder, 'vault.sqlite');
	const vault = await openSqliteVault({ file, secret: 'instance-key-of-the-bench', clock });
	// Nobody is called.
	const client = createClient({ baseUrl: 'http://127.0.0.1:9', clock, sleep });
	const shared = { vault, client, clock, sleep, logger: silent, holder: 'bench' };
	const pair = { token: 'token', encodingAesKey: 'A'.repeat(43) };
	const keys = createCallbackKeys(pair);
	const facts = { suiteId: SUITE, suiteSecret: 'secret', providerCorpId: PROVIDER };
	const suite = createSuite({
		...shared,
		...facts,
		keys: [keys],
		tokens: createTokens({ ...shared, suite: facts }),
	});
	const endpoint = {
		id: 'workflow:node',
		replayWindow: 3_600,
		completesInstalls: true,
		wants: ({ id }: { id: string }) => id !== 'suite_ticket',
	};
	let recorded = 0;
	let told = 0;
	const attending = suite.deliveries.attend(endpoint.id, async () => await Promise.resolve());
	const subscribed = await suite.subscriptions.attend(
		{ id: 'subscriber:node', wishes: { events: ['any'], changeTypes: [], tenants: [] } },
		async () => {
			told += 1;
			await Promise.resolve();
		},
	);

	const deliver = async (n: number, message: string, receiveId: string): Promise<void> => {
		const timestamp = Math.floor(clock() / 1_000);
		const { query, body } = sealDelivery({ keys, receiveId, timestamp, message });
		const request = { query, body: Buffer.from(body) };
		const acceptance = await suite.deliveries.accept(request, endpoint);
		if (acceptance.kind === 'emit') {
			await acceptance.settle(true);
			recorded += 1;
		}
		if (acceptance.kind !== 'emit' && acceptance.kind !== 'done')
			throw new Error(`event ${n}: ${acceptance.kind}`);
		if (n % 100 === 99 && acceptance.kind === 'emit') await deliver(n, message, receiveId);
	};
	const send = async (n: number): Promise<void> => {
		const now = Math.floor(clock() / 1_000);
		await (n % 100 < 3
			? deliver(
					n,
					`<xml><SuiteId>${SUITE}</SuiteId><InfoType>suite_ticket</InfoType><TimeStamp>${now}</TimeStamp><SuiteTicket>${unique()}</SuiteTicket></xml>`,
					SUITE,
				)
			: deliver(
					n,
					`<xml><ToUserName>${corpIdOf(n)}</ToUserName><FromUserName>member</FromUserName><CreateTime>${now}</CreateTime><MsgType>text</MsgType><Content>hello</Content><MsgId>${unique()}</MsgId><AgentID>1</AgentID></xml>`,
					corpIdOf(n),
				));
	};

	const looks: { heap: number; rss: number }[] = [];
	const look = async (done: number) => {
		collect();
		await wait(100);
		collect();
		const { heapUsed, external, rss } = process.memoryUsage();
		looks.push({ heap: (heapUsed + external) / 1e6, rss: rss / 1e6 });
		const { heap, rss: resident } = looks[looks.length - 1];
		console.log(
			`  ${String(done).padStart(7)} events: heap ${heap.toFixed(1)} MB, resident ${resident.toFixed(0)} MB`,
		);
	};

	try {
		for (let done = 0; done < EVENTS;) {
			const end = Math.min(EVENTS, done + EVENTS / LOOKS);
			while (done < end) {
				const numbers = Array.from({ length: Math.min(AT_ONCE, end - done) }, (_, n) => done + n);
				await Promise.all(numbers.map(send));
				done += numbers.length;
				// As between requests, which come in one by one; and nobody is told of everything only in the end.
				await nextTurn();
				while (recorded - told > MOST_BEHIND) await wait(5);
			}
			await look(done);
		}
	} finally {
		await attending.stop();
		await subscribed.stop();
		await client.close();
		await vault.close();
		await rm(folder, { recursive: true, force: true });
	}
	const [first] = looks;
	const last = looks[looks.length - 1];
	const growth = last.heap - first.heap;
	console.log(
		`memory: the heap grew by ${growth.toFixed(1)} MB from ${EVENTS / LOOKS} to ${EVENTS} events, the process by ${(last.rss - first.rss).toFixed(0)} MB; a subscriber was told of ${told}`,
	);
	if (growth > MOST_GROWTH || told < recorded - MOST_BEHIND) process.exitCode = 1;
}

bench().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
