import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { tokenForPath } from '../../../wecom/catalog/token-family';

interface Fact {
	path: string;
	auth: string;
	query: { name: string }[];
	body: { name: string }[];
}

const read = (name: string) =>
	JSON.parse(readFileSync(join(__dirname, '../../../simulator/facts', name), 'utf8')) as Fact[];

const families: Record<string, string | undefined> = {
	none: undefined,
	suite_access_token: 'suite',
	provider_access_token: 'provider',
	access_token: 'corp',
};

describe('tokenForPath', () => {
	it.each(read('provider-endpoints.json').map(({ path, auth }): [string, string] => [path, auth]))(
		'knows whose token %s takes',
		(path, auth) => {
			expect(tokenForPath(path)?.family).toBe(families[auth]);
		},
	);

	it('gives the token of the company to every endpoint of a company', () => {
		for (const { path, auth } of read('corp-endpoints.json')) {
			const own = auth === 'key' ? undefined : { family: 'corp', parameter: 'access_token' };
			expect([path, tokenForPath(path)]).toEqual([path, own]);
		}
	});

	it('names the parameter that carries the token', () => {
		expect(tokenForPath('/cgi-bin/service/get_pre_auth_code')?.parameter).toBe(
			'suite_access_token',
		);
		expect(tokenForPath('/cgi-bin/license/list_order')?.parameter).toBe('provider_access_token');
	});

	it('knows the one call that takes the token of the provider under another name', () => {
		expect(tokenForPath('service/get_login_info')).toEqual({
			family: 'provider',
			parameter: 'access_token',
		});
	});

	it('does not mind how the path is written', () => {
		expect(tokenForPath('service/contact/search')).toEqual(
			tokenForPath('/cgi-bin/service/contact/search/'),
		);
	});

	it('has no token for a group robot, whose key is in its address', () => {
		expect(tokenForPath('/cgi-bin/webhook/send')).toBeUndefined();
	});
});
