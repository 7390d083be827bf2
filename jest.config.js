/** Unit tests; the suites that need a real n8n have their own configuration beside them. */
module.exports = {
	displayName: 'unit',
	rootDir: __dirname,
	roots: ['<rootDir>/test/unit'],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	transform: {
		'^.+\\.[cm]?[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2023', parser: { syntax: 'typescript' } } },
		],
	},
	setupFilesAfterEnv: ['<rootDir>/test/unit/close-network.ts'],
	// One more than cores: some wait for processes, as they die, and for time to pass.
	maxWorkers: 3,
	// Ends what hangs; how quick the machine is, is not what is tested.
	testTimeout: 30_000,
};
