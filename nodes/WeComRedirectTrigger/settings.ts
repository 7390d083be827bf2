import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

import { WeComConfigurationError } from '../../wecom/error';
import type { Theme } from '../../wecom/suite/landing-page';
import { readOrigins } from '../../wecom/suite/origins';

/** What the user set on the trigger. */
export interface LandingSettings {
	landing: 'installFinished' | 'businessSettings' | 'memberLogin' | 'jsSdk';
	/** Where the browser goes when all went well; without it a page says so. */
	redirectTo: string | undefined;
	/** Name of the query value that tells the page there which landing it was. */
	idParameter: string;
	theme: Theme;
	/** Whether people may come of companies that have not installed the app. */
	acceptsStrangers: boolean;
	/** Who asks WeCom for an administrator. */
	askAs: 'provider' | 'suite';
	/** `automatic`: by OAuth inside WeCom, by QR code elsewhere. */
	loginBy: 'automatic' | 'oauth' | 'web';
	scope: 'snsapi_base' | 'snsapi_privateinfo';
	/** Of a customised app. */
	tenant: string | undefined;
	returnOrigins: string[];
	/** Sites whose pages are signed. */
	pageOrigins: string[];
}

interface Options {
	acceptStrangers?: boolean;
	accentColor?: string;
	idParameter?: string;
	pageText?: string;
	pageTitle?: string;
	returnOrigins?: string;
	tenant?: string;
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
	const landing = parameter<LandingSettings['landing']>('landing', 'installFinished');
	return {
		landing,
		redirectTo: redirectTo || undefined,
		idParameter: (options.idParameter ?? '').trim(),
		theme: {
			title: options.pageTitle,
			text: options.pageText,
			accent: options.accentColor,
		},
		acceptsStrangers: options.acceptStrangers ?? false,
		askAs: parameter<LandingSettings['askAs']>('askAs', 'provider'),
		loginBy: parameter<LandingSettings['loginBy']>('loginBy', 'oauth'),
		scope: parameter<LandingSettings['scope']>('scope', 'snsapi_base'),
		tenant: (options.tenant ?? '').trim() || undefined,
		returnOrigins: readOrigins(options.returnOrigins ?? '', {
			field: 'returnOrigins',
			title: 'Return Origins',
		}),
		pageOrigins: readOrigins(parameter('pageOrigins', ''), {
			field: 'pageOrigins',
			title: 'Page Origins',
			required: landing === 'jsSdk',
		}),
	};
}

/** @throws WeComConfigurationError when the provider is to ask and the credential has none */
export function demandProvider(
	{ landing, askAs }: LandingSettings,
	{ hasProvider }: { hasProvider: boolean },
): void {
	if (landing !== 'businessSettings' || askAs !== 'provider' || hasProvider) return;
	throw new WeComConfigurationError(
		'askAs',
		'The credential has no Provider Corp ID or no Provider Secret',
		"Enter both in the credential, or set 'Ask As' to Suite if the provider has a login app",
	);
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
