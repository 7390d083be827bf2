import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** What opens a vault, or an export of one, that the key of this n8n does not open. Not needed but for that. */
export class WeComVaultKeyApi implements ICredentialType {
	name = 'weComVaultKeyApi';

	displayName = 'WeCom Vault Key API';

	icon = { light: 'file:wecom.svg', dark: 'file:wecom.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-wecom-suite/n8n-nodes-wecom-suite#moving-the-vault';

	/** Nothing but the vault's own operations may read it, not even n8n's HTTP Request node. */
	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Seals the file that Vault: Export gives, and opens it in Vault: Import. At least 16 characters, of which at least 8 are different. Nobody can open the file without it.',
		},
		{
			displayName: 'Former Encryption Key',
			name: 'formerKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for Vault: Re-Key. The N8N_ENCRYPTION_KEY, or encryptionKey of the config file, that n8n had when the vault was last used. Delete it when the vault has the present key.',
		},
	];
}
