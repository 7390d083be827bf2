import type { RequestLog } from '../api/request-log';
import type { DeliveryReport } from '../callbacks/courier';
import type { EventFact } from '../facts/event';
import type { Platform } from '../platform/platform';
import { check, form, input, select, table } from './elements';
import { html, type Html } from './html';
import { appOrderForms, appOrderTable, registrationForms } from './sales';

const ROWS = 40;
const CALLBACK_FAULTS = {
	duplicate: 'every event arrives twice',
	outOfOrder: 'an event waits for the next one',
	dropTickets: 'tickets never arrive',
	dropEvents: 'events never arrive',
	createAuthForProvider: 'create_auth sealed for the provider',
	shuffleEnvelope: 'envelope elements in any order',
};

export interface Overview {
	url: string;
	platform: Platform;
	events: Map<string, EventFact>;
	requests: RequestLog[];
	callbacks: DeliveryReport[];
	notice?: { title: string; isGood: boolean; text: string };
}

/** The console: what can be done, what is so, and what has happened. */
export function overviewPage(overview: Overview): Html {
	const { url, platform, notice } = overview;
	return html`
		<h1>WeCom simulator</h1>
		<p>
			API host <code>${url}</code> · platform time
			<code>${new Date(platform.clock.now()).toISOString()}</code> · <a href="/">Refresh</a>
		</p>
		${
			notice &&
			html`<div class="notice">
				<p class="${notice.isGood ? 'good' : 'bad'}">${notice.title}</p>
				<pre>${notice.text}</pre>
			</div>`
		}
		<h2>Do</h2>
		<div class="forms">${forms(overview)}</div>
		<h2>Installations</h2>
		${installations(platform)}
		<h2>Orders of apps</h2>
		${appOrderTable(platform)}
		<h2>Licence orders</h2>
		${licenceOrders(platform)}
		<h2>Callback URLs</h2>
		${callbackUrls(platform)}
		<h2>Events pushed</h2>
		${callbacks(overview.callbacks)}
		<h2>API calls</h2>
		${requests(overview.requests)}
		<h2>Messages to members</h2>
		${messages(platform)}
		<h2>The demo world</h2>
		${worldTables(platform)}
	`;
}

