import type { PlatformClock } from '../clock';
import type { Endpoint } from '../facts/endpoint';
import type { World } from '../world';
import { Agents } from './agents';
import { CallbackUrls } from './callback-urls';
import { Chats } from './chats';
import { FaultBoard } from './faults';
import { Installations } from './installations';
import { JsTickets } from './js-tickets';
import { Licences } from './licences';
import { Logins } from './logins';
import { MediaLibrary } from './media';
import { Messages } from './messages';
import { RateLimits } from './rate-limits';
import { Tickets } from './tickets';
import { Tokens } from './tokens';

/** Everything the platform knows. What the API answers and what is pushed both come from here. */
export class Platform {
	readonly tickets: Tickets;
	readonly tokens: Tokens;
	readonly installations: Installations;
	readonly messages: Messages;
	readonly media: MediaLibrary;
	readonly licences: Licences;
	readonly rateLimits: RateLimits;
	readonly jsTickets: JsTickets;
	readonly logins: Logins;
	readonly agents = new Agents();
	readonly chats = new Chats();
	readonly callbackUrls = new CallbackUrls();
	readonly faults = new FaultBoard();

	constructor(
		readonly clock: PlatformClock,
		readonly world: World,
		readonly endpoints: Map<string, Endpoint>,
		readonly errorTexts: Map<number, string>,
	) {
		this.tickets = new Tickets(clock);
		this.tokens = new Tokens(clock);
		this.installations = new Installations(clock);
		this.messages = new Messages(clock);
		this.media = new MediaLibrary(clock);
		this.licences = new Licences(clock);
		this.jsTickets = new JsTickets(clock);
		this.logins = new Logins(clock);
		this.rateLimits = new RateLimits(clock);
	}
}
