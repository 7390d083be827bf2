/**
 * Writes the tables of operations and events, in both languages: `npx tsx scripts/generate-tables.ts`. They show what the
 * editor shows, with the documentation page that the catalog names. A unit test fails while they are out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions, INodeType } from 'n8n-workflow';

import { WeCom } from '../nodes/WeCom/WeCom.node';
import { WeComSuite } from '../nodes/WeComSuite/WeComSuite.node';
import type { AppKind, Endpoint } from '../wecom/catalog/endpoint';
import { findProviderEndpoint } from '../wecom/catalog/provider/catalog';
import type { EventFamily } from '../wecom/events/define';
import { eventGroups } from '../wecom/events/table';

export type Language = 'en' | 'zh';

/** The documents that hold the tables, below the folder of the project. */
export const documents: Readonly<Record<Language, string>> = {
	en: 'docs/reference.md',
	zh: 'docs/reference.zh-CN.md',
};

/** Chinese names of what has none in its description, as `<resource>` or `<resource>.<operation>`. */
const chinese: Readonly<Record<string, string>> = {
	customApiCall: '自定义调用',
	'customApiCall.request': '调用任意接口',
	customisedApp: '代开发应用',
	'customisedApp.createSignedLink': '创建带签名的授权链接',
	'customisedApp.getCallbackKeys': '查看应用回调密钥是否已设置',
	'customisedApp.removeCallbackKeys': '删除应用回调密钥',
	'customisedApp.setAgentId': '填写应用 AgentID',
	'customisedApp.setCallbackKeys': '设置应用回调密钥',
	health: '体检',
	'health.check': '检查',
	identity: '身份验证',
	'identity.createLoginLink': '构造登录链接',
	installLink: '安装链接',
	'installLink.create': '创建安装链接',
	installation: '授权',
	'installation.exchange': '用临时授权码换取永久授权码',
	'installation.get': '获取授权',
	'installation.getAll': '获取授权列表',
	'installation.getExpiring': '查询即将到期的授权',
	'installation.import': '导入授权',
	'installation.reconcile': '与企业微信核对全部授权',
	'installation.refresh': '刷新授权信息',
	'installation.remove': '从保险库移除授权',
	jsSdk: 'JS-SDK',
	'jsSdk.getSignatures': '获取网页签名',
	ticket: 'suite_ticket',
	'ticket.getStatus': '获取 ticket 状态',
	token: 'access_token',
	'token.get': '获取 token',
	vault: '保险库',
	'vault.export': '导出保险库',
	'vault.import': '导入保险库',
	'vault.rekey': '更换保险库密钥',
};

const apps: Readonly<Record<Language, Record<AppKind, string>>> = {
	en: { own: 'own', standard: 'third-party', customised: 'customised' },
	zh: { own: '自建', standard: '第三方', customised: '代开发' },
};

const families: Readonly<Record<Language, Record<EventFamily, string>>> = {
	en: { command: 'command', data: 'data', system: 'system', bot: 'bot' },
	zh: { command: '指令', data: '数据', system: '系统事件', bot: '智能机器人' },
};

interface Operation {
	resource: string;
	resourceZh: string;
	operation: string;
	operationZh: string;
	endpoint: Endpoint | undefined;
}

/** @throws Error when an option has no Chinese name */
function chineseOf(id: string, { name, description = '' }: INodePropertyOptions): string {
	const [sentence] = description.split('. ');
	const found = chinese[id] ?? (/\p{Script=Han}/u.test(sentence) ? sentence : undefined);
	if (found === undefined) {
		throw new Error(`'${name}' (${id}) has no Chinese name: add it to scripts/generate-tables.ts`);
	}
	return found.replace(/\.$/, '');
}

/** What a node offers, in the order of the editor. */
function operationsOf({ description }: INodeType): Operation[] {
	const listOf = (name: string, resource?: string) =>
		description.properties
			.filter((property) => property.name === name)
			.filter(
				({ displayOptions }) =>
					resource === undefined || displayOptions?.show?.resource?.includes(resource),
			)
			.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	return listOf('resource').flatMap((resource) =>
		listOf('operation', String(resource.value)).map((operation): Operation => {
			const [left, right] = [String(resource.value), String(operation.value)];
			return {
				resource: resource.name,
				resourceZh: chineseOf(left, resource),
				operation: operation.name,
				operationZh: chineseOf(`${left}.${right}`, operation),
				endpoint: findProviderEndpoint(left, right),
			};
		}),
	);
}

