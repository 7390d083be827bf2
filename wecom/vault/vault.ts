/**
 * What the vault keeps and promises. Two back ends implement it (SQLite, PostgreSQL) and pass one contract battery.
 * Everything marked *sealed* is stored encrypted, bound to its row; nothing else in the file is secret. Times are
 * milliseconds since 1970 unless a name says seconds. A missing thing is `undefined`, never an exception; every method
 * throws `WeComVaultError` when the back end cannot be reached, read or written.
 */
export interface Vault {
	readonly tickets: TicketStore;
	readonly installations: InstallationStore;
	readonly callbackKeys: CallbackKeyStore;
	readonly tokens: TokenStore;
	readonly claims: ClaimStore;
	readonly leases: LeaseStore;
	readonly subscriptions: SubscriptionStore;
	/** Reads the vault's own facts, which proves that it opens, that its key fits and that its schema is known. */
	status(): Promise<VaultStatus>;
	close(): Promise<void>;
}

export interface VaultStatus {
	/** Where the vault is, for people: a file path, or host and database; never a password. */
	location: string;
	/** Fingerprint of the sealing key, not the key. */
	fingerprint: string;
	schemaVersion: number;
	installations: number;
}

/** `suite_ticket` as pushed by WeCom about every ten minutes. */
export interface SuiteTicket {
	suiteId: string;
	/** Sealed. */
	ticket: string;
	/** `TimeStamp` of the push, in seconds; the newest wins. */
	issuedAt: number;
	receivedAt: number;
}

export interface TicketStore {
	/** Keeps the ticket unless a newer one is there; tells whether it was kept. The last one is never dropped. */
	put(ticket: SuiteTicket): Promise<boolean>;
	get(suiteId: string): Promise<SuiteTicket | undefined>;
}

/**
 * When something happened to an installation. The platform's time has a resolution of one second and its events may
 * arrive in any order, so events of the same second are told apart by their arrival.
 */
export interface Moment {
	/** `TimeStamp` of the event, in seconds. */
	timeStamp: number;
	receivedAt: number;
}

/**
 * One company's authorisation of a suite. `corpId` is the tenant's ID as this provider sees it (often the encrypted
 * form, case-sensitive). Which of the two kinds it is decides where its access token comes from: `standard` asks
 * `get_corp_token`, `customised` asks `gettoken` with the permanent code as secret.
 */
export interface Installation {
	suiteId: string;
	corpId: string;
	kind: 'standard' | 'customised';
	corpName: string;
	/** Sealed. */
	permanentCode: string;
	/** Changes whenever the permanent code does; tokens belong to one revision and die with it. */
	revision: string;
	/** ID of the (first) app of the authorisation; `undefined` until WeCom has told it. */
	agentId: number | undefined;
	/** 0: by an administrator, 1: by a member. */
	authMode: 0 | 1;
	/** What WeCom said about the company, the app, its permissions and the person who authorised it. Sealed. */
	details: InstallationDetails;
	/** The event that this authorisation came from. */
	authorizedAt: Moment;
	updatedAt: number;
	/** SHA-256 of suite ID and auth code, hex; `undefined` when no code was exchanged for it. */
	authCodeHash?: string;
}

/**
 * The platform's own objects, with its own names, as `get_permanent_code`, `get_auth_info` and `agent/get_permissions`
 * give them.
 */
export interface InstallationDetails {
	auth_corp_info: Record<string, unknown>;
	auth_info: Record<string, unknown>;
	auth_user_info?: Record<string, unknown>;
	dealer_corp_info?: Record<string, unknown>;
	edition_info?: Record<string, unknown>;
	/** Names of the permissions of the app, unless they could not be read yet. */
	app_permissions?: string[];
	/** Those of them that end, with the time. */
	app_permissions_ext?: Record<string, unknown>[];
	/** The promotion link that the company came by, if any. */
	register_code_info?: Record<string, unknown>;
	/** `state` given to the install link, if any. */
	state?: string;
}

/** What may change about an installation without a new authorisation. */
export type InstallationChange = Partial<
	Pick<Installation, 'corpName' | 'agentId' | 'authMode' | 'details'>
>;

export interface InstallationQuery {
	suiteId?: string;
	/** Part of the company's name, or the beginning of its ID; case-insensitive. Quick within a suite. */
	search?: string;
	limit: number;
	/** `next` of the page before. */
	after?: string;
}

/** What stays of a removed installation: times only. */
export interface Tombstone {
	suiteId: string;
	corpId: string;
	/** `undefined` when the vault never had the installation. */
	authorizedAt: Moment | undefined;
	removedAt: Moment;
}

