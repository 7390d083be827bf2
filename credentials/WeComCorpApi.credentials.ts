import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authenticateCorpRequest } from '../nodes/adapter/authenticate';
import { vaultFields } from '../nodes/adapter/vault-fields';

/** A company's own app (自建应用), as its administrator sees it in the admin console. */
export class WeComCorpApi implements ICredentialType {
	name = 'weComCorpApi';

	displayName = 'WeCom Corp API';

	icon = { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-wecom-suite/n8n-nodes-wecom-suite#credentials';

	httpRequestNode = {
		name: 'WeCom Corp',
		docsUrl: 'https://developer.work.weixin.qq.com/document/path/90664',
		apiBaseUrlPlaceholder: 'https://qyapi.weixin.qq.com/cgi-bin/user/get',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Corp ID',
			name: 'corpId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ww1234567890abcdef',
			description: 'ID of the company, from My Company in the admin console',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Secret of the app, from its page in the admin console',
		},
		{
			displayName: 'Agent ID',
			name: 'agentId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1000002',
			description: 'AgentId of the app, from the same page. Needed to send messages.',
		},
		{
			displayName: 'Callback Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Token of the app under Receive Messages; only for the trigger',
		},
		{
			displayName: 'EncodingAESKey',
			name: 'encodingAesKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'EncodingAESKey of the app under Receive Messages; only for the trigger',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://qyapi.weixin.qq.com',
			required: true,
			description: 'Change it only for a private WeCom, or for a simulator',
		},
		...vaultFields('tokens and seen events are'),
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => await authenticateCorpRequest(credentials, requestOptions);
}
