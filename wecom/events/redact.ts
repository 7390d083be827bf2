import type { EventDefinition } from './define';
import type { WeComEvent } from './event';
import { findEvent } from './table';

/** Fields that are secret in whatever event they turn up, also in one that the table does not have. */
const SECRET = /^(?:suite_?ticket|auth_?code|permanent_?code|(?:\w*_)?(?:access_?token|secret))$/i;

/**
 * The event without its secrets: tickets, codes and tokens that give access to a company. One-time codes that a
 * workflow is meant to use stay (`WelcomeCode`, `ResponseCode`, the `Token` of `kf_msg_or_event`, …).
 */
export function redact(
	event: WeComEvent,
	definition: Pick<EventDefinition, 'secrets'> | undefined = findEvent(event.id),
): WeComEvent {
	const paths = new Set(definition?.secrets);
	return { ...event, data: without(event.data, paths, '') as Record<string, unknown> };
}

function without(value: unknown, paths: ReadonlySet<string>, path: string): unknown {
	if (Array.isArray(value)) return value.map((item) => without(item, paths, path));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !SECRET.test(name) && !paths.has(path + name))
			.map(([name, item]) => [name, without(item, paths, `${path}${name}.`)]),
	);
}
