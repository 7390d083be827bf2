import { advice } from './advice';
import { actions, meanings, type ErrcodeAction } from './errcodes';

export type { ErrcodeAction };

export interface Errcode {
	/** What it means, in English; `undefined` for a code that the documentation does not list. */
	meaning: string | undefined;
	action: ErrcodeAction;
	/** What a person can do about it, for codes that somebody can act on. */
	advice: string | undefined;
}

/** What is known of an errcode. An unknown one is a failure that repeating does not change. */
export function lookUpErrcode(code: number): Errcode {
	return { meaning: meanings[code], action: actions[code] ?? 'fail', advice: advice[code] };
}

/** What the platform puts behind its message, for people and for its support. */
export interface ErrmsgDetails {
	/** The message alone. */
	text: string;
	/** ID in `hint: [..]`, by which WeCom's support finds the request. */
	requestId: string | undefined;
	/** Address in `from ip: ..`: the one that WeCom saw the call come from. */
	egressIp: string | undefined;
}

/**
 * Takes apart an errmsg of the shape `<text>, hint: [<id>], from ip: <address>, more info at <link>`. The shape is not
 * promised by the documentation: nothing is decided by it.
 */
export function readErrmsg(errmsg: string): ErrmsgDetails {
	const tail = errmsg.search(/,?\s*(?:hint:\s*\[|from ip:|more info at )/i);
	return {
		text: (tail < 0 ? errmsg : errmsg.slice(0, tail)).trim(),
		requestId: /hint:\s*\[([^\]\s]{1,100})\]/i.exec(errmsg)?.[1],
		egressIp: /from ip:\s*([0-9a-f.:]*[0-9a-f])/i.exec(errmsg)?.[1],
	};
}
