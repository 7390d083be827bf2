import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { weComCorpApiTest, weComSuiteApiTest } from '../adapter/credential-test';
import { properties } from './actions/properties';
import { listSearch } from '../adapter/list-search';
import * as resourceMapping from './methods/resourceMapping';

export class WeCom implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeCom',
		name: 'weCom',
		icon: { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Call the API of WeCom (企业微信) for any company that has installed a suite, or for an own app',
		defaults: { name: 'WeCom' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'weComSuiteApi',
				required: true,
				testedBy: 'weComSuiteApiTest',
				displayOptions: { show: { callAs: ['tenant', 'eachTenant'] } },
			},
			{
				name: 'weComCorpApi',
				required: true,
				testedBy: 'weComCorpApiTest',
				displayOptions: { show: { callAs: ['ownApp'] } },
			},
		],
		properties,
	};

	methods = {
		listSearch: { ...listSearch },
		resourceMapping: { ...resourceMapping },
		credentialTest: { weComSuiteApiTest, weComCorpApiTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded when it is needed: all the operations would slow the start of every n8n process.
		const { router } = await import('./actions/router');
		return await router.call(this);
	}
}
