import { judge, keyOf, keyOfItem, toldEvents, type Evidence } from '../../faults/witness';

const told = (key: string, more: Partial<Evidence['told'][number]> = {}) => ({
	key,
	payload: `<${key}>`,
	acked: true,
	attempts: [{ from: 1_000, to: 1_100 }],
	...more,
});
const execution = (id: string, key: string, mode = 'trigger') => ({ id, mode, key });
const answer = (more = {}) => ({
	for: 'A',
	corpId: 'A',
	event: '1',
	number: 0,
	execution: '7',
	begun: 5,
	...more,
});
const judged = (evidence: Partial<Evidence>) =>
	judge({ told: [], executions: [], answers: [], calls: [], kills: [], ...evidence });
const clean = {
	losses: [],
	duplicates: [],
	mixUps: [],
	strangers: [],
	excused: { diedWhileStoring: [], ranAgain: [] },
};

test('one execution for each acknowledged event, and at most one for any other, is as it should be', () => {
	const verdict = judged({
		told: [told('a'), told('b', { acked: false }), told('c', { acked: false })],
		executions: [execution('1', 'a'), execution('2', 'c')],
	});
	expect(verdict).toEqual(clean);
});

test('an acknowledged event without an execution is lost', () => {
	expect(judged({ told: [told('a')] }).losses).toEqual(['a: 0 executions of 1']);
});

test('two events that look the same are two executions', () => {
	const twins = [told('a', { payload: '1' }), told('a', { payload: '2' })];
	expect(judged({ told: twins, executions: [execution('1', 'a')] }).losses).toHaveLength(1);
	const two = [execution('1', 'a'), execution('2', 'a')];
	expect(judged({ told: twins, executions: two })).toEqual(clean);
});

test('two executions of one event are a duplicate', () => {
	const executions = [execution('1', 'a', 'webhook'), execution('2', 'a')];
	expect(judged({ told: [told('a')], executions }).duplicates).toHaveLength(1);
});

test('they are excused only if n8n died with the event in hand, and had stored one without a key', () => {
	const first = execution('1', 'a', 'webhook');
	const second = execution('2', 'a');
	const at = (moment: number) => [{ at: moment, what: 'n8n' }];
	const inHand = judged({ told: [told('a')], executions: [first, second], kills: at(1_500) });
	expect(inHand).toMatchObject({ duplicates: [], excused: { diedWhileStoring: [/^a: 2/] } });

	for (const kills of [at(900), at(9_000)]) {
		const verdict = judged({ told: [told('a')], executions: [first, second], kills });
		expect(verdict.duplicates).toHaveLength(1);
	}
	const withKeys = [execution('1', 'a'), second];
	const verdict = judged({ told: [told('a')], executions: withKeys, kills: at(1_500) });
	expect(verdict.duplicates).toHaveLength(1);
	const three = [first, second, execution('3', 'a')];
	expect(
		judged({ told: [told('a')], executions: three, kills: at(1_500) }).duplicates,
	).toHaveLength(1);
});

test('an execution that nobody told of is strange', () => {
	expect(judged({ executions: [execution('1', 'a')] }).strangers).toEqual(['a: 1']);
});

test('a message that one run has sent twice is a duplicate, one that n8n ran again is not', () => {
	const known = {
		told: [told('message 1')],
		executions: [execution('7', 'message 1')],
	};
	expect(judged({ ...known, answers: [answer(), answer({ number: 1 })] })).toEqual(clean);
	expect(judged({ ...known, answers: [answer(), answer()] }).duplicates).toHaveLength(1);
	const again = judged({ ...known, answers: [answer(), answer({ begun: 6 })] });
	expect(again).toEqual({ ...clean, excused: { diedWhileStoring: [], ranAgain: ['1/0 by 7'] } });
});

test('a message for one company that came with the token of another is a mix-up, whether or not it was taken', () => {
	const calls = [
		{ for: 'A', corpId: 'A' },
		{ for: 'A', corpId: undefined },
		{ for: 'A', corpId: 'B' },
	];
	expect(judged({ calls }).mixUps).toEqual(['a message for A was sent as B']);
});

test('an event has the same name in what WeCom sent and in the item of its execution', () => {
	const message =
		'<xml><ToUserName><![CDATA[wp1]]></ToUserName><MsgType><![CDATA[text]]></MsgType><MsgId>12</MsgId></xml>';
	expect(keyOf(message)).toBe('message 12');
	expect(keyOfItem({ event: 'message.text', data: { MsgId: '12' } })).toBe('message 12');
	const install =
		'<xml><SuiteId><![CDATA[ww1]]></SuiteId><InfoType><![CDATA[create_auth]]></InfoType><TimeStamp>99</TimeStamp></xml>';
	const item = { event: 'create_auth', data: { SuiteId: 'ww1', TimeStamp: '99' } };
	expect(keyOf(install)).toBe('create_auth ww1 99');
	expect(keyOfItem(item)).toBe('create_auth ww1 99');
	expect(keyOf('<xml><InfoType>suite_ticket</InfoType></xml>')).toBeUndefined();
});

test('deliveries of the same message are one event, acknowledged if one of them was', () => {
	const payload = '<xml><MsgType>text</MsgType><MsgId>1</MsgId></xml>';
	const report = (accepted: boolean, at: number) => ({
		url: '',
		event: 'msg_text',
		accepted,
		attempts: [{ at, milliseconds: 10 }],
		payload,
		at,
	});
	expect(toldEvents([report(false, 100), report(true, 200)])).toEqual([
		{
			key: 'message 1',
			payload,
			acked: true,
			attempts: [
				{ from: 100, to: 110 },
				{ from: 200, to: 210 },
			],
		},
	]);
});
