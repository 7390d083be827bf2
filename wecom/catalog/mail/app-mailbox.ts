import { resource } from '../endpoint';
import { folder } from './parameters';

/** The mailbox from which the app sends, and where answers to it arrive. */
export const appMailbox = resource(
	'appMailbox',
	'App Mailbox',
	'应用邮箱账号',
	`${folder}/004-管理应用邮箱账号`,
	{
		get: {
			title: 'Get',
			action: 'Get the addresses of an app mailbox',
			zh: '查询应用邮箱账号',
			doc: '002-查询应用邮箱账号',
			apps: ['own'],
			post: 'exmail/app/get_email_alias',
			repeatable: true,
		},
		updateAddress: {
			title: 'Update Address',
			action: 'Update the address of an app mailbox',
			zh: '更新应用邮箱账号',
			about: 'The old address still receives',
			doc: '001-更新应用邮箱账号',
			apps: ['own'],
			post: 'exmail/app/update_email_alias',
			repeatable: true,
			body: (zod) => ({
				new_email: zod
					.string()
					.min(1)
					.meta({ title: 'New Address', description: 'with the domain of the company' }),
			}),
		},
	},
);
