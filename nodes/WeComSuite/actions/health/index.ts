import type { IDataObject } from 'n8n-workflow';

import { WeComConfigurationError } from '../../../../wecom/error';
import { checkHealth } from '../../../../wecom/suite/health';
import type { Resource } from '../operation.type';

function parseUrl(text: string): URL {
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
	throw new WeComConfigurationError(
		'callbackUrl',
		"'Callback URL' is not a URL that begins with http:// or https://",
		'Copy the production URL of the trigger',
	);
}

export const health: Resource = {
	name: 'Health',
	value: 'health',
	operations: [
		{
			name: 'Check',
			value: 'check',
			action: 'Check the health of the suite',
			description:
				'Look at the vault, the ticket, the tokens, the clock, the address that WeCom sees and the callback URL',
			properties: [
				{
					displayName: 'Callback URL',
					name: 'callbackUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://n8n.example.com/webhook/…/wecom',
					description:
						'Production URL of the trigger, which is asked as WeCom asks it. Leave empty to leave that out.',
				},
			],
			async execute(itemIndex, open) {
				const { suite, providerCorpId, keys, vault, client, tokens, hasProvider } = open;
				const { readPlatformTime, testCallback } =
					await import('../../../../wecom/suite/self-test');
				const callbackUrl = (this.getNodeParameter('callbackUrl', itemIndex) as string).trim();
				const url = callbackUrl === '' ? undefined : parseUrl(callbackUrl);
				const report = await checkHealth({
					suiteId: suite.suiteId,
					vault,
					tokens,
					clock: Date.now,
					hasProvider,
					readPlatformTime: async () => await readPlatformTime(client.baseUrl),
					testCallback: url
						? async () =>
								await testCallback(url, {
									keys: keys[0],
									receiveId: providerCorpId === '' ? suite.suiteId : providerCorpId,
									clock: Date.now,
								})
						: undefined,
				});
				return [report as unknown as IDataObject];
			},
		},
	],
};
