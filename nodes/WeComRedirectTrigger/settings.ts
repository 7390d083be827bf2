import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { WeComConfigurationError } from '../../wecom/error';
import type { Theme } from '../../wecom/suite/landing-page';

/** What the user set on the trigger. */
export interface LandingSettings {
	landing: 'installFinished';
	/** Where the browser goes when all went well; without it a page says so. */
	redirectTo: string | undefined;
	/** Name of the query value that tells the page there which landing it was. */
	idParameter: string;
	theme: Theme;
}

interface Options {
	accentColor?: string;
	idParameter?: string;
	pageText?: string;
	pageTitle?: string;
}

/**
 * Reads what the user set, where a browser comes in and where the workflow is published.
 * @throws WeComConfigurationError when an address is not one
 */
export function readSettings(context: IWebhookFunctions | ITriggerFunctions): LandingSettings {
	const parameter = <T>(name: string, fallback: T) => context.getNodeParameter(name, fallback) as T;
	const options = parameter<Options>('options', {});
	const redirectTo = parameter('redirectTo', '').trim();
	if (redirectTo !== '' && !isWebAddress(redirectTo)) {
		throw new WeComConfigurationError(
			'redirectTo',
			"'Redirect To' is not a URL that begins with https://",
			'Enter the whole address of a page, or leave it empty to show the page of the trigger',
		);
	}
	return {
		landing: parameter<LandingSettings['landing']>('landing', 'installFinished'),
		redirectTo: redirectTo === '' ? undefined : redirectTo,
		idParameter: (options.idParameter ?? '').trim(),
		theme: {
			title: options.pageTitle,
			text: options.pageText,
			accent: options.accentColor,
		},
	};
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