function forms({ platform, events }: Overview): Html[] {
	const { suites, corps } = platform.world;
	const suite = select(
		'suiteId',
		'Suite',
		suites.map(({ suiteId, name }) => [suiteId, `${name} (${suiteId})`]),
	);
	const corp = select(
		'corpId',
		'Company',
		corps.map(({ corpId, name }) => [corpId, `${name} (${corpId})`]),
	);
	const kind = select('kind', 'Kind', [
		['command', 'command 指令回调'],
		['data', 'data 数据回调'],
		['system', 'system 系统事件'],
	]);
	const member = select(
		'userId',
		'Member',
		corps.flatMap((one) =>
			one.members.map(({ userId, name }) => [userId, `${one.name}: ${name}`] as [string, string]),
		),
	);
	const licenceType = select('type:number', 'Type', [
		['1', 'base 基础账号'],
		['2', 'interop 互通账号'],
	]);
	const { callbacks } = platform.faults;
	return [
		form('save-callback-url', 'Save a callback URL', [
			suite,
			kind,
			input('url', 'URL', 'url', 'http://127.0.0.1:5678/webhook/…'),
		]),
		form('save-callback-url', 'Save the callback of a customised app', [
			suite,
			corp,
			select('kind', 'Kind', [['data', 'data 代开发应用回调']]),
			input('url', 'URL', 'url', 'http://127.0.0.1:5678/webhook/…'),
			input('token', 'Token'),
			input('encodingAesKey', 'EncodingAESKey'),
		]),
		form('push-ticket', 'Push ticket', [suite]),
		form('install', 'Install', [
			suite,
			corp,
			select('way', 'From', [
				['market', 'the app market (create_auth)'],
				['website', "the provider's website (redirect)"],
				['member', 'a member for itself'],
			]),
			input('state', 'State'),
			input('redirectUri', 'Redirect URI (website)', 'url'),
		]),
		form('scan-template-link', 'Scan the QR code of templates', [
			corp,
			input('url', 'Link (qrcode_url)', 'url'),
		]),
		form('change-scope', 'Change scope', [
			suite,
			corp,
			input('allow.users:texts', 'Members (ids)'),
			input('allow.departments:numbers', 'Departments (ids)', 'text', '1'),
			input('allow.tags:numbers', 'Tags (ids)'),
		]),
		form('set-enabled', 'Switch off or on', [
			suite,
			corp,
			select('enabled:boolean', 'App is', [
				['false', 'off'],
				['true', 'on'],
			]),
		]),
		form('reset-permanent-code', 'Reset the secret of a customised app', [suite, corp]),
		form('uninstall', 'Uninstall', [suite, corp]),
		...registrationForms(corp),
		...appOrderForms(suite, corp),
		form('send-message', 'Send a message as a member', [
			suite,
			corp,
			member,
			input('text', 'Text', 'text', 'hello'),
		]),
		form('push-event', 'Push any event', [
			suite,
			corp,
			select(
				'eventId',
				'Event',
				[...events.values()].map(({ id, title_en: title }) => [id, `${title} (${id})`]),
			),
			input('fields:json', 'Fields as JSON', 'text', '{"ChangeType":"update_user"}'),
		]),
		form('login', 'Log a member in', [
			suite,
			corp,
			member,
			select('scope', 'Scope', [
				['snsapi_base', 'snsapi_base'],
				['snsapi_privateinfo', 'snsapi_privateinfo'],
			]),
			input('redirectUri', 'Redirect URI', 'url'),
			input('state', 'State'),
		]),
		form('open-business-settings', 'Open business settings', [
			suite,
			corp,
			input('url', 'Business settings URL', 'url'),
		]),
		form('require-licences', 'End or bring back licence trials', [
			corp,
			select('required:boolean', 'Members need', [
				['true', 'a licence'],
				['false', 'none during the trial'],
			]),
		]),
		form('activate-licence', 'Give a licence', [corp, member, licenceType]),
		form('order-licences', 'Order licences', [
			corp,
			input('base:number', 'Base accounts', 'number', '1'),
			input('interop:number', 'Interop accounts', 'number', '0'),
			input('months:number', 'Months', 'number', '1'),
			select('paid:boolean', 'Payment', [
				['true', 'at once'],
				['false', 'later'],
			]),
		]),
		form('pay-licence-order', 'Pay a licence order', [input('orderId', 'Order')]),
		form('refund-licence-order', 'Refund a licence order', [
			input('orderId', 'Order'),
			select('outcome', 'The platform', [
				['granted', 'grants it'],
				['refused', 'refuses it'],
				['waiting', 'has not decided yet'],
			]),
		]),
		form('move-clock', 'Move the clock', [
			select('seconds:number', 'Let pass', [
				['600', '10 minutes'],
				['1860', '31 minutes: tickets expire'],
				['7260', '2 hours: tokens expire'],
				['259200', '3 days: media expires'],
				['7776000', '90 days: licence trials end'],
			]),
			check('toldToo:boolean', 'callbacks tell that time too', false),
		]),
		form('set-faults', 'Faults of callbacks', [
			...Object.entries(CALLBACK_FAULTS).map(([name, text]) => {
				const isOn = Object.entries(callbacks).some(([fault, on]) => fault === name && on);
				return select(`callbacks.${name}:boolean`, text, [
					['false', 'no'],
					['true', 'yes', isOn],
				]);
			}),
		]),
		form('set-faults', 'Fault of API calls', [
			input(
				'api:json',
				'Rules as JSON',
				'text',
				'[{"path":"/cgi-bin/message/","kind":"errcode","errcode":-1,"times":1}]',
			),
		]),
		form('clear-faults', 'Clear all faults', []),
	];
}

function installations({ installations: all }: Platform): Html {
	return table(
		['Suite', 'Company', 'Agent', 'Authorised by', 'Scope', 'State'],
		all
			.all()
			.map(({ suite, corp, agentId, authMode, scope, enabled }) => [
				html`${suite.name}<br /><code>${suite.suiteId}</code>`,
				html`${corp.name}<br /><code>${corp.corpId}</code>`,
				html`${agentId}`,
				html`${authMode === 0 ? 'administrator' : 'members'}`,
				html`<code>${JSON.stringify(scope)}</code>`,
				html`${enabled ? 'on' : 'off'}`,
			]),
	);
}

const ORDER_STATES = [
	'waits for payment',
	'paid',
	'cancelled',
	'expired',
	'refund asked for',
	'refunded',
	'refund refused',
	'void',
];

