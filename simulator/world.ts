import { outsideOf, type Outside } from './customers';

/**
 * The demo world: one provider, its suites, and companies that may install them. Every id is fixed, so that scripts
 * and documents can name it; nothing here stands for a real company or person.
 */
export interface World {
	provider: Provider;
	suites: Suite[];
	corps: Corp[];
}

export interface Provider {
	corpId: string;
	name: string;
	providerSecret: string;
	/** Token and EncodingAESKey of the system-event URL. */
	token: string;
	encodingAesKey: string;
	/** Addresses that may call the API, `*` as wildcard; empty allows all. */
	allowedAddresses: string[];
	/** Staff of the provider that may buy licences. */
	userIds: string[];
	/** Key that signs cashier requests; empty: none has been set up. */
	cashierKey: string;
	/** Without one (商户号) the provider cannot be paid by the cashier. */
	merchantAccount: boolean;
	/** Promotion packages (推广包). */
	packages: PromotionPackage[];
	/** Apps that are sold together (行业解决方案). */
	solutions: Solution[];
}

/** What comes with a company that registers by a promotion QR code. */
export interface PromotionPackage {
	templateId: string;
	name: string;
	suiteIds: string[];
	/** Lock the contacts of a new company and give the provider a token to fill them. */
	contactSync: boolean;
}

export interface Solution {
	caseId: string;
	editionName: string;
	suiteIds: string[];
	/** Cents for one person, each app and 365 days. */
	yearlyPrice: number;
}

export interface Suite {
	suiteId: string;
	suiteSecret: string;
	/** Token and EncodingAESKey of the suite's callback URLs, the same for all companies. */
	token: string;
	encodingAesKey: string;
	kind: 'standard' | 'customised';
	name: string;
	/** What the suite may do with contacts: the contact-write suite changes them and reads only ids. */
	contacts: 'read' | 'write';
	/** Single-app suites have no menu and no agent/set; only old `tj` suites are not. */
	singleApp: boolean;
	/** Hosts that `redirect_uri` of an installation or a login may be under; empty allows all. */
	redirectHosts: string[];
	published: boolean;
	/** Of an app that companies pay for; without it an app is free for good. */
	pricing?: Pricing;
}

export interface Pricing {
	trialDays: number;
	editions: Edition[];
}

/** A paid edition (应用版本) of an app. */
export interface Edition {
	editionId: string;
	name: string;
	/** Cents for 365 days, for one person or, with `fixedTotal`, for all. */
	yearlyPrice: number;
	fixedTotal: boolean;
}

export interface Corp {
	/** The id that provider apps see: encrypted, case-sensitive. */
	corpId: string;
	/** The id that the company's own apps use. */
	plainCorpId: string;
	name: string;
	/** Encrypted user id of the administrator who installs apps. */
	adminUserId: string;
	members: Member[];
	departments: Department[];
	tags: Tag[];
	customerTagGroups: CustomerTagGroup[];
	customerServiceAccounts: CustomerServiceAccount[];
	ownApps: OwnApp[];
	bot: Bot;
	outside: Outside;
}

export interface Member {
	/** The id that provider apps see: encrypted, case-sensitive. */
	userId: string;
	/** The id that the company's own apps use. */
	plainUserId: string;
	name: string;
	alias: string;
	mobile: string;
	email: string;
	position: string;
	gender: '0' | '1' | '2';
	departments: number[];
	mainDepartment: number;
	order: number[];
	leaderIn: number[];
	directLeaders: string[];
	enabled: boolean;
	/** Everything else user/create and user/update stored. */
	other: Record<string, unknown>;
}

export interface Department {
	id: number;
	name: string;
	nameEn: string;
	parentId: number;
	order: number;
}

/** Tags of customers (企业客户标签), which are always in a group. */
export interface CustomerTagGroup {
	id: string;
	name: string;
	order: number;
	/** Seconds since 1970. */
	createdAt: number;
	tags: CustomerTag[];
	/** The app that made it; absent: the company itself. */
	owner?: string;
}

export interface CustomerTag {
	id: string;
	name: string;
	order: number;
	/** Seconds since 1970. */
	createdAt: number;
}

/** An account of WeChat customer service (微信客服). */
export interface CustomerServiceAccount {
	openKfid: string;
	name: string;
	/** Encrypted user ids of those who answer. */
	userIds: string[];
	departmentIds: number[];
}

