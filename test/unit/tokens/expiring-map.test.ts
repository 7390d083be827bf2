import { ExpiringMap } from '../../../wecom/tokens/expiring-map';

describe('ExpiringMap', () => {
	it('forgets an entry when its time has come', () => {
		const map = new ExpiringMap<string>();
		map.set('a', 'x', 100, 0);
		expect([map.get('a', 99), map.get('a', 100), map.get('b', 0)]).toEqual([
			'x',
			undefined,
			undefined,
		]);
	});

	it('replaces and deletes', () => {
		const map = new ExpiringMap<string>();
		map.set('a', 'x', 100, 0);
		map.set('a', 'y', 200, 0);
		expect(map.get('a', 150)).toBe('y');
		map.delete('a');
		expect(map.get('a', 150)).toBeUndefined();
	});

	it('makes room by throwing out what has ended before what has not', () => {
		const map = new ExpiringMap<number>();
		map.set('oldest', -1, 2000, 0);
		for (let i = 1; i < 1000; i++) map.set(String(i), i, i, 0);
		map.set('new', 0, 2000, 500);
		expect(map.get('oldest', 500)).toBe(-1);
		expect(map.get('501', 500)).toBe(501);

		const full = new ExpiringMap<number>();
		for (let i = 0; i < 1001; i++) full.set(String(i), i, 2000, 0);
		expect([full.get('0', 0), full.get('1', 0), full.get('1000', 0)]).toEqual([undefined, 1, 1000]);
	});
});