export interface InstallationStore {
	/**
	 * Stores a new authorisation in place of an earlier one. `superseded`: the vault knows a later authorisation or a
	 * later removal, nothing was changed.
	 */
	put(installation: Installation): Promise<'stored' | 'superseded'>;
	/** Changes what is given, if that very revision is still installed; tells whether it was. */
	update(
		key: Pick<Installation, 'suiteId' | 'corpId' | 'revision'>,
		change: InstallationChange,
		updatedAt: number,
	): Promise<boolean>;
	get(suiteId: string, corpId: string): Promise<Installation | undefined>;
	/** The installation that this auth code was exchanged for, while it is there and no later code has replaced it. */
	getByAuthCode(suiteId: string, authCodeHash: string): Promise<Installation | undefined>;
	/**
	 * Ordered by company name, then ID. What a search finds on more than one page is ordered by what follows the searched
	 * text in the name instead.
	 */
	find(query: InstallationQuery): Promise<{ installations: Installation[]; next?: string }>;
	/**
	 * Deletes the installation, its code, its tokens and its callback keys, and leaves a tombstone. `superseded`: what is installed was
	 * authorised after `moment`, nothing was changed. `absent`: nothing was installed (the tombstone is kept all the
	 * same, so that an exchange that ends later does not bring it back).
	 */
	remove(
		suiteId: string,
		corpId: string,
		moment: Moment,
	): Promise<'removed' | 'superseded' | 'absent'>;
	getTombstone(suiteId: string, corpId: string): Promise<Tombstone | undefined>;
	/** Deletes tombstones of what was removed before, at most `limit` and in one transaction; tells how many. */
	purge(removedBefore: number, limit: number): Promise<number>;
}

/** Token and EncodingAESKey of a callback URL, as the console shows them. */
export interface CallbackPair {
	token: string;
	encodingAesKey: string;
}

/** What one company's customised app calls back with: each such app has a callback URL and keys of its own. */
export interface AppCallbackKeys {
	suiteId: string;
	corpId: string;
	/** Sealed. */
	pair: CallbackPair;
	/** The pair before, while the console may still have it. Sealed. */
	previous?: CallbackPair;
	updatedAt: number;
}

export interface CallbackKeyStore {
	/**
	 * Keeps the pair, if the company has the suite installed (checked in the same transaction); tells whether it was kept.
	 * `rotating`: the pair that was there stays beside it; else nothing of it stays.
	 */
	put(
		key: Pick<AppCallbackKeys, 'suiteId' | 'corpId'>,
		pair: CallbackPair,
		options: { rotating: boolean; updatedAt: number },
	): Promise<boolean>;
	get(suiteId: string, corpId: string): Promise<AppCallbackKeys | undefined>;
	/** Those of all companies of the suite. */
	list(suiteId: string): Promise<AppCallbackKeys[]>;
	/** Forgets both pairs; tells whether there were any. Those of a removed installation go with it. */
	remove(suiteId: string, corpId: string): Promise<boolean>;
}

/** Names a token. Holds no secret. */
export interface TokenKey {
	/** `suite`, `provider`, `corp` (of an installation), `own` (of a company's own app), or the kind of a js ticket. */
	kind: string;
	/** API base URL: two environments never share a token. */
	baseUrl: string;
	/** Suite ID, provider corp ID, or, for an own app, a fingerprint of its secret. */
	owner: string;
	/** The tenant, for tokens of a tenant. */
	corpId?: string;
	/** Revision of the installation that the token came from, for tokens of an installation. */
	revision?: string;
}

export interface AccessToken {
	/** Sealed. */
	token: string;
	expiresAt: number;
}

export interface TokenStore {
	get(key: TokenKey): Promise<AccessToken | undefined>;
	/**
	 * Keeps the token in place of the one before. A key with a revision is kept only while that revision is installed
	 * (checked in the same transaction); tells whether it was kept.
	 */
	put(key: TokenKey, token: AccessToken): Promise<boolean>;
	/** Drops the token if it is still exactly this one; tells whether it was. */
	drop(key: TokenKey, token: string): Promise<boolean>;
	/** Deletes tokens that expired before, at most `limit` and in one transaction; tells how many. */
	purge(expiredBefore: number, limit: number): Promise<number>;
}

/**
 * One delivery that was taken on. `accepted`: the suite's work is not done; `ready`: it is done and the event waits to
 * be emitted; `finished`: nothing is left to do.
 */
export interface Claim {
	suiteId: string;
	/** SHA-256 of the whole decrypted message, hex. */
	hash: string;
	/** The endpoint that accepted it: where the event is to be emitted. */
	endpoint: string;
	/** Name of the event, for people and for the log. */
	event: string;
	stage: 'accepted' | 'ready' | 'finished';
	/** What is needed to go on: decrypted message, result of the work. Sealed; erased when finished. */
	payload: string;
	/** How often the suite's work was begun. */
	attempts: number;
	receivedAt: number;
}

/** Who works on a claim, and until when nobody else may. */
export interface Holding {
	holder: string;
	until: number;
}

