import fc from 'fast-check';

import { fold, partsOf, rangeOf } from '../../../wecom/vault/name-search';

/** How the data base compares text. */
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const isInRange = (part: string, search: string) => {
	const { first, end } = rangeOf(search);
	return compare(part, first) >= 0 && compare(part, end) < 0;
};

describe('the parts of a name', () => {
	it('are the name from every character on, and the ID', () => {
		expect(partsOf({ sortName: '示例ab', corpId: 'wpX' })).toEqual([
			'示例ab',
			'例ab',
			'ab',
			'b',
			'wpx',
		]);
		expect(partsOf({ sortName: '', corpId: 'wp' })).toEqual(['wp']);
		expect(partsOf({ sortName: 'wp', corpId: 'wp' })).toEqual(['wp', 'p']);
	});

	it('cut no character in two', () => {
		expect(partsOf({ sortName: '😀a', corpId: 'c' })).toEqual(['😀a', 'a', 'c']);
	});

	it('are bounded in length and number', () => {
		const characters = Array.from({ length: 5_000 }, (_, n) => String.fromCodePoint(0x4e00 + n));
		const parts = partsOf({ sortName: characters.join(''), corpId: 'c' });
		expect(parts).toHaveLength(201);
		expect(Math.max(...parts.map((part) => Array.from(part).length))).toBe(40);
	});

	it('have one in the range of every part of the name, and none of what is no part', () => {
		// What begins with a combining mark is not the same text after folding.
		const text = fc.string({
			unit: fc.constantFrom(...'aAbＢ 示例公司%_😀'),
			minLength: 1,
			maxLength: 30,
		});
		fc.assert(
			fc.property(text, text, fc.nat(), fc.nat(), (name, other, from, length) => {
				const sortName = fold(name);
				const characters = Array.from(sortName);
				const start = from % characters.length;
				const search = characters.slice(start, start + 1 + (length % 30)).join('');
				const parts = partsOf({ sortName, corpId: 'ID' });
				expect(parts.some((part) => isInRange(part, search))).toBe(true);
				const isPart = sortName.includes(fold(other)) || 'id'.startsWith(fold(other));
				expect(parts.some((part) => isInRange(part, fold(other)))).toBe(isPart);
			}),
		);
	});
});

describe('folding', () => {
	it('makes one of what people call the same', () => {
		expect(fold('ＡＢＣ Ltd')).toBe('abc ltd');
		expect(fold('示例')).toBe('示例');
		expect(fold('\u{1F600}')).toBe('\u{1F600}');
	});
});
