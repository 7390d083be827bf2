import { WeComConfigurationError } from '../error';
import { BODY_TIMEOUT, CONNECT_TIMEOUT, HEADERS_TIMEOUT } from './retry-policy';
import { WeComRequestError } from './error';
import { redactError } from './secrets';
import { codeOf, isError } from './thrown';

export interface Timeouts {
	/** Milliseconds until a connection, with its TLS handshake, must stand. */
	connect: number;
	/** Milliseconds from the last byte sent until the first of the answer. */
	headers: number;
	/** Milliseconds between two pieces of an answer. */
	body: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
	connect: CONNECT_TIMEOUT,
	headers: HEADERS_TIMEOUT,
	body: BODY_TIMEOUT,
};

export interface FailureContext {
	/** Method and path. */
	call: string;
	/** Scheme, host and port that the call was for. */
	origin: string;
	/** Whether the request had begun to be sent. */
	sent: boolean;
	timeouts: Timeouts;
	secrets: readonly string[];
}

interface Explanation {
	message: string;
	hint: string;
	lasting?: boolean;
	/** Set where the code alone proves that nothing reached WeCom. */
	sent?: false;
}

/**
 * Turns what undici, the socket or the name service threw into an error for people. Libraries are told apart by
 * `code`, which also works when the host has loaded another copy of them.
 */
export function explainFailure(
	error: unknown,
	context: FailureContext,
): WeComRequestError | WeComConfigurationError {
	if (error instanceof WeComConfigurationError) return error;
	const { message, hint, lasting = false, sent = context.sent } = explain(error, context);
	return new WeComRequestError(context.call, message, hint, sent, lasting, {
		cause: redactError(error, context.secrets),
	});
}

function explain(error: unknown, { origin, timeouts, sent }: FailureContext): Explanation {
	const code = codeOf(error);
	const text = isError(error) ? error.message : '';
	switch (code) {
		case 'UND_ERR_CONNECT_TIMEOUT':
		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
		case 'ECONNREFUSED':
			return {
				message:
					code === 'UND_ERR_CONNECT_TIMEOUT'
						? `no connection to ${origin} within ${timeouts.connect / 1000} s`
						: `no connection to ${origin} (${code})`,
				hint: 'Check that this machine may reach it, through the proxy if there is one, and that the API base URL is right',
			};
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: `the name of ${origin} cannot be resolved (${code})`,
				hint: 'Check the API base URL, the proxy address, and the name service of this machine',
			};
		case 'UND_ERR_HEADERS_TIMEOUT':
			return {
				message: `no answer from ${origin} within ${timeouts.headers / 1000} s`,
				hint: 'WeCom may have acted on it: look before you send it again',
			};
		case 'UND_ERR_BODY_TIMEOUT':
			return {
				message: `the answer of ${origin} stopped for ${timeouts.body / 1000} s`,
				hint: 'WeCom may have acted on it: look before you send it again',
			};
		case 'UND_ERR_PRX_TLS':
		case 'UND_ERR_PRX_CONN':
			return {
				message: `the proxy on the way to ${origin} did not take the connection (${code})`,
				hint: 'Check the address of the proxy',
				sent: false,
			};
	}
	if (isCertificateCode(code)) {
		return {
			message: `the certificate of ${origin} is not trusted (${code})`,
			hint: 'Something between this machine and WeCom shows another certificate. If that is a gateway of your own, give its authority to Node in NODE_EXTRA_CA_CERTS',
			lasting: true,
			sent: false,
		};
	}
	const proxyStatus = /proxy (?:response|authentication required) \((\d+)\)/i.exec(text)?.[1];
	if (proxyStatus !== undefined) {
		return {
			message: `the proxy on the way to ${origin} refused the call (${proxyStatus})`,
			hint:
				proxyStatus === '407'
					? 'Put user name and password into the address of the proxy'
					: 'Let the proxy pass calls to this address',
			lasting: proxyStatus.startsWith('4'),
			sent: false,
		};
	}
	return sent
		? {
				message: `the connection to ${origin} broke before the whole answer was there (${code ?? 'no code'})`,
				hint: 'WeCom may have acted on it: look before you send it again',
			}
		: {
				message: `the request to ${origin} could not be sent (${code ?? 'no code'})`,
				hint: 'Check that this machine may reach it, through the proxy if there is one',
			};
}

function isCertificateCode(code: string | undefined): boolean {
	return (
		code !== undefined &&
		/^(CERT_|ERR_TLS_CERT|ERR_SSL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)
	);
}
