/** What strangers and senders with keys of their own can do: fuzzing, and attacks one by one. Needs no n8n. */
const unit = require('../../jest.config.js');

module.exports = {
	displayName: 'attack',
	rootDir: unit.rootDir,
	roots: ['<rootDir>/test/attack'],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	transform: unit.transform,
	setupFilesAfterEnv: unit.setupFilesAfterEnv,
	testTimeout: 120_000,
	// What is measured here should not be disturbed by its own neighbours.
	maxWorkers: 1,
};
