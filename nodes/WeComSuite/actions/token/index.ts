import type { TokenRequest } from '../../../../wecom/tokens/tokens';
import type { Resource } from '../operation.type';
import { tenantLocator } from '../../../adapter/locator';
import { readTenant } from '../tenant';

export const token: Resource = {
	name: 'Token',
	value: 'token',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a token',
			description:
				'Give a valid access token, for calls that these nodes cannot make. It is stored with the execution.',
			properties: [
				{
					displayName: 'Token Of',
					name: 'kind',
					type: 'options',
					options: [
						{
							name: 'Company',
							value: 'corp',
							description: 'The access_token of a company that has installed the suite',
						},
						{ name: 'Provider', value: 'provider', description: 'The provider_access_token' },
						{ name: 'Suite', value: 'suite', description: 'The suite_access_token' },
					],
					default: 'corp',
					description: 'Whose token to give',
				},
				{ ...tenantLocator, displayOptions: { show: { kind: ['corp'] } } },
			],
			async execute(itemIndex, { tokens }) {
				const kind = this.getNodeParameter('kind', itemIndex) as TokenRequest['kind'];
				const request: TokenRequest =
					kind === 'corp' ? { kind, corpId: readTenant(this, itemIndex) } : { kind };
				const { token: value, expiresAt } = await tokens.get(request);
				return [{ ...request, token: value, expiresAt: new Date(expiresAt).toISOString() }];
			},
		},
	],
};
