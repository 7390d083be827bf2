import { z } from 'zod';
import type { DeliveryReport } from '../callbacks/courier';
import type { FieldValue } from '../callbacks/payload';
import { NotPossible, type Subject } from '../callbacks/post-office';
import type { EventFact } from '../facts/event';
import type { Suite } from '../world';
import { action } from './action';
import { newMessageId } from './message-id';
import type { Office } from './office';

const fieldValue: z.ZodType<FieldValue> = z.lazy(() =>
	z.union([
		z.string(),
		z.number(),
		z.null(),
		z.array(fieldValue),
		z.record(z.string(), fieldValue),
	]),
);

const whom = {
	suiteId: z.string().optional(),
	corpId: z.string().optional(),
	agentId: z.int().optional(),
};

/** Events of every kind, whatever has or has not happened. */
export function eventActions({ platform, postOffice, names }: Office) {
	const { world, installations, callbackUrls } = platform;

	const fits = (event: EventFact, suite: Suite): boolean =>
		event.app_types.includes(suite.kind === 'standard' ? 'third_party' : 'customized');

	/** The suite that is named, else the first of the right kind that has a URL for this event. */
	const suiteFor = (event: EventFact, suiteId?: string): Suite | undefined => {
		if (suiteId !== undefined) {
			const suite = names.suite(suiteId);
			if (!fits(event, suite)) {
				throw new NotPossible(
					`${event.id} goes to ${event.app_types.join(' and ')} apps only, not to ${suiteId}`,
				);
			}
			return suite;
		}
		const saved = callbackUrls.list().filter(({ place }) => place.kind === event.kind);
		return world.suites.find(
			(suite) => fits(event, suite) && saved.some(({ place }) => place.suiteId === suite.suiteId),
		);
	};

	const subjectFor = (
		event: EventFact,
		{ suiteId, corpId, agentId }: { suiteId?: string; corpId?: string; agentId?: number },
	): Subject => {
		if (suiteId === undefined && corpId !== undefined && agentId !== undefined) {
			return names.app({ corpId, agentId });
		}
		const suite =
			event.kind === 'system' || event.format === 'json' ? undefined : suiteFor(event, suiteId);
		const installed = installations.all().find((one) => one.suite === suite)?.corp;
		const corp = corpId === undefined ? (installed ?? world.corps[0]) : names.corp(corpId);
		return { suite, corp, installation: suite && installations.find(suite.suiteId, corp.corpId) };
	};

	/** What must be new, and what an app could use: a made-up one would be refused. */
	const freshFields = (
		event: EventFact,
		{ suite, installation }: Subject,
	): Record<string, FieldValue> => {
		switch (event.id) {
			case 'suite_ticket':
				return suite ? { SuiteTicket: platform.tickets.issue(suite.suiteId) } : {};
			case 'create_auth':
			case 'reset_permanent_code':
				return installation ? { AuthCode: installations.issueAuthCode(installation) } : {};
			default:
				if (event.format === 'json') {
					return { msgid: newMessageId() };
				}
				return event.example.includes('<MsgId>') ? { MsgId: newMessageId() } : {};
		}
	};

	return {
		/**
		 * Pushes any documented event by its id in events.json: its example, with the ids of the world, to where the
		 * platform sends such events. Only the event is made, not what it tells of. Fields are replaced by path, left
		 * out with null. Who is not named is the first app of the right kind with a URL, and the first company that
		 * has it.
		 */
		pushEvent: action(
			z.strictObject({
				...whom,
				eventId: z.string(),
				fields: z.record(z.string(), fieldValue).default({}),
			}),
			async (input): Promise<DeliveryReport> => {
				const event = postOffice.event(input.eventId);
				const subject = subjectFor(event, input);
				const fields = { ...freshFields(event, subject), ...input.fields };
				return await postOffice.push(event.id, subject, fields);
			},
		),
	};
}
