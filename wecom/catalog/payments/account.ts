import { resource, type Zod } from '../endpoint';
import { bytes, memberId, needing } from '../parameters';
import { text } from './parameters';

const MB = 1024 * 1024;

const filled = (zod: Zod) => zod.string().min(1);

const applicationNumber = (zod: Zod) =>
	text(zod, 32).meta({
		title: 'Application Number',
		description: 'of your own, at most 32 characters',
	});

const documentType = (zod: Zod) =>
	zod
		.literal([0, 1, 2, 3, 4, 5, 6, 7, 8])
		.optional()
		.meta({
			labels: {
				0: 'Identity card',
				1: 'Passport',
				2: 'Permit of a resident of Hong Kong',
				3: 'Permit of a resident of Macao',
				4: 'Permit of a resident of Taiwan',
				5: 'Residence permit of a foreigner',
				6: 'Residence permit of Hong Kong and Macao',
				7: 'Residence permit of Taiwan',
				8: 'Identity card of the mainland',
			},
		});

const identity = (zod: Zod) =>
	zod.object({
		id_card_copy_open_wx_pay_media_id: filled(zod),
		id_card_national_open_wx_pay_media_id: zod.string().optional(),
		id_card_name: zod.string().min(2).max(100),
		id_card_number: filled(zod),
		id_card_address: zod.string().min(4).max(128).optional(),
		id_card_valid_time_begin: filled(zod),
		id_card_valid_time: filled(zod),
		id_doc_type: documentType(zod),
	});

const identityExample = {
	id_card_copy_open_wx_pay_media_id: 'IMAGE_ID',
	id_card_national_open_wx_pay_media_id: 'IMAGE_ID',
	id_card_name: '张三',
	id_card_number: '110101199001011234',
	id_card_valid_time_begin: '2020-01-01',
	id_card_valid_time: '2040-01-01',
};

const licence = (zod: Zod) =>
	zod.object({
		cert_type: zod
			.literal([2389, 2394, 2395, 2396, 2399, 2400, 2520, 2521, 2522])
			.optional()
			.meta({
				labels: {
					2389: 'Unified social credit code',
					2394: 'Social organisation',
					2395: 'Private non-enterprise unit',
					2396: 'Foundation',
					2399: 'Religious site',
					2400: 'Other document of the government',
					2520: 'Practice licence',
					2521: 'Self-governing body',
					2522: 'Rural collective',
				},
			}),
		business_license_copy_open_wx_pay_media_id: filled(zod),
		business_license_number: filled(zod),
		merchant_name: zod.string().min(2).max(128),
		legal_person: zod.string().min(2).max(100),
		company_address: zod.string().min(4).max(128).optional(),
		business_time_begin_time: zod.string().optional(),
		business_time_end_time: zod.string().optional(),
	});

const institution = (zod: Zod) =>
	zod.object({
		finance_type: zod.enum([
			'BANK_AGENT',
			'PAYMENT_AGENT',
			'INSURANCE',
			'TRADE_AND_SETTLE',
			'OTHER',
		]),
		finance_license_pics_open_wx_pay_media_id: zod.array(zod.string()).max(5),
	});

const contact = (zod: Zod) =>
	zod.object({
		contact_type: zod.enum(['65', '66']).meta({ labels: { 65: 'Legal person', 66: 'Agent' } }),
		contact_info: zod.object({
			id_card_copy_open_wx_pay_media_id: zod.string().optional(),
			id_card_national_open_wx_pay_media_id: zod.string().optional(),
			id_card_name: zod.string().min(2).max(100),
			id_card_number: filled(zod),
			id_card_valid_time_begin: zod.string().optional(),
			id_card_valid_time: zod.string().optional(),
			id_doc_type: documentType(zod),
		}),
		business_authorization_letter_open_wx_pay_media_id: zod.string().optional(),
		mobile_phone: filled(zod),
		contact_email: filled(zod),
	});

const bankAccount = (zod: Zod) =>
	zod.object({
		bank_account_type: zod
			.literal([74, 75])
			.optional()
			.meta({ labels: { 74: 'Of the company', 75: 'Private' } }),
		account_bank: filled(zod),
		account_name: filled(zod),
		bank_address_code: filled(zod),
		bank_name: zod.string().optional(),
		account_number: filled(zod),
		bank_card_supplement: zod
			.object({
				settlement_certificate_open_wx_pay_media_id: zod.string().optional(),
				relationship_certificate_open_wx_pay_media_id: zod.string().optional(),
				other_certificate_open_wx_pay_media_id: zod.array(zod.string()).max(3).optional(),
			})
			.optional(),
	});

const shop = { type: [1] };

