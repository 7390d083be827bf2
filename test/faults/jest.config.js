/** A fault campaign against a real n8n, in each layout, with the packed tarball installed. */
const host = require('../host/jest.config.js');

module.exports = {
	...host,
	displayName: 'faults',
	roots: ['<rootDir>/test/faults'],
	globalSetup: '<rootDir>/test/faults/set-up.mjs',
};
