import { parseArgs } from 'node:util';
import { startSimulator } from './simulator';

const DEFAULT_PORT = 9770;

const HELP = `A WeCom platform on this machine, for demos and tests.

  start [--port ${DEFAULT_PORT}] [--tickets]   start it; --tickets pushes one every ten minutes
  <action> [--<name> <value> …]         tell a running one to do something; prints JSON
      --at http://127.0.0.1:${DEFAULT_PORT}    where it runs
      --json '{…}'                      the whole input, or what the options do not say

Actions: save-callback-url, save-callback-urls, push-ticket, install, change-scope, set-enabled,
uninstall, reset-permanent-code, send-message, press-card, push-event, deliver, login,
open-business-settings, log-in-mini-program, move-clock, fault, clear-faults, release-hung,
revoke-tokens, set-allowed-addresses, set-job-time, require-licences, activate-licence,
order-licences, pay-licence-order, refund-licence-order, set-balance, set-payment-check,
set-test-company, link-companies, open-support-policy, pay-data-zone-order,
refund-data-zone-order, open-order, make-order,
pay-order, change-order-price, cancel-order, ask-refund, settle-refund, apply-for-invoice,
set-cashier, show-edition, register-company, enter-package, contact-lock, stock-lists, status.

  save-callback-urls --suite-id ww00000000000000b1 --url http://127.0.0.1:5678/webhook/wecom
      saves one address as command, data and system URL
  install --suite-id ww00000000000000b1 --corp-id wpDEMOAA000000000000000000000001
  send-message --suite-id … --corp-id … --user-id … --text 'hello'
  fault --json '{"api":[{"path":"/cgi-bin/message/","kind":"errcode","errcode":-1,"times":1}]}'
`;

/** Names of actions on the command line that differ from their address. */
const SHORT_NAMES: Record<string, string> = { fault: 'set-faults' };

type Input = Record<string, unknown>;

async function main(words: string[]): Promise<number> {
	const [command, ...rest] = words;
	if (command === undefined || command === 'help' || words.includes('--help')) {
		process.stdout.write(HELP);
		return command === undefined ? 1 : 0;
	}
	if (command === 'start') {
		return await start(rest);
	}
	const { at, input } = readInput(rest);
	if (command === 'save-callback-urls') {
		return await saveAll(at, input);
	}
	return await act(at, SHORT_NAMES[command] ?? command, input);
}

async function start(words: string[]): Promise<number> {
	const { values } = parseArgs({
		args: words,
		options: { port: { type: 'string' }, tickets: { type: 'boolean' } },
	});
	const simulator = await startSimulator({
		port: Number(values.port ?? DEFAULT_PORT),
		automaticTickets: values.tickets,
	});
	print({ url: simulator.url, console: `${simulator.url}/` });
	await new Promise<void>((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
	await simulator.close();
	return 0;
}

/** One address for all three kinds, as a trigger that routes by payload wants it. */
async function saveAll(at: string, input: Input): Promise<number> {
	let worst = 0;
	for (const kind of ['command', 'data', 'system']) {
		worst = Math.max(worst, await act(at, 'save-callback-url', { ...input, kind }));
	}
	return worst;
}

async function act(at: string, action: string, input: Input): Promise<number> {
	const response = await fetch(`${at}/simulator/${action}`, {
		method: 'POST',
		body: JSON.stringify(input),
	});
	print(await response.json());
	return response.ok ? 0 : 1;
}

/** `--suite-id x` is `suiteId: 'x'`; numbers, booleans and JSON in values are read as such. */
function readInput(words: string[]): { at: string; input: Input } {
	const input: Input = {};
	let at = `http://127.0.0.1:${DEFAULT_PORT}`;
	for (let index = 0; index < words.length; index += 2) {
		const [option, value] = words.slice(index, index + 2);
		if (!option.startsWith('--') || value === undefined) {
			throw new Error(`expected --<name> <value>, not "${option}"`);
		}
		const name = option.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
		if (name === 'at') {
			at = value.replace(/\/$/, '');
		} else if (name === 'json') {
			const more: unknown = JSON.parse(value);
			Object.assign(input, more);
		} else {
			input[name] = readValue(name, value);
		}
	}
	return { at, input };
}

/** Ids and texts stay texts even when they look like numbers. */
function readValue(name: string, value: string): unknown {
	if (['seconds', 'agentId', 'days', 'type', 'users', 'price'].includes(name)) {
		return Number(value);
	}
	if (value === 'true' || value === 'false') {
		return value === 'true';
	}
	return value.startsWith('{') || value.startsWith('[') ? JSON.parse(value) : value;
}

function print(value: unknown): void {
	process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	},
);
