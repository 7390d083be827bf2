/** Workflows executed by the engine of the pinned n8n, without its database and server. */
const unit = require('../../jest.config.js');

module.exports = {
	displayName: 'engine',
	rootDir: unit.rootDir,
	roots: ['<rootDir>/test/engine'],
	testMatch: ['**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/test/host/n8n/', '<rootDir>/dist/'],
	testEnvironment: '<rootDir>/test/engine/environment.ts',
	transform: unit.transform,
	globalSetup: '<rootDir>/test/host/set-up.mjs',
	testTimeout: 30_000,
	maxWorkers: 1,
};
