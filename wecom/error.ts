/** Stable identifiers of everything that can go wrong; users and tests branch on these, never on a message. */
export type WeComErrorCode =
	| 'wecom_configuration' // a credential field or a parameter is wrong
	| 'wecom_callback_refused' // a callback that is not a genuine one of this suite
	| 'wecom_platform' // WeCom answered with an errcode
	| 'wecom_rate_limited' // WeCom answered that there were too many calls
	| 'wecom_request' // the request got no answer
	| 'wecom_http' // an answer that is not one of WeCom's API
	| 'wecom_ticket_missing' // no suite ticket yet, or an expired one
	| 'wecom_installation_missing' // the company has not installed the suite, or has removed it
	| 'wecom_batch_incomplete' // some of a long list was taken, then a call failed
	| 'wecom_job' // work that WeCom went on with after its answer failed, or is not done in time
	| 'wecom_vault_file' // a file is no export of a vault that its passphrase opens
	| 'wecom_vault'; // the vault cannot be opened, read or written

/**
 * A text of others in one line, as a log or a terminal may show it: control characters, among them those that begin a new
 * line or a command to a terminal, become blanks, as does what turns the order of characters round.
 */
export function printable(text: string): string {
	return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, ' ');
}

/**
 * Base of every error of this package. `message` says what happened and for which field or call, `hint` what to do
 * next; neither ever holds a secret or more than one line, so both may be logged and shown.
 */
export abstract class WeComError extends Error {
	abstract readonly code: WeComErrorCode;
	readonly hint: string;

	constructor(message: string, hint: string, options?: ErrorOptions) {
		super(printable(message), options);
		this.hint = printable(hint);
		this.name = new.target.name;
	}
}

/** A credential field or parameter that cannot be right. `field` is its name in the n8n credential or operation. */
export class WeComConfigurationError extends WeComError {
	readonly code = 'wecom_configuration';

	constructor(
		readonly field: string,
		message: string,
		hint: string,
		options?: ErrorOptions,
	) {
		super(message, hint, options);
	}
}

/** A company that has not installed the suite, has removed it, or is still being installed. */
export class InstallationMissingError extends WeComError {
	readonly code = 'wecom_installation_missing';
}
