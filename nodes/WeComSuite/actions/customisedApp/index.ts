import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { WeComConfigurationError } from '../../../../wecom/error';
import type { AppCallbackKeys } from '../../../../wecom/vault/vault';
import { summarise } from '../../../../wecom/suite/emission';
import { toInstallationItem } from '../../../adapter/installation-item';
import { tenantLocator } from '../../../adapter/locator';
import type { Operation, Resource } from '../operation.type';
import { readTenant } from '../tenant';

const callbackUrl: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/wecom',
	description:
		'Production URL of the trigger. If given, the item has the URL to enter in the WeCom console for this company.',
};

function readUrl(text: string): URL | undefined {
	if (text === '') return undefined;
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
	throw new WeComConfigurationError(
		'callbackUrl',
		"'Callback URL' is not a URL that begins with http:// or https://",
		'Copy the production URL of the trigger',
	);
}

async function toItem(
	corpId: string,
	keys: AppCallbackKeys | undefined,
	url: URL | undefined,
): Promise<IDataObject> {
	// Loaded when it is needed, as all that handles callbacks.
	const { nameTenant } = await import('../../../../wecom/callback/tenant-hint');
	return {
		corpId,
		hasKeys: keys !== undefined,
		hasPreviousKeys: keys?.previous !== undefined,
		updatedAt: keys ? new Date(keys.updatedAt).toISOString() : null,
		callbackUrl: url ? nameTenant(url, corpId).href : null,
	};
}

const createSignedLink: Operation = {
	name: 'Create Signed Install Link',
	value: 'createSignedLink',
	action: 'Create a signed install link of customised apps',
	description:
		'Make a link, to be shown as a QR code, by which companies let you build an app for them. The reference comes back with the install, and nobody else can make one. Good for ten days.',
	properties: [
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. customer4711',
			description:
				'A word of your own, up to 12 letters and digits. The trigger gives it as <code>reference</code> with the install.',
		},
		{
			displayName: 'More Templates',
			name: 'moreTemplates',
			type: 'string',
			default: '',
			placeholder: 'e.g. dk0123456789abcdef, dkfedcba9876543210',
			description:
				'IDs of further templates of yours that the company authorises at once, up to 8, with commas between them',
		},
	],
	async execute(itemIndex, { suite, client, tokens, providerCorpId, providerSecret }) {
		const { createCustomisedLink } = await import('../../../../wecom/suite/customised-link');
		const more = this.getNodeParameter('moreTemplates', itemIndex) as string;
		const link = await createCustomisedLink(
			{ providerCorpId, providerSecret, client, tokens, clock: Date.now },
			{
				templateIds: [...new Set([suite.suiteId, ...(more.match(/[^\s,，]+/g) ?? [])])],
				reference: (this.getNodeParameter('reference', itemIndex) as string).trim(),
			},
		);
		return [{ ...link }];
	},
};

const setCallbackKeys: Operation = {
	name: 'Set Callback Keys',
	value: 'setCallbackKeys',
	action: 'Set the callback keys of a customised app',
	description:
		'Keep the Token and EncodingAESKey of one company’s app, so that the trigger of the template takes its callbacks',
	properties: [
		tenantLocator,
		{
			displayName: 'Keys',
			name: 'source',
			type: 'options',
			options: [
				{
					name: 'Generate',
					value: 'generate',
					description:
						'Make a pair. The item shows it, this once, for you to enter in the WeCom console; it is stored with the execution.',
				},
				{
					name: 'Enter',
					value: 'enter',
					description: 'Take over the pair that the WeCom console has',
				},
			],
			default: 'generate',
			description: 'Where the pair comes from',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { source: ['enter'] } },
			description: 'From the callback settings of the app (代开发应用回调) in the provider console',
		},
		{
			displayName: 'EncodingAESKey',
			name: 'encodingAesKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { source: ['enter'] } },
			description: 'From the same place; 43 characters',
		},
		{
			displayName: 'Keep Previous Keys',
			name: 'keepPrevious',
			type: 'boolean',
			default: true,
			description:
				'Whether the pair that was set before goes on opening callbacks until the keys are set again. Needed until the new pair is saved in the WeCom console; only the last one is kept.',
		},
		callbackUrl,
	],
	async execute(itemIndex, { suite }) {
		const { generatePair } = await import('../../../../wecom/suite/app-keys');
		const parameter = (name: string) => this.getNodeParameter(name, itemIndex) as string;
		const corpId = readTenant(this, itemIndex);
		const url = readUrl(parameter('callbackUrl').trim());
		const generated = parameter('source') === 'generate' ? generatePair() : undefined;
		const pair = generated ?? {
			token: parameter('token').trim(),
			encodingAesKey: parameter('encodingAesKey').trim(),
		};
		const keys = await suite.appKeys.set(corpId, pair, {
			rotating: this.getNodeParameter('keepPrevious', itemIndex) as boolean,
		});
		// What was entered is known to whoever entered it.
		return [{ ...(await toItem(corpId, keys, url)), ...generated }];
	},
};

const getCallbackKeys: Operation = {
	name: 'Get Callback Keys Status',
	value: 'getCallbackKeys',
	action: 'Get the status of the callback keys of a customised app',
	description:
		'Tell whether the keys of one company’s app are set, and since when, without the keys themselves',
	properties: [tenantLocator, callbackUrl],
	async execute(itemIndex, { suite }) {
		const corpId = readTenant(this, itemIndex);
		const url = readUrl((this.getNodeParameter('callbackUrl', itemIndex) as string).trim());
		await suite.installations.get(corpId);
		return [await toItem(corpId, await suite.appKeys.get(corpId), url)];
	},
};

const removeCallbackKeys: Operation = {
	name: 'Remove Callback Keys',
	value: 'removeCallbackKeys',
	action: 'Remove the callback keys of a customised app',
	description:
		'Delete the keys of one company’s app from the vault. Its callbacks are refused from then on. The removal of an app does this by itself.',
	properties: [tenantLocator],
	async execute(itemIndex, { suite }) {
		const corpId = readTenant(this, itemIndex);
		return [{ corpId, deleted: await suite.appKeys.remove(corpId) }];
	},
};

const setAgentId: Operation = {
	name: 'Set Agent ID',
	value: 'setAgentId',
	action: 'Set the agent ID of an app',
	description:
		'Note the agent ID of one company’s app where WeCom did not tell it, as the provider console shows it. What WeCom tells later counts.',
	properties: [
		tenantLocator,
		{
			displayName: 'Agent ID',
			name: 'agentId',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1000002,
			required: true,
		},
	],
	async execute(itemIndex, { suite }) {
		const agentId = this.getNodeParameter('agentId', itemIndex) as number;
		if (!Number.isSafeInteger(agentId) || agentId < 1) {
			throw new WeComConfigurationError(
				'agentId',
				"'Agent ID' is not a whole number above 0",
				'Copy the AgentId from the page of the app in the provider console',
			);
		}
		const installation = await suite.installations.setAgentId(readTenant(this, itemIndex), agentId);
		return [toInstallationItem(summarise(installation))];
	},
};

export const customisedApp: Resource = {
	name: 'Customised App',
	value: 'customisedApp',
	operations: [createSignedLink, getCallbackKeys, removeCallbackKeys, setAgentId, setCallbackKeys],
};
