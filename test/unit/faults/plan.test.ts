import { actions, describeRound, planCampaign, planRound } from '../../faults/plan';

test('the same seed is the same campaign, and another seed is another one', () => {
	const plan = planCampaign({ seed: 7, rounds: 200 });
	expect(planCampaign({ seed: 7, rounds: 200 })).toEqual(plan);
	expect(planCampaign({ seed: 8, rounds: 200 })).not.toEqual(plan);
});

test('a round does not depend on those before it', () => {
	const plan = planCampaign({ seed: 7, rounds: 50 });
	expect(planCampaign({ seed: 7, rounds: 20 })).toEqual(plan.slice(0, 20));
	expect(planRound(7, 13)).toEqual(plan[12]);
});

test('200 rounds have every action and every fault, each layout its share, in every pair that it can have', () => {
	const plan = planCampaign({ seed: 1, rounds: 200 });
	expect(new Set(plan.map(({ action }) => action))).toEqual(new Set(actions));
	expect(plan.filter(({ layout }) => layout === 'queue')).toHaveLength(80);
	const faultsIn = (name: string) =>
		new Set(plan.filter(({ layout }) => layout === name).map(({ fault }) => fault.kind));
	expect(faultsIn('regular')).toEqual(new Set(['kill', 'full', 'clock', 'platform']));
	expect(faultsIn('queue')).toEqual(new Set(['kill', 'postgresql', 'redis', 'clock', 'platform']));
	const killed = new Set(
		plan.filter(({ fault }) => fault.kind === 'kill').map(({ action }) => action),
	);
	expect(killed).toEqual(new Set(actions));
});

test('20 rounds, as many as the tests have, kill n8n, and have each layout', () => {
	for (let seed = 1; seed <= 50; seed += 1) {
		const plan = planCampaign({ seed, rounds: 20 });
		expect(plan.filter(({ layout }) => layout === 'queue')).toHaveLength(8);
		expect(plan.some(({ fault }) => fault.kind === 'kill')).toBe(true);
	}
});

test('what a round is about can be: another company than the first, a template for a reset, a fault that ends', () => {
	for (const round of planCampaign({ seed: 3, rounds: 500, processes: 5, companies: 3 })) {
		expect(round.other).not.toBe(round.company);
		for (const company of [round.company, round.other]) expect([0, 1, 2]).toContain(company);
		if (round.action === 'resetPermanentCode') expect(round.suite).toBe(1);
		if (round.fault.kind === 'kill' && round.fault.process !== 'all') {
			expect([0, 1, 2, 3, 4]).toContain(round.fault.process);
			expect(round.layout).toBe('queue');
		}
		if ('for' in round.fault) expect(round.fault.for).toBeLessThanOrEqual(20_000);
		expect(round.moment.milliseconds).toBeLessThan(2_000);
	}
});

test('only the layouts that are asked for', () => {
	const plan = planCampaign({ seed: 1, rounds: 10, layouts: ['regular'] });
	expect(new Set(plan.map(({ layout }) => layout))).toEqual(new Set(['regular']));
});

test('a round is told in one line', () => {
	const line = describeRound({
		number: 1,
		layout: 'queue',
		action: 'install',
		fault: { kind: 'platform', fault: { kind: 'status', when: 'after', status: 502 }, for: 700 },
		moment: { after: 'called', milliseconds: 12 },
		company: 2,
		other: 0,
		suite: 0,
		twice: true,
		latency: 0,
		pause: 0,
		size: 10,
	});
	expect(line).toBe(
		'queue: install of suite 0 in company 2; platform status (for 700, when after, status 502) 12 ms after it is called; delivered twice',
	);
});
