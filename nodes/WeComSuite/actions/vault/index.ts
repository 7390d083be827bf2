import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { WeComConfigurationError } from '../../../../wecom/error';
import { CLAIM_LIFE } from '../../../../wecom/suite/deliveries';
import type { ImportCount } from '../../../../wecom/vault/transfer';
import { openFile, writeFile } from '../../../adapter/binary';
import { readVaultKey } from '../../../adapter/vault-key';
import type { Resource, VaultOperation } from '../operation.type';

/** Of the tree for types that nobody has registered. */
const MIME_TYPE = 'application/x.wecom-suite-vault';

const notice = (displayName: string): INodeProperties => ({
	displayName,
	name: 'notice',
	type: 'notice',
	default: '',
});

/** For people, tables of the vault as words. */
const WORDS: Record<string, string> = {
	tickets: 'tickets',
	tombstones: 'removals',
	installations: 'installations',
	callback_keys: 'callbackKeys',
	claims: 'deliveries',
	subscribers: 'subscribers',
	events: 'events',
};

function byWord<T>(rows: Record<string, T>): Record<string, T> {
	return Object.fromEntries(Object.entries(rows).map(([name, value]) => [WORDS[name], value]));
}

const exportOperation: VaultOperation = {
	name: 'Export',
	value: 'export',
	action: 'Export the vault into a file',
	description:
		'Put everything that the vault has, of all suites in it, into one file that is sealed with your passphrase: to move to another vault or n8n, or as a backup',
	properties: [
		notice(
			'Whoever has the file and the passphrase has the permanent codes, and with them the data of all companies. Keep the two apart, and delete the file when it has served. Tokens are not in it: they are fetched anew.',
		),
		{
			displayName: 'Output Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output field to put the file in',
		},
	],
	async run(itemIndex) {
		const { openVaultOfNode } = await import('../../../adapter/platform');
		const field = readField(this, itemIndex);
		const passphrase = await readVaultKey(this, 'passphrase');
		const vault = await openVaultOfNode(this);
		const now = Date.now();
		const exported = new Date(now).toISOString();
		const { content, report } = vault.export({ passphrase, now });
		const { Readable } = await import('node:stream');
		const binary = await writeFile(this, field, {
			content: Readable.from(content, { objectMode: false }),
			name: `wecom-vault-${exported.replace(/\.\d+/, '').replaceAll(':', '-')}.wecomvault`,
			mimeType: MIME_TYPE,
		});
		const { rows, unreadable } = report();
		return [{ json: { exportedAt: exported, exported: byWord(rows), unreadable }, binary }];
	},
};

const importOperation: VaultOperation = {
	name: 'Import',
	value: 'import',
	action: 'Import a file into the vault',
	description:
		'Take over what an exported vault has and this one does not. The later state of each entry stays; a file may be imported again.',
	properties: [
		notice(
			'The whole file is checked before anything is changed. If the import is interrupted, run it again: it goes on where it was. Before, stop the triggers that use the vault that the file comes from, or its unfinished deliveries are done there and here.',
		),
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input field containing the file that Export gave',
		},
	],
	async run(itemIndex) {
		const { openVaultOfNode } = await import('../../../adapter/platform');
		const open = await openFile(this, itemIndex, readField(this, itemIndex));
		const passphrase = await readVaultKey(this, 'passphrase');
		const vault = await openVaultOfNode(this);
		const { exportedAt, rows } = await vault.import({
			open,
			passphrase,
			knownSince: Date.now() - CLAIM_LIFE,
		});
		const counts: Record<string, ImportCount> = byWord(rows);
		const sum = (kind: keyof ImportCount) =>
			Object.values(counts).reduce((total, count) => total + count[kind], 0);
		const json = {
			exportedAt: new Date(exportedAt).toISOString(),
			taken: sum('taken'),
			same: sum('same'),
			older: sum('older'),
			imported: counts,
		};
		return [{ json: json as unknown as IDataObject }];
	},
};

const rekeyOperation: VaultOperation = {
	name: 'Re-Key',
	value: 'rekey',
	action: 'Re-key the vault',
	description:
		'Seal the whole vault with the present encryption key of n8n, after that was changed and the vault no longer opens. All of it or nothing.',
	properties: [
		notice(
			'Needs the encryption key that n8n had before, in the credential. Stop all n8n processes that still have that key: they can no longer use the vault afterwards. Then publish the workflows with triggers again.',
		),
	],
	async run() {
		const { rekeyVaultOfNode } = await import('../../../adapter/platform');
		const report = await rekeyVaultOfNode(this, await readVaultKey(this, 'formerKey'));
		return [{ json: { ...report } }];
	},
};

function readField(context: IExecuteFunctions, itemIndex: number): string {
	const field = (context.getNodeParameter('binaryPropertyName', itemIndex) as string).trim();
	if (field !== '') return field;
	throw new WeComConfigurationError(
		'binaryPropertyName',
		'The name of the field for the file is empty',
		"Enter a name, such as 'data'",
	);
}

/** What is done to the vault as a whole. */
export const vault: Resource = {
	name: 'Vault',
	value: 'vault',
	operations: [exportOperation, importOperation, rekeyOperation],
};
