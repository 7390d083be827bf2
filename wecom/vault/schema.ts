/**
 * Tables of the vault, the same in every back end. Columns marked *sealed* hold texts of `sealing.ts`; times are integers
 * in milliseconds, those called `_timestamp` or `issued_at` in seconds.
 */
export interface Schema {
	meta: MetaTable;
	tickets: TicketTable;
	installations: InstallationTable;
	name_parts: NamePartTable;
	tombstones: TombstoneTable;
	departures: DepartureTable;
	callback_keys: CallbackKeyTable;
	tokens: TokenTable;
	claims: ClaimTable;
	leases: LeaseTable;
	subscribers: SubscriberTable;
	positions: PositionTable;
	events: EventTable;
}

/**
 * Facts of the vault itself: `schema` (version, a number), `fingerprint` (of the sealing key), and `erasure` while traces
 * of what was deleted are still to be erased.
 */
export interface MetaTable {
	name: 'schema' | 'fingerprint' | 'erasure';
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
	/** `corp_name` as it is ordered and searched; see `name-search.ts`. */
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
	/** NULL for what was imported, and for what was stored before schema version 2. */
	auth_code_hash: string | null;
}

/** What companies are found by; see `name-search.ts`. */
export interface NamePartTable {
	part: string;
	suite_id: string;
	corp_id: string;
}

export interface TombstoneTable {
	suite_id: string;
	corp_id: string;
	/** NULL, as the next, when the vault never had the installation. */
	authorized_timestamp: number | null;
	authorized_received_at: number | null;
	removed_timestamp: number;
	removed_received_at: number;
}

/** Companies that have gone, and of which events may still hold something; they have a tombstone. */
export interface DepartureTable {
	suite_id: string;
	corp_id: string;
}

/** Pairs of customised apps; a row lives no longer than its installation. */
export interface CallbackKeyTable {
	suite_id: string;
	corp_id: string;
	/** Sealed JSON. */
	pair: string;
	/** Sealed JSON; NULL unless a pair is being replaced. */
	previous: string | null;
	updated_at: number;
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

export interface SubscriberTable {
	suite_id: string;
	id: string;
	/** JSON. */
	wishes: string;
	/** Position of the last event that it has, or does not want. */
	cursor: number;
	attended_at: number;
	/** NULL while it is wanted. */
	left_at: number | null;
}

/** The last position that was given to an event of a suite. */
export interface PositionTable {
	suite_id: string;
	position: number;
}

/** What subscribers are told. A row stays when its payload has gone, so that a repetition is known. */
export interface EventTable {
	suite_id: string;
	hash: string;
	/** In the order in which they are told. */
	position: number;
	/** Empty where no tenant is known. */
	corp_id: string;
	event: string;
	/** Sealed; NULL once every subscriber has it, or its tenant is gone. */
	payload: string | null;
	recorded_at: number;
}
