import { countFetches } from '../contract/token-fetches';
import { startPostgresql, type Postgresql } from '../services/postgresql';

let postgresql: Postgresql;

beforeAll(async () => {
	postgresql = await startPostgresql();
});

afterAll(async () => await postgresql?.stop());

test('8 processes x 50 callers fetch a token once, and once more when the platform has withdrawn it', async () => {
	const connectionString = `${await postgresql.createDatabase('vault')}?sslmode=disable`;
	const rounds = await countFetches(
		// One connection each, which is there by then: what is asked is not how many a busy machine opens in a moment.
		{ kind: 'postgresql', connectionString, poolLimit: 1, secret: 'instance-key-of-the-tests' },
		{ processes: 8, callers: 50, latency: 500 },
	);
	expect(rounds).toMatchObject([
		{ what: 'no token yet', fetches: 1, distinct: 1, served: 400 },
		{ what: 'token withdrawn', fetches: 1, distinct: 1, served: 400 },
	]);
});
