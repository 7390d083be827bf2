import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authenticateSuiteRequest } from '../nodes/adapter/authenticate';
import { vaultFields } from '../nodes/adapter/vault-fields';

/** What a third-party app (or the template of customised apps) is in the provider console. */
export class WeComSuiteApi implements ICredentialType {
	name = 'weComSuiteApi';

	displayName = 'WeCom Suite API';

	icon = { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-wecom-suite/n8n-nodes-wecom-suite#credentials';

	httpRequestNode = {
		name: 'WeCom Suite',
		docsUrl: 'https://developer.work.weixin.qq.com/document/path/90594',
		apiBaseUrlPlaceholder: 'https://qyapi.weixin.qq.com/cgi-bin/user/get?wecom_corpid=wp…',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Suite ID',
			name: 'suiteId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ww1234567890abcdef',
			description:
				'Suite ID of the app, or of the template (dk…) of customised apps, from its page in the provider console',
		},
		{
			displayName: 'Suite Secret',
			name: 'suiteSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Secret of the same app or template',
		},
		{
			displayName: 'Callback Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Token of the callback settings of the app; 1 to 32 letters and digits',
		},
		{
			displayName: 'EncodingAESKey',
			name: 'encodingAesKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'EncodingAESKey of the same callback settings; 43 characters',
		},
		{
			displayName: 'Accept a Second Token and EncodingAESKey',
			name: 'rotating',
			type: 'boolean',
			default: false,
			description:
				'Whether callbacks made with another pair are accepted too, while you change the pair in the provider console',
		},
		{
			displayName: 'Second Callback Token',
			name: 'secondToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { rotating: [true] } },
			description: 'The old or the new token, whichever is not entered above',
		},
		{
			displayName: 'Second EncodingAESKey',
			name: 'secondEncodingAesKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { rotating: [true] } },
			description: 'The key that belongs to the second token',
		},
		{
			displayName: 'Provider Corp ID',
			name: 'providerCorpId',
			type: 'string',
			default: '',
			placeholder: 'e.g. ww1234567890abcdef',
			description:
				'Corp ID of your own company as service provider. WeCom uses it to verify callback URLs; licences, registration and login need it too.',
		},
		{
			displayName: 'Provider Secret',
			name: 'providerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'ProviderSecret of the provider console. Needed for licences, registration and login only.',
		},
		{
			displayName: 'Cashier Key',
			name: 'cashierKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key of the API of the cashier (收银台API调用密钥), which signs its calls. Needed for cashier orders only.',
		},
		{
			displayName: 'System Event Token',
			name: 'systemToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Token of the system event URL of the provider. Leave empty when you do not use that URL, or when it has the same token as the app.',
		},
		{
			displayName: 'System Event EncodingAESKey',
			name: 'systemEncodingAesKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'EncodingAESKey of the system event URL of the provider',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://qyapi.weixin.qq.com',
			required: true,
			description: 'Change it only for a private WeCom, or for a simulator',
		},
		...vaultFields('the ticket, installations and tokens are'),
	];

	// Async and not `generic`: which token a call needs depends on its path, and the vault has it.
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => await authenticateSuiteRequest(credentials, requestOptions);
}
