import { WeComError, type WeComErrorCode } from '../error';
import type { TokenFamily } from './client';
import { lookUpErrcode, readErrmsg, type ErrcodeAction } from './errcode';

/** Where WeCom explains a code, beside the list in its documentation. */
const explanation = (errcode: number) =>
	`https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;

/** A call that failed. `call` is its method and path, without the query, which holds the token. */
export abstract class WeComCallError extends WeComError {
	constructor(
		readonly call: string,
		message: string,
		hint: string,
		options?: ErrorOptions,
	) {
		super(`${call}: ${message}`, hint, options);
	}
}

/** An answer with an errcode. `errmsg` must have been freed of secrets. */
export interface Refusal {
	call: string;
	errcode: number;
	errmsg: string;
	/** Family of the token that the call carried. */
	tokenFamily: TokenFamily | undefined;
}

function describeRefusal({ errcode, errmsg }: Refusal) {
	const { text, requestId, egressIp } = readErrmsg(errmsg);
	const { meaning, action, advice } = lookUpErrcode(errcode);
	const seen = egressIp === undefined ? '' : `WeCom sees the address ${egressIp}. `;
	return {
		requestId,
		egressIp,
		action,
		message:
			`WeCom answered ${errcode} "${text}"` +
			(meaning === undefined ? '' : `: ${meaning}`) +
			(requestId === undefined ? '' : ` [hint ${requestId}]`),
		hint:
			(errcode === 60020 ? seen : '') + (advice ?? `See ${explanation(errcode)} for this code.`),
	};
}

/** WeCom answered with an errcode. */
export class WeComPlatformError extends WeComCallError {
	readonly code = 'wecom_platform' satisfies WeComErrorCode;
	readonly errcode: number;
	/** What WeCom said, whole. */
	readonly errmsg: string;
	/** By which WeCom's support finds the request. */
	readonly requestId: string | undefined;
	/** The address that WeCom saw the call come from, if it told. */
	readonly egressIp: string | undefined;
	readonly action: ErrcodeAction;
	/** Family of the token that the call carried. */
	readonly tokenFamily: TokenFamily | undefined;

	constructor(refusal: Refusal, options?: ErrorOptions) {
		const { requestId, egressIp, action, message, hint } = describeRefusal(refusal);
		super(refusal.call, message, hint, options);
		this.errcode = refusal.errcode;
		this.errmsg = refusal.errmsg;
		this.requestId = requestId;
		this.egressIp = egressIp;
		this.action = action;
		this.tokenFamily = refusal.tokenFamily;
	}
}

/** WeCom refused the call because there were too many, and went on doing so for as long as the retries lasted. */
export class WeComRateLimitError extends WeComCallError {
	readonly code = 'wecom_rate_limited' satisfies WeComErrorCode;
	/** `undefined` when it was an HTTP status 429. */
	readonly errcode: number | undefined;
	readonly requestId: string | undefined;

	constructor(
		refusal: Omit<Refusal, 'errcode'> & { errcode: number | undefined },
		/** Seconds to wait at least, as WeCom said or as its shortest limit lasts. */
		readonly retryAfter: number,
		options?: ErrorOptions,
	) {
		const { errcode } = refusal;
		const known = errcode === undefined ? undefined : describeRefusal({ ...refusal, errcode });
		super(
			refusal.call,
			known?.message ?? refusal.errmsg,
			known?.hint ?? `Run it again after ${retryAfter} s, or send less.`,
			options,
		);
		this.errcode = errcode;
		this.requestId = known?.requestId;
	}
}

/** An answer that is not one of WeCom's API: a status other than 200, a redirect, HTML, a file where JSON was due. */
export class WeComHttpError extends WeComCallError {
	readonly code = 'wecom_http' satisfies WeComErrorCode;

	constructor(
		call: string,
		readonly status: number,
		message: string,
		hint: string,
		/** Seconds to wait before the next call, if the answer told. */
		readonly retryAfter?: number,
	) {
		super(call, message, hint);
	}
}

/** The request got no answer, or not a whole one. */
export class WeComRequestError extends WeComCallError {
	readonly code = 'wecom_request' satisfies WeComErrorCode;

	constructor(
		call: string,
		message: string,
		hint: string,
		/** Whether WeCom may have acted on it: `false` only if not a byte of it was sent. */
		readonly sent: boolean,
		/** Whether the same would happen again at once, as with a certificate that is not trusted. */
		readonly lasting: boolean,
		options?: ErrorOptions,
	) {
		super(call, message, hint, options);
	}
}
