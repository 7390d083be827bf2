import type { z } from 'zod';

import type { Zod } from '../endpoint';

export const documentId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Document ID', description: 'docid from Document: Create' });

/** A sheet (子表) of a smart sheet, or of a spreadsheet. */
export const sheetId = (zod: Zod) =>
	zod
		.string()
		.min(1)
		.meta({ title: 'Sheet', description: 'sheet_id of the document', pick: 'sheet' });

/** The sheet of a smart sheet that most of its endpoints are about. */
export const sheet = (zod: Zod) => ({ docid: documentId(zod), sheet_id: sheetId(zod) });

export const formId = (zod: Zod) =>
	zod.string().min(1).meta({ title: 'Form ID', description: 'formid from Form: Create' });

/** What some endpoints are about: a document or a form, and one of both only. */
export const documentOrForm = (zod: Zod) => ({
	docid: documentId(zod).optional().meta({ description: 'or a Form ID instead' }),
	formid: formId(zod).optional().meta({ description: 'or a Document ID instead' }),
});

/** Where in the drive a new document goes; empty: into the app's own folder. */
export const place = (zod: Zod) => ({
	spaceid: zod
		.string()
		.optional()
		.meta({ title: 'Space ID', description: 'of a drive space, together with Folder' }),
	fatherid: zod.string().optional().meta({
		title: 'Folder',
		description: 'fileid, or the Space ID for its root',
		pick: 'driveFolder',
	}),
});

export const ids = (zod: Zod, title: string) =>
	zod.array(zod.string().min(1)).min(1).meta({ title });

/** An object of which WeCom reads one field only, whichever it is. */
export function single<Shape extends z.ZodRawShape>(
	object: z.ZodObject<Shape>,
): z.ZodObject<Shape> {
	return object.refine(
		(value) => Object.values(value).filter((field) => field !== undefined).length < 2,
		{ error: 'must hold one change only' },
	);
}

/** Types of the fields (columns) of a smart sheet. */
export const fieldTypes = [
	'FIELD_TYPE_TEXT',
	'FIELD_TYPE_NUMBER',
	'FIELD_TYPE_CHECKBOX',
	'FIELD_TYPE_DATE_TIME',
	'FIELD_TYPE_IMAGE',
	'FIELD_TYPE_ATTACHMENT',
	'FIELD_TYPE_USER',
	'FIELD_TYPE_URL',
	'FIELD_TYPE_SELECT',
	'FIELD_TYPE_CREATED_USER',
	'FIELD_TYPE_MODIFIED_USER',
	'FIELD_TYPE_CREATED_TIME',
	'FIELD_TYPE_MODIFIED_TIME',
	'FIELD_TYPE_PROGRESS',
	'FIELD_TYPE_PHONE_NUMBER',
	'FIELD_TYPE_EMAIL',
	'FIELD_TYPE_SINGLE_SELECT',
	'FIELD_TYPE_REFERENCE',
	'FIELD_TYPE_LOCATION',
	'FIELD_TYPE_CURRENCY',
	'FIELD_TYPE_WWGROUP',
	'FIELD_TYPE_AUTONUMBER',
	'FIELD_TYPE_PERCENTAGE',
	'FIELD_TYPE_BARCODE',
] as const;

const condition = (zod: Zod) =>
	zod.object({
		field_id: zod.string().min(1),
		field_type: zod.string().optional(),
		operator: zod.enum([
			'OPERATOR_IS',
			'OPERATOR_IS_NOT',
			'OPERATOR_CONTAINS',
			'OPERATOR_DOES_NOT_CONTAIN',
			'OPERATOR_IS_GREATER',
			'OPERATOR_IS_GREATER_OR_EQUAL',
			'OPERATOR_IS_LESS',
			'OPERATOR_IS_LESS_OR_EQUAL',
			'OPERATOR_IS_EMPTY',
			'OPERATOR_IS_NOT_EMPTY',
		]),
		string_value: zod.object({ value: zod.array(zod.string()).optional() }).optional(),
		number_value: zod.object({ value: zod.number().optional() }).optional(),
		bool_value: zod.object({ value: zod.boolean().optional() }).optional(),
		user_value: zod.object({ value: zod.array(zod.string()).optional() }).optional(),
		date_time_value: zod
			.object({
				type: zod
					.enum([
						'DATE_TIME_TYPE_DETAIL_DATE',
						'DATE_TIME_TYPE_TODAY',
						'DATE_TIME_TYPE_TOMORROW',
						'DATE_TIME_TYPE_YESTERDAY',
						'DATE_TIME_TYPE_CURRENT_WEEK',
						'DATE_TIME_TYPE_LAST_WEEK',
						'DATE_TIME_TYPE_CURRENT_MONTH',
						'DATE_TIME_TYPE_LAST_MONTH',
						'DATE_TIME_TYPE_THE_PAST_7_DAYS',
						'DATE_TIME_TYPE_THE_NEXT_7_DAYS',
						'DATE_TIME_TYPE_THE_PAST_30_DAYS',
						'DATE_TIME_TYPE_THE_NEXT_30_DAYS',
					])
					.optional(),
				value: zod.array(zod.string()).optional(),
			})
			.optional(),
	});

/** Which records of a smart sheet are meant. */
export const filter = (zod: Zod) =>
	zod.object({
		conjunction: zod.enum(['CONJUNCTION_AND', 'CONJUNCTION_OR']),
		conditions: zod.array(condition(zod)),
	});

/** How the cells of a view are coloured. */
export const colours = (zod: Zod) =>
	zod.object({
		conditions: zod.array(
			zod.object({
				id: zod.string().optional(),
				type: zod.enum([
					'VIEW_COLOR_CONDITION_TYPE_ROW',
					'VIEW_COLOR_CONDITION_TYPE_COLUMN',
					'VIEW_COLOR_CONDITION_TYPE_CELL',
				]),
				color: zod.string().min(1),
				condition: condition(zod),
			}),
		),
	});

export const filterExample = {
	conjunction: 'CONJUNCTION_AND',
	conditions: [
		{
			field_id: 'FIELD_ID',
			field_type: 'FIELD_TYPE_TEXT',
			operator: 'OPERATOR_CONTAINS',
			string_value: { value: ['open'] },
		},
	],
};
