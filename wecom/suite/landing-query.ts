/** Why a browser is turned away. */
export type LandingFault =
	| 'missing' // a value of the query is not there
	| 'repeated' // it is there several times, or nested
	| 'malformed' // it cannot be what WeCom sends
	| 'forged' // the state is not one of this suite, or not for this purpose
	| 'expired' // the state is too old
	| 'used' // the link was used before
	| 'other_browser' // the login was begun in another browser
	| 'code' // WeCom does not take the code
	| 'stranger' // who came is no member of a company that is served
	| 'return'; // the address to return to is not on the allow list

/** A landing that nothing comes of: no execution, and nothing is kept. */
export interface LandingRefusal {
	accepted: false;
	/** HTTP status of the answer. */
	status: number;
	fault: LandingFault;
	/** For the log; holds nothing that the browser sent. */
	detail: string;
}

const STATUS: Record<LandingFault, number> = {
	missing: 400,
	repeated: 400,
	malformed: 400,
	forged: 403,
	expired: 410,
	used: 409,
	other_browser: 403,
	code: 410,
	stranger: 403,
	return: 400,
};

export function refuseLanding(fault: LandingFault, detail: string): LandingRefusal {
	return { accepted: false, status: STATUS[fault], fault, detail };
}

/** WeCom's codes have up to 512 bytes. */
const CODE = /^[\w.~+/=-]{1,512}$/;
/** What WeCom takes as state. */
const STATE = /^[A-Za-z0-9]{1,128}$/;

/** The company whose customised app somebody wants to log in to. */
const CORP_ID = /^[\w-]{1,64}$/;
/** A word of the operator's own, which is part of the state. */
const REFERENCE = /^[A-Za-z0-9]{1,70}$/;
/** An address to return to; whether the browser is sent there the allow list decides. */
const ADDRESS = /^https?:\/\/[\x21-\x7e]{1,1500}$/;

const FORMS = {
	auth_code: CODE,
	code: CODE,
	state: STATE,
	corp_id: CORP_ID,
	reference: REFERENCE,
	return: ADDRESS,
};
type Name = keyof typeof FORMS;

/** Reads the values of a landing, each at most once. Other values are of no interest. */
export function readLandingQuery<Needed extends Name, Wanted extends Name = never>(
	query: Readonly<Record<string, unknown>>,
	needed: readonly Needed[],
	wanted: readonly Wanted[] = [],
):
	({ accepted: true } & Record<Needed, string> & Partial<Record<Wanted, string>>) | LandingRefusal {
	const values = {} as Record<Name, string>;
	for (const name of [...needed, ...wanted]) {
		const value = Object.hasOwn(query, name) ? query[name] : undefined;
		if (value === undefined || value === '') {
			if (wanted.includes(name as Wanted)) continue;
			return refuseLanding('missing', `the URL has no ${name}`);
		}
		if (typeof value !== 'string') return refuseLanding('repeated', `${name} is not one value`);
		if (!FORMS[name].test(value)) {
			return refuseLanding('malformed', `${name} is not of the form that WeCom uses`);
		}
		values[name] = value;
	}
	return { accepted: true, ...values };
}
