import fc from 'fast-check';
import { typeEvent } from '../../../wecom/events/event';
import { redact } from '../../../wecom/events/redact';

const TICKET = {
	SuiteId: 'ww01',
	InfoType: 'suite_ticket',
	TimeStamp: '1767225600',
	SuiteTicket: '007',
};

describe('what an event is', () => {
	test.each([
		['InfoType', { SuiteId: 'ww01', InfoType: 'cancel_auth' }, 'cancel_auth', 'command'],
		[
			'InfoType of a provider',
			{ ServiceCorpId: 'ww01', InfoType: 'license_refund' },
			'license_refund',
			'system',
		],
		[
			'InfoType and ChangeType',
			{ InfoType: 'change_contact', ChangeType: 'update_tag' },
			'change_contact.update_tag',
			'command',
		],
		['Event', { MsgType: 'event', Event: 'subscribe' }, 'subscribe', 'data'],
		[
			'Event and ChangeType',
			{ MsgType: 'event', Event: 'change_contact', ChangeType: 'update_tag' },
			'change_contact.update_tag',
			'data',
		],
		['MsgType', { MsgType: 'location' }, 'message.location', 'data'],
		['Event in capitals', { MsgType: 'event', Event: 'LOCATION' }, 'LOCATION', 'data'],
		['msgtype', { msgtype: 'text' }, 'bot.text', 'bot'],
		[
			'eventtype',
			{ msgtype: 'event', event: { eventtype: 'enter_chat' } },
			'bot.enter_chat',
			'bot',
		],
		['white space around words', { InfoType: ' suite_ticket\n' }, 'suite_ticket', 'command'],
		[
			'an event of a customised app that comes as a command',
			{ InfoType: 'change_school_contact', ChangeType: 'create_deparmtment' },
			'change_school_contact.create_department',
			'command',
		],
		[
			'a ChangeType where none is documented',
			{ MsgType: 'event', Event: 'kf_account_auth_change', ChangeType: 'new' },
			'kf_account_auth_change',
			'data',
		],
	])('follows from %s', (_name, message, id, family) => {
		expect(typeEvent(message)).toMatchObject({ id, family, known: true });
	});

	test.each([
		[
			{ InfoType: 'some_new_event', ChangeType: 'some_change' },
			'some_new_event.some_change',
			'command',
		],
		[{ InfoType: 'change_contact', ChangeType: 'new' }, 'change_contact.new', 'command'],
		[{ MsgType: 'event', Event: 'new' }, 'new', 'data'],
		[{ MsgType: 'hologram' }, 'message.hologram', 'data'],
		[{ MsgType: 'event' }, 'message.event', 'data'],
		[{ msgtype: 'hologram' }, 'bot.hologram', 'bot'],
		[{ msgtype: 'event', event: 'text' }, 'bot.event', 'bot'],
		[{ Something: 'else' }, 'unknown', 'data'],
		[{ InfoType: { nested: '1' } }, 'unknown', 'data'],
		[{ InfoType: 'constructor' }, 'constructor', 'command'],
		[{ InfoType: 'two words' }, 'unknown', 'command'],
		[{ InfoType: 'new\nforged line of a log' }, 'unknown', 'command'],
		[{ MsgType: 'event', Event: '\u001b[2J\u0000' }, 'unknown', 'data'],
		[{ MsgType: 'x'.repeat(500) }, 'unknown', 'data'],
		[{ msgtype: 'event', event: { eventtype: '</xml>' } }, 'unknown', 'bot'],
	])('unknown: %j passes as %s', (message, id, family) => {
		const event = typeEvent({ ...message, Count: '1', List: ['1', '2'] });
		expect(event).toMatchObject({ id, family, known: false, occurredAt: 0 });
		expect(event.data).toMatchObject({ Count: '1', List: ['1', '2'] });
	});

	test('an unknown event has the time and the tenant of its family all the same', () => {
		expect(
			typeEvent({ SuiteId: 'dk01', InfoType: 'new', TimeStamp: '1767225600', AuthCorpId: 'wp01' }),
		).toEqual({
			id: 'new',
			known: false,
			family: 'command',
			suiteId: 'dk01',
			corpId: 'wp01',
			occurredAt: 1767225600,
			data: {
				SuiteId: 'dk01',
				InfoType: 'new',
				TimeStamp: 1767225600,
				TimeStampISO: '2026-01-01T00:00:00.000Z',
				AuthCorpId: 'wp01',
			},
		});
	});
});

