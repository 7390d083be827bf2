import eslint from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** What n8n loads. */
const nodes = ['nodes/**/*.ts'];
const credentials = ['credentials/**/*.ts'];
const shipped = [...nodes, ...credentials, 'wecom/**/*.ts', 'index.ts'];

/** Each layer of wecom/ may import only from those that follow it here. */
const layers = ['suite', 'callback', 'events', 'tokens', 'vault', 'api', 'catalog'];

/** Options of `no-restricted-imports`: module specifiers that match `regex` are refused with `message`. */
const refuse = (...patterns) => [
	'error',
	{ patterns: patterns.map(([regex, message]) => ({ regex, message })) },
];

const noN8n = ['^(n8n-|@n8n/)', 'wecom/ knows nothing of n8n: pass in what it needs'];
const noNodes = ['^(\\.\\./)+(nodes|credentials)(/|$)', 'wecom/ knows nothing of the nodes'];
const noTools = ['^(\\.\\./)+(simulator|test|scripts)(/|$)', 'Tools and tests never ship'];

const layerRules = layers.map((layer, index) => {
	const higher = layers.slice(0, index);
	const upwards = [
		`^(\\.\\./)+(${higher.join('|')})(/|$)`,
		`wecom/${layer}/ may import only from ${layers.slice(index + 1).join(', ') || 'nowhere'}: turn the dependency round`,
	];
	return {
		files: [`wecom/${layer}/**/*.ts`],
		rules: {
			'no-restricted-imports': refuse(
				noN8n,
				noNodes,
				noTools,
				...(higher.length > 0 ? [upwards] : []),
			),
		},
	};
});

export default tseslint.config(
	{
		ignores: ['dist/', 'artefacts/', 'coverage/', 'node_modules/', 'test/host/n8n/'],
	},
	eslint.configs.recommended,
	tseslint.configs.recommended,
	{
		files: ['**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			eqeqeq: 'error',
		},
	},
	{
		files: ['**/*.js', '**/*.mjs'],
		// Programs of this repository run in Node.
		rules: { 'no-undef': 'off' },
	},
	{
		files: ['**/*.js'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},

	// ---- layers
	{
		files: ['wecom/*.ts'],
		rules: { 'no-restricted-imports': refuse(noN8n, noNodes, noTools) },
	},
	...layerRules,
	{
		files: [...nodes, ...credentials],
		rules: {
			'no-restricted-imports': refuse(
				[
					'^(undici|kysely|pg|(node:)?(sqlite|crypto|https?|net|tls))$',
					'HTTP, SQL and crypto belong to wecom/',
				],
				noTools,
			),
		},
	},
	{
		files: ['simulator/**/*.ts'],
		rules: {
			'no-restricted-imports': refuse(
				[
					'^(\\.\\./)+(wecom|nodes|credentials)(/|$)',
					'The simulator is an independent witness: it shares no code with the package',
				],
				noN8n,
			),
		},
	},
	{
		files: shipped,
		ignores: ['nodes/adapter/host.ts'],
		rules: {
			'no-console': 'error',
			'no-restricted-properties': [
				'error',
				{
					object: 'process',
					property: 'env',
					message: 'Only nodes/adapter/host.ts reads the environment',
				},
			],
		},
	},

	// ---- n8n's rules for community nodes
	{
		...n8nCommunityNodesPlugin.configs.recommended,
		files: [...nodes, ...credentials, 'package.json'],
	},
	{
		files: [...nodes, ...credentials, 'package.json'],
		rules: {
			// Rules of n8n Cloud, which admits neither dependencies nor files nor timers. A vault that survives restarts
			// cannot live without them; this package is for self-hosted n8n, and these are what n8n's own configuration
			// "without Cloud support" drops, plus the ban on dependencies.
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
			// It takes an EncodingAESKey for an identifier and wants it shown.
			'@n8n/community-nodes/credential-unnecessary-password': 'off',
			'@n8n/community-nodes/icon-prefer-themed-variants': 'error',
			'@n8n/community-nodes/no-dead-files': 'error',
			'@n8n/community-nodes/node-registration-complete': 'error',
			'@n8n/community-nodes/require-files-array': 'error',
			'@n8n/community-nodes/require-homepage': 'error',
			'@n8n/community-nodes/resource-operation-pattern': 'error',
		},
	},
	{
		files: credentials,
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// Both are for n8n's own nodes, whose documentation n8n hosts; ours is an address.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: nodes,
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// These three ask for string literals where n8n now wants NodeConnectionTypes, and forbid `maxValue`, which n8n
			// itself uses; n8n's own configuration turns them off too.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['package.json'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: {
			...n8nNodesBase.configs.community.rules,
			'@typescript-eslint/no-unused-expressions': 'off',
		},
	},
);
