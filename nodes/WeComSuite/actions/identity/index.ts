import { WeComConfigurationError } from '../../../../wecom/error';
import { kindOfSuite } from '../../../../wecom/suite/authorisation';
import { createLoginLink, type LoginLinkRequest } from '../../../../wecom/suite/login-link';
import { locator } from '../../../adapter/locator';
import type { OpenSuite } from '../../../adapter/platform';
import type { Resource } from '../operation.type';
import { readTenant } from '../tenant';

/** A third-party app is one for all companies; a customised app is one for each. */
async function findApp({ suite }: OpenSuite, corpId: string): Promise<LoginLinkRequest['app']> {
	const { suiteId, installations } = suite;
	if (kindOfSuite(suiteId) === 'standard') return { suiteId };
	if (corpId.trim() === '') {
		throw new WeComConfigurationError(
			'tenant',
			"'Tenant' is empty, and a customised app is logged in to as that of one company",
			'Choose the company from the list, or give its corp ID',
		);
	}
	const { agentId } = await installations.get(corpId);
	if (agentId !== undefined) return { corpId, agentId };
	throw new WeComConfigurationError(
		'tenant',
		`The agent ID of the app of company ${corpId} is not known yet`,
		"Run 'Installation: Refresh' for the company",
	);
}

export const identity: Resource = {
	name: 'Identity',
	value: 'identity',
	operations: [
		{
			name: 'Create Login Link',
			value: 'createLoginLink',
			action: 'Create a login link',
			description:
				'Make a link by which a member logs in and comes back to a page of your own with a code. The WeCom Redirect Trigger does all of it, with a state that works once.',
			properties: [
				{
					displayName: 'Log In By',
					name: 'loginBy',
					type: 'options',
					options: [
						{ name: 'OAuth', value: 'oauth', description: 'Inside WeCom only' },
						{
							name: 'QR Code',
							value: 'web',
							description:
								'In any browser. A third-party provider needs the credential of the login app (登录授权应用) for it.',
						},
					],
					default: 'oauth',
				},
				{
					displayName: 'Redirect URI',
					name: 'redirectUri',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. https://app.example.com/logged-in',
					description:
						'Where the browser goes afterwards, with code and state. Its host must be the trusted domain (可信域名) of the app.',
				},
				{
					displayName: 'Scope',
					name: 'scope',
					type: 'options',
					options: [
						{ name: 'Identity', value: 'snsapi_base', description: 'Asks the member nothing' },
						{
							name: 'Identity and Details',
							value: 'snsapi_privateinfo',
							description: 'Also what the member agrees to show',
						},
					],
					default: 'snsapi_base',
					displayOptions: { show: { loginBy: ['oauth'] } },
				},
				{
					displayName: 'State',
					name: 'state',
					type: 'string',
					default: '',
					description:
						'Up to 128 letters and digits that come back with the browser. Make it anew for each login and compare it with what the browser was given, or others can log your members in as themselves.',
				},
				{
					...locator({ lookup: 'tenant', title: 'Tenant', property: 'tenant', required: false }),
					description: 'The company whose customised app it is; not needed for a third-party app',
				},
			],
			async execute(itemIndex, open) {
				const parameter = (name: string, fallback?: string) =>
					this.getNodeParameter(name, itemIndex, fallback) as string;
				const url = createLoginLink(
					{
						way: parameter('loginBy') as LoginLinkRequest['way'],
						scope: parameter('scope', 'snsapi_base') as LoginLinkRequest['scope'],
						app: await findApp(open, readTenant(this, itemIndex)),
						redirectUri: parameter('redirectUri').trim(),
						state: parameter('state').trim(),
					},
					open.client.baseUrl,
				);
				return [{ url }];
			},
		},
	],
};
