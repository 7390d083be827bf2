import { createHash } from 'node:crypto';

import type { Insertable, Kysely } from 'kysely';

import { fold, partsOf } from '../../../wecom/vault/name-search';
import type { Schema } from '../../../wecom/vault/schema';
import { seal, type Place, type SealingKey } from '../../../wecom/vault/sealing';

export const SUITE = 'ww00000000000000b1';
export const BASE_URL = 'https://qyapi.weixin.qq.com';
export const REVISION = 'revision-1';
/** What companies of one place, or one trade, are found by: each a twentieth, or a tenth, of all. */
export const LAST_PLACE = '龙岩';
export const TRADE = '餐饮';
/** Every company is called so. */
export const EVERY = '有限公司';

// In the order of their characters, so that those of the last place are the last of all.
const PLACES =
	'上海 东莞 中山 佛山 北京 南京 厦门 合肥 天津 广州 成都 无锡 杭州 武汉 济南 深圳 苏州 西安 重庆 龙岩'.split(
		' ',
	);
const TRADES = '科技 贸易 网络 餐饮 物流 教育 医药 建筑 传媒 咨询'.split(' ');
/** Rows that are written at once. */
const HELPING = 2_000;

export const corpIdOf = (n: number): string =>
	`wp${createHash('sha256').update(String(n)).digest('base64url').slice(0, 30)}`;

/** Four characters that no other company has. */
export const brandOf = (n: number): string =>
	[n >> 12, (n >> 6) & 63, n & 63, (n * 7) & 63]
		.map((part, place) => String.fromCodePoint(0x5000 + place * 64 + part))
		.join('');

export const nameOf = (n: number): string =>
	`${PLACES[n % PLACES.length]}${brandOf(n)}${TRADES[Math.floor(n / PLACES.length) % TRADES.length]}${EVERY}`;

/** A delivery; those of the past have negative numbers. */
export const hashOf = (n: number): string =>
	createHash('sha256').update(`delivery ${n}`).digest('hex');

export async function insert<Table extends keyof Schema>(
	kysely: Kysely<Schema>,
	table: Table,
	rows: Array<Insertable<Schema[Table]>>,
): Promise<void> {
	await kysely.insertInto(table).values(rows).execute();
}

/** So many companies, each with a token and two deliveries that were finished an hour ago. */
export async function fill(
	kysely: Kysely<Schema>,
	key: SealingKey,
	count: number,
	now: number,
): Promise<void> {
	const sealFor = (table: string, column: string, row: string[], text: string) =>
		seal(key, { table, column, row } satisfies Place, text);
	for (let from = 0; from < count; from += HELPING) {
		const numbers = Array.from({ length: Math.min(HELPING, count - from) }, (_, n) => from + n);
		await kysely.transaction().execute(async (transaction) => {
			await insert(
				transaction,
				'installations',
				numbers.map((n) => {
					const row = [SUITE, corpIdOf(n)];
					const details = {
						auth_corp_info: { corpid: corpIdOf(n), corp_name: nameOf(n), corp_type: 'verified' },
						auth_info: { agent: [{ agentid: 1_000_001, name: 'app', privilege: { level: 1 } }] },
					};
					return {
						suite_id: SUITE,
						corp_id: corpIdOf(n),
						kind: 'standard' as const,
						corp_name: nameOf(n),
						sort_name: fold(nameOf(n)),
						permanent_code: sealFor('installations', 'permanent_code', row, `code of ${n}`),
						revision: REVISION,
						agent_id: 1_000_001,
						auth_mode: 0 as const,
						details: sealFor('installations', 'details', row, JSON.stringify(details)),
						authorized_timestamp: Math.floor(now / 1_000),
						authorized_received_at: now,
						updated_at: now,
						auth_code_hash: null,
					};
				}),
			);
			for (let at = 0; at < numbers.length; at += 50) {
				await insert(
					transaction,
					'name_parts',
					numbers.slice(at, at + 50).flatMap((n) =>
						partsOf({ sortName: fold(nameOf(n)), corpId: corpIdOf(n) }).map((part) => ({
							part,
							suite_id: SUITE,
							corp_id: corpIdOf(n),
						})),
					),
				);
			}
			await insert(
				transaction,
				'tokens',
				numbers.map((n) => {
					const row = [SUITE, corpIdOf(n), 'corp', BASE_URL, REVISION];
					return {
						owner: SUITE,
						corp_id: corpIdOf(n),
						kind: 'corp',
						base_url: BASE_URL,
						revision: REVISION,
						token: sealFor('tokens', 'token', row, `token of ${n}`),
						expires_at: now + 7_200_000,
					};
				}),
			);
			await fillClaims(
				transaction,
				numbers.flatMap((n) => [-2 * n - 1, -2 * n - 2]),
				now - 3_600_000,
			);
		});
	}
}

/** Deliveries of these numbers, finished long since. */
export async function fillClaims(
	kysely: Kysely<Schema>,
	numbers: readonly number[],
	receivedAt: number,
): Promise<void> {
	for (let from = 0; from < numbers.length; from += HELPING) {
		await insert(
			kysely,
			'claims',
			numbers.slice(from, from + HELPING).map((n) => ({
				suite_id: SUITE,
				hash: hashOf(n),
				endpoint: 'workflow:node',
				event: 'message.text',
				stage: 'finished' as const,
				payload: null,
				attempts: 0,
				received_at: receivedAt + (n % 1_000),
				holder: '',
				held_until: receivedAt,
			})),
		);
	}
}
