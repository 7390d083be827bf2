import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const eventFact = z.object({
	id: z.string(),
	kind: z.enum(['command', 'data', 'system']),
	match: z.record(z.string(), z.string()),
	title_zh: z.string(),
	title_en: z.string(),
	app_types: z.array(z.string()),
	format: z.enum(['xml', 'json']),
	time_limit_ms: z.number(),
	example: z.string(),
});

/** One documented callback; `example` is a decrypted payload. */
export type EventFact = z.infer<typeof eventFact>;

/** Every callback of the fact file by id. */
export function loadEvents(): Map<string, EventFact> {
	const text = readFileSync(join(__dirname, 'events.json'), 'utf8');
	return new Map(
		z
			.array(eventFact)
			.parse(JSON.parse(text))
			.map((event) => [event.id, event]),
	);
}
