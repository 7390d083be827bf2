import { ensureDebian, faultPackages } from '../../scripts/install.mjs';
import setUpCluster from '../cluster/set-up.mjs';

/** Before the first test: what a cluster needs, and what lets clocks and disks go wrong. */
export default async function setUp() {
	await ensureDebian(faultPackages);
	await setUpCluster();
}
