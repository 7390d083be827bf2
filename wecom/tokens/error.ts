import { InstallationMissingError, WeComError } from '../error';

/** No ticket that WeCom would accept: the suite can get no token until the next one is pushed. */
export class TicketMissingError extends WeComError {
	readonly code = 'wecom_ticket_missing';

	constructor(
		readonly suiteId: string,
		/** Milliseconds since the last ticket was received; `undefined` if there never was one. */
		readonly age: number | undefined,
		options?: ErrorOptions,
	) {
		super(
			age === undefined
				? `There is no suite ticket of ${suiteId} yet`
				: `The last suite ticket of ${suiteId} came ${Math.floor(age / 60_000)} minutes ago and is no longer accepted`,
			"WeCom sends one every 10 minutes to the command callback. Check that the workflow with the trigger is published and that WeCom reaches its address, then open the app's callback settings in the provider console and refresh the ticket",
			options,
		);
	}
}

/** WeCom says that the company's authorisation has ended, although the vault still has its installation. */
export class DeauthorizedError extends InstallationMissingError {
	constructor(
		readonly suiteId: string,
		readonly corpId: string,
		/** Of the installation whose permanent code was refused. */
		readonly revision: string,
		options?: ErrorOptions,
	) {
		super(
			`WeCom no longer accepts the permanent code of company ${corpId} for suite ${suiteId}: the company has removed the app, or the code was reset`,
			'Let an administrator of the company install the app again; for a customised app whose code was reset in the provider console, wait for the event that brings the new one',
			options,
		);
	}
}
