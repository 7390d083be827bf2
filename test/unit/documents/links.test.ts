import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { homepage } from '../../../package.json';

const root = join(__dirname, '../../..');
/** What is installed, built or written by a run: no document of the project, and nothing to link to. */
const foreign = new Set(['.git', 'artefacts', 'coverage', 'dist', 'node_modules']);
/** GitHub's own anchor of the page that shows the README. */
const repository = homepage.replace(/#readme$/, '');

function filesBelow(folder: string, isWanted: (name: string) => boolean): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true })
		.filter(({ name }) => !foreign.has(name))
		.flatMap((entry) => {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) return filesBelow(path, isWanted);
			return isWanted(entry.name) ? [path] : [];
		});
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

function withoutCode(markdown: string): string {
	return markdown.replace(/^(```|~~~)[^]*?^\1/gm, '').replace(/`[^`\n]*`/g, '``');
}

/** Anchors as GitHub makes them from headings. */
function anchorsOf(markdown: string): Set<string> {
	const seen = new Map<string, number>();
	// Headings may hold code, fenced blocks hold no headings.
	const headings = markdown.replace(/^(```|~~~)[^]*?^\1/gm, '').matchAll(/^#{1,6} +(.+)$/gm);
	return new Set(
		[...headings].map(([, text]) => {
			const slug = text
				.trim()
				.toLowerCase()
				.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
				.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
				.replaceAll(' ', '-');
			const count = seen.get(slug) ?? 0;
			seen.set(slug, count + 1);
			return count === 0 ? slug : `${slug}-${count}`;
		}),
	);
}

function linksOf(markdown: string): string[] {
	const text = withoutCode(markdown);
	return [
		...text.matchAll(/\]\(<?([^()\s<>]+)>?\)/g),
		...text.matchAll(/^\[[^\]]+\]: +(\S+)/gm),
	].map(([, target]) => target);
}

/** What is wrong with a link from a document; `undefined` if nothing is. */
function faultOf(document: string, link: string): string | undefined {
	if (/^[a-z][a-z+.-]*:/i.test(link)) {
		return URL.canParse(link) && link.startsWith('https://') ? undefined : 'no https address';
	}
	const [path, anchor] = link.split('#').map(decodeURIComponent);
	const target = path === '' ? document : relative(root, join(root, dirname(document), path));
	if (target.startsWith('..')) return 'leads out of the project';
	if (foreign.has(target.split('/')[0])) return 'is not part of the project';
	if (!existsSync(join(root, target))) return 'does not exist';
	if (anchor === undefined) return undefined;
	if (!target.endsWith('.md')) return 'has an anchor and is no document';
	return anchorsOf(read(target)).has(anchor) ? undefined : 'has no such heading';
}

const documents = filesBelow('.', (name) => name.endsWith('.md'));

it('finds the documents', () => {
	expect(documents).toEqual(
		expect.arrayContaining(['README.md', 'README.zh-CN.md', 'docs/architecture.md']),
	);
});

it.each(documents)('every link of %s leads somewhere', (document) => {
	const faults = linksOf(read(document)).flatMap((link) => {
		const fault = faultOf(document, link);
		return fault === undefined ? [] : [`${link} ${fault}`];
	});
	expect(faults).toEqual([]);
});

it('every heading of the README that the nodes and credentials link to exists', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		filesBelow(folder, (name) => /\.(ts|json)$/.test(name)),
	);
	const anchors = sources.flatMap((source) =>
		read(source)
			.split(`${repository}#`)
			.slice(1)
			.map((rest) => /^[\w-]*/.exec(rest)?.[0] ?? ''),
	);
	expect(anchors).toContain('credentials');
	const known = anchorsOf(read('README.md')).add('readme');
	expect(anchors.filter((anchor) => !known.has(anchor))).toEqual([]);
});

describe('the check itself', () => {
	it.each([
		['docs/nowhere.md', 'does not exist'],
		['../outside.md', 'leads out of the project'],
		['dist/index.js', 'is not part of the project'],
		['#no-such-heading', 'has no such heading'],
		['docs/architecture.md#no-such-heading', 'has no such heading'],
		['package.json#name', 'has an anchor and is no document'],
		['http://example.com', 'no https address'],
	])('finds fault with %s', (link, fault) => {
		expect(faultOf('README.md', link)).toBe(fault);
	});

	it('sees links in text and none in code', () => {
		const markdown = '[a](one.md) `[b](two.md)`\n\n```\n[c](three.md)\n```\n\n[d]: four.md\n';
		expect(linksOf(markdown)).toEqual(['one.md', 'four.md']);
	});

	it('makes the anchors that GitHub makes', () => {
		const markdown =
			'# A `b`, c!\n\n```\n# no heading\n```\n\n## 全部事件\n\n## A b c\n\n## a-b_c\n';
		expect([...anchorsOf(markdown)]).toEqual(['a-b-c', '全部事件', 'a-b-c-1', 'a-b_c']);
	});
});
