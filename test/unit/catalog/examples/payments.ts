import { post, type Examples } from './example';

const identity = {
	id_card_copy_open_wx_pay_media_id: 'FRONT',
	id_card_national_open_wx_pay_media_id: 'BACK',
	id_card_name: '张三',
	id_card_number: '110101199001011234',
	id_card_address: 'Shenzhen, Road 1',
	id_card_valid_time_begin: '2020-01-01',
	id_card_valid_time: '2040-01-01',
	id_doc_type: 8,
};

const { id_card_address: _, ...administrator } = identity;

const application = {
	out_request_no: 'apply-1',
	organization_type: 0,
	business_license_info: {
		cert_type: 2389,
		business_license_copy_open_wx_pay_media_id: 'LICENCE',
		business_license_number: '91110000000000000X',
		merchant_name: '某某公司',
		legal_person: '张三',
		company_address: 'Shenzhen, Road 1',
		business_time_begin_time: '2020-01-01',
		business_time_end_time: '长期',
	},
	finance_institution_info: {
		finance_type: 'OTHER',
		finance_license_pics_open_wx_pay_media_id: ['ONE', 'TWO'],
	},
	merchant_short_name: '某某',
	id_card_info: identity,
	owner: false,
	ubo_info: identity,
	contact_info: {
		contact_type: '66',
		contact_info: administrator,
		business_authorization_letter_open_wx_pay_media_id: 'LETTER',
		mobile_phone: '13800000000',
		contact_email: 'owner@example.com',
	},
	account_info: {
		bank_account_type: 74,
		account_bank: '中国银行',
		account_name: '某某公司',
		bank_address_code: '110000',
		bank_name: '中国银行北京分行',
		account_number: '6200000000000000',
		bank_card_supplement: {
			settlement_certificate_open_wx_pay_media_id: 'ONE',
			relationship_certificate_open_wx_pay_media_id: 'TWO',
			other_certificate_open_wx_pay_media_id: ['THREE'],
		},
	},
	sales_scene_info: {
		type: 1,
		store_url: 'https://shop.example.com',
		store_pic_open_wx_pay_media_id: 'CODE',
		address_code: '123456',
		offline_address: 'Shenzhen, Road 1',
		entrance_pic_open_wx_pay_media_id: 'OUTSIDE',
		indoor_pic_open_wx_pay_media_id: 'INSIDE',
	},
	business_id: 1,
	qualifications: { id: ['ONE', 'TWO'] },
	business_addition_pics: { id: ['ONE', 'TWO'] },
	userid: 'zhangsan',
};

const order = { mchid: '1900000109', out_trade_no: '1217752501' };

export const payments: Examples = {
	'payment.getAll': post('externalpay/get_bill_list', {
		begin_time: 1605171726,
		end_time: 1605172726,
		payee_userid: 'zhangsan',
	}),
	'payment.getFundFlows': post('externalpay/get_fund_flow', {
		begin_time: 1605171726,
		end_time: 1605172726,
		mch_id: '1234',
	}),
	'payment.getOrderNumbers': post('externalpay/get_payment_info', { payment_id: 'xxxx' }),
	'paymentAccount.apply': post(
		'miniapppay/apply_mch',
		{
			...application,
			organization_type: '0',
			owner: 'false',
			sales_scene_info: JSON.stringify(application.sales_scene_info),
		},
		application,
	),
	'paymentAccount.getApplication': post('miniapppay/get_applyment_status', {
		out_request_no: 'apply-1',
	}),
	'paymentAccount.uploadImage': {
		values: {},
		method: 'POST',
		path: '/cgi-bin/miniapppay/upload_image',
	},
	'paymentMerchant.get': post('externalpay/getmerchant', { mch_id: '12334' }),
	'paymentMerchant.setScope': post('externalpay/set_mch_use_scope', {
		mch_id: '12334',
		allow_use_scope: { user: ['zhangsan', 'lisi'], partyid: [1], tagid: [1, 2, 3] },
	}),
	'paymentOrder.close': post('miniapppay/close_order', order),
	'paymentOrder.create': post('miniapppay/create_order', {
		appid: 'wx8888888888888888',
		...order,
		description: 'Tea',
		scenekey: 'SCENE',
		amount: { total: 100, currency: 'CNY' },
		payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
		time_expire: '2015-05-20T13:29:35+08:00',
		attach: 'mine',
		goods_tag: 'TAG',
		scene_info: {
			payer_client_ip: '127.0.0.1',
			device_id: '013467007045764',
			store_info: { id: '0001', name: 'Shop', area_code: '440305', address: 'Road 1' },
		},
		detail: {
			cost_price: 123,
			invoice_id: 'INVOICE',
			goods_detail: [
				{
					merchant_goods_id: 'tea',
					wechatpay_goods_id: '1001',
					goods_name: 'Tea',
					quantity: 1,
					unit_price: 100,
				},
			],
		},
	}),
	'paymentOrder.get': post('miniapppay/get_order', order),
	'paymentOrder.getBill': post('miniapppay/get_bill', {
		bill_date: '2019-06-11',
		mchid: '1900000001',
		bill_type: 'ALL',
		tar_type: 'GZIP',
	}),
	'paymentOrder.getSignature': post(
		'miniapppay/get_sign',
		{
			appid: 'wx1cce664e7cdcf31a',
			prepay_id: 'wx111925097328',
			sign_type: 'RSA',
			nonce: 'fqDdjLywAmND',
			timestamp: '1675219608',
		},
		{
			appid: 'wx1cce664e7cdcf31a',
			prepay_id: 'wx111925097328',
			sign_type: 'RSA',
			nonce: 'fqDdjLywAmND',
			timestamp: 1675219608,
		},
	),
	'paymentRefund.create': post('miniapppay/refund', {
		appid: 'wx8888888888888888',
		...order,
		out_refund_no: '1217752501-1',
		reason: 'Sold out',
		funds_account: 'AVAILABLE',
		amount: { refund: 888, total: 888, currency: 'CNY' },
	}),
	'paymentRefund.get': post('miniapppay/get_refund_detail', {
		mchid: '1900000109',
		out_refund_no: '1217752501-1',
	}),
};
