import { WeComError } from '../error';

/**
 * Why the vault cannot serve.
 * - `unreachable`: the file or server cannot be opened, read or written
 * - `read_only`: it can be read but not written
 * - `full`: no room is left
 * - `busy`: others kept it locked for longer than the caller would wait
 * - `corrupt`: what is there is damaged
 * - `foreign`: what is there is not a vault
 * - `newer_schema`: a newer version of this package made it
 * - `wrong_key`: it is sealed with another key
 * - `sealed_value`: one sealed value does not open
 * - `closed`: it was closed before
 * - `failed`: anything else; the cause tells
 */
export type VaultFault =
	| 'unreachable'
	| 'read_only'
	| 'full'
	| 'busy'
	| 'corrupt'
	| 'foreign'
	| 'newer_schema'
	| 'wrong_key'
	| 'sealed_value'
	| 'closed'
	| 'failed';

/** The vault cannot be opened, read or written. */
export class WeComVaultError extends WeComError {
	readonly code = 'wecom_vault';

	constructor(
		readonly reason: VaultFault,
		message: string,
		hint: string,
		options?: ErrorOptions,
	) {
		super(message, hint, options);
	}
}
