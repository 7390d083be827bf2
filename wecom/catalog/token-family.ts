/** Whose token a call carries. */
export type TokenFamily = 'suite' | 'provider' | 'corp';

export interface TokenUse {
	family: TokenFamily;
	/** Name of the query parameter that carries it. */
	parameter: string;
}

const corp: TokenUse = { family: 'corp', parameter: 'access_token' };
const suite: TokenUse = { family: 'suite', parameter: 'suite_access_token' };
const provider: TokenUse = { family: 'provider', parameter: 'provider_access_token' };

/** Calls that give a token or carry a key of their own. */
const without = new Set(['gettoken', 'service/get_suite_token', 'service/get_provider_token']);

/** Below `service/`, where the suite's token is the rule. */
const providerServices = new Set([
	'service/batch/getresult',
	'service/batch/userid_to_openuserid',
	'service/contact/batchsearch',
	'service/contact/id_translate',
	'service/contact/search',
	'service/contact/sort',
	'service/corpid_to_opencorpid',
	'service/externalcontact/finish_external_userid_migration',
	'service/finish_openid_migration',
	'service/get_account_balance',
	'service/get_customized_auth_url',
	'service/get_register_code',
	'service/get_register_info',
	'service/media/upload',
]);

/**
 * Which token a path of the API takes; `undefined` for the few that take none. The rule is the first part of the path;
 * the exceptions are those of the documentation.
 * @param path With or without `/cgi-bin/` in front.
 */
export function tokenForPath(path: string): TokenUse | undefined {
	const name = path.replace(/^\/?(cgi-bin\/)?/, '').replace(/\/$/, '');
	if (without.has(name) || name.startsWith('webhook/')) return undefined;
	// The one call that takes the provider's token under the name of the corp token.
	if (name === 'service/get_login_info') return { family: 'provider', parameter: 'access_token' };
	if (providerServices.has(name) || /^(license|paytool|advanced_api)\//.test(name)) return provider;
	if (name.startsWith('service/') || name === 'idconvert/upgrade_chatid_for_new_corp') return suite;
	return corp;
}
