/** Tests against a real n8n with the packed tarball installed. */
const unit = require('../../jest.config.js');

module.exports = {
	displayName: 'host',
	rootDir: unit.rootDir,
	roots: ['<rootDir>/test/host'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['<rootDir>/test/host/n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/test/host/n8n/', '<rootDir>/dist/'],
	testEnvironment: 'node',
	transform: unit.transform,
	globalSetup: '<rootDir>/test/host/set-up.mjs',
	testTimeout: 120_000,
	// One n8n at a time: two of them on two cores make every waiting time longer.
	maxWorkers: 1,
};
