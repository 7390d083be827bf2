import type { DeliveryReport } from '../callbacks/courier';
import type { Installation } from '../platform/installations';
import type { Scope } from '../platform/scope';
import type { Corp, Suite } from '../world';
import type { Office } from './office';

/** What a company, or a member for itself, agrees to. */
export interface Choice {
	scope: Scope;
	installedBy: string;
	authMode: 0 | 1;
	state?: string;
}

/** Installs a suite without telling anybody; the code leads to its permanent code. */
export function authorise(
	{ platform }: Office,
	suite: Suite,
	corp: Corp,
	choice: Choice,
): { installation: Installation; authCode: string } {
	const { installations, tokens, editions } = platform;
	if (installations.find(suite.suiteId, corp.corpId)) {
		tokens.revokeCorp(suite.suiteId, corp.corpId);
	}
	const installation = installations.install(suite, corp, choice);
	editions.begin(suite, corp);
	return { installation, authCode: installations.issueAuthCode(installation) };
}

/**
 * Installs a suite and pushes `create_auth`.
 * @throws NotPossible when its command URL is not saved
 */
export async function pushCreation(
	office: Office,
	suite: Suite,
	corp: Corp,
	choice: Choice,
): Promise<{ authCode: string; delivery: DeliveryReport }> {
	office.postOffice.target('command', { suite }, 'create_auth');
	const { installation, authCode } = authorise(office, suite, corp, choice);
	const delivery = await office.postOffice.push(
		'create_auth',
		{ suite, corp, installation },
		{ AuthCode: authCode, State: choice.state ?? null, ExtraInfo: null },
	);
	return { authCode, delivery };
}
