import { openDelivery, receiveVerification } from '../../../wecom/callback/receive';
import {
	customisedAppReceiveIds,
	ownAppReceiveIds,
	suiteReceiveIds,
	type ReceiveIdRule,
} from '../../../wecom/callback/receive-id';
import { sealVerification } from '../../../wecom/callback/seal';
import { writeXml } from '../../../wecom/callback/xml';
import {
	deliver,
	keys,
	NOW,
	options,
	OTHER_SUITE,
	PROVIDER,
	SUITE,
	TENANT,
	TICKET,
} from './fixture';

const OTHER_TENANT = 'wpBBBBBBBBBBBBBBBBBBBBBBBBBBBB02';
const TEMPLATE = 'dk0000000000000003';

const suite = suiteReceiveIds({ suiteId: SUITE, providerCorpId: PROVIDER });
const suiteAlone = suiteReceiveIds({ suiteId: SUITE, providerCorpId: '' });
const template = suiteReceiveIds({ suiteId: TEMPLATE, providerCorpId: PROVIDER });
const app = customisedAppReceiveIds({
	suiteId: TEMPLATE,
	providerCorpId: PROVIDER,
	corpId: TENANT,
});
const appAlone = customisedAppReceiveIds({ suiteId: TEMPLATE, corpId: TENANT });
const oldApp = customisedAppReceiveIds({ suiteId: TEMPLATE, corpId: 'wwtenant00000000001' });
const ownApp = ownAppReceiveIds({ corpId: TENANT });

const info = (fields: Record<string, string>) =>
	writeXml({ SuiteId: SUITE, TimeStamp: NOW, ...fields });
const createAuth = info({ InfoType: 'create_auth', AuthCode: 'CODE' });
const contact = info({ InfoType: 'change_contact', ChangeType: 'delete_user', AuthCorpId: TENANT });
const device = info({ InfoType: 'device_data_auth_change', AuthCorpId: TENANT });
const system = (provider: string) =>
	writeXml({
		ServiceCorpId: provider,
		InfoType: 'license_pay_success',
		TimeStamp: NOW,
		AuthCorpId: TENANT,
	});
const data = (corpId: string) =>
	writeXml({
		ToUserName: corpId,
		FromUserName: 'a',
		CreateTime: NOW,
		MsgType: 'text',
		Content: 'hello',
	});
const bot = JSON.stringify({
	msgid: '1',
	aibotid: 'AIBOT-1',
	msgtype: 'text',
	text: { content: 'hello' },
});

function verdict(
	rule: ReceiveIdRule,
	receiveId: string,
	message: string,
	toUserName?: string,
): string {
	const format = message.startsWith('{') ? 'json' : 'xml';
	const result = openDelivery(deliver({ receiveId, message, toUserName, format }), {
		...options,
		receiveIds: rule,
	});
	return result.accepted ? 'accepted' : result.reason;
}

describe('deliveries to the URLs of a suite', () => {
	test.each([
		['a ticket sealed for the suite', SUITE, TICKET, 'accepted'],
		['create_auth sealed for the suite', SUITE, createAuth, 'accepted'],
		['create_auth sealed for the provider', PROVIDER, createAuth, 'accepted'],
		['a contact change sealed for the suite', SUITE, contact, 'accepted'],
		['a contact change sealed for the tenant it names', TENANT, contact, 'accepted'],
		['a device event sealed for the tenant it names', TENANT, device, 'accepted'],
		['a message of a tenant', TENANT, data(TENANT), 'accepted'],
		['a system event sealed for the provider', PROVIDER, system(PROVIDER), 'accepted'],
		['a ticket sealed for another suite', OTHER_SUITE, TICKET, 'receive_id'],
		['a ticket of another suite', SUITE, TICKET.replace(SUITE, OTHER_SUITE), 'wrong_suite'],
		[
			'a ticket of another suite, sealed for it',
			OTHER_SUITE,
			TICKET.replace(SUITE, OTHER_SUITE),
			'wrong_suite',
		],
		['a contact change sealed for another tenant', OTHER_TENANT, contact, 'receive_id'],
		['a message of another tenant', OTHER_TENANT, data(TENANT), 'receive_id'],
		['a message that names no company', TENANT, writeXml({ MsgType: 'text' }), 'receive_id'],
		[
			'a system event of another provider',
			PROVIDER,
			system('wwprovider00000002'),
			'wrong_provider',
		],
		['a system event sealed for its tenant', TENANT, system(PROVIDER), 'receive_id'],
		['anything sealed for nobody', '', TICKET, 'receive_id'],
		[
			'anything sealed for what is no company',
			'gh_10f6c3c3ac5a',
			data('gh_10f6c3c3ac5a'),
			'receive_id',
		],
	])('%s', (_name, receiveId, message, expected) => {
		expect(verdict(suite, receiveId, message)).toBe(expected);
	});

	test('what the envelope says to be for changes nothing', () => {
		expect(verdict(suite, SUITE, TICKET, OTHER_SUITE)).toBe('accepted');
		expect(verdict(suite, OTHER_SUITE, TICKET, SUITE)).toBe('receive_id');
		expect(verdict(suite, OTHER_TENANT, data(TENANT), TENANT)).toBe('receive_id');
	});

	test('a known tenant is asked no more', () => {
		const known = suiteReceiveIds({
			suiteId: SUITE,
			providerCorpId: PROVIDER,
			isTenant: (corpId) => corpId === TENANT,
		});
		expect(verdict(known, TENANT, data('somebody'))).toBe('accepted');
		expect(verdict(known, OTHER_TENANT, data('somebody'))).toBe('receive_id');
		expect(verdict(known, TENANT, TICKET.replace(SUITE, OTHER_SUITE))).toBe('wrong_suite');
	});
});

