import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { weComSuiteApiTest, weComVaultKeyApiTest } from '../adapter/credential-test';
import { listSearch } from '../adapter/list-search';
import { properties } from './actions/properties';
import * as resourceMapping from './methods/resourceMapping';

export class WeComSuite implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeCom Suite',
		name: 'weComSuite',
		icon: { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Manage a third-party app (第三方应用) or customised app (代开发) of WeCom: installations, licences, orders, registration, login and more',
		defaults: { name: 'WeCom Suite' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'weComSuiteApi', required: true, testedBy: 'weComSuiteApiTest' },
			{
				name: 'weComVaultKeyApi',
				required: true,
				testedBy: 'weComVaultKeyApiTest',
				displayOptions: { show: { resource: ['vault'] } },
			},
		],
		properties,
	};

	methods = {
		listSearch: { ...listSearch },
		resourceMapping: { ...resourceMapping },
		credentialTest: { weComSuiteApiTest, weComVaultKeyApiTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded when it is needed: all the operations would slow the start of every n8n process.
		const { router } = await import('./actions/router');
		return await router.call(this);
	}
}
