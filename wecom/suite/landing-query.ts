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

const FORMS = { auth_code: CODE, code: CODE, state: STATE };

/** Reads the values that a landing needs, each once. Other values are of no interest. */
export function readLandingQuery<Name extends keyof typeof FORMS>(
	query: Readonly<Record<string, unknown>>,
	names: readonly Name[],
): ({ accepted: true } & Record<Name, string>) | LandingRefusal {
	const values = {} as Record<Name, string>;
	for (const name of names) {
		const value = Object.hasOwn(query, name) ? query[name] : undefined;
		if (value === undefined || value === '') {
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