test('a template takes what is sealed for its own ID alone', () => {
	const message = createAuth.replace(SUITE, TEMPLATE);
	expect(verdict(template, TEMPLATE, message)).toBe('accepted');
	expect(verdict(template, PROVIDER, message)).toBe('accepted');
	expect(verdict(template, SUITE, message)).toBe('receive_id');
	expect(verdict(template, TEMPLATE, createAuth)).toBe('wrong_suite');
});

describe('deliveries to the URL of a customised app', () => {
	const command = (InfoType: string, more: Record<string, string> = {}) =>
		writeXml({ SuiteId: TEMPLATE, InfoType, TimeStamp: NOW, ...more });
	const AuthCorpId = TENANT;
	test.each([
		['a message of its company', TENANT, data(TENANT), 'accepted'],
		['a device event of its company', TENANT, device.replace(SUITE, TEMPLATE), 'accepted'],
		['a message that names another company', TENANT, data(OTHER_TENANT), 'wrong_tenant'],
		['a message that names none', TENANT, writeXml({ MsgType: 'text' }), 'wrong_tenant'],
		['a message sealed for another company', OTHER_TENANT, data(OTHER_TENANT), 'receive_id'],
		['a message sealed for the template', TEMPLATE, data(TENANT), 'receive_id'],
		['a message sealed for the provider', PROVIDER, data(TENANT), 'receive_id'],
		['a message sealed for nobody', '', data(TENANT), 'receive_id'],
		['a device event of another suite', TENANT, device, 'wrong_suite'],
		[
			'a device event of another company',
			TENANT,
			device.replace(SUITE, TEMPLATE).replace(TENANT, OTHER_TENANT),
			'wrong_tenant',
		],
		['a ticket', TENANT, command('suite_ticket', { AuthCorpId }), 'wrong_tenant'],
		['an install', TENANT, command('create_auth', { AuthCorpId }), 'wrong_tenant'],
		['a changed scope', TENANT, command('change_auth', { AuthCorpId }), 'wrong_tenant'],
		['its removal', TENANT, command('cancel_auth', { AuthCorpId }), 'wrong_tenant'],
		['a new secret', TENANT, command('reset_permanent_code', { AuthCorpId }), 'wrong_tenant'],
		['a system event', TENANT, system(PROVIDER), 'wrong_tenant'],
		['a message of a bot', TENANT, bot, 'wrong_tenant'],
	])('%s', (_name, receiveId, message, expected) => {
		expect(verdict(app, receiveId, message)).toBe(expected);
	});
});

describe('while no provider corp ID is configured', () => {
	test.each([
		['create_auth sealed for some company', 'wwprovider00000009', createAuth, 'accepted'],
		['a system event sealed for the provider it names', PROVIDER, system(PROVIDER), 'accepted'],
		[
			'a system event sealed for another than it names',
			PROVIDER,
			system('wwprovider00000002'),
			'receive_id',
		],
		['a ticket sealed for nobody', '', TICKET, 'accepted'],
		['a ticket sealed for another suite', OTHER_SUITE, TICKET, 'receive_id'],
		[
			'a ticket of another suite sealed for nobody',
			'',
			TICKET.replace(SUITE, OTHER_SUITE),
			'wrong_suite',
		],
		['a message of another tenant', OTHER_TENANT, data(TENANT), 'receive_id'],
	])('%s', (_name, receiveId, message, expected) => {
		expect(verdict(suiteAlone, receiveId, message)).toBe(expected);
	});
});

test.each([
	['its own company', TENANT, data(TENANT), 'accepted'],
	['its bot', '', bot, 'accepted'],
	['nobody, in XML', '', data(TENANT), 'receive_id'],
	['another company', OTHER_TENANT, data(OTHER_TENANT), 'receive_id'],
	['a suite', SUITE, TICKET, 'receive_id'],
])("a company's own app, sealed for %s", (_name, receiveId, message, expected) => {
	expect(verdict(ownApp, receiveId, message)).toBe(expected);
});

test.each([
	['suite', suite, SUITE, true],
	['suite', suite, PROVIDER, true],
	['suite', suite, '', false],
	['suite', suite, TENANT, false],
	['suite', suite, OTHER_SUITE, false],
	['suite without a provider', suiteAlone, PROVIDER, true],
	['suite without a provider', suiteAlone, '', true],
	['suite without a provider', suiteAlone, 'somebody', false],
	// An app may have been left with the keys of its template.
	['template', template, TENANT, true],
	['template', template, 'somebody', false],
	['customised app', app, TENANT, true],
	['customised app', app, PROVIDER, true],
	['customised app', app, 'wwtenant00000000001', true],
	['customised app', app, OTHER_TENANT, false],
	['customised app', app, TEMPLATE, false],
	['customised app', app, '', false],
	['customised app without a provider', appAlone, 'wwprovider00000009', true],
	['customised app without a provider', appAlone, OTHER_TENANT, false],
	['customised app of long ago', oldApp, 'wwtenant00000000001', true],
	['customised app of long ago, without a provider,', oldApp, PROVIDER, true],
	['own app', ownApp, TENANT, true],
	['own app', ownApp, '', true],
	['own app', ownApp, OTHER_TENANT, false],
])('verification of the URL of a %s', (_name, rule, receiveId, accepted) => {
	const { query } = sealVerification({ keys, receiveId, timestamp: NOW, echo: '1234567890' });
	const result = receiveVerification({ query }, { ...options, receiveIds: rule });
	expect(result.accepted).toBe(accepted);
	if (!result.accepted) expect(result).toMatchObject({ status: 401, reason: 'receive_id' });
});
