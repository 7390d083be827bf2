import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { summarise } from '../../../../wecom/suite/emission';
import { findExpiring, readExpiry } from '../../../../wecom/suite/expiry';
import { reconcile as reconcileInstallations } from '../../../../wecom/suite/reconcile';
import type { Installation } from '../../../../wecom/vault/vault';
import { toEndingItem, toExpiryItem } from '../../../adapter/expiry-item';
import { toInstallationItem } from '../../../adapter/installation-item';
import { sleep } from '../../../adapter/sleep';
import type { Operation, Resource } from '../operation.type';
import { tenantLocator } from '../../../adapter/locator';
import { readTenant } from '../tenant';

const PAGE = 200;

const includeSecrets: INodeProperties = {
	displayName: 'Include Secrets',
	name: 'includeSecrets',
	type: 'boolean',
	default: false,
	description:
		'Whether the permanent code is part of the item. It is then stored with the execution.',
};

function toItem(installation: Installation, includesSecrets = false): IDataObject {
	const { permanentCode } = installation;
	const item = toInstallationItem(summarise(installation));
	return includesSecrets ? { ...item, permanentCode } : item;
}

/** @param each How many calls one installation takes, in words. */
function callsPerMinute(each: string): INodeProperties {
	return {
		displayName: 'Calls per Minute',
		name: 'callsPerMinute',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: 10_000 },
		default: 600,
		description: `At most this many calls of the API; each installation takes ${each}`,
	};
}

function now() {
	const receivedAt = Date.now();
	return { timeStamp: Math.floor(receivedAt / 1000), receivedAt };
}

const exchange: Operation = {
	name: 'Exchange Auth Code',
	value: 'exchange',
	action: 'Exchange an auth code',
	description:
		'Change an auth code for the permanent code of the company, and keep the installation',
	properties: [
		{
			displayName: 'Auth Code',
			name: 'authCode',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'From the create_auth event, or from the redirect after an install link. Works once, for ten minutes. Not needed while the trigger completes installs automatically.',
		},
	],
	async execute(itemIndex, { suite }) {
		const authCode = this.getNodeParameter('authCode', itemIndex) as string;
		const { outcome, installation } = await suite.installations.exchange(authCode.trim(), now());
		return [{ outcome, ...toItem(installation) }];
	},
};

const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an installation',
	description: 'Get what the vault knows about a company that has installed the suite',
	properties: [
		tenantLocator,
		{
			displayName: 'Include Expiry',
			name: 'includeExpiry',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask WeCom for the paid edition of the app and, if the credential has the Provider Secret, for interface licences (接口调用许可) and their trial',
		},
		includeSecrets,
	],
	async execute(itemIndex, open) {
		const installation = await open.suite.installations.get(readTenant(this, itemIndex));
		const item = toItem(
			installation,
			this.getNodeParameter('includeSecrets', itemIndex) as boolean,
		);
		if (!this.getNodeParameter('includeExpiry', itemIndex, false)) return [item];
		return [{ ...item, expiry: toExpiryItem(await readExpiry(installation, open), Date.now()) }];
	},
};

const getExpiring: Operation = {
	name: 'Get Expiring',
	value: 'getExpiring',
	action: 'Get installations that expire soon',
	description:
		'Ask WeCom what ends soon, or has just ended, in any company: paid editions, licences, trials, and permissions that must be confirmed again. Run it once a day.',
	properties: [
		{
			displayName: 'Within (Days)',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 366 },
			default: 14,
			description: 'What ends in at most so many days, or has ended in the last so many days',
		},
		callsPerMinute('three, and one for each further 1000 licences'),
	],
	async execute(itemIndex, { suite, client, tokens, hasProvider }) {
		const items: IDataObject[] = [];
		for await (const found of findExpiring({
			installations: suite.installations,
			client,
			tokens,
			hasProvider,
			days: this.getNodeParameter('days', itemIndex) as number,
			callsPerMinute: this.getNodeParameter('callsPerMinute', itemIndex) as number,
			clock: Date.now,
			sleep,
			logger: this.logger,
			signal: this.getExecutionCancelSignal(),
		})) {
			if ('ending' in found) {
				const { ending, ...company } = found;
				items.push({ ...company, ...toEndingItem(ending, Date.now()) });
			} else {
				items.push({ ...found, kind: 'unknown' });
			}
		}
		return items;
	},
};

