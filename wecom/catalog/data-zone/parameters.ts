import type { Zod } from '../endpoint';

export const programId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Program ID', description: 'of one linked to this app' });
