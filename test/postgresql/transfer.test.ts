import { transferContract } from '../contract/transfer';
import { startPostgresql, type Postgresql } from '../services/postgresql';
import { makeSqliteTransferPlace } from '../unit/vault/place';
import { makePostgresqlTransferPlace } from './place';

let server: Postgresql;
beforeAll(async () => {
	server = await startPostgresql();
});
afterAll(async () => await server.stop());

const makePostgresql = async () => await makePostgresqlTransferPlace(server);

transferContract('from SQLite to PostgreSQL', {
	source: makeSqliteTransferPlace,
	target: makePostgresql,
});

transferContract('from PostgreSQL to SQLite', {
	source: makePostgresql,
	target: makeSqliteTransferPlace,
});
