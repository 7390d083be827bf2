import type { INodeProperties } from 'n8n-workflow';

const inPostgresql = { show: { vault: ['postgresql'] } };

/** The fields of a credential by which the vault is chosen. */
export function vaultFields(whatIsKept: string): INodeProperties[] {
	return [
		{
			displayName: 'Vault',
			name: 'vault',
			type: 'options',
			options: [
				{
					name: 'Embedded (SQLite)',
					value: 'sqlite',
					description: 'A file in the user folder of n8n; right where n8n runs on one machine',
				},
				{
					name: 'PostgreSQL',
					value: 'postgresql',
					description: 'A database; right where n8n runs on several machines, as in queue mode',
				},
			],
			default: 'sqlite',
			description: `Where ${whatIsKept} kept, encrypted with the key of this n8n`,
		},
		{
			displayName: 'Vault File',
			name: 'vaultFile',
			type: 'string',
			default: '',
			placeholder: 'e.g. /home/node/.n8n/wecom-suite.sqlite',
			displayOptions: { show: { vault: ['sqlite'] } },
			description:
				'Leave empty to use wecom-suite.sqlite in the user folder of n8n. Several apps may share one file.',
		},
		{
			displayName: 'Connection String',
			name: 'connectionString',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. postgresql://user:password@host:5432/database',
			displayOptions: inPostgresql,
			description:
				'User, password, host and database. The tables are in a schema of their own, wecom_suite, which is made when it is missing. The connection takes TLS and a certificate for that host, unless sslmode=disable is written at the end.',
		},
		{
			displayName: 'CA Certificate',
			name: 'caCertificate',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			displayOptions: inPostgresql,
			description:
				'Certificate, in PEM, of the authority that signed the one of the server. Leave empty if it is a public one.',
		},
		{
			displayName: 'Connection Limit',
			name: 'poolLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			displayOptions: inPostgresql,
			description: 'How many connections each process of n8n opens to the database at most',
		},
	];
}
