import { coerce, isSwitch } from '../../../wecom/catalog/coerce';
import type { ParameterSchema } from '../../../wecom/catalog/schema';

const text: ParameterSchema = { type: 'string' };
const whole: ParameterSchema = { type: 'integer' };
const flag: ParameterSchema = { type: 'number', enum: [0, 1] };
const list = (items: ParameterSchema): ParameterSchema => ({ type: 'array', items });
const object: ParameterSchema = { type: 'object', properties: { count: whole } };

describe('coerce', () => {
	it.each<[string, ParameterSchema, unknown, unknown]>([
		['a number as text', text, 138, '138'],
		['digits as a number', whole, ' 42 ', 42],
		['a fraction', { type: 'number' }, '1.5', 1.5],
		[
			'digits beyond what a number holds as they are',
			whole,
			'12345678901234567890',
			'12345678901234567890',
		],
		['words where a number belongs as they are', whole, 'many', 'many'],
		['a switch from a truth value', flag, true, 1],
		['a switch from its text', flag, 'false', 0],
		['a truth value from its text', { type: 'boolean' }, 'true', true],
		['a truth value from a digit', { type: 'boolean' }, 0, false],
		['a list from commas', list(text), 'a, b，c', ['a', 'b', 'c']],
		['a list from bars', list(whole), '1|2', [1, 2]],
		['a list from lines', list(text), 'a\nb\n', ['a', 'b']],
		['a list from JSON', list(whole), '["1", 2]', [1, 2]],
		['one item as a list', list(whole), 7, [7]],
		['a list of objects from JSON', list(object), '[{"count":"3"}]', [{ count: 3 }]],
		['an object from JSON', object, '{"count":"3","other":"3"}', { count: 3, other: '3' }],
		['broken JSON as it is', object, '{', '{'],
		['nothing', whole, null, undefined],
		['an empty text where a number belongs', whole, '', undefined],
		['an empty text where a list belongs', list(text), '', undefined],
		['an empty text as text', text, '', ''],
		['an empty text where a choice belongs', { type: 'string', enum: ['a'] }, '', undefined],
		['an empty text where none is permitted', { type: 'string', minLength: 1 }, '', undefined],
	])('reads %s', (_what, schema, value, expected) => {
		expect(coerce(schema, value)).toEqual(expected);
	});

	it('tells a switch from a choice between 0 and 1', () => {
		expect(isSwitch(flag)).toBe(true);
		expect(isSwitch({ ...flag, labels: { 0: 'Off', 1: 'On' } })).toBe(false);
		expect(isSwitch({ type: 'number', enum: [1, 2] })).toBe(false);
	});
});
