import type { WeComEvent } from '../events/event';
import type { Installation } from '../vault/vault';
import type { InstallationChanges } from './changes';
import type { Visitor } from './visitor';

/** What a workflow may be told about an installation: everything but its codes. */
export type InstallationSummary = Omit<Installation, 'permanentCode' | 'revision' | 'authCodeHash'>;

/** An event on its way into a workflow, with what the suite did about it. Holds secrets until the node projects it. */
export interface Emission {
	event: WeComEvent;
	/** Milliseconds since 1970. */
	receivedAt: number;
	/** The decrypted message as WeCom sent it. */
	raw: string;
	/** For events about an authorisation: the installation as it is now. */
	installation?: InstallationSummary;
	/** For an installation by a link of this provider: what the operator had said in it. */
	reference?: string;
	/** For a changed authorisation: what is different from what the vault knew when the event came in. */
	changes?: InstallationChanges;
	/** For a browser that WeCom has sent: who is in front of it. */
	visitor?: Visitor;
	/** For events about an authorisation: what kept the suite from doing its part for good. */
	failure?: { code: string; message: string; hint: string };
}

export function summarise(installation: Installation): InstallationSummary {
	const {
		permanentCode: _code,
		revision: _revision,
		authCodeHash: _hash,
		...summary
	} = installation;
	return summary;
}
