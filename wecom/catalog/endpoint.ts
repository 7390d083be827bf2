import type { z } from 'zod';

import type { Batch } from './batch';
import type { Job } from './job';
import type { Lookup } from './lookup';
import type { Page } from './page';
import { tokenForPath, type TokenFamily } from './token-family';

/** zod as it is handed to the declarations, so that loading the catalog does not load zod. */
export type Zod = typeof z;

/** The parameters of an endpoint by their name on the wire; built when the endpoint is used for the first time. */
export type Fields = (zod: Zod) => Record<string, z.ZodType>;

/** A company's own app, a third-party app, or an app that a provider developed for one company. */
export type AppKind = 'own' | 'standard' | 'customised';

declare module 'zod/v4/core' {
	/**
	 * What a declaration says about a parameter besides its type, by `.meta({ … })`: `title` in Title Case, `description`
	 * as a short fragment, and the following.
	 */
	interface GlobalMeta {
		/** The value is the ID of such a thing. */
		pick?: Lookup;
		/** Left empty, the value comes from the app or the suite that calls. */
		fill?: 'agentId' | 'suiteId';
		/** What the permitted values mean, for people. */
		labels?: Record<string, string>;
		/** A complete value to start from, for parameters that are entered as JSON. */
		example?: unknown;
		/** The value must not be shown. */
		secret?: boolean;
	}
}

/** Things that a declaration need only name for its ID to be declared. */
export type TargetLookup = Extract<
	Lookup,
	'customerServiceAccount' | 'customerTag' | 'department' | 'member' | 'tag' | 'tenant'
>;

/** The parameter that says which thing the endpoint is about: it must be given, and can be looked up. */
export interface Target {
	lookup: TargetLookup;
	/** Name of the parameter, in the query of a GET and in the body of a POST. */
	parameter: string;
	/** What it is, in Title Case, where that is not just the thing: "Parent Department". */
	title?: string;
}

/** A file that the endpoint takes as `multipart/form-data`, or in its body. */
export interface FileRule {
	/** Name of the form field, or of the parameter of the body. */
	field: string;
	/** It stands in the body as Base64, so it is held in memory. */
	base64?: true;
	/** Parameter that names the kind of file; absent: `type`. */
	by?: string;
	/** What WeCom accepts, by the value of that parameter, or under `any`. */
	accepts: Readonly<Record<string, FileLimit>>;
}

export interface FileLimit {
	/** Bytes. */
	min: number;
	max: number;
	/** Extensions without the dot; absent: any. */
	extensions?: readonly string[];
}

/** Values of one parameter that ask for another one. */
export type Need = Readonly<Record<string, readonly (string | number)[]>>;

/** Whose token a call carries; `given`: the one in its parameter `access_token`. */
export type TokenSource = TokenFamily | 'given';

