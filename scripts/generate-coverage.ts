/**
 * Writes docs/coverage.md: `npm run tables`. It sets every endpoint that the documentation describes, by the
 * simulator's fact file, beside the operation that calls it. A unit test fails while it is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../wecom/catalog/catalog';
import { providerResources } from '../wecom/catalog/provider/catalog';

/** The document, below the folder of the project. */
export const document = 'docs/coverage.md';

/** The sections of the documentation, in English. */
const sections: Readonly<Record<string, string>> = {
	Rooms会议室: 'Meeting Rooms Devices',
	人事助手: 'HR',
	企业互联: 'Linked Corporations',
	企业互联与上下游: 'Corporation Groups and Chains',
	企业支付: 'Payment Collection',
	会议: 'Meetings',
	会议室: 'Meeting Rooms',
	会话内容存档: 'Chat Archive',
	公费电话: 'Dial',
	客户联系: 'Customer Contact',
	家校应用: 'School Apps',
	家校沟通: 'School',
	安全管理: 'Security',
	审批: 'Approval',
	小程序接入对外收款: 'Mini Program Payments',
	应用授权: 'App Authorisation',
	应用管理: 'Apps',
	开发指南: 'Guide',
	微信客服: 'Customer Service',
	微盘: 'Drive',
	打卡: 'Check-In',
	政民沟通: 'Government',
	数据与智能专区: 'Data Zone',
	文档: 'Documents',
	日程: 'Calendar',
	汇报: 'Report',
	消息接收与发送: 'Messages',
	电子发票: 'E-Invoice',
	直播: 'Live',
	素材管理: 'Media',
	紧急通知应用: 'Emergency Calls',
	账号ID: 'ID Conversion',
	身份验证: 'Identity',
	通讯录管理: 'Contacts',
	邮件: 'Mail',
	高级功能: 'Advanced Features',
};

/** Sections of which some endpoints still have no operation. In all others each is served or left out for a reason. */
export const unfinished: ReadonlySet<string> = new Set();

/** Endpoints that no operation calls, by path below `/cgi-bin/`, and why. */
export const leftOut: ReadonlyMap<string, string> = new Map([
	['externalpay/addmerchant', 'Libraries know it, its page 收款商户号管理 no longer does'],
	['externalpay/delmerchant', 'Libraries know it, its page 收款商户号管理 no longer does'],
]);

interface Fact {
	path: string;
	method: string;
	section_zh: string;
	title_zh: string;
}

export interface Row {
	section: string;
	/** Below `/cgi-bin/`. */
	path: string;
	method: string;
	title: string;
	/** `<node> › <resource>: <operation>`, for people, and the ID that workflows hold. */
	operations: { name: string; id: string }[];
	reason: string | undefined;
}

/** Every documented endpoint with what calls it, in the order of the fact file. */
export function coverage(): Row[] {
	const facts = JSON.parse(
		readFileSync(join(__dirname, '../simulator/facts/corp-endpoints.json'), 'utf8'),
	) as Fact[];
	const serving = operationsByCall();
	return facts.map(({ path, method, section_zh: section, title_zh: title }) => {
		const below = path.replace('/cgi-bin/', '');
		return {
			section: section.split('/')[0] ?? '',
			path: below,
			method,
			title,
			operations: serving.get(`${method} ${path}`) ?? [],
			reason: leftOut.get(below),
		};
	});
}

function operationsByCall(): Map<string, Row['operations']> {
	const serving = new Map<string, Row['operations']>();
	const nodes = [
		['WeCom', resources],
		['WeCom Suite', providerResources],
	] as const;
	for (const [node, list] of nodes) {
		for (const { title, endpoints } of list) {
			for (const { id, method, path, title: operation } of endpoints) {
				const call = `${method} ${path}`;
				const name = `${node} › ${title}: ${operation}`;
				serving.set(call, [...(serving.get(call) ?? []), { name, id }]);
			}
		}
	}
	return serving;
}

/** @throws Error when a section has no English name */
function englishOf(section: string): string {
	const name = sections[section];
	if (name === undefined) {
		throw new Error(`'${section}' has no English name: add it to scripts/generate-coverage.ts`);
	}
	return name;
}

/** Unpadded, so that a new row changes one line and not all of them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function summary(rows: readonly Row[], names: readonly string[]): string {
	const count = (list: readonly Row[]) => [
		String(list.length),
		String(list.filter(({ operations }) => operations.length > 0).length),
		String(list.filter(({ reason }) => reason !== undefined).length),
	];
	return table(
		['Section', 'In Chinese', 'Documented', 'Served', 'Left out'],
		[
			...names.map((name) => [
				englishOf(name),
				name,
				...count(rows.filter(({ section }) => section === name)),
			]),
			['**All**', '', ...count(rows)],
		],
	);
}

function sectionTable(rows: readonly Row[]): string {
	return table(
		['Endpoint', 'Page', 'Operation'],
		rows.map(({ method, path, title, operations, reason }) => [
			`\`${method} ${path}\``,
			title,
			operations.map(({ name, id }) => `${name} (\`${id}\`)`).join('<br>') || (reason ?? '-'),
		]),
	);
}

/** The text of the document. */
export function coverageDocument(): string {
	const rows = coverage();
	const names = [...new Set(rows.map(({ section }) => section))];
	return `${[
		'<!-- Written by `npm run tables`; do not edit. -->',
		'<!-- prettier-ignore-start -->',
		'# Coverage',
		'Every endpoint that the documentation of the platform describes for a company’s token, and the operation that calls it. What has none can be called by *Custom API Call*, with the right token.',
		summary(rows, names),
		...names.flatMap((name) => [
			`## ${englishOf(name)} (${name})`,
			sectionTable(rows.filter(({ section }) => section === name)),
		]),
		'<!-- prettier-ignore-end -->',
	].join('\n\n')}\n`;
}

if (require.main === module) {
	const file = join(__dirname, '..', document);
	writeFileSync(file, coverageDocument());
	process.stdout.write(`${document}: written\n`);
}
