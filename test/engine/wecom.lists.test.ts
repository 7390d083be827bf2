import { listings } from '../../nodes/adapter/listings';
import { locatedOf, TARGET, type Located } from '../../nodes/adapter/located';
import { searchMethodOf } from '../../nodes/adapter/list-search';
import { resources } from '../../wecom/catalog/catalog';
import type { Endpoint } from '../../wecom/catalog/endpoint';
import type { Lookup } from '../../wecom/catalog/lookup';
import { listSearch } from './run-workflow';
import { byId, form, nodeType, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
	await stage.simulator.actions.stockLists();
	await run(stage.app, {
		resource: 'customerServiceAccount',
		operation: 'create',
		...form({ name: 'Help desk', media_id: 'MEDIA' }),
	});
});
afterAll(async () => await stage.close());

/** What each list shows first; of those with a state of their own only how it is written. */
const first: Record<keyof typeof listings, string | RegExp> = {
	acquisitionLink: 'Spring (LINK1)',
	agent: /\(1000001\)$/,
	approvalRequest: '201909270001',
	chain: 'Flour (CHAIN1)',
	chainCompany: 'Mill (wwBELOW1)',
	chainGroup: 'Dealers (2)',
	chainRule: '1',
	checkInRule: 'Office (1)',
	clientPassword: 'Phone (1)',
	contactWay: 'Shop window (CONFIG1)',
	customer: 'Lee (wmCUSTOMER1)',
	customerGroup: 'Regulars (wrCHAT1)',
	customerRuleGroup: 'Sales (1)',
	customerServiceAccount: /\(wk.+\)$/,
	customerTag: /^Level \/ Gold \(et.+\)$/,
	customerTagGroup: /^Level \(et.+\)$/,
	department: /\(1\)$/,
	driveFolder: 'Contracts (FOLDER1)',
	fieldGroup: 'Money (FGROUP1)',
	grid: 'River Street (GRID1)',
	healthReport: 'JOB1',
	incidentCategory: 'Lights (CATEGORY1)',
	interceptRule: 'Rude words (RULE1)',
	knowledgeGroup: 'Delivery (GROUP1)',
	knowledgeQuestion: 'How long does it take? (INTENT1)',
	leaveType: 'Holiday (1)',
	mailGroup: 'Everybody (all@example.com)',
	massMessage: 'News of May (msgMASS1)',
	meetingBackground: 'BACK1',
	meetingDevice: 'Studio (45613)',
	meetingDeviceRoom: 'Studio (100001)',
	meetingLayout: 'Speaker (LAYOUT1)',
	meetingPoll: 'THEME1 / Lunch (POLL1)',
	meetingPollTheme: 'Lunch (THEME1)',
	meetingRecording: 'Weekly (RECORD1)',
	meetingRoom: 'Boardroom (2)',
	moment: 'Open again (momMOMENT1)',
	momentRuleGroup: 'Marketing (1)',
	parent: 'San (zhangsan_parent)',
	patrolReport: 'Lights (ORDER1)',
	pendingCompany: 'Bakery (wwPENDING1)',
	product: 'Tea (PRODUCT1)',
	residentReport: 'Lights (ORDER1)',
	roomBooking: '2 (bkBOOKING1)',
	ruleGroupTagGroup: 'Interest (etSGROUP1)',
	schoolDepartment: 'Class 1 (11)',
	sharedApp: 'Mill (1000011)',
	sharedMailbox: 'Help (11)',
	sharingCompany: 'Mill (wwBELOW1)',
	sheet: 'Orders (SHEET1)',
	sheetChat: 'CHAT1',
	sheetPermission: 'Editors (2)',
	spreadsheetSheet: 'Budget (PAGE1)',
	student: 'San (zhangsan)',
	tag: /\(1\)$/,
	view: 'Open (VIEW1)',
	workReport: 'JOURNAL1',
};

const endpoints = resources.flatMap((resource) => resource.endpoints);

/** An operation that has a locator for such a thing. */
function userOf(lookup: Lookup): [Endpoint, Located] {
	for (const endpoint of endpoints) {
		const located = locatedOf(endpoint).find((one) => one.lookup === lookup);
		if (located) return [endpoint, located];
	}
	throw new Error(`No operation takes a ${lookup}`);
}

/** Asks as the editor does, with what the list needs given; `more` replaces it. */
async function search(lookup: keyof typeof listings, filter = '', more?: Record<string, unknown>) {
	const [endpoint, { property }] = userOf(lookup);
	const known: [string, unknown][] = (listings[lookup].needs ?? []).map((name) => [name, 1]);
	const located = locatedOf(endpoint).filter(({ name }) => known.some(([need]) => need === name));
	return await listSearch({
		type: nodeType,
		method: property === TARGET.property ? 'searchTargets' : searchMethodOf(lookup),
		parameters: {
			callAs: 'ownApp',
			resource: endpoint.resource,
			operation: endpoint.operation,
			...Object.fromEntries(located.map((one) => [one.property, byId('1')])),
			parameters: { mappingMode: 'defineBelow', value: Object.fromEntries(known) },
			...more,
		},
		credential: stage.app,
		filter,
	});
}

describe.each(Object.keys(listings) as (keyof typeof listings)[])('the list for %s', (lookup) => {
	it('shows names and gives IDs', async () => {
		const { results } = await search(lookup);
		const expected = first[lookup];
		expect(results[0]?.name).toEqual(
			typeof expected === 'string' ? expected : expect.stringMatching(expected),
		);
		const { value } = results[0] ?? {};
		expect(typeof value).toBe('string');
		expect(`(${String(results[0]?.name)})`).toContain(String(value));
		expect(new Set(results.map((result) => result.value)).size).toBe(results.length);
	});

	it('leaves out what is not looked for', async () => {
		const { results } = await search(lookup, 'no such thing');
		expect(results).toEqual([]);
	});
});

describe('a list that needs something', () => {
	it.each([
		['nothing', {}],
		['an expression', { docid: '={{ $json.docid }}' }],
	])('says so where the form has %s', async (_what, value) => {
		const parameters = { mappingMode: 'defineBelow', value };
		await expect(search('sheet', '', { parameters })).rejects.toThrow(
			"'Document ID' (docid) is needed to list these",
		);
	});

	it('says so where its locator is empty', async () => {
		await expect(search('chainRule', '', { chain: byId('') })).rejects.toThrow(
			"'Chain' (chain_id) is needed to list these",
		);
	});
});
