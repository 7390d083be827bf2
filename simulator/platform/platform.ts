import type { PlatformClock } from '../clock';
import type { Endpoint } from '../facts/endpoint';
import type { World } from '../world';
import { Agents } from './agents';
import { Balance } from './balance';
import { AppOrders } from './app-orders';
import { CallbackUrls } from './callback-urls';
import { CashierGate } from './cashier-gate';
import { ChatIds } from './chat-ids';
import { Chats } from './chats';
import { CompanyLinks } from './company-links';
import { DataZoneOrders } from './data-zone-orders';
import { Editions } from './editions';
import { FaultBoard } from './faults';
import { FetchedMedia } from './fetched-media';
import { Installations } from './installations';
import { Jobs } from './jobs';
import { JsTickets } from './js-tickets';
import { LicenceOrders } from './licence-orders';
import { LicenceSales } from './licence-sales';
import { Licences } from './licences';
import { Logins } from './logins';
import { MediaLibrary } from './media';
import { Messages } from './messages';
import { Outbox } from './outbox';
import { PendingIds } from './pending-ids';
import { RateLimits } from './rate-limits';
import { Registrations } from './registrations';
import { Schedule } from './schedule';
import { TemplateLinks } from './template-links';
import { Tickets } from './tickets';
import { Tokens } from './tokens';

/** Everything the platform knows. What the API answers and what is pushed both come from here. */
export class Platform {
	readonly tickets: Tickets;
	readonly tokens: Tokens;
	readonly installations: Installations;
	readonly templateLinks: TemplateLinks;
	readonly messages: Messages;
	readonly media: MediaLibrary;
	readonly fetchedMedia: FetchedMedia;
	readonly schedule: Schedule;
	readonly licences: Licences;
	readonly licenceOrders: LicenceOrders;
	readonly licenceSales: LicenceSales;
	readonly dataZoneOrders: DataZoneOrders;
	readonly editions: Editions;
	readonly appOrders: AppOrders;
	readonly cashierGate: CashierGate;
	readonly pendingIds: PendingIds;
	readonly registrations: Registrations;
	readonly rateLimits: RateLimits;
	readonly jsTickets: JsTickets;
	readonly chatIds: ChatIds;
	/** Files being translated, and where they are then. */
	readonly translations: Jobs<object, string>;
	readonly logins: Logins;
	readonly agents = new Agents();
	readonly chats = new Chats();
	readonly balance = new Balance();
	readonly companyLinks = new CompanyLinks();
	readonly outbox = new Outbox();
	readonly callbackUrls = new CallbackUrls();
	readonly faults = new FaultBoard();
	/** Whether the lists of endpoints whose state is not kept have something in them. */
	stocked = false;

	constructor(
		readonly clock: PlatformClock,
		readonly world: World,
		readonly endpoints: Map<string, Endpoint>,
		readonly errorTexts: Map<number, string>,
	) {
		this.tickets = new Tickets(clock);
		this.tokens = new Tokens(clock);
		this.installations = new Installations(clock);
		this.templateLinks = new TemplateLinks(clock);
		this.messages = new Messages(clock);
		this.media = new MediaLibrary(clock);
		this.fetchedMedia = new FetchedMedia(clock, this.media);
		this.schedule = new Schedule(clock);
		this.chatIds = new ChatIds(clock);
		this.translations = new Jobs(clock, this.schedule);
		this.licences = new Licences(
			clock,
			this.installations,
			this.companyLinks,
			this.outbox,
			this.schedule,
		);
		this.licenceOrders = new LicenceOrders(clock, this.licences, this.balance);
		this.licenceSales = new LicenceSales(clock, this.schedule, this.licenceOrders, this.outbox);
		this.dataZoneOrders = new DataZoneOrders(clock, this.schedule, this.balance, this.outbox);
		this.editions = new Editions(clock, this.schedule, this.outbox);
		this.appOrders = new AppOrders(clock, this.schedule, this.outbox, this.editions);
		this.cashierGate = new CashierGate(clock);
		this.pendingIds = new PendingIds(clock);
		this.registrations = new Registrations(clock, this.tokens);
		this.jsTickets = new JsTickets(clock);
		this.logins = new Logins(clock);
		this.rateLimits = new RateLimits(clock);
	}
}
