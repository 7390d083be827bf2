import type { Installation, Vault } from '../../wecom/vault/vault';

export const TICKET = 'ticket-5b1c07d2e9';
export const CODE = 'permanent-code-91f3ac6e';
export const TOKEN = 'token-0d7be24c18';
export const PAIR = { token: 'callback-token-5e1', encodingAesKey: 'encoding-aes-key-7b0' };
export const OLD_PAIR = { token: 'old-token-c40', encodingAesKey: 'old-aes-key-911' };
/** What `fill` keeps that nobody may read. */
export const SECRETS = [
	TICKET,
	CODE,
	TOKEN,
	'zhangsan-b7',
	'payload-44ce',
	'told-a93f',
	...Object.values(PAIR),
	...Object.values(OLD_PAIR),
];

export const installation: Installation = {
	suiteId: 'suite',
	corpId: 'wpCorp',
	kind: 'standard',
	corpName: 'Umbrella Example 示例科技',
	permanentCode: CODE,
	revision: 'r',
	agentId: 7,
	authMode: 0,
	details: { auth_corp_info: {}, auth_info: {}, auth_user_info: { userid: 'zhangsan-b7' } },
	authorizedAt: { timeStamp: 10, receivedAt: 10_000 },
	updatedAt: 10_000,
};
export const corpToken = {
	kind: 'corp',
	baseUrl: 'b',
	owner: 'suite',
	corpId: 'wpCorp',
	revision: 'r',
};
export const removal = { timeStamp: 20, receivedAt: 20_000 };

/** Keeps one of everything. */
export async function fill(vault: Vault): Promise<void> {
	await vault.tickets.put({ suiteId: 'suite', ticket: TICKET, issuedAt: 1, receivedAt: 1_000 });
	await vault.installations.put(installation);
	await vault.tokens.put(corpToken, { token: TOKEN, expiresAt: 9_999_999 });
	for (const [n, pair] of [OLD_PAIR, PAIR].entries()) {
		await vault.callbackKeys.put(installation, pair, { rotating: n > 0, updatedAt: n });
	}
	await vault.claims.claim(
		{
			suiteId: 'suite',
			hash: 'hash',
			endpoint: 'e',
			event: 'v',
			payload: 'payload-44ce',
			receivedAt: 1,
		},
		{ holder: 'a', until: 100 },
		1,
	);
	await vault.subscriptions.record({
		suiteId: 'suite',
		hash: 'told',
		corpId: 'wpCorp',
		event: 'v',
		payload: 'told-a93f',
		recordedAt: 1,
	});
}
