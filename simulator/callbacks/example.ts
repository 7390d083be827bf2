import type { EventFact } from '../facts/event';
import type { World } from '../world';
import type { Subject } from './post-office';

/** Members that the examples of the event facts name, in the order of a company's members. */
const MEMBERS = ['woAAAAAAAAAAAAAAAAAAAAAAAAAAAU01', 'woUSER01', 'woUSER02', 'woUSER03'];

/**
 * The documented example of an event with the ids of this world: those of the suite, the company, its members and
 * the agent in place of the made-up ones that all examples share. What the subject does not name stays.
 */
export function exampleFor(event: EventFact, subject: Subject, { provider }: World): string {
	const { suite, corp, ownApp, installation } = subject;
	const corpId = ownApp ? corp?.plainCorpId : corp?.corpId;
	const agentId = installation?.agentId ?? ownApp?.agentId;
	const meant: [madeUp: string, real: string | undefined][] = [
		['wwprovider00000001', provider.corpId],
		['buyer01', provider.userIds[0]],
		['ww0000000000000001', suite?.suiteId],
		['dk0000000000000001', suite?.suiteId],
		['wpAAAAAAAAAAAAAAAAAAAAAAAAAAAA01', corpId],
		['>1000002<', agentId === undefined ? undefined : `>${agentId}<`],
		['AIBOT-1', corp?.bot.botId],
		...MEMBERS.map((madeUp, index): [string, string | undefined] => {
			const member = corp?.members.at(index);
			// A bot is a company's own and knows members as its own apps do.
			const isPlain = ownApp !== undefined || event.format === 'json';
			return [madeUp, isPlain ? member?.plainUserId : member?.userId];
		}),
	];
	return meant.reduce(
		(text, [madeUp, real]) => (real === undefined ? text : text.replaceAll(madeUp, real)),
		event.example,
	);
}
