import type { Database } from './database';
import type { LeaseStore } from './vault';

export function createLeaseStore(database: Database): LeaseStore {
	return {
		async acquire(name, { holder, until }, now) {
			return await database.write(
				async (transaction) => {
					const taken = await transaction
						.insertInto('leases')
						.values({ name, holder, held_until: until })
						.onConflict((conflict) =>
							conflict
								.column('name')
								.doUpdateSet({ holder, held_until: until })
								.where((row) =>
									row.or([row('leases.holder', '=', holder), row('leases.held_until', '<=', now)]),
								),
						)
						.returning('name')
						.execute();
					return taken.length > 0;
				},
				['leases', name],
			);
		},

		async release(name, holder) {
			await database.write(
				(transaction) =>
					transaction
						.deleteFrom('leases')
						.where('name', '=', name)
						.where('holder', '=', holder)
						.execute(),
				['leases', name],
			);
		},

		async purge(endedBefore, limit) {
			return await database.write(
				async (transaction) => {
					const { numDeletedRows } = await transaction
						.deleteFrom('leases')
						.where('name', 'in', (row) =>
							row
								.selectFrom('leases')
								.select('name')
								.where('held_until', '<', endedBefore)
								.limit(limit),
						)
						.executeTakeFirstOrThrow();
					return Number(numDeletedRows);
				},
				['purge', 'leases'],
			);
		},
	};
}
