import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advice } from '../../../wecom/api/advice';
import { lookUpErrcode, readErrmsg } from '../../../wecom/api/errcode';
import { actions, meanings } from '../../../wecom/api/errcodes';

const root = join(__dirname, '../../..');
const facts = JSON.parse(
	readFileSync(join(root, 'simulator/facts/error-codes.json'), 'utf8'),
) as Record<string, { en: string; action: string }>;

describe('errcode table', () => {
	it('is what the script makes of the facts', () => {
		expect(() =>
			execFileSync(process.execPath, ['scripts/generate-errcodes.mjs', '--check'], {
				cwd: root,
				stdio: 'pipe',
			}),
		).not.toThrow();
	});

	it('knows every documented code but success', () => {
		const documented = Object.keys(facts).filter((code) => code !== '0');
		expect(documented.length).toBeGreaterThan(1600);
		expect(Object.keys(meanings).sort()).toEqual(documented.sort());
	});

	it.each([
		['refresh_token', ['refresh_suite_token', 'refresh_provider_token', 'refresh_corp_token'], 4],
		['back_off', ['retry_backoff'], 40],
		['ticket', ['wait_ticket'], 2],
	])('has action %s for the codes that the facts give it', (action, factActions, count) => {
		const expected = Object.keys(facts).filter((code) => factActions.includes(facts[code].action));
		expect(expected).toHaveLength(count);
		expect(
			Object.keys(actions)
				.filter((code) => actions[Number(code)] === action)
				.sort(),
		).toEqual(expected.sort());
	});

	it.each([
		[40014, 'refresh_token'],
		[42001, 'refresh_token'],
		[40082, 'refresh_token'],
		[42009, 'refresh_token'],
		[45009, 'back_off'],
		[-1, 'back_off'],
		[40085, 'ticket'],
		[41023, 'ticket'],
		[60020, 'fail'],
		[701099, 'fail'],
		[123456789, 'fail'],
	])('%i is for the caller: %s', (code, action) => {
		expect(lookUpErrcode(code).action).toBe(action);
	});

	it.each([
		40001, 40078, 40080, 40083, 40084, 40085, 41023, 45009, 48002, 48004, 48006, 50001, 50003,
		60011, 60020, 60111, 60140, 60246, 701008, 701099,
	])('says what to do about %i', (code) => {
		expect(lookUpErrcode(code).advice).toMatch(/\w{3,}.*\.$/);
	});

	it('advises on no code that is not documented', () => {
		expect(Object.keys(advice).filter((code) => !(code in meanings))).toEqual([]);
	});

	it('knows nothing of an undocumented code', () => {
		expect(lookUpErrcode(123456789)).toEqual({
			meaning: undefined,
			action: 'fail',
			advice: undefined,
		});
	});
});

describe('readErrmsg', () => {
	it('takes hint and address from the tail', () => {
		expect(
			readErrmsg(
				'not allow to access from your ip, hint: [1700000000123456789], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020',
			),
		).toEqual({
			text: 'not allow to access from your ip',
			requestId: '1700000000123456789',
			egressIp: '203.0.113.7',
		});
	});

	it('takes an IPv6 address, also at the end', () => {
		expect(readErrmsg('no, from ip: 2001:db8::7').egressIp).toBe('2001:db8::7');
		expect(readErrmsg('no, from ip: 203.0.113.7.').egressIp).toBe('203.0.113.7');
	});

	it('leaves a message without a tail as it is', () => {
		expect(readErrmsg('invalid corpid')).toEqual({
			text: 'invalid corpid',
			requestId: undefined,
			egressIp: undefined,
		});
	});

	it('does not take a hint of odd length or with line breaks', () => {
		expect(readErrmsg(`x, hint: [${'9'.repeat(200)}]`).requestId).toBeUndefined();
		expect(readErrmsg('x, hint: [a\nb]').requestId).toBeUndefined();
	});
});
