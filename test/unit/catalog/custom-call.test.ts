import { readCustomCall, type CustomCall } from '../../../wecom/catalog/custom-call';

const call = (change: Partial<CustomCall>) =>
	readCustomCall({ method: 'GET', path: 'user/get', query: {}, ...change });

describe('readCustomCall', () => {
	it.each([
		'user/get',
		'/cgi-bin/user/get',
		' cgi-bin/user/get/ ',
		'https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN',
	])('reads %s', (path) => {
		expect(call({ path })).toEqual({
			method: 'GET',
			path: '/cgi-bin/user/get',
			repeatable: true,
			family: 'corp',
		});
	});

	it('takes parameters from the path and from the list, but no token', () => {
		const path = 'https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=TOKEN&userid=a&x=1';
		const query = { userid: 'b', suite_access_token: 'TOKEN', empty: '' };
		expect(call({ path, query }).query).toEqual({ userid: 'b', x: '1' });
	});

	it.each([
		['service/get_order', 'suite'],
		['license/list_order', 'provider'],
		['externalcontact/get', 'corp'],
	])('gives %s the token of the %s', (path, family) => {
		expect(call({ path }).family).toBe(family);
	});

	it('posts a body, if need be an empty one', () => {
		expect(call({ method: 'POST', body: { a: 1 } })).toMatchObject({
			body: { a: 1 },
			repeatable: false,
		});
		expect(call({ method: 'POST' }).body).toEqual({});
	});

	it('does not repeat a GET that deletes', () => {
		expect(call({ path: 'user/delete' }).repeatable).toBe(false);
	});

	it.each([
		['', 'is empty'],
		['https://example.com/cgi-bin/user/get', 'leads to example.com'],
		['//example.com/user/get', 'is not a path'],
		['https://qyapi.weixin.qq.com.example.com/user/get', 'leads to'],
		['https://qyapi.weixin.qq.com@example.com/user/get', 'leads to example.com'],
		['file:///etc/passwd', 'leads to'],
		['user/get%2f..%2fsecret', 'characters'],
		['user get', 'characters'],
		['webhook/send?key=1', 'takes no token'],
		['service/get_suite_token', 'takes no token'],
	])('refuses %s', (path, message) => {
		expect(() => call({ path })).toThrow(message);
	});

	it('cannot be led out of the API', () => {
		expect(call({ path: 'user/../../../secret' }).path).toBe('/cgi-bin/secret');
		expect(call({ path: '/cgi-bin/../admin' }).path).toBe('/cgi-bin/admin');
	});
});