interface Declaration {
	/** Name of the operation in a list of the resource's operations, in Title Case. */
	title: string;
	/** What it does, in sentence case, as n8n lists actions: "Create a department". */
	action: string;
	/** Title of the documentation page. */
	zh: string;
	/** What one must know before choosing it. */
	about?: string;
	/**
	 * Page of the official documentation: its file name below the folder of the resource, a path that begins with
	 * `docs/`, or an address. `libraries`: no page describes it, but these independent libraries agree on it.
	 */
	doc: string | { libraries: readonly string[] };
	/** Which apps may call it; absent: all. WeCom decides, this only informs. */
	apps?: readonly AppKind[];
	/** Which token it takes, where its path does not tell. */
	token?: TokenSource;
	/** Parameter of the body in which the suite's token goes along. */
	suiteTokenIn?: string;
	/** Carries the signature that the cashier (收银台) asks for. */
	sign?: 'cashier';
	/** Parameters that always have this value, in the query of a GET and in the body of a POST. */
	fixed?: Readonly<Record<string, string | number>>;
	target?: Target;
	/** Parameters besides `target` and those of `page`. */
	query?: Fields;
	body?: Fields;
	/** Parameters of which at least one must be given. */
	atLeastOne?: readonly string[];
	/** Parameter whose value names another one that must then be given, as `msgtype: "text"` wants `text`. */
	content?: string;
	/** Parameters that must be given when another one has one of these values: `{ userid: { type: [1] } }`. */
	neededWith?: Readonly<Record<string, Need>>;
	/** Takes a file. */
	file?: FileRule;
	/** Answers with a file. */
	download?: true;
	/** Answers with a list: the dotted path of the list in the answer. */
	items?: string;
	/**
	 * How the list, or without `items` the answer as a whole, goes on in further calls. Such a whole is always read to
	 * its end where the size of a page cannot be chosen.
	 */
	page?: Page;
	/** The list among the parameters that is sent in several calls when it is too long for one. */
	batch?: Batch;
	/** What it starts goes on after the answer. */
	job?: Job;
	/** Dotted path of the one object that was asked for, if it is not the answer itself. */
	answer?: string;
	/** Deletes something and answers nothing of use. */
	deletes?: true;
	/** Takes away or ends what others have or rely on, besides what `deletes` says. */
	destroys?: true;
	/**
	 * Whether the call may be sent again when it is not known whether WeCom has acted on the first one. Absent: a GET
	 * that deletes nothing may.
	 */
	repeatable?: boolean;
	/** The fields that matter in an answer of more than ten, at most ten. */
	simple?: readonly string[];
	/** Earlier IDs (`<resource>.<operation>`) under which saved workflows may still hold it. */
	formerly?: readonly string[];
}

export type EndpointDeclaration = Declaration &
	({ get: string; post?: never } | { post: string; get?: never });

/** One endpoint of the platform's API. */
export interface Endpoint extends Omit<Readonly<Declaration>, 'doc' | 'token' | 'repeatable'> {
	/** `<resource>.<operation>`: saved workflows hold both parts, so they never change. */
	readonly id: string;
	readonly resource: string;
	readonly operation: string;
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly token: TokenSource;
	readonly repeatable: boolean;
	/** Path or address of the documentation page, or `undefined` if there is none. */
	readonly doc: string | undefined;
	/** Libraries that agree on an endpoint without a page. */
	readonly libraries: readonly string[];
}

/** Things of one kind that the API deals with, and what can be done with them. */
export interface Resource {
	readonly id: string;
	/** Singular, in Title Case. */
	readonly title: string;
	readonly zh: string;
	readonly endpoints: readonly Endpoint[];
}

/**
 * Declares a resource.
 * @param docs Folder of the documentation pages that the endpoints name by their file name.
 * @param endpoints By operation; the key is the second half of the endpoint's ID.
 */
export function resource(
	id: string,
	title: string,
	zh: string,
	docs: string,
	endpoints: Readonly<Record<string, EndpointDeclaration>>,
): Resource {
	return {
		id,
		title,
		zh,
		endpoints: Object.entries(endpoints).map(([operation, declaration]) =>
			resolve(id, operation, docs, declaration),
		),
	};
}

function resolve(
	resourceId: string,
	operation: string,
	docs: string,
	{ get, post, doc, token, repeatable, ...rest }: EndpointDeclaration,
): Endpoint {
	const path = `/cgi-bin/${get ?? post}`;
	return {
		...rest,
		id: `${resourceId}.${operation}`,
		resource: resourceId,
		operation,
		method: get === undefined ? 'POST' : 'GET',
		path,
		token: token ?? tokenForPath(path)?.family ?? 'corp',
		repeatable: repeatable ?? (get !== undefined && !rest.deletes),
		doc: typeof doc === 'string' ? pageOf(docs, doc) : undefined,
		libraries: typeof doc === 'string' ? [] : doc.libraries,
	};
}

function pageOf(docs: string, doc: string): string {
	return /^(docs\/|https:)/.test(doc) ? doc : `${docs}/${doc}.md`;
}