/** Where the page is in the menu of the documentation, for `docs/002-第三方应用开发/002-服务端API/…/001-创建部门.md`. */
function pageOf(endpoint: Endpoint | undefined): string {
	if (!endpoint) return '';
	const { doc, libraries } = endpoint;
	if (doc === undefined) return libraries.join(', ');
	if (doc.startsWith('https:')) return `<${doc}>`;
	return doc
		.replace(/^docs\//, '')
		.replace(/\.md$/, '')
		.split('/')
		.map((part) => part.replace(/^\d+-/, ''))
		.filter((part) => part !== '服务端API')
		.join(' › ');
}

/** Unpadded, so that a new row changes one line and not all of them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a provider does, an operation a line, with its page. */
function suiteTable(language: Language): string {
	const separator = language === 'en' ? ', ' : '、';
	const heads = {
		en: ['Resource', 'Operation', 'In Chinese', 'Apps', 'Documentation page'],
		zh: ['资源', '操作', '中文名', '适用应用', '文档页'],
	};
	const rows = operationsOf(new WeComSuite()).map(
		({ resource, resourceZh, operation, operationZh, endpoint }) => [
			`${resource} (${resourceZh})`,
			operation,
			operationZh,
			(endpoint?.apps ?? []).map((kind) => apps[language][kind]).join(separator),
			pageOf(endpoint),
		],
	);
	return table(heads[language], rows);
}

/** What is called for a company, a resource a line: hundreds of operations, whose pages docs/coverage.md names. */
function corpTable(language: Language): string {
	const separator = language === 'en' ? ', ' : '、';
	const heads = { en: ['Resource', 'Operations'], zh: ['资源', '操作'] };
	const operations = new Map<string, string[]>();
	for (const { resource, resourceZh, operation, operationZh } of operationsOf(new WeCom())) {
		const name = `${resource} (${resourceZh})`;
		operations.set(name, [...(operations.get(name) ?? []), `${operation} (${operationZh})`]);
	}
	const rows = [...operations].map(([name, all]) => [name, all.join(separator)]);
	return table(heads[language], rows);
}

function operationTable(language: Language): string {
	return [`#### WeCom Suite`, suiteTable(language), `#### WeCom`, corpTable(language)].join('\n\n');
}

function eventTable(language: Language): string {
	const heads = {
		en: ['Group', 'Event', 'Title', 'In Chinese', 'Kind of callback'],
		zh: ['分组', '事件', '中文名', '英文名', '回调类型'],
	};
	const rows = eventGroups.flatMap((group) =>
		group.events.map(({ id, title, titleZh, families: from }) => {
			const kinds = from.map((family) => families[language][family]);
			return language === 'en'
				? [group.title, `\`${id}\``, title, titleZh, kinds.join(', ')]
				: [group.titleZh, `\`${id}\``, titleZh, title, kinds.join('、')];
		}),
	);
	return table(heads[language], rows);
}

/** @throws Error when the document has no such section */
function replaceSection(text: string, name: string, content: string): string {
	const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new Error(`The document has no ${start} … ${end}`);
	const section = [
		start,
		'<!-- prettier-ignore-start -->',
		content,
		'<!-- prettier-ignore-end -->',
		end,
	];
	return text.slice(0, from) + section.join('\n\n') + text.slice(to + end.length);
}

/** The document with both tables as they should be; everything outside its markers stays. */
export function withTables(text: string, language: Language): string {
	const withOperations = replaceSection(text, 'operations', operationTable(language));
	return replaceSection(withOperations, 'events', eventTable(language));
}

if (require.main === module) {
	for (const [language, name] of Object.entries(documents)) {
		const file = join(__dirname, '..', name);
		const before = readFileSync(file, 'utf8');
		const after = withTables(before, language as Language);
		if (after !== before) writeFileSync(file, after);
		process.stdout.write(`${name}: ${after === before ? 'up to date' : 'written'}\n`);
	}
}
