import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	languageOf,
	redirectTo,
	renderPage,
	type PageSubject,
	type Reply,
} from '../../wecom/suite/landing-page';
import type { Landing } from '../../wecom/suite/landings';
import type { LandingSettings } from './settings';

/**
 * Answers the browser. Written on the response itself: to what n8n answers for a node it adds a policy of its own in the
 * place of this one, by which scripts may run.
 */
export function reply(context: IWebhookFunctions, { status, headers, body }: Reply): void {
	const response = context.getResponseObject();
	response.status(status);
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.end(body);
}

/** Shows a page, and nothing else happens. */
export function turnAway(
	context: IWebhookFunctions,
	subject: PageSubject,
	status: number,
	accent?: string,
): IWebhookResponseData {
	const language = languageOf(context.getHeaderData()['accept-language']);
	reply(context, renderPage(subject, status, language, { accent }));
	return { noWebhookResponse: true };
}

/** Sends the browser where it is to go when all went well, or says so on a page. */
export function welcome(
	context: IWebhookFunctions,
	subject: PageSubject,
	{ redirectTo: configured, idParameter, theme }: LandingSettings,
	{ id, returnTo }: Landing,
): void {
	const target = returnTo ?? configured;
	if (target === undefined) {
		const language = languageOf(context.getHeaderData()['accept-language']);
		reply(context, renderPage(subject, 200, language, theme));
		return;
	}
	const url = new URL(target);
	if (idParameter !== '') url.searchParams.set(idParameter, id);
	reply(context, redirectTo(url.href));
}
