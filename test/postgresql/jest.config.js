/** Tests of the vault in PostgreSQL, against a server that they start. */
const unit = require('../../jest.config.js');

module.exports = {
	displayName: 'postgresql',
	rootDir: unit.rootDir,
	roots: ['<rootDir>/test/postgresql'],
	testMatch: ['**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/test/host/n8n/', '<rootDir>/dist/'],
	testEnvironment: 'node',
	transform: unit.transform,
	// One of the tests is with a real n8n.
	globalSetup: '<rootDir>/test/host/set-up.mjs',
	testTimeout: 120_000,
	// Each file has a server of its own, and they wait for it more than they work.
	maxWorkers: 2,
};
