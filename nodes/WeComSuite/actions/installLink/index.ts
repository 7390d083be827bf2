import type { IDataObject } from 'n8n-workflow';

import { createInstallLink, type InstallLinkRequest } from '../../../../wecom/suite/install-link';
import type { Resource } from '../operation.type';

export const installLink: Resource = {
	name: 'Install Link',
	value: 'installLink',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create an install link',
			description:
				'Make a link by which an administrator installs the app from your own website; good for one install within twenty minutes',
			properties: [
				{
					displayName: 'Redirect URI',
					name: 'redirectUri',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. https://app.example.com/installed',
					description:
						'Where the browser goes afterwards, with auth_code and state. Its host must be the install-redirect domain (安装完成回调域名) of the app.',
				},
				{
					displayName: 'Authorisation',
					name: 'authorisation',
					type: 'options',
					options: [
						{
							name: 'Production',
							value: 'production',
							description: 'For a published app',
						},
						{
							name: 'Test',
							value: 'test',
							description: 'For an app that is not published yet, at most ten companies',
						},
					],
					default: 'production',
				},
				{
					displayName: 'Reference',
					name: 'reference',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer4711',
					description:
						'A word of your own that comes back in the signed state; up to 70 letters and digits',
				},
			],
			async execute(itemIndex, open) {
				const parameter = (name: string) => this.getNodeParameter(name, itemIndex) as string;
				const link = await createInstallLink(
					{
						suiteId: open.suite.suiteId,
						suiteSecret: open.suiteSecret,
						client: open.client,
						tokens: open.tokens,
						clock: Date.now,
					},
					{
						redirectUri: parameter('redirectUri').trim(),
						authorisation: parameter('authorisation') as InstallLinkRequest['authorisation'],
						reference: parameter('reference').trim(),
					},
				);
				return [link as unknown as IDataObject];
			},
		},
	],
};
