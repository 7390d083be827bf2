import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const fact = z.record(z.string(), z.object({ en: z.string() }));

/** What each errcode means, in English, from the fact file. */
export function loadErrorTexts(): Map<number, string> {
	const codes = fact.parse(JSON.parse(readFileSync(join(__dirname, 'error-codes.json'), 'utf8')));
	return new Map(Object.entries(codes).map(([code, { en }]) => [Number(code), en]));
}