test.each([
	[{ InfoType: 'change_auth', AuthCorpId: 'wp01' }, 'wp01'],
	[{ InfoType: 'open_order', PaidCorpId: 'wp02' }, 'wp02'],
	[{ InfoType: 'share_chain_change', CorpId: 'wp03' }, 'wp03'],
	[{ MsgType: 'text', ToUserName: 'wp04' }, 'wp04'],
	[{ msgtype: 'text', from: { corpid: 'wp05', userid: 'a' } }, 'wp05'],
	[{ InfoType: 'create_auth', AuthCode: 'code' }, undefined],
	[{ msgtype: 'text', from: { userid: 'a' } }, undefined],
	[{ MsgType: 'text', ToUserName: '' }, undefined],
])('the tenant of %j is %s', (message, corpId) => {
	expect(typeEvent(message).corpId).toBe(corpId);
});

describe('a field', () => {
	const member = (fields: object) =>
		typeEvent({ InfoType: 'change_contact', ChangeType: 'update_user', ...fields }).data;

	test.each([
		['an ID with leading zeros', { UserID: '007' }],
		['a number that is none', { Gender: 'female' }],
		['a number with a unit', { Status: '1 active' }],
		['more digits than a number holds', { Status: '9007199254740993' }],
		['an empty number', { Status: '' }],
		['a fraction where a whole number belongs', { Status: '1.5' }],
		['an item that does not fit', { Department: { a: '1' } }],
		['an element where text belongs', { Name: { First: 'A' } }],
		['text where an element belongs', { ExtAttr: 'text' }],
		['a repeated element that is documented once', { Name: ['A', 'B'] }],
		['an unknown one', { NewField: { a: ['1', '2'] } }],
		['white space in text', { Name: ' A ' }],
	])('that is %s stays as it came', (_name, fields) => {
		expect(member(fields)).toMatchObject(fields);
	});

	test('that fits is typed', () => {
		expect(
			member({
				UserID: 'a',
				Status: ' 1 ',
				Department: '1, 2',
				IsLeaderInDept: '1,0',
				DirectLeader: '',
				ExtAttr: '',
			}),
		).toEqual({
			InfoType: 'change_contact',
			ChangeType: 'update_user',
			UserID: 'a',
			Status: 1,
			Department: [1, 2],
			IsLeaderInDept: [true, false],
			DirectLeader: [],
			ExtAttr: {},
		});
	});

	test.each(['23.104', '-0.5', '113'])('with the number %s is one', (Latitude) => {
		const { data } = typeEvent({ MsgType: 'event', Event: 'LOCATION', Latitude });
		expect(data.Latitude).toBe(Number(Latitude));
	});

	test.each(['1234567890123456.5', '1e3', '0x10', '23,5', '.5', ''])(
		'with %j is no number',
		(Latitude) => {
			const { data } = typeEvent({ MsgType: 'event', Event: 'LOCATION', Latitude });
			expect(data.Latitude).toBe(Latitude);
		},
	);

	test('that is a list is one even where an item does not fit', () => {
		expect(member({ Department: '1,x,', IsLeaderInDept: '1,2,0' })).toMatchObject({
			Department: [1, 'x', ''],
			IsLeaderInDept: [true, '2', false],
		});
	});

	test('that may be repeated is a list also when it is not', () => {
		const one = typeEvent({
			ServiceCorpId: 'ww01',
			InfoType: 'auto_activate',
			AccountList: { Type: '1' },
		});
		expect(one.data.AccountList).toEqual([{ Type: 1 }]);
		const two = typeEvent({
			InfoType: 'auto_activate',
			AccountList: [{ Type: '1' }, { Type: 'x' }],
		});
		expect(two.data.AccountList).toEqual([{ Type: 1 }, { Type: 'x' }]);
	});

	test('that is missing is not there', () => {
		expect(Object.keys(member({}))).toEqual(['InfoType', 'ChangeType']);
	});

	test.each(['0', '-5', '1e99', '99999999999999'])('a time of %s has no ISO text', (TimeStamp) => {
		expect(typeEvent({ ...TICKET, TimeStamp }).data).not.toHaveProperty('TimeStampISO');
		expect(typeEvent({ ...TICKET, TimeStamp }).occurredAt).toBe(0);
	});
});

