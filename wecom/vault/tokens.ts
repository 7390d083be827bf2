import type { ExpressionBuilder, Kysely } from 'kysely';

import { aboutCompany, type Database } from './database';
import type { Schema } from './schema';
import { seal, unseal, type Place, type SealingKey } from './sealing';
import type { TokenKey, TokenStore } from './vault';

export function createTokenStore(database: Database, sealingKey: SealingKey): TokenStore {
	return {
		async get(key) {
			const row = await database.read((reader) => readToken(reader, key));
			return (
				row && {
					token: unseal(sealingKey, tokenPlace(key), row.token),
					expiresAt: row.expires_at,
				}
			);
		},

		async put(key, { token, expiresAt }) {
			const kept = { token: seal(sealingKey, tokenPlace(key), token), expires_at: expiresAt };
			return await database.write(
				async (transaction) => {
					if (key.revision !== undefined) {
						const installed = await transaction
							.selectFrom('installations')
							.select('corp_id')
							.where('suite_id', '=', key.owner)
							.where('corp_id', '=', key.corpId ?? '')
							.where('revision', '=', key.revision)
							.executeTakeFirst();
						if (!installed) return false;
					}
					await transaction
						.insertInto('tokens')
						.values({ ...columnsOf(key), ...kept })
						.onConflict((conflict) =>
							conflict
								.columns(['owner', 'corp_id', 'kind', 'base_url', 'revision'])
								.doUpdateSet(kept),
						)
						.execute();
					return true;
				},
				aboutCompany(key.owner, key.corpId),
			);
		},

		async drop(key, token) {
			return await database.write(
				async (transaction) => {
					const row = await readToken(transaction, key);
					if (!row || unseal(sealingKey, tokenPlace(key), row.token) !== token) return false;
					await transaction.deleteFrom('tokens').where(matching(key)).execute();
					return true;
				},
				aboutCompany(key.owner, key.corpId),
			);
		},

		async purge(expiredBefore, limit) {
			return await database.write(
				async (transaction) => {
					const { numDeletedRows } = await transaction
						.deleteFrom('tokens')
						.where((row) =>
							row(
								row.refTuple('owner', 'corp_id', 'kind', 'base_url', 'revision'),
								'in',
								row
									.selectFrom('tokens')
									.select(['owner', 'corp_id', 'kind', 'base_url', 'revision'])
									.where('expires_at', '<', expiredBefore)
									.orderBy('expires_at')
									.limit(limit)
									.$asTuple('owner', 'corp_id', 'kind', 'base_url', 'revision'),
							),
						)
						.executeTakeFirstOrThrow();
					return Number(numDeletedRows);
				},
				['purge', 'tokens'],
			);
		},
	};
}

async function readToken(reader: Kysely<Schema>, key: TokenKey) {
	return await reader
		.selectFrom('tokens')
		.select(['token', 'expires_at'])
		.where(matching(key))
		.executeTakeFirst();
}

function matching(key: TokenKey) {
	return (row: ExpressionBuilder<Schema, 'tokens'>) => row.and(columnsOf(key));
}

function columnsOf({ kind, baseUrl, owner, corpId = '', revision = '' }: TokenKey) {
	return { owner, corp_id: corpId, kind, base_url: baseUrl, revision };
}

function tokenPlace(key: TokenKey): Place {
	const { owner, corp_id, kind, base_url, revision } = columnsOf(key);
	return { table: 'tokens', column: 'token', row: [owner, corp_id, kind, base_url, revision] };
}
