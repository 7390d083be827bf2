import { resource, type Zod } from '../endpoint';

const page = '002-自建应用与第三方应用的对接';

const source = (zod: Zod) =>
	zod
		.int()
		.min(0)
		.meta({ title: 'Source Agent ID', description: 'agent ID of the app that the IDs are from' });

export const idConversion = resource(
	'idConversion',
	'ID Conversion',
	'账号ID转换',
	'docs/001-企业内部开发/002-服务端API/003-账号ID',
	{
		convertCustomerId: {
			title: 'Convert Customer ID',
			action: 'Convert the customer ID of a third-party app',
			zh: 'external_userid转换',
			doc: page,
			apps: ['own'],
			post: 'externalcontact/from_service_external_userid',
			repeatable: true,
			body: (zod) => ({
				external_userid: zod
					.string()
					.min(1)
					.meta({ title: 'Customer ID', description: 'external_userid as that app sees it' }),
				source_agentid: source(zod),
			}),
		},
		convertOpenUserIds: {
			title: 'Convert Open User IDs',
			action: 'Convert the member IDs of a third-party app',
			zh: 'userid转换',
			doc: page,
			apps: ['own'],
			post: 'batch/openuserid_to_userid',
			repeatable: true,
			batch: { of: 'open_userid_list', max: 1000 },
			body: (zod) => ({
				open_userid_list: zod
					.array(zod.string())
					.min(1)
					.meta({ title: 'Open User IDs', description: 'any number, sent 1000 at a time' }),
				source_agentid: source(zod),
			}),
		},
	},
);
