import { resource, type Zod } from '../endpoint';

const statuses = {
	INVOICE_REIMBURSE_INIT: 'Open',
	INVOICE_REIMBURSE_LOCK: 'Locked',
	INVOICE_REIMBURSE_CLOSURE: 'Reimbursed, for good',
} as const;

const card = (zod: Zod) => ({
	card_id: zod.string().min(1).meta({ title: 'Card ID', description: 'from JS-SDK' }),
	encrypt_code: zod.string().min(1).meta({ title: 'Encrypted Code', description: 'from JS-SDK' }),
});

const cards = (zod: Zod) =>
	zod.array(zod.object(card(zod))).meta({
		title: 'Invoices',
		description: 'card_id and encrypt_code of each',
		example: [{ card_id: 'CARD_ID', encrypt_code: 'CODE' }],
	});

const status = (zod: Zod) =>
	zod
		.enum(Object.keys(statuses) as (keyof typeof statuses)[])
		.meta({ title: 'Status', description: 'of the reimbursement', labels: statuses });

export const invoice = resource(
	'invoice',
	'Invoice',
	'电子发票',
	'docs/002-第三方应用开发/002-服务端API/015-电子发票',
	{
		get: {
			title: 'Get',
			action: 'Get an invoice',
			zh: '查询电子发票',
			doc: '002-查询电子发票',
			post: 'card/invoice/reimburse/getinvoiceinfo',
			repeatable: true,
			body: card,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many invoices',
			zh: '批量查询电子发票',
			doc: '005-批量查询电子发票',
			post: 'card/invoice/reimburse/getinvoiceinfobatch',
			repeatable: true,
			body: (zod) => ({ item_list: cards(zod) }),
			items: 'item_list',
		},
		updateStatus: {
			title: 'Update Status',
			action: 'Update the status of an invoice',
			zh: '更新发票状态',
			doc: '003-更新发票状态',
			post: 'card/invoice/reimburse/updateinvoicestatus',
			repeatable: true,
			body: (zod) => ({ ...card(zod), reimburse_status: status(zod) }),
		},
		updateStatusOfMany: {
			title: 'Update Status of Many',
			action: 'Update the status of many invoices',
			zh: '批量更新发票状态',
			doc: '004-批量更新发票状态',
			post: 'card/invoice/reimburse/updatestatusbatch',
			repeatable: true,
			body: (zod) => ({
				openid: zod
					.string()
					.min(1)
					.meta({ title: 'Open ID', description: 'of the owner of all of them' }),
				reimburse_status: status(zod),
				invoice_list: cards(zod),
			}),
		},
	},
);
