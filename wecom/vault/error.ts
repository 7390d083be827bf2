import { WeComError } from '../error';

/**
 * Why the vault cannot serve.
 * - `unreachable`: the file or server cannot be opened, read or written
 * - `refused`: the server lets nobody in with this role, or does not prove that it is the one that was meant
 * - `busy`: others kept it locked for longer than is waited
 * - `full`: no room is left
 * - `closed`: it was closed before
 * - `foreign`: what is there belongs to another program
 * - `corrupt`: what is there is damaged, or no database at all
 * - `newer_schema`: a newer version of this package made it
 * - `wrong_key`: it is sealed with another key
 * - `sealed_value`: one sealed value does not open
 * - `failed`: anything else; the cause tells
 */
export type VaultFault =
	| 'unreachable'
	| 'refused'
	| 'busy'
	| 'full'
	| 'closed'
	| 'foreign'
	| 'corrupt'
	| 'newer_schema'
	| 'wrong_key'
	| 'sealed_value'
	| 'failed';

/** The vault cannot be opened, read or written. Holds neither secrets nor sealed values. */
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
