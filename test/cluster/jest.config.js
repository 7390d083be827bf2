/** Tests against n8n in queue mode, each process with the packed tarball installed. */
const host = require('../host/jest.config.js');

module.exports = {
	...host,
	displayName: 'cluster',
	roots: ['<rootDir>/test/cluster'],
	globalSetup: '<rootDir>/test/cluster/set-up.mjs',
	// Five processes that start at the same time.
	testTimeout: 300_000,
};