test('nothing that a parser can give is refused or lost', () => {
	const word = fc.constantFrom(
		'event',
		'text',
		'create_auth',
		'change_contact',
		'update_user',
		'sys_approval_change',
		'x',
	);
	const value = fc.oneof(
		word,
		fc.string(),
		fc.dictionary(fc.constantFrom('Item', 'UserId', 'a'), fc.string()),
		fc.array(fc.string()),
	);
	const name = fc.constantFrom(
		'InfoType',
		'MsgType',
		'Event',
		'ChangeType',
		'msgtype',
		'event',
		'from',
		'TimeStamp',
		'ApprovalInfo',
		'ExtAttr',
		'Department',
		'SuiteId',
		'a',
	);
	fc.assert(
		fc.property(fc.dictionary(name, value), (message) => {
			const before = JSON.stringify(message);
			const event = typeEvent(message);
			expect(JSON.stringify(message)).toBe(before);
			expect(Object.keys(event.data)).toEqual(expect.arrayContaining(Object.keys(message)));
			expect(typeof event.id).toBe('string');
		}),
		{ numRuns: 1000 },
	);
});

describe('without its secrets', () => {
	test.each([
		['a ticket', TICKET, ['SuiteTicket']],
		['an installation', { InfoType: 'create_auth', AuthCode: 'SECRET', State: 's' }, ['AuthCode']],
		['a new code', { InfoType: 'reset_permanent_code', AuthCode: 'SECRET' }, ['AuthCode']],
		['an unknown event', { InfoType: 'new', PermanentCode: 'SECRET', A: '1' }, ['PermanentCode']],
	])('%s says everything else', (_name, message, secrets) => {
		const event = typeEvent(message);
		const shown = redact(event);
		for (const name of secrets) {
			expect(event.data).toHaveProperty(name);
			expect(shown.data).not.toHaveProperty(name);
		}
		expect({ ...event, data: { ...event.data } }).toMatchObject(shown);
		expect(Object.keys(shown.data).length).toBe(Object.keys(event.data).length - secrets.length);
	});

	test('a registration keeps how long its token lives', () => {
		const event = typeEvent({
			ServiceCorpId: 'ww01',
			InfoType: 'register_corp',
			ContactSync: { AccessToken: 'SECRET', ExpiresIn: '1800' },
		});
		expect(redact(event).data.ContactSync).toEqual({ ExpiresIn: 1800 });
		expect(event.data.ContactSync).toEqual({ AccessToken: 'SECRET', ExpiresIn: 1800 });
	});

	test('what the table names is left out whatever it is called', () => {
		const event = typeEvent({ MsgType: 'text', A: [{ B: '1', C: '2' }], B: '3' });
		expect(redact(event, { secrets: ['A.B'] }).data).toEqual({
			MsgType: 'text',
			A: [{ C: '2' }],
			B: '3',
		});
	});

	test('secrets of an unknown event are found at any depth', () => {
		const event = typeEvent({
			InfoType: 'new',
			List: [{ access_token: 'SECRET', id: '1' }, { Sub: { suite_secret: 'SECRET' } }],
		});
		expect(redact(event).data.List).toEqual([{ id: '1' }, { Sub: {} }]);
	});

	test('codes that a workflow is meant to use stay', () => {
		const used = { WelcomeCode: '1', ResponseCode: '2', Token: '3', ChatKey: '4', NotifyId: '5' };
		const event = typeEvent({ MsgType: 'event', Event: 'subscribe', ...used });
		expect(redact(event).data).toMatchObject(used);
	});
});
