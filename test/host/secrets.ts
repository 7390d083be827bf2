import type { Simulator } from '../../simulator/simulator';
import type { Credential } from './rest';

/** By its name, every secret that n8n was told, or that passed between it and the platform. */
export function secretsOf(
	simulator: Simulator,
	credentials: readonly Credential[],
): Map<string, string> {
	const known = new Map<string, string>();
	for (const { name, data } of credentials) {
		for (const [field, value] of Object.entries(data)) {
			if (/secret|token|Key$/i.test(field)) known.set(`${field} of ${name}`, String(value));
		}
	}
	for (const { path, query, body } of simulator.requests) {
		const sent = { ...query, ...(body as Record<string, unknown>) };
		for (const [name, value] of Object.entries(sent)) {
			if (/token|ticket|auth_code|permanent_code|corpsecret/.test(name)) {
				known.set(`${name} of ${path}: ${String(value).slice(-6)}`, String(value));
			}
		}
	}
	for (const { event, payload } of simulator.callbacks) {
		const found = payload.matchAll(/<(SuiteTicket|AuthCode)>(?:<!\[CDATA\[)?([^<\]]+)/g);
		for (const [, name, value] of found) {
			known.set(`${name} of ${event}: ${value.slice(-6)}`, value);
		}
	}
	return known;
}
