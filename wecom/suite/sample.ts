import { parseMessage } from '../callback/message';
import { writeXml } from '../callback/xml';
import type { EventFamily } from '../events/define';
import { typeEvent } from '../events/event';
import { sampleMessage } from '../events/sample';
import { AGENT, CORP, LATER, OTHER_USER, SUITE, USER } from '../events/sample/fields';
import type { InstallationDetails } from '../vault/vault';
import { compareDetails } from './changes';
import type { Emission, InstallationSummary } from './emission';

/**
 * An event as it would come to a workflow if the platform had sent it now: written, parsed and typed like a real one.
 * Nothing is claimed, asked or kept.
 * @param id ID of the event in the table; one that it does not have becomes an unknown event of a suite.
 * @param now Milliseconds since 1970.
 * @param completes Whether the suite would have done its part in it.
 */
export function sampleEmission(
	id: string,
	family: EventFamily,
	now: number,
	completes: boolean,
): Emission {
	const time = Math.floor(now / 1000);
	const message = sampleMessage(id, family, time);
	const raw = family === 'bot' ? JSON.stringify(message) : writeXml(message);
	const parsed = parseMessage(raw, family === 'bot' ? 'json' : 'xml');
	if (!parsed) throw new Error(`The sample of '${id}' cannot be parsed`);
	const emission: Emission = { event: typeEvent(parsed), receivedAt: now, raw };
	if (!completes || family !== 'command') return emission;
	return { ...emission, ...partOfSuite(id, emission) };
}

/** What the suite adds to events about an authorisation. */
function partOfSuite(id: string, { event, receivedAt }: Emission): Partial<Emission> {
	if (id !== 'create_auth' && id !== 'change_auth' && id !== 'reset_permanent_code') return {};
	const details = authorisation([USER, OTHER_USER], ['contact:base:base']);
	const installation: InstallationSummary = {
		suiteId: SUITE,
		corpId: CORP,
		// Only the code of a customised app can be reset.
		kind: id === 'reset_permanent_code' ? 'customised' : 'standard',
		corpName: '示例企业',
		agentId: AGENT,
		authMode: 0,
		details,
		authorizedAt: { timeStamp: event.occurredAt, receivedAt },
		updatedAt: receivedAt,
	};
	if (id !== 'change_auth') return { installation };
	const before = authorisation([USER], ['contact:base:base', 'externalcontact:base:base']);
	return { installation, changes: compareDetails(before, details) };
}

function authorisation(users: string[], permissions: string[]): InstallationDetails {
	return {
		auth_corp_info: {
			corpid: CORP,
			corp_name: '示例企业',
			corp_type: 'verified',
			corp_square_logo_url: 'https://example.com/logo.png',
			corp_user_max: 200,
			corp_full_name: '示例企业有限公司',
			verified_end_time: LATER,
			subject_type: 1,
			corp_scale: '1-50人',
			corp_industry: 'IT服务',
			corp_sub_industry: '计算机软件/硬件/信息服务',
		},
		auth_info: {
			agent: [
				{
					agentid: AGENT,
					name: '示例应用',
					round_logo_url: 'https://example.com/round.png',
					square_logo_url: 'https://example.com/square.png',
					auth_mode: 0,
					is_customized_app: false,
					privilege: {
						level: 1,
						allow_party: [1],
						allow_user: users,
						allow_tag: [],
						extra_party: [],
						extra_user: [],
						extra_tag: [],
					},
				},
			],
		},
		auth_user_info: { userid: USER, open_userid: USER, name: '示例管理员', avatar: '' },
		app_permissions: permissions,
		state: 'spring',
	};
}