function licenceOrders({ licenceOrders: orders, licences }: Platform): Html {
	return table(
		['Order', 'Company', 'Accounts', 'State', 'Codes'],
		orders
			.all()
			.flatMap((order) => [order, ...order.parts])
			.map((order) => [
				html`<code>${order.orderId}</code>`,
				html`${order.corp?.name ?? 'many'}`,
				html`${order.counts.base} base, ${order.counts.interop} interop`,
				html`${ORDER_STATES[orders.statusOf(order)]}`,
				html`<details>
					<summary>show</summary>
					${licences.codes
						.ofOrder(order.orderId)
						.slice(0, ROWS)
						.map(
							({ code, holder }) =>
								html`<div><code>${code}</code> ${holder?.userId ?? 'unused'}</div>`,
						)}
				</details>`,
			]),
	);
}

function callbackUrls({ callbackUrls: saved }: Platform): Html {
	return table(
		['Kind', 'Of', 'URL'],
		saved
			.list()
			.map(({ place, url }) => [
				html`${place.kind}`,
				html`<code>${place.suiteId || 'provider'} ${place.corpId}</code>`,
				html`<code>${url}</code>`,
			]),
	);
}

function callbacks(reports: DeliveryReport[]): Html {
	return table(
		['Time', 'Event', 'Outcome', 'Attempts', 'Payload'],
		reports
			.slice(-ROWS)
			.reverse()
			.map((report) => [
				timeOf(report.at),
				html`${report.event}<br /><code>${report.url}</code>`,
				report.heldBack
					? html`<span class="bad">${report.heldBack}</span>`
					: html`<span class="${report.accepted ? 'good' : 'bad'}"
							>${report.accepted ? 'accepted' : 'not accepted'}</span
						>`,
				html`${report.attempts.map(
					({ status, error, body, milliseconds }) =>
						html`<div>
							${status ?? error} in ${milliseconds} ms: <code>${body?.slice(0, 80)}</code>
						</div>`,
				)}`,
				html`<details>
					<summary>show</summary>
					<pre>${report.payload}</pre>
				</details>`,
			]),
	);
}

function requests(log: RequestLog[]): Html {
	return table(
		['Time', 'Call', 'Outcome', 'Query and body'],
		log
			.slice(-ROWS)
			.reverse()
			.map((request) => [
				timeOf(request.at),
				html`${request.method} <code>${request.path}</code>`,
				html`<span class="${request.errcode ? 'bad' : 'good'}"
						>${request.errcode ?? request.status ?? 'open'}</span
					>
					${request.errmsg} ${request.faults.join(' ')}`,
				html`<details>
					<summary>show</summary>
					<pre>${JSON.stringify({ query: request.query, body: request.body }, null, 2)}</pre>
				</details>`,
			]),
	);
}

function messages({ messages: { sent } }: Platform): Html {
	return table(
		['Time', 'To', 'Type', 'Content'],
		sent
			.slice(-ROWS)
			.reverse()
			.map((message) => [
				timeOf(message.at),
				html`<code>${message.chatId ?? message.userIds.join(', ')}</code>`,
				html`${message.type} ${message.recalled ? 'recalled' : ''}`,
				html`<pre>${JSON.stringify(message.updatedTo ?? message.content, null, 2)}</pre>`,
			]),
	);
}

/** What a credential needs. These are the demo world's own values, secret to nobody. */
function worldTables({ world }: Platform): Html {
	const { provider, suites, corps } = world;
	return html`${table(
		['Name', 'ID', 'Secret', 'Token', 'EncodingAESKey'],
		[
			{ id: provider.corpId, secret: provider.providerSecret, ...provider },
			...suites.map((suite) => ({ ...suite, id: suite.suiteId, secret: suite.suiteSecret })),
			...corps.flatMap(({ name, plainCorpId, ownApps }) =>
				ownApps.map((app) => ({
					...app,
					id: `${plainCorpId} ${app.agentId}`,
					name: `${name}: ${app.name}`,
				})),
			),
		].map(({ name, id, secret, token, encodingAesKey }) => [
			html`${name}`,
			...[id, secret, token, encodingAesKey].map((value) => html`<code>${value}</code>`),
		]),
	)}${table(
		['Company', 'ID', 'Members'],
		corps.map(({ name, corpId, members }) => [
			html`${name}`,
			html`<code>${corpId}</code>`,
			html`<details>
				<summary>${members.length}</summary>
				${members.map((member) => html`<div><code>${member.userId}</code> ${member.name}</div>`)}
			</details>`,
		]),
	)}`;
}

function timeOf(milliseconds: number): Html {
	return html`${new Date(milliseconds).toISOString().slice(11, 23)}`;
}