const scene = (zod: Zod) => {
	const object = zod.object({
		type: zod.literal([1, 2]).meta({ labels: { 1: 'Shop', 2: 'Online shop' } }),
		store_url: bytes(zod, 1024).optional(),
		store_pic_open_wx_pay_media_id: zod.string().optional(),
		address_code: zod.string().optional(),
		offline_address: zod.string().min(4).max(512).optional(),
		entrance_pic_open_wx_pay_media_id: zod.string().optional(),
		indoor_pic_open_wx_pay_media_id: zod.string().optional(),
	});
	return (
		[
			'address_code',
			'offline_address',
			'entrance_pic_open_wx_pay_media_id',
			'indoor_pic_open_wx_pay_media_id',
		] as const
	).reduce((checked, field) => needing(checked, field, shop), object);
};

const pictures = (zod: Zod) => zod.object({ id: zod.array(zod.string()).max(5) });

export const paymentAccount = resource(
	'paymentAccount',
	'Payment Account',
	'对外收款账户',
	'docs/001-企业内部开发/002-服务端API/017-企业支付/007-创建对外收款账户',
	{
		apply: {
			title: 'Apply',
			action: 'Apply for a payment account',
			zh: '提交创建对外收款账户的申请单',
			about: 'Images come from Upload Image of the same app',
			doc: '001-提交创建对外收款账户的申请单',
			apps: ['own'],
			post: 'miniapppay/apply_mch',
			body: (zod) => ({
				out_request_no: applicationNumber(zod),
				organization_type: zod.literal([0, 1, 2, 3]).meta({
					title: 'Organization Type',
					description: 'of the company that applies',
					labels: {
						0: 'Company',
						1: 'Individual',
						2: 'Social organization',
						3: 'Public institution',
					},
				}),
				business_license_info: licence(zod).meta({
					title: 'Business License',
					description: 'picture by media ID, and what stands on it',
					example: {
						business_license_copy_open_wx_pay_media_id: 'IMAGE_ID',
						business_license_number: '91110000000000000X',
						merchant_name: '某某公司',
						legal_person: '张三',
					},
				}),
				finance_institution_info: institution(zod)
					.optional()
					.meta({
						title: 'Financial Institution',
						description: 'only of one',
						example: {
							finance_type: 'OTHER',
							finance_license_pics_open_wx_pay_media_id: ['IMAGE_ID'],
						},
					}),
				merchant_short_name: filled(zod).meta({
					title: 'Short Name',
					description: 'shown to those who pay',
				}),
				id_card_info: identity(zod).meta({
					title: 'Legal Person',
					description: 'pictures of the identity card, and what stands on it',
					example: identityExample,
				}),
				owner: zod
					.boolean()
					.optional()
					.meta({ title: 'Is Beneficial Owner', description: 'the legal person, of a company' }),
				ubo_info: identity(zod).optional().meta({
					title: 'Beneficial Owner',
					description: 'if it is not the legal person',
					example: identityExample,
				}),
				contact_info: contact(zod).meta({
					title: 'Administrator',
					description: 'who signs the application',
					example: {
						contact_type: '65',
						contact_info: { id_card_name: '张三', id_card_number: '110101199001011234' },
						mobile_phone: '13800000000',
						contact_email: 'owner@example.com',
					},
				}),
				account_info: bankAccount(zod).meta({
					title: 'Bank Account',
					description: 'where the money goes',
					example: {
						bank_account_type: 74,
						account_bank: '中国银行',
						account_name: '某某公司',
						bank_address_code: '110000',
						account_number: '6200000000000000',
					},
				}),
				sales_scene_info: scene(zod).meta({
					title: 'Sales Scene',
					description: 'where goods are sold',
					example: { type: 2, store_url: 'https://shop.example.com' },
				}),
				business_id: zod
					.int()
					.min(1)
					.max(31)
					.meta({ title: 'Business', description: 'number in the table of the page, 1 to 31' }),
				qualifications: pictures(zod)
					.optional()
					.meta({
						title: 'Qualifications',
						description: 'at most five images',
						example: { id: ['IMAGE_ID'] },
					}),
				business_addition_pics: pictures(zod)
					.optional()
					.meta({
						title: 'More Documents',
						description: 'at most five images',
						example: { id: ['IMAGE_ID'] },
					}),
				userid: memberId(zod)
					.min(1)
					.meta({ title: 'Withdrawing Member', description: 'the administrator in WeCom' }),
			}),
		},
		getApplication: {
			title: 'Get Application',
			action: 'Get an application for a payment account',
			zh: '查询申请单状态',
			doc: '002-查询申请单状态',
			apps: ['own'],
			post: 'miniapppay/get_applyment_status',
			repeatable: true,
			body: (zod) => ({ out_request_no: applicationNumber(zod) }),
		},
		uploadImage: {
			title: 'Upload Image',
			action: 'Upload an image for an application',
			zh: '提交图片',
			about: 'The image ID lives for 30 days',
			doc: '003-提交图片',
			apps: ['own'],
			post: 'miniapppay/upload_image',
			file: {
				field: 'media',
				accepts: { any: { min: 5, max: 2 * MB, extensions: ['jpg', 'jpeg', 'png', 'bmp'] } },
			},
		},
	},
);
