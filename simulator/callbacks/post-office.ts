import type { EventFact } from '../facts/event';
import type { Installation } from '../platform/installations';
import type { Platform } from '../platform/platform';
import type { Bot, Corp, OwnApp, Provider, Suite } from '../world';
import { isChildren, type Element } from '../xml/element';
import { readXml } from '../xml/read';
import { writeXml } from '../xml/write';
import type { Consignment, Courier, DeliveryReport, Verification } from './courier';
import type { CallbackKeys } from './envelope';
import { exampleFor } from './example';
import { fieldOf, withElements, withProperties, type FieldValue } from './payload';
import { withCorpId, type CallbackUrls, type UrlKind } from '../platform/callback-urls';

/** Who an event is about, which decides where it goes and for whom it is sealed. */
export interface Subject {
	suite?: Suite;
	installation?: Installation;
	corp?: Corp;
	ownApp?: OwnApp;
}

/** A thing that cannot be done in the state the platform is in; the text says what is missing. */
export class NotPossible extends Error {}

/** Addresses events: makes their payload from the facts and finds URL, keys and receive id. */
export class PostOffice {
	constructor(
		private readonly platform: Platform,
		private readonly events: Map<string, EventFact>,
		private readonly courier: Courier,
	) {}

	/** @throws NotPossible for an event no page knows */
	event(eventId: string): EventFact {
		const event = this.events.get(eventId);
		if (!event) {
			throw new NotPossible(`there is no event "${eventId}" in events.json`);
		}
		return event;
	}

	/**
	 * Pushes an event, its documented example with these fields replaced.
	 * @throws NotPossible for an event no page knows, or without a saved URL
	 */
	async push(
		eventId: string,
		subject: Subject,
		fields: Record<string, FieldValue> = {},
	): Promise<DeliveryReport> {
		const event = this.event(eventId);
		const consignment = this.address(event, subject, fields);
		const { dropTickets, dropEvents } = this.platform.faults.callbacks;
		if (event.id === 'suite_ticket' ? dropTickets : dropEvents) {
			return this.courier.drop(consignment);
		}
		return await this.courier.deliver(consignment);
	}

	/**
	 * Verifies a URL and saves it when it answers as it should. For a customised app no page says for whom the echo is
	 * sealed: `sealedFor` chooses.
	 */
	async save(
		place: { kind: UrlKind; suite?: Suite; corp?: Corp; ownApp?: OwnApp; agentId?: number },
		url: string,
		keys: CallbackKeys,
		sealedFor: 'provider' | 'company' = 'provider',
	): Promise<Verification> {
		const { provider } = this.platform.world;
		const ofCompany = place.suite ? place.corp?.corpId : place.corp?.plainCorpId;
		const isProviders = place.suite ? sealedFor === 'provider' : place.corp === undefined;
		const owner = isProviders ? provider.corpId : (ofCompany ?? '');
		const receiveId = place.kind === 'bot' ? '' : owner;
		const verification = await this.courier.verify(withCorpId(url, receiveId), receiveId, keys);
		if (verification.saved) {
			const { kind, suite, corp, agentId } = place;
			this.platform.callbackUrls.save(
				{ kind, suiteId: suite?.suiteId, corpId: corp?.corpId, agentId },
				url,
			);
		}
		return verification;
	}

	/** Everything about a delivery except the attempt itself. */
	address(event: EventFact, subject: Subject, fields: Record<string, FieldValue>): Consignment {
		const isBot = event.format === 'json';
		const target = this.target(isBot ? 'bot' : event.kind, subject, event.id);
		const payload = this.payload(event, subject, fields);
		const { courier } = this;
		const isAboutAuthorisation = event.time_limit_ms <= 1000;
		return {
			url: target.url,
			event: event.id,
			keys: target.keys,
			letter: {
				payload,
				format: event.format,
				receiveId: target.receiveId,
				toUserName: target.toUserName,
				agentId: event.kind === 'data' ? String(agentIdOf(subject) ?? '') : '',
			},
			limit: isAboutAuthorisation ? courier.limits.authorisation : courier.limits.event,
			mayReply: event.kind === 'data' && !('InfoType' in event.match),
		};
	}

