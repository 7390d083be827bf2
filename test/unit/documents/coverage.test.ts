import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	coverage,
	coverageDocument,
	document,
	leftOut,
	unfinished,
} from '../../../scripts/generate-coverage';
import { resources } from '../../../wecom/catalog/catalog';
import { facts } from '../catalog/facts';

const rows = coverage();

describe('the coverage of the documented endpoints', () => {
	it('is written down; if not, run: npm run tables', () => {
		expect(readFileSync(join(__dirname, '../../..', document), 'utf8')).toBe(coverageDocument());
	});

	it('counts every endpoint of the documentation and every one of the catalog', () => {
		expect(rows.map(({ method, path }) => `${method} /cgi-bin/${path}`)).toEqual(
			facts.map(({ method, path }) => `${method} ${path}`),
		);
		const named = new Set(rows.flatMap(({ operations }) => operations.map(({ id }) => id)));
		const all = resources.flatMap(({ endpoints }) => endpoints.map(({ id }) => id));
		expect(all.filter((id) => !named.has(id))).toEqual([]);
	});

	it('has an operation or a reason for each endpoint of a finished section', () => {
		const open = rows.filter(({ operations, reason }) => operations.length === 0 && !reason);
		expect(open.filter(({ section }) => !unfinished.has(section)).map(({ path }) => path)).toEqual(
			[],
		);
		// A section that is finished does not stay in the list.
		expect([...unfinished].sort()).toEqual([...new Set(open.map(({ section }) => section))].sort());
	});

	it('leaves out only what exists and has no operation', () => {
		for (const path of leftOut.keys()) {
			expect(rows.find((row) => row.path === path)).toMatchObject({ operations: [] });
		}
	});
});
