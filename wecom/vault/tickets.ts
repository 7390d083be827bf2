import type { Database } from './database';
import { seal, unseal, type Place, type SealingKey } from './sealing';
import type { TicketStore } from './vault';

export function createTicketStore(database: Database, key: SealingKey): TicketStore {
	return {
		async put({ suiteId, ticket, issuedAt, receivedAt }) {
			const sealed = seal(key, ticketPlace(suiteId), ticket);
			return await database.write(
				async (transaction) => {
					const kept = await transaction
						.insertInto('tickets')
						.values({
							suite_id: suiteId,
							ticket: sealed,
							issued_at: issuedAt,
							received_at: receivedAt,
						})
						.onConflict((conflict) =>
							conflict
								.column('suite_id')
								.doUpdateSet({ ticket: sealed, issued_at: issuedAt, received_at: receivedAt })
								.where((row) =>
									row.or([
										row('tickets.issued_at', '<', issuedAt),
										row.and([
											row('tickets.issued_at', '=', issuedAt),
											row('tickets.received_at', '<=', receivedAt),
										]),
									]),
								),
						)
						.returning('suite_id')
						.execute();
					return kept.length > 0;
				},
				['tickets', suiteId],
			);
		},

		async get(suiteId) {
			const row = await database.read((reader) =>
				reader.selectFrom('tickets').selectAll().where('suite_id', '=', suiteId).executeTakeFirst(),
			);
			return (
				row && {
					suiteId,
					ticket: unseal(key, ticketPlace(suiteId), row.ticket),
					issuedAt: row.issued_at,
					receivedAt: row.received_at,
				}
			);
		},
	};
}

function ticketPlace(suiteId: string): Place {
	return { table: 'tickets', column: 'ticket', row: [suiteId] };
}
