import type { Zod } from '../endpoint';

/** The controls of a form. */
export const controls = [
	'Text',
	'Textarea',
	'Number',
	'Money',
	'Date',
	'Selector',
	'Contact',
	'Tips',
	'File',
	'Table',
	'Attendance',
	'Vacation',
	'PunchCorrection',
	'DateRange',
	'Location',
	'RelatedApproval',
	'Formula',
	'BankAccount',
	'PhoneNumber',
] as const;

export const language = (zod: Zod) => zod.enum(['zh_CN', 'en']);

/** A text in one or both languages. */
export const texts = (zod: Zod, max?: number) =>
	zod.array(
		zod.object({
			text: max === undefined ? zod.string() : zod.string().max(max),
			lang: language(zod),
		}),
	);
