import { z } from 'zod';
import { ofInstallation, ofOwnApp } from '../platform/app';
import { ofApp, ofCompany } from '../platform/js-tickets';
import { Refusal } from '../platform/refusal';
import { action } from './action';
import type { Office } from './office';

/** Pages of apps in WeCom's own browser. */
export function pageActions({ platform, names }: Office) {
	return {
		/**
		 * A page calls ww.register: the client checks the signature for the company (`config`) or for the app
		 * (`agentConfig`), and refuses with 40093, 42012, or 50001 for a page outside of the app's trusted domain.
		 */
		registerPage: action(
			z.strictObject({
				kind: z.enum(['config', 'agentConfig']),
				suiteId: z.string().optional(),
				corpId: z.string(),
				agentId: z.int().optional(),
				url: z.url(),
				nonceStr: z.string().min(1),
				timestamp: z.int().positive(),
				signature: z.string(),
			}),
			(input): { registered: true } => {
				const { corp, suite, ...subject } = names.app(input);
				const app = subject.installation
					? ofInstallation(subject.installation)
					: ofOwnApp(corp, names.ownApp(corp, input.agentId));
				const { host, hostname } = new URL(input.url);
				const trusted = suite?.redirectHosts ?? [];
				if (trusted.length > 0 && !trusted.includes(host) && !trusted.includes(hostname)) {
					throw new Refusal(50001);
				}
				const signer =
					input.kind === 'config' ? ofCompany(corp.corpId) : ofApp(corp.corpId, app.id);
				platform.jsTickets.verify(signer, input);
				return { registered: true };
			},
		),

		/** Ends all tickets that sign pages before their time, as the platform may. */
		revokeJsTickets: action(z.strictObject({}).optional(), (): { revoked: number } => ({
			revoked: platform.jsTickets.revoke(),
		})),
	};
}
