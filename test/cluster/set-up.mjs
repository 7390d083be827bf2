import { ensureDebian, postgresqlPackages, redisPackages } from '../../scripts/install.mjs';
import setUpHost from '../host/set-up.mjs';

/** Before the first test: n8n and the packed package as for a regular n8n, and the servers that queue mode needs. */
export default async function setUp() {
	await ensureDebian({ ...postgresqlPackages, ...redisPackages });
	await setUpHost();
}
