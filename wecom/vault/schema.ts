/**
 * Tables of the vault, the same in every back end. Columns marked *sealed* hold texts of `sealing.ts`; times are integers
 * in milliseconds, those called `_timestamp` or `issued_at` in seconds.
 */
export interface Schema {
	meta: MetaTable;
	tickets: TicketTable;
	installations: InstallationTable;
	tombstones: TombstoneTable;
	tokens: TokenTable;
	claims: ClaimTable;
	leases: LeaseTable;
}

/** Facts of the vault itself: `schema` (version, a number) and `fingerprint` (of the sealing key). */
export interface MetaTable {
	name: 'schema' | 'fingerprint';
	value: string;
}

export interface TicketTable {
	suite_id: string;
	/** Sealed. */
	ticket: string;
	issued_at: number;
	received_at: number;
}

export interface InstallationTable {
	suite_id: string;
	corp_id: string;
	kind: 'standard' | 'customised';
	corp_name: string;
	/** `corp_name` as it is ordered and searched: data bases disagree about upper and lower case. */
	sort_name: string;
	/** Sealed. */
	permanent_code: string;
	revision: string;
	agent_id: number | null;
	auth_mode: 0 | 1;
	/** Sealed JSON. */
	details: string;
	authorized_timestamp: number;
	authorized_received_at: number;
	updated_at: number;
}

export interface TombstoneTable {
	suite_id: string;
	corp_id: string;
	authorized_timestamp: number;
	authorized_received_at: number;
	removed_timestamp: number;
	removed_received_at: number;
}

export interface TokenTable {
	owner: string;
	/** Empty for tokens of no tenant: a primary key takes no NULL. */
	corp_id: string;
	kind: string;
	base_url: string;
	/** Empty for tokens of no installation. */
	revision: string;
	/** Sealed. */
	token: string;
	expires_at: number;
}

export interface ClaimTable {
	suite_id: string;
	hash: string;
	endpoint: string;
	event: string;
	stage: 'accepted' | 'ready' | 'finished';
	/** Sealed; NULL once finished. */
	payload: string | null;
	attempts: number;
	received_at: number;
	holder: string;
	held_until: number;
}

export interface LeaseTable {
	name: string;
	holder: string;
	held_until: number;
}