export interface ClaimStore {
	/**
	 * Takes the delivery on. `new` and `taken over` (it was accepted and its holder's time had run out): the caller holds
	 * it now. `pending`: somebody else does, or it is ready and waits to be emitted. `finished`: nothing is left to do.
	 */
	claim(
		claim: Omit<Claim, 'stage' | 'attempts'>,
		holding: Holding,
		now: number,
	): Promise<'new' | 'taken over' | 'pending' | 'finished'>;
	/** Prolongs, moves on or finishes a claim that the caller holds; tells whether it still held it. */
	advance(
		key: Pick<Claim, 'suiteId' | 'hash'>,
		holder: string,
		change: { stage?: Claim['stage']; payload?: string; attempts?: number; until?: number },
		now: number,
	): Promise<boolean>;
	/** Gives an unfinished claim back as if it had never come; tells whether the caller held it. */
	forget(key: Pick<Claim, 'suiteId' | 'hash'>, holder: string): Promise<boolean>;
	/** Takes over unfinished claims that nobody holds any more, the oldest first. */
	takeDue(
		query: { suiteId: string; endpoint?: string; stage: Claim['stage']; limit: number },
		holding: Holding,
		now: number,
	): Promise<Claim[]>;
	/** Deletes finished claims received before, at most `limit` and in one transaction; tells how many. */
	purge(receivedBefore: number, limit: number): Promise<number>;
	/**
	 * Deletes unfinished claims that were received before and that nobody has held since, at most `limit` and in one
	 * transaction; tells how many.
	 */
	purgeUnfinished(receivedBefore: number, limit: number): Promise<number>;
}

export interface LeaseStore {
	/** Takes or prolongs the lease for the holder unless another holds it at `now`; tells whether the caller has it. */
	acquire(name: string, holding: Holding, now: number): Promise<boolean>;
	/** Ends the lease if the holder has it. */
	release(name: string, holder: string): Promise<void>;
	/** Deletes leases that ran out before, at most `limit` and in one transaction; tells how many. */
	purge(endedBefore: number, limit: number): Promise<number>;
}

/** A workflow that is told of events that other workflows' endpoints accept. */
export interface Subscriber {
	suiteId: string;
	/** The endpoint where the events are emitted. */
	id: string;
	/** Which events it wants; the vault does not look into it. */
	wishes: string;
	/** Position of the last event that it has, or does not want. */
	cursor: number;
	/** When somebody last said that it is wanted. */
	attendedAt: number;
	/** When it was no longer wanted, unless it is. */
	leftAt: number | undefined;
}

/** An event as all subscribers of its suite are told it. */
export interface RecordedEvent {
	suiteId: string;
	/** SHA-256 of the whole decrypted message, hex: a message is recorded once. */
	hash: string;
	/** In the order in which they were recorded; not without gaps. */
	position: number;
	/** The tenant, if one is known. */
	corpId: string | undefined;
	/** Name of the event. */
	event: string;
	/** Sealed; erased once every subscriber has it. */
	payload: string;
	recordedAt: number;
}

/** Times in milliseconds since 1970 before which things end. */
export interface SubscriptionEnds {
	/** Subscribers that left before this are gone for good. */
	left: number;
	/** So are those that nobody has attended since. */
	attended: number;
	/** Companies that were removed before this leave no event behind that is older than this as well. */
	removed: number;
	/** Events that were recorded before this are deleted, whoever has not been told. */
	recorded: number;
}

export interface SubscriptionStore {
	/** Takes a subscriber on after all that is recorded by now; one that is there keeps its place and is wanted again. */
	subscribe(subscriber: Pick<Subscriber, 'suiteId' | 'id' | 'wishes'>, now: number): Promise<void>;
	/** Notes that a subscriber is no longer wanted; it stays until `purge`. */
	leave(key: Pick<Subscriber, 'suiteId' | 'id'>, now: number): Promise<void>;
	get(key: Pick<Subscriber, 'suiteId' | 'id'>): Promise<Subscriber | undefined>;
	/** All subscribers of a suite, by ID. */
	find(suiteId: string): Promise<Subscriber[]>;
	/**
	 * Records an event behind all that are there; tells whether it was new. What is committed later has a later position,
	 * in every process, so that nobody who reads on after a position misses any.
	 */
	record(event: Omit<RecordedEvent, 'position'>): Promise<boolean>;
	/** The events after a position, in order, that have not been erased; `last` is the position up to which that is all. */
	read(query: {
		suiteId: string;
		after: number;
		limit: number;
	}): Promise<{ events: RecordedEvent[]; last: number }>;
	/** Moves a subscriber on, never back; tells whether it moved. */
	advance(key: Pick<Subscriber, 'suiteId' | 'id'>, cursor: number): Promise<boolean>;
	/**
	 * Drops subscribers, erases the payload of what all subscribers have and of what companies left behind, and deletes
	 * what is old, each at most `limit` times; tells how many events were deleted that a subscriber had still to be told.
	 */
	purge(ends: SubscriptionEnds, limit: number): Promise<{ missed: number }>;
}
