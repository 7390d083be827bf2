import type { z } from 'zod';

import { resource, type Zod } from '../endpoint';
import { offset } from '../page';
import { fieldTypes, ids, sheet } from './parameters';

const decimals = (zod: Zod) => zod.literal([-1, 0, 1, 2, 3, 4]).optional();
const yes = (zod: Zod) => zod.boolean().optional();

const number = (zod: Zod) =>
	zod.object({ decimal_places: decimals(zod), use_separate: yes(zod) }).optional();

const time = (zod: Zod) => zod.object({ format: zod.string().optional() }).optional();

const choice = (zod: Zod) =>
	zod
		.object({
			is_quick_add: yes(zod),
			options: zod
				.array(
					zod.object({
						id: zod.string().optional(),
						text: zod.string().optional(),
						style: zod.int().min(1).max(27).optional(),
					}),
				)
				.optional(),
		})
		.optional();

const currencies = [
	'CNY',
	'USD',
	'EUR',
	'GBP',
	'JPY',
	'KRW',
	'HKD',
	'MOP',
	'TWD',
	'AED',
	'AUD',
	'BRL',
	'CAD',
	'CHF',
	'IDR',
	'INR',
	'MXN',
	'MYR',
	'PHP',
	'PLN',
	'RUB',
	'SGD',
	'THB',
	'TRY',
	'VND',
] as const;

/** What a field may be set to besides its title, one object for each type that has any. */
const properties = (zod: Zod) => ({
	property_number: number(zod),
	property_checkbox: zod.object({ checked: yes(zod) }).optional(),
	property_date_time: zod
		.object({ format: zod.string().optional(), auto_fill: yes(zod) })
		.optional(),
	property_attachment: zod
		.object({ display_mode: zod.enum(['DISPLAY_MODE_LIST', 'DISPLAY_MODE_GRID']).optional() })
		.optional(),
	property_user: zod.object({ is_multiple: yes(zod), is_notified: yes(zod) }).optional(),
	property_url: zod
		.object({ type: zod.enum(['LINK_TYPE_PURE_TEXT', 'LINK_TYPE_ICON_TEXT']).optional() })
		.optional(),
	property_select: choice(zod),
	property_created_time: time(zod),
	property_modified_time: time(zod),
	property_progress: zod.object({ decimal_places: decimals(zod) }).optional(),
	property_single_select: choice(zod),
	property_reference: zod
		.object({
			sub_id: zod.string().optional(),
			// WeCom spells it so.
			filed_id: zod.string().optional(),
			is_multiple: yes(zod),
			view_id: zod.string().optional(),
		})
		.optional(),
	property_location: zod
		.object({
			input_type: zod.enum(['LOCATION_INPUT_TYPE_MANUAL', 'LOCATION_INPUT_TYPE_AUTO']).optional(),
		})
		.optional(),
	property_auto_number: zod
		.object({
			type: zod.enum(['NUMBER_TYPE_INCR', 'NUMBER_TYPE_CUSTOM']).optional(),
			rules: zod
				.array(
					zod.object({
						type: zod
							.enum([
								'NUMBER_RULE_TYPE_INCR',
								'NUMBER_RULE_TYPE_FIXED_CHAR',
								'NUMBER_RULE_TYPE_TIME',
							])
							.optional(),
						value: zod.string().optional(),
					}),
				)
				.optional(),
			reformat_existing_record: yes(zod),
		})
		.optional(),
	property_currency: zod
		.object({
			currency_type: zod
				.enum(currencies.map((code) => `CURRENCY_TYPE_${code}` as const))
				.optional(),
			decimal_places: decimals(zod),
			use_separate: yes(zod),
		})
		.optional(),
	property_ww_group: zod.object({ allow_multiple: yes(zod) }).optional(),
	property_percentage: number(zod),
	property_barcode: zod.object({ mobile_scan_only: yes(zod) }).optional(),
});

const list = (zod: Zod, field: z.ZodType, example: unknown) =>
	zod.array(field).min(1).max(150).meta({
		title: 'Fields',
		description: 'each with the property object of its type',
		example,
	});

export const smartSheetField = resource(
	'smartSheetField',
	'Smart Sheet Field',
	'智能表格字段',
	'docs/002-第三方应用开发/002-服务端API/026-文档/005-管理智能表格内容',
	{
		create: {
			title: 'Create',
			action: 'Create fields in a smart sheet',
			zh: '添加字段',
			about: 'At most 150 a sheet',
			doc: '009-添加字段',
			post: 'wedoc/smartsheet/add_fields',
			body: (zod) => ({
				...sheet(zod),
				fields: list(
					zod,
					zod.object({
						field_title: zod.string().min(1),
						field_type: zod.enum(fieldTypes),
						...properties(zod),
					}),
					[
						{ field_title: 'Subject', field_type: 'FIELD_TYPE_TEXT' },
						{
							field_title: 'State',
							field_type: 'FIELD_TYPE_SINGLE_SELECT',
							property_single_select: { options: [{ text: 'Open', style: 1 }] },
						},
					],
				),
			}),
		},
		delete: {
			title: 'Delete',
			action: 'Delete fields of a smart sheet',
			zh: '删除字段',
			doc: '010-删除字段',
			post: 'wedoc/smartsheet/delete_fields',
			body: (zod) => ({
				...sheet(zod),
				field_ids: ids(zod, 'Field IDs').meta({ description: 'as Get Many answers them' }),
			}),
			deletes: true,
		},
		getAll: {
			title: 'Get Many',
			action: 'Get many fields of a smart sheet',
			zh: '查询字段',
			doc: '013-查询字段',
			post: 'wedoc/smartsheet/get_fields',
			repeatable: true,
			body: (zod) => ({
				...sheet(zod),
				view_id: zod
					.string()
					.optional()
					.meta({ title: 'View', description: 'view_id; its filter and order hold', pick: 'view' }),
				field_ids: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Field IDs', description: 'empty: all' }),
				field_titles: zod
					.array(zod.string())
					.optional()
					.meta({ title: 'Field Titles', description: 'empty: all' }),
			}),
			items: 'fields',
			page: offset(1000, { answer: 'next', more: 'has_more' }),
		},
		update: {
			title: 'Update',
			action: 'Update fields of a smart sheet',
			zh: '更新字段',
			about: 'The type of a field cannot change but must be given',
			doc: '011-更新字段',
			post: 'wedoc/smartsheet/update_fields',
			repeatable: true,
			body: (zod) => ({
				...sheet(zod),
				fields: list(
					zod,
					zod.object({
						field_id: zod.string().min(1),
						field_title: zod.string().optional(),
						field_type: zod.enum(fieldTypes),
						...properties(zod),
					}),
					[{ field_id: 'FIELD_ID', field_title: 'Subject', field_type: 'FIELD_TYPE_TEXT' }],
				),
			}),
		},
	},
);
