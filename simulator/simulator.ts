import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createActions, type Actions } from './actions/actions';
import { Api } from './api/api';
import { actionsByPath, serveControl } from './api/control';
import type { RequestLog } from './api/request-log';
import {
	Courier,
	PLATFORM_LIMITS,
	type DeliveryLimits,
	type DeliveryReport,
} from './callbacks/courier';
import { NotPossible, PostOffice } from './callbacks/post-office';
import { MINUTE, PlatformClock } from './clock';
import { Console } from './console/console';
import { loadEndpoints } from './facts/endpoint';
import { loadErrorTexts } from './facts/error-code';
import { loadEvents } from './facts/event';
import type { SentMessage } from './platform/messages';
import { Platform } from './platform/platform';
import { createWorld, type World } from './world';

export interface SimulatorOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	/** Push a ticket every ten minutes of the platform's time to suites whose command URL is saved. */
	automaticTickets?: boolean;
	/** Other time limits than the platform's, for tests that would wait for them. */
	limits?: Partial<DeliveryLimits>;
}

/** A WeCom platform on this machine. */
export interface Simulator {
	/** Base URL: the API under /cgi-bin/, the console at /, the actions under /simulator/. */
	url: string;
	world: World;
	/** The platform's clock in milliseconds since 1970. */
	now(): number;
	actions: Actions;
	/** Every API call received, oldest first. */
	requests: RequestLog[];
	/** Every event pushed, oldest first. */
	callbacks: DeliveryReport[];
	/** Every message apps have sent to members, oldest first. */
	messages: SentMessage[];
	close(): Promise<void>;
}

/** The facts do not change while a process runs, so that a second simulator starts at once. */
let facts: ReturnType<typeof loadFacts> | undefined;

function loadFacts() {
	return { endpoints: loadEndpoints(), errorTexts: loadErrorTexts(), events: loadEvents() };
}

/** Starts a simulator on 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const clock = new PlatformClock();
	const world = createWorld();
	facts ??= loadFacts();
	const { endpoints, errorTexts, events } = facts;
	const platform = new Platform(clock, world, endpoints, errorTexts);
	const courier = new Courier(clock, platform.faults, { ...PLATFORM_LIMITS, ...options.limits });
	const postOffice = new PostOffice(platform, events, courier);
	platform.outbox.onNotice(({ eventId, about, fields }) => {
		postOffice.push(eventId, about, fields).catch((error: unknown) => {
			// What happens goes on when nobody has saved a URL to be told.
			if (!(error instanceof NotPossible)) {
				throw error;
			}
		});
	});
	const actions = createActions(platform, postOffice, courier);
	const byPath = actionsByPath(actions);

	let url = '';
	const api = new Api(platform, () => url);
	const page = new Console({ url: () => url, platform, courier, api, events, actions: byPath });

	const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const address = new URL(request.url ?? '/', url);
		if (address.pathname.startsWith('/cgi-bin/')) {
			await api.serve(request, response, address);
		} else if (!isFromHere(request, url)) {
			response.writeHead(403).end('this address belongs to another page');
		} else if (address.pathname.startsWith('/simulator/')) {
			await serveControl(
				request,
				response,
				byPath.get(address.pathname.slice('/simulator/'.length)),
			);
		} else {
			await page.serve(request, response, address);
		}
	};

	const server = createServer((request, response) => {
		route(request, response).catch((error: unknown) => {
			if (!response.headersSent) {
				response.writeHead(500, { 'content-type': 'text/plain' });
			}
			response.end(error instanceof Error ? error.message : String(error));
		});
	});
	// Longer than the idle time of any client's pool, so that no call meets a connection just being closed.
	server.keepAliveTimeout = 65_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	url = `http://127.0.0.1:${portOf(server.address())}`;
	const timer = options.automaticTickets ? pushTickets(platform, actions) : undefined;

	return {
		url,
		world,
		now: () => clock.now(),
		actions,
		requests: api.requests,
		callbacks: courier.reports,
		messages: platform.messages.sent,
		close: async () => {
			clearInterval(timer);
			platform.faults.clear();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

function portOf(address: AddressInfo | string | null): number {
	return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Actions and console are for this machine's own tools and pages: no other site's page may post to them. */
function isFromHere({ headers }: IncomingMessage, url: string): boolean {
	const { port } = new URL(url);
	const here = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
	const isHostHere = here.includes(headers.host ?? '');
	return (
		isHostHere && (!headers.origin || here.some((host) => headers.origin === `http://${host}`))
	);
}

/** Looks every second whether ten minutes have passed on the platform's clock. */
function pushTickets({ clock, callbackUrls }: Platform, actions: Actions) {
	let next = clock.now() + 10 * MINUTE;
	const timer = setInterval(() => {
		if (clock.now() < next) {
			return;
		}
		next = clock.now() + 10 * MINUTE;
		for (const { place } of callbackUrls.list()) {
			if (place.kind === 'command' && place.suiteId) {
				// A receiver that does not answer shows in the delivery reports.
				void actions.pushTicket({ suiteId: place.suiteId });
			}
		}
	}, 1000);
	timer.unref();
	return timer;
}
