import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { WeComCorpApi } from '../../../credentials/WeComCorpApi.credentials';
import { WeComSuiteApi } from '../../../credentials/WeComSuiteApi.credentials';
import { WeComRedirectTrigger } from '../../../nodes/WeComRedirectTrigger/WeComRedirectTrigger.node';
import { WeComSuite } from '../../../nodes/WeComSuite/WeComSuite.node';
import { WeComSuiteTrigger } from '../../../nodes/WeComSuiteTrigger/WeComSuiteTrigger.node';

/** Titles of the fields that a user fills in, also of those in collections. */
function titlesOf(properties: readonly INodeProperties[]): string[] {
	return properties
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.flatMap(({ displayName, type, options = [] }) => [
			displayName,
			...(type === 'collection' ? titlesOf(options as INodeProperties[]) : []),
		]);
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
	const text = readFileSync(join(__dirname, '../../..', name), 'utf8');
	const missing = (titles: string[]) => titles.filter((title) => !text.includes(title));

	it.each([new WeComSuiteApi(), new WeComCorpApi()])(
		'names every field of the credential $displayName',
		({ properties }) => {
			expect(properties.length).toBeGreaterThan(5);
			expect(missing(titlesOf(properties))).toEqual([]);
		},
	);

	it.each([
		{ trigger: new WeComSuiteTrigger().description, known: 'Include Secrets' },
		{ trigger: new WeComRedirectTrigger().description, known: 'Return Origins' },
	])('names every parameter of the $trigger.displayName', ({ trigger, known }) => {
		const titles = titlesOf(trigger.properties);
		expect(titles).toContain(known);
		expect(missing(titles)).toEqual([]);
	});

	it('names every resource of the suite node', () => {
		const { properties } = new WeComSuite().description;
		const resource = properties.find((property) => property.name === 'resource');
		const titles = (resource?.options ?? []).map((option) => option.name);
		expect(titles).toContain('Installation');
		expect(titles.filter((title) => !new RegExp(`^\\| ${title}\\b`, 'm').test(text))).toEqual([]);
	});
});
