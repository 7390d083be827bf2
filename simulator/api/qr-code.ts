import { Refusal } from '../platform/refusal';
import { TEMPLATE_LINK_LIFE_SECONDS } from '../platform/template-links';
import { findSuite } from '../world';
import { appOfCall, FileAnswer, numberOf, suiteOf, textOf, textsOf, type Handler } from './call';

/** A PNG of one white point. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
	'base64',
);

/** Codes and links by which companies install apps, and own apps become customised ones. */
export const qrCodeHandlers: Record<string, Handler> = {
	'/cgi-bin/service/get_app_qrcode': (call) => {
		const suite = suiteOf(call);
		if (textOf(call.body, 'suite_id') !== suite.suiteId || suite.kind !== 'standard') {
			throw new Refusal(40083);
		}
		if (!suite.published) {
			throw new Refusal(60246);
		}
		if (numberOf(call.body, 'result_type') === 2) {
			return { qrcode: `${call.url}/3rdapp/qrcode/${suite.suiteId}` };
		}
		const header = { 'content-disposition': 'attachment; filename="qrcode.png"' };
		return new FileAnswer(PICTURE, 'image/png', header);
	},

	'/cgi-bin/service/get_customized_auth_url': ({ body, platform, url }) => {
		const state = textOf(body, 'state');
		if (!/^[A-Za-z0-9]{1,32}$/.test(state)) {
			throw new Refusal(40058);
		}
		const templates = textsOf(body, 'templateid_list').map((id) => {
			const suite = findSuite(platform.world, id);
			if (suite?.kind !== 'customised') {
				throw new Refusal(842003);
			}
			if (!suite.published) {
				throw new Refusal(842002);
			}
			return suite;
		});
		const code = platform.templateLinks.issue(templates, state);
		return {
			qrcode_url: `${url}/3rdapp/template?code=${code}`,
			expires_in: TEMPLATE_LINK_LIFE_SECONDS,
		};
	},

	'/cgi-bin/agent/claim_customized_app': (call) => {
		const { kind, corp } = appOfCall(call);
		const { tokens, installations } = call.platform;
		const token = tokens.find(textOf(call.body, 'suite_access_token'));
		if (token?.owner.family !== 'suite' || tokens.isExpired(token)) {
			throw new Refusal(40082);
		}
		const { suiteId } = token.owner;
		if (findSuite(call.platform.world, suiteId)?.kind !== 'customised') {
			throw new Refusal(842003);
		}
		if (kind === 'customized' || installations.find(suiteId, corp.corpId)) {
			throw new Refusal(842006);
		}
		return {};
	},
};
