import { cashierSignature, signForCashier } from '../../../wecom/suite/cashier-signature';

const order = {
	business_type: 2,
	custom_corpid: 'wpC',
	pay_type: 0,
	creator: '',
	product_list: {
		customized_app: {
			order_type: 0,
			buy_info_list: [
				{
					suiteid: 'dk01',
					duration_days: 30,
					take_effect_date: '20300101',
					user_count: 10,
					total_price: 250000,
				},
			],
			notify_custom_corp: 1,
		},
	},
};

describe('the signature of the cashier', () => {
	it('is the one of the documented algorithm', () => {
		expect(cashierSignature({ ...order, nonce_str: 'abc123', ts: 1700000000 }, 'pay-secret')).toBe(
			'zZTrhqd3PR9nEuPcMb2TRyt18Z4Nzl12LH+grpfCGWc=',
		);
	});

	it('goes with the body, a random text and the time in seconds', () => {
		const clock = () => 1700000000999;
		expect(signForCashier(order, 'pay-secret', clock, 'abc123')).toEqual({
			...order,
			nonce_str: 'abc123',
			ts: 1700000000,
			sig: 'zZTrhqd3PR9nEuPcMb2TRyt18Z4Nzl12LH+grpfCGWc=',
		});
		const nonces = [1, 2].map(() => signForCashier(order, 'pay-secret', clock).nonce_str);
		expect(new Set(nonces).size).toBe(2);
		expect(String(nonces[0])).toMatch(/^\w{1,32}$/);
	});

	it('needs the key of the credential', () => {
		expect(() => signForCashier(order, '', Date.now)).toThrow(
			expect.objectContaining({ code: 'wecom_configuration', field: 'cashierKey' }),
		);
	});
});
