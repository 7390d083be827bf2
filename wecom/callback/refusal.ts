import { WeComError } from '../error';
import type { WrongOwner } from './receive-id';

/** Why a callback was refused. For logs and tests; never for the sender, who learns the status and nothing else. */
export type RefusalReason =
	| 'query_missing'
	| 'query_repeated'
	| 'query_malformed'
	| 'body_missing'
	| 'body_too_large'
	| 'envelope_malformed'
	| 'encrypt_missing'
	| 'encrypt_malformed'
	| 'signature'
	| 'stale'
	| 'padding'
	| 'length'
	| 'encoding'
	| WrongOwner
	| 'message_malformed';

/** A callback that is not taken on. Nothing may be stored or started because of it. */
export interface Refusal {
	accepted: false;
	/** To be answered with the text of `refusalText`. Every cryptographic failure has the same one. */
	status: 400 | 401 | 413;
	reason: RefusalReason;
	/** What is wrong, with the name of the query value or field; holds nothing that the sender sent. */
	detail: string;
}

const STATUS: Record<RefusalReason, Refusal['status']> = {
	query_missing: 400,
	query_repeated: 400,
	query_malformed: 400,
	body_missing: 400,
	body_too_large: 413,
	envelope_malformed: 400,
	encrypt_missing: 400,
	encrypt_malformed: 400,
	signature: 401,
	stale: 401,
	padding: 401,
	length: 401,
	encoding: 401,
	receive_id: 401,
	wrong_suite: 401,
	wrong_provider: 401,
	wrong_tenant: 401,
	// Not 400: whoever changed a ciphertext must not learn that it opened all the same.
	message_malformed: 401,
};

const TEXT: Record<Refusal['status'], string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	413: 'Payload Too Large',
};

/** What the operator of the app can do about it. */
const HINT: Record<RefusalReason, string> = {
	query_missing:
		'Only WeCom calls this URL; check that the reverse proxy passes the query string on',
	query_repeated: 'Check that the reverse proxy does not add query values of its own',
	query_malformed: 'Check that the reverse proxy passes the query string on as it is',
	body_missing: 'Check that the reverse proxy passes the body on',
	body_too_large: 'WeCom sends no callback of this size: somebody else did',
	envelope_malformed: 'Check that the reverse proxy passes the body on unchanged',
	encrypt_missing: 'Switch the callback to encrypted mode; only WeCom calls this URL',
	encrypt_malformed:
		'Check that the reverse proxy passes the body and the query string on unchanged',
	signature:
		'Compare the Token of the credential with the one in the WeCom console, character by character',
	stale:
		'Check the clock of this machine; a request that was recorded and sent again looks the same',
	padding: 'Compare the EncodingAESKey of the credential with the one in the WeCom console',
	length: 'Compare the EncodingAESKey of the credential with the one in the WeCom console',
	encoding: 'Compare the EncodingAESKey of the credential with the one in the WeCom console',
	receive_id:
		'Compare Suite ID, Provider Corp ID and Corp ID of the credential with the WeCom console',
	wrong_suite:
		'The callback URL of another suite points here: give each suite a credential of its own',
	wrong_provider:
		'Compare the Provider Corp ID of the credential with the one in the WeCom console',
	wrong_tenant:
		'Two customised apps may have the same Token and EncodingAESKey: give each company keys of its own',
	message_malformed:
		'Please report this with the kind of event: the message opened but cannot be read',
};

export function refuse(reason: RefusalReason, detail: string): Refusal {
	return { accepted: false, status: STATUS[reason], reason, detail };
}

/** The body of the answer: the reason phrase of the status, so that no two reasons can be told apart. */
export function refusalText(status: Refusal['status']): string {
	return TEXT[status];
}

/** A refusal for those who prefer to catch it, as in tests of their own app. */
export class CallbackRefusedError extends WeComError {
	readonly code = 'wecom_callback_refused';

	constructor(readonly refusal: Refusal) {
		super(`Callback refused: ${refusal.detail}`, HINT[refusal.reason]);
	}
}

/** The hint of a refusal, for a log line. */
export function refusalHint(reason: RefusalReason): string {
	return HINT[reason];
}