	/**
	 * URL, keys and receive id for a kind of callback: sealed for the suite, the company or the provider. `elsewhere`
	 * is used in place of the saved URL.
	 */
	target(kind: UrlKind, subject: Subject, eventId: string, elsewhere?: string) {
		const { provider } = this.platform.world;
		const { suite, corp, ownApp } = subject;
		switch (kind) {
			case 'system':
				return {
					url: elsewhere ?? this.saved({ kind }, 'the system-event URL'),
					keys: keysOf(provider),
					receiveId: provider.corpId,
					toUserName: provider.corpId,
				};
			case 'command': {
				if (!suite) {
					throw new NotPossible('a command callback belongs to a suite');
				}
				const forProvider =
					eventId === 'create_auth' && this.platform.faults.callbacks.createAuthForProvider;
				const receiveId = forProvider ? provider.corpId : suite.suiteId;
				const place = { kind, suiteId: suite.suiteId };
				return {
					url: elsewhere ?? this.saved(place, `the command URL of ${suite.suiteId}`),
					keys: keysOf(suite),
					receiveId,
					toUserName: receiveId,
				};
			}
			case 'data': {
				if (!corp) {
					throw new NotPossible('a data callback belongs to a company');
				}
				const corpId = ownApp ? corp.plainCorpId : corp.corpId;
				const { url, keys } = this.dataUrl(subject, corp, elsewhere);
				return { url: withCorpId(url, corpId), keys, receiveId: corpId, toUserName: corpId };
			}
			case 'bot': {
				if (!corp) {
					throw new NotPossible('a bot belongs to a company');
				}
				const place = { kind, corpId: corp.corpId };
				return {
					url: elsewhere ?? this.saved(place, `the URL of the bot of ${corp.corpId}`),
					keys: keysOf(corp.bot),
					receiveId: '',
					toUserName: '',
				};
			}
		}
	}

	/** A customised app and an own app have a URL of their own; a standard suite has one for all companies. */
	private dataUrl({ suite, installation, ownApp }: Subject, corp: Corp, elsewhere?: string) {
		if (ownApp) {
			const place = { kind: 'data', corpId: corp.corpId, agentId: ownApp.agentId } as const;
			return {
				url:
					elsewhere ?? this.saved(place, `the URL of own app ${ownApp.agentId} in ${corp.corpId}`),
				keys: keysOf(ownApp),
			};
		}
		if (!suite) {
			throw new NotPossible('a data callback belongs to a suite or to an own app');
		}
		const general = { kind: 'data', suiteId: suite.suiteId } as const;
		const own = elsewhere ?? this.platform.callbackUrls.find({ ...general, corpId: corp.corpId });
		return {
			url: own ?? this.saved(general, `the data URL of ${suite.suiteId}`),
			keys: keysOf(installation ?? suite),
		};
	}

	private saved(place: Parameters<CallbackUrls['find']>[0], what: string): string {
		const url = this.platform.callbackUrls.find(place);
		if (url === undefined) {
			throw new NotPossible(`${what} is not saved`);
		}
		return url;
	}

	/** The documented example with what follows from whom it is about, when, and what is given. */
	private payload(event: EventFact, subject: Subject, fields: Record<string, FieldValue>): string {
		const example = exampleFor(event, subject, this.platform.world);
		if (event.format === 'json') {
			const message: unknown = JSON.parse(example);
			return JSON.stringify(withProperties(Object(message), fields));
		}
		const element = readXml(example);
		if (subject.suite?.contacts === 'write' && event.match.InfoType === 'change_contact') {
			element.content = seenByContactWriters(element.content);
		}
		const seconds = this.platform.clock.toldSeconds();
		const standing = {
			TimeStamp: seconds,
			CreateTime: seconds,
			AgentID: agentIdOf(subject),
		};
		const values = Object.entries(standing).flatMap(([name, value]) =>
			value !== undefined && fieldOf(element, name) !== undefined ? [[name, value] as const] : [],
		);
		return writeXml(withElements(element, { ...Object.fromEntries(values), ...fields }));
	}
}

/** All that the contact-write authorisation is told of a change (第三方通讯录编辑授权): whom or what it is about. */
const FOR_CONTACT_WRITERS = new Set([
	'SuiteId',
	'InfoType',
	'TimeStamp',
	'AuthCorpId',
	'ChangeType',
	'UserID',
	'OpenUserID',
	'Department',
	'Id',
	'ParentId',
]);

function seenByContactWriters(content: Element['content']): Element['content'] {
	return isChildren(content)
		? content.filter(({ name }) => FOR_CONTACT_WRITERS.has(name))
		: content;
}

function keysOf({
	token,
	encodingAesKey,
}: Provider | Suite | Installation | OwnApp | Bot): CallbackKeys {
	return { token, encodingAesKey };
}

function agentIdOf({ installation, ownApp }: Subject): number | undefined {
	return installation?.agentId ?? ownApp?.agentId;
}