export interface Tag {
	id: number;
	name: string;
	userIds: string[];
	departmentIds: number[];
	/** The suite or own app that made the tag and may change it; undefined: made by the administrator. */
	owner?: string;
}

/** An app a company built for itself, or its contact-sync access. */
export interface OwnApp {
	agentId: number;
	name: string;
	secret: string;
	kind: 'app' | 'contact-sync';
	token: string;
	encodingAesKey: string;
}

/** A company's AI bot (智能机器人), whose callbacks are JSON and sealed for nobody. */
export interface Bot {
	botId: string;
	name: string;
	token: string;
	encodingAesKey: string;
}

/** A new world of its own: what one simulator changes, another does not see. */
export function createWorld(): World {
	return {
		provider: {
			corpId: 'ww00000000000000a0',
			name: 'Demo Provider',
			providerSecret: 'demo-provider-secret-0000000000000000000000000',
			token: 'demoProviderToken',
			encodingAesKey: 'demoProviderKey0123456789abcdefghijklmnopqr',
			allowedAddresses: [],
			userIds: ['providerbuyer1'],
			cashierKey: 'demo-cashier-key-00000000000000',
			merchantAccount: true,
			packages: [
				{
					templateId: 'tplDEMO000000000001',
					name: 'Demo Package',
					suiteIds: ['ww00000000000000b1', 'ww00000000000000b2'],
					contactSync: true,
				},
				{
					templateId: 'tplDEMO000000000002',
					name: 'Demo Package without contacts',
					suiteIds: ['ww00000000000000b1'],
					contactSync: false,
				},
			],
			solutions: [
				{
					caseId: 'slDEMO000000000001',
					editionName: 'Demo Solution',
					suiteIds: ['ww00000000000000b1', 'ww00000000000000b2'],
					yearlyPrice: 9000,
				},
			],
		},
		suites: [
			suite({
				suiteId: 'ww00000000000000b1',
				name: 'Demo App',
				suiteSecret: 'demo-suite-secret-b1-00000000000000000000000',
				token: 'demoSuiteTokenB1',
				encodingAesKey: 'demoSuiteB1Key0123456789abcdefghijklmnopqrs',
				pricing: {
					trialDays: 30,
					editions: [
						{
							editionId: 'spDEMO000000000001',
							name: 'Team',
							yearlyPrice: 10_000,
							fixedTotal: false,
						},
						{
							editionId: 'spDEMO000000000002',
							name: 'Company',
							yearlyPrice: 500_000,
							fixedTotal: true,
						},
					],
				},
			}),
			suite({
				suiteId: 'dk00000000000000c1',
				name: 'Demo Template',
				kind: 'customised',
				suiteSecret: 'demo-suite-secret-c1-00000000000000000000000',
				token: 'demoSuiteTokenC1',
				encodingAesKey: 'demoSuiteC1Key0123456789abcdefghijklmnopqrs',
			}),
			suite({
				suiteId: 'ww00000000000000b2',
				name: 'Second Demo App',
				suiteSecret: 'demo-suite-secret-b2-00000000000000000000000',
				token: 'demoSuiteTokenB2',
				encodingAesKey: 'demoSuiteB2Key0123456789abcdefghijklmnopqrs',
			}),
			suite({
				suiteId: 'ww00000000000000d1',
				name: 'Demo Contact Writer',
				contacts: 'write',
				suiteSecret: 'demo-suite-secret-d1-00000000000000000000000',
				token: 'demoSuiteTokenD1',
				encodingAesKey: 'demoSuiteD1Key0123456789abcdefghijklmnopqrs',
			}),
			suite({
				suiteId: 'tj00000000000000e1',
				name: 'Old Demo Suite',
				singleApp: false,
				suiteSecret: 'demo-suite-secret-e1-00000000000000000000000',
				token: 'demoSuiteTokenE1',
				encodingAesKey: 'demoSuiteE1Key0123456789abcdefghijklmnopqrs',
			}),
		],
		corps: [corp('A', 12), corp('B', 4), corp('C', 2)],
	};
}

function suite(
	fixed: Pick<Suite, 'suiteId' | 'suiteSecret' | 'token' | 'encodingAesKey' | 'name'> &
		Partial<Suite>,
): Suite {
	return {
		kind: 'standard',
		contacts: 'read',
		singleApp: true,
		redirectHosts: [],
		published: true,
		...fixed,
	};
}

