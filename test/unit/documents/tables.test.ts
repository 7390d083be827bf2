import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { WeCom } from '../../../nodes/WeCom/WeCom.node';
import { documents, withTables, type Language } from '../../../scripts/generate-tables';
import { resources } from '../../../wecom/catalog/catalog';
import { providerResources } from '../../../wecom/catalog/provider/catalog';
import { eventGroups } from '../../../wecom/events/table';

const root = join(__dirname, '../../..');

describe.each(Object.entries(documents))('%s: %s', (language, name) => {
	const text = readFileSync(join(root, name), 'utf8');
	const rows = text.split('\n').filter((line) => line.startsWith('| '));

	it('has up-to-date tables; if not, run: npx tsx scripts/generate-tables.ts', () => {
		expect(withTables(text, language as Language)).toBe(text);
	});

	// Counted without the generator, which could leave something out.
	it('lists every endpoint of the catalog', () => {
		for (const { title: resource, endpoints } of resources) {
			// The last, since the other node has resources of the same name.
			const row = rows.findLast((each) => each.startsWith(`| ${resource} (`));
			for (const { title, zh } of endpoints) expect(row).toContain(`${title} (${zh})`);
		}
	});

	it('lists every endpoint of the provider with its page', () => {
		for (const { endpoints } of providerResources) {
			for (const { title, zh } of endpoints) {
				expect(rows.filter((row) => row.includes(`| ${title} | ${zh} |`))).not.toEqual([]);
			}
		}
	});

	it('lists every event once', () => {
		for (const { id } of eventGroups.flatMap(({ events }) => events)) {
			expect(rows.filter((row) => row.includes(`| \`${id}\` |`))).toHaveLength(1);
		}
	});

	it('lists every resource of the WeCom node', () => {
		const property = new WeCom().description.properties.find(({ name: id }) => id === 'resource');
		for (const option of property?.options ?? []) {
			expect(rows.filter((row) => row.startsWith(`| ${option.name} (`))).not.toEqual([]);
		}
	});
});

describe('the generator', () => {
	const empty = [
		'before',
		'<!-- operations:start -->',
		'<!-- operations:end -->',
		'between',
		'<!-- events:start -->',
		'<!-- events:end -->',
		'after',
	].join('\n');

	it('leaves alone what is outside of the markers', () => {
		const lines = withTables(empty, 'en').split('\n');
		expect(lines.filter((line) => !/^(\||<!--|####|$)/.test(line))).toEqual([
			'before',
			'between',
			'after',
		]);
	});

	it('writes the same again', () => {
		const once = withTables(empty, 'zh');
		expect(withTables(once, 'zh')).toBe(once);
	});

	it('does not write into a document without markers', () => {
		expect(() => withTables('# A document', 'en')).toThrow('operations:start');
	});
});
