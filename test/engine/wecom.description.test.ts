import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { properties } from '../../nodes/WeCom/actions/properties';

const file = join(__dirname, '../../dist/nodes/WeCom/WeCom.node.js');

/** What a new process tells of the built node, without n8n, which adds to it. */
function ask(expression: string): unknown {
	const program = `const node = new (require(${JSON.stringify(file)}).WeCom)();
		process.stdout.write(JSON.stringify(${expression}));`;
	const told = execFileSync(process.execPath, ['-e', program], {
		encoding: 'utf8',
		maxBuffer: 16 * 1024 * 1024,
	});
	return JSON.parse(told) as unknown;
}

describe('the node as it is built', () => {
	it('has the parameters that follow from the catalog', () => {
		const expected = JSON.parse(JSON.stringify(properties)) as unknown;
		expect(ask('node.description.properties')).toEqual(expected);
	});

	it('is loaded without the catalog, whose declarations would slow the start of n8n', () => {
		const loaded = ask('Object.keys(require.cache)') as string[];
		expect(loaded).toContain(file);
		expect(loaded.filter((name) => name.includes('/wecom/catalog/'))).toEqual([]);
	});
});