/** `size` members over three departments under the root, two tags, one own app and the contact-sync access. */
function corp(letter: string, size: number): Corp {
	const members = Array.from({ length: size }, (_, index) => member(letter, index + 1));
	return {
		corpId: `wpDEMO${letter.repeat(2)}000000000000000000000001`,
		plainCorpId: `ww00000000000000${letter.toLowerCase()}f`,
		name: `Demo Company ${letter}`,
		adminUserId: members[0].userId,
		members,
		departments: [
			{ id: 1, name: `Demo Company ${letter}`, nameEn: '', parentId: 0, order: 100000000 },
			{ id: 2, name: '研发部', nameEn: 'Research', parentId: 1, order: 3 },
			{ id: 3, name: '销售部', nameEn: 'Sales', parentId: 1, order: 2 },
			{ id: 4, name: '测试组', nameEn: 'Testing', parentId: 2, order: 1 },
		],
		tags: [
			{ id: 1, name: 'Demo Tag 1', userIds: [members[0].userId], departmentIds: [] },
			{ id: 2, name: 'Demo Tag 2', userIds: [], departmentIds: [3] },
		],
		customerTagGroups: [
			{
				id: `etDEMO${letter.repeat(2)}GROUP1`,
				name: 'Level',
				order: 1,
				createdAt: 1_700_000_000,
				tags: ['Gold', 'Silver'].map((name, index) => ({
					id: `etDEMO${letter.repeat(2)}TAG${index + 1}`,
					name,
					order: 2 - index,
					createdAt: 1_700_000_000,
				})),
			},
		],
		customerServiceAccounts: [
			{
				openKfid: `wkDEMO${letter.repeat(2)}0000000000000000000001`,
				name: 'Demo Service',
				userIds: [members[0].userId],
				departmentIds: [],
			},
		],
		ownApps: [
			{
				agentId: 1000001,
				name: 'Own App',
				secret: `demo-own-app-secret-${letter.toLowerCase()}-0000000000000000000000`,
				kind: 'app',
				token: `demoOwnAppToken${letter}`,
				encodingAesKey: `demoOwnApp${letter}0123456789abcdefghijklmnopqrstuv`,
			},
			{
				agentId: 0,
				name: 'Contact Sync',
				secret: `demo-contact-secret-${letter.toLowerCase()}-0000000000000000000000`,
				kind: 'contact-sync',
				token: `demoContactToken${letter}`,
				encodingAesKey: `demoContact${letter}0123456789abcdefghijklmnopqrstu`,
			},
		],
		outside: outsideOf(letter, members),
		bot: {
			botId: `aibDEMO${letter.repeat(2)}0000000001`,
			name: 'Demo Bot',
			token: `demoBotToken${letter}`,
			encodingAesKey: `demoBotKeyOf${letter}0123456789abcdefghijklmnopqrst`,
		},
	};
}

function member(letter: string, index: number): Member {
	const department = index === 1 ? 1 : 2 + (index % 3);
	const digits = String(index).padStart(2, '0');
	return {
		userId: `woDEMO${letter.repeat(2)}0000000000000000000000${digits}`,
		plainUserId: `member${index}`,
		name: index % 2 === 0 ? `成员${index}` : `Member ${index}`,
		alias: '',
		mobile: '',
		email: '',
		position: '',
		gender: '0',
		departments: [department],
		mainDepartment: department,
		order: [0],
		leaderIn: [0],
		directLeaders: [],
		enabled: true,
		other: {},
	};
}

/**
 * A company that did not exist before: one administrator in the root department, and nothing else.
 * @throws RangeError when all letters are taken
 */
export function foundCorp(
	world: World,
	{ name, adminName, adminMobile }: { name: string; adminName: string; adminMobile: string },
): Corp {
	if (world.corps.length >= 26) {
		throw new RangeError('the demo world has room for 26 companies');
	}
	const made = corp(String.fromCharCode('A'.charCodeAt(0) + world.corps.length), 1);
	made.name = name;
	made.departments = [{ ...made.departments[0], name }];
	made.tags = [];
	Object.assign(made.members[0], { name: adminName, mobile: adminMobile });
	world.corps.push(made);
	return made;
}

/** The suite with this id, or undefined. */
export function findSuite(world: World, suiteId: string): Suite | undefined {
	return world.suites.find((candidate) => candidate.suiteId === suiteId);
}

/** The company with this encrypted id, or undefined. */
export function findCorp(world: World, corpId: string): Corp | undefined {
	return world.corps.find((candidate) => candidate.corpId === corpId);
}
