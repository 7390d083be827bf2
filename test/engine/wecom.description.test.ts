import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { properties } from '../../nodes/WeCom/actions/properties';
import { properties as suiteProperties } from '../../nodes/WeComSuite/actions/properties';

const root = join(__dirname, '../..');
const fileOf = (name: string) => join(root, `dist/nodes/${name}/${name}.node.js`);

/** What a new process tells of a built node, without n8n, which adds to it. */
function ask(name: string, expression: string): unknown {
	const told = run(`const node = new (require(${JSON.stringify(fileOf(name))}).${name})();
		process.stdout.write(JSON.stringify(${expression}));`);
	return JSON.parse(told) as unknown;
}

function run(program: string): string {
	return execFileSync(process.execPath, ['-e', program], {
		encoding: 'utf8',
		maxBuffer: 16 * 1024 * 1024,
	});
}

describe.each([
	['WeCom', properties],
	['WeComSuite', suiteProperties],
])('the node %s as it is built', (name, source) => {
	it('has the parameters that follow from the catalog', () => {
		const expected = JSON.parse(JSON.stringify(source)) as unknown;
		expect(ask(name, 'node.description.properties')).toEqual(expected);
	});

	it('is loaded without the catalog, whose declarations would slow the start of n8n', () => {
		const loaded = ask(name, 'Object.keys(require.cache)') as string[];
		expect(loaded).toContain(fileOf(name));
		expect(loaded.filter((each) => each.includes('/wecom/'))).toEqual([
			expect.stringMatching(/wecom.error\.js$/),
		]);
	});
});

describe('the package', () => {
	it('keeps what all nodes tell the editor below 400 bytes for each of their operations', () => {
		const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		const program = `const told = ${JSON.stringify(n8n.nodes)}.map((file) => {
			const [Node] = Object.values(require(${JSON.stringify(root)} + '/' + file));
			const { description } = new Node();
			const lists = description.properties.filter(({ name }) => name === 'operation');
			return {
				bytes: Buffer.byteLength(JSON.stringify(description)),
				operations: lists.flatMap(({ options }) => options).length,
			};
		});
		process.stdout.write(JSON.stringify(told));`;
		const told = JSON.parse(run(program)) as { bytes: number; operations: number }[];
		const sum = (name: 'bytes' | 'operations') => told.reduce((all, each) => all + each[name], 0);
		expect(told).toHaveLength(4);
		expect(sum('operations')).toBeGreaterThan(500);
		expect(sum('bytes') / sum('operations')).toBeLessThan(400);
	});

	it('is a package of less than 1.5 MB, with nothing in it that n8n does not need', () => {
		const list = execFileSync('tar', ['-tvzf', process.env.WECOM_TARBALL ?? ''], {
			encoding: 'utf8',
		});
		const files = list
			.trim()
			.split('\n')
			.map((line) => line.trim().split(/\s+/))
			.map((words) => ({ size: Number(words[2]), name: words.at(-1) ?? '' }));
		const bytes = files.reduce((sum, { size }) => sum + size, 0);
		expect(bytes).toBeGreaterThan(500_000);
		expect(bytes).toBeLessThan(1_500_000);
		const folders = new Set(files.map(({ name }) => name.split('/').slice(1, 3).join('/')));
		expect(
			[...folders].filter((name) => /test|simulator|scripts|\.d\.ts|\.map$/.test(name)),
		).toEqual([]);
	});
});