const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many installations',
	description: 'List the companies that have installed the suite, by name',
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					description: 'Part of the name of the company, or the beginning of its corp ID',
				},
			],
		},
		includeSecrets,
	],
	async execute(itemIndex, { suite }) {
		const returnAll = this.getNodeParameter('returnAll', itemIndex) as boolean;
		const limit = returnAll ? Infinity : (this.getNodeParameter('limit', itemIndex) as number);
		const { search } = this.getNodeParameter('filters', itemIndex) as { search?: string };
		const includesSecrets = this.getNodeParameter('includeSecrets', itemIndex) as boolean;
		const items: IDataObject[] = [];
		let after: string | undefined;
		do {
			const page = await suite.installations.find({
				search: search === '' ? undefined : search,
				limit: Math.min(PAGE, limit - items.length),
				after,
			});
			items.push(...page.installations.map((each) => toItem(each, includesSecrets)));
			after = page.next;
		} while (after !== undefined && items.length < limit);
		return items;
	},
};

const importInstallation: Operation = {
	name: 'Import',
	value: 'import',
	action: 'Import an installation',
	description:
		'Take on a company whose permanent code is already known, after WeCom has confirmed it',
	properties: [
		{
			displayName: 'Corp ID',
			name: 'corpId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. wpAbCdEf123456',
			description: 'Of the company, as WeCom gave it with the permanent code',
		},
		{
			displayName: 'Permanent Code',
			name: 'permanentCode',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From the system that has run the app so far',
		},
	],
	async execute(itemIndex, { suite }) {
		const { outcome, installation } = await suite.installations.import({
			corpId: this.getNodeParameter('corpId', itemIndex) as string,
			permanentCode: this.getNodeParameter('permanentCode', itemIndex) as string,
		});
		return [{ outcome, ...toItem(installation) }];
	},
};

const reconcile: Operation = {
	name: 'Reconcile',
	value: 'reconcile',
	action: 'Reconcile all installations',
	description:
		'Ask WeCom about every installation in the vault, and mend what events that never came have left wrong. Run it once a day.',
	properties: [
		{
			displayName: 'Only Differences',
			name: 'onlyDifferences',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out the installations of which the vault was right',
		},
		callsPerMinute('three'),
	],
	async execute(itemIndex, { suite, tokens }) {
		const onlyDifferences = this.getNodeParameter('onlyDifferences', itemIndex) as boolean;
		const items: IDataObject[] = [];
		for await (const result of reconcileInstallations({
			installations: suite.installations,
			tokens,
			clock: Date.now,
			sleep,
			logger: this.logger,
			callsPerMinute: this.getNodeParameter('callsPerMinute', itemIndex) as number,
			signal: this.getExecutionCancelSignal(),
		})) {
			if (!onlyDifferences || result.outcome !== 'unchanged')
				items.push({ ...result } as unknown as IDataObject);
		}
		return items;
	},
};

const refresh: Operation = {
	name: 'Refresh',
	value: 'refresh',
	action: 'Refresh an installation',
	description: 'Read the authorisation of a company from WeCom anew and keep what changed',
	properties: [tenantLocator],
	async execute(itemIndex, { suite }) {
		return [toItem(await suite.installations.refresh(readTenant(this, itemIndex)))];
	},
};

const remove: Operation = {
	name: 'Remove',
	value: 'remove',
	action: 'Remove an installation',
	description:
		'Delete the code, the tokens and the details of a company from the vault. WeCom is not told: the app stays installed there.',
	properties: [tenantLocator],
	async execute(itemIndex, { suite }) {
		const corpId = readTenant(this, itemIndex);
		// Nothing to remove is the caller's mistake, and says so.
		await suite.installations.get(corpId);
		await suite.installations.remove(corpId, now());
		return [{ deleted: true, corpId }];
	},
};

export const installation: Resource = {
	name: 'Installation',
	value: 'installation',
	operations: [exchange, get, getExpiring, getAll, importInstallation, reconcile, refresh, remove],
};
