import { vaultContract } from '../contract/vault';
import { startPostgresql, type Postgresql } from '../services/postgresql';
import { makePostgresqlPlace } from './place';

let server: Postgresql;
beforeAll(async () => {
	server = await startPostgresql();
	await server.createDatabase('contract');
});
afterAll(async () => await server.stop());

vaultContract('PostgreSQL', async () => await makePostgresqlPlace(server, 'contract'));
