import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { createCallbackKeys, type CallbackKeys } from '../../../wecom/callback/keys';
import {
	MAXIMUM_BYTES,
	openDelivery,
	receiveDelivery,
	receiveVerification,
	REPLAY_WINDOW,
} from '../../../wecom/callback/receive';
import { onlyReceiveIds } from '../../../wecom/callback/receive-id';
import {
	CallbackRefusedError,
	refusalHint,
	refusalText,
	type RefusalReason,
} from '../../../wecom/callback/refusal';
import { sealDelivery, sealVerification } from '../../../wecom/callback/seal';
import { sign } from '../../../wecom/callback/signature';
import {
	deliver,
	keys,
	NOW,
	options,
	otherKeys,
	OTHER_SUITE,
	PAIR,
	SUITE,
	TICKET,
} from './fixture';

const genuine = deliver();
const reasonOf = (request: Parameters<typeof openDelivery>[0], changed: object = {}) => {
	const result = openDelivery(request, { ...options, ...changed });
	return result.accepted ? 'accepted' : `${result.status} ${result.reason}`;
};

/** Seals once more over whatever is in the request, as somebody who has the token could. */
function resign(encrypt: string) {
	const { timestamp, nonce } = genuine.query as Record<string, string>;
	const msg_signature = sign(PAIR.token, { timestamp, nonce, ciphertext: encrypt });
	return {
		query: { msg_signature, timestamp, nonce },
		body: Buffer.from(`<xml><Encrypt>${encrypt}</Encrypt></xml>`),
	};
}

const encrypt = /\[([A-Za-z0-9+/=]{64,})\]/.exec(genuine.body.toString())?.[1] ?? '';

test('takes a genuine delivery and tells all about it', () => {
	const request = deliver({ agentId: '7', toUserName: 'wwsomebody00000001', nonce: 'n0nce' });
	expect(openDelivery(request, options)).toEqual({
		accepted: true,
		format: 'xml',
		message: TICKET,
		hash: createHash('sha256').update(TICKET).digest('hex'),
		receiveId: SUITE,
		toUserName: 'wwsomebody00000001',
		agentId: '7',
		keyIndex: 0,
		keys: options.keys[0],
		timestamp: String(NOW),
		nonce: 'n0nce',
		event: {
			id: 'suite_ticket',
			known: true,
			family: 'command',
			suiteId: SUITE,
			occurredAt: NOW,
			data: {
				SuiteId: SUITE,
				InfoType: 'suite_ticket',
				TimeStamp: NOW,
				TimeStampISO: '2026-01-01T00:00:00.000Z',
				SuiteTicket: 'TICKET-1',
			},
		},
	});
});

test('three attempts to deliver one message have one hash, two messages have two', () => {
	const hashOf = (message: string, timestamp: number) => {
		const result = receiveDelivery(deliver({ message, timestamp }), options);
		return result.accepted && result.hash;
	};
	const hashes = [0, 5, 10].map((later) => hashOf(TICKET, NOW + later));
	expect(new Set(hashes).size).toBe(1);
	expect(hashOf(`${TICKET}\n`, NOW)).not.toBe(hashes[0]);
});

describe('the guard ladder', () => {
	const query = (changed: object) => ({ ...genuine, query: { ...genuine.query, ...changed } });
	const body = (value: Buffer | undefined) => ({ ...genuine, body: value });
	const SIGNATURE = String(genuine.query.msg_signature);

	test.each<[string, Parameters<typeof openDelivery>[0], string]>([
		['no query at all', { ...genuine, query: {} }, '400 query_missing'],
		['no signature', query({ msg_signature: undefined }), '400 query_missing'],
		['an empty nonce', query({ nonce: '' }), '400 query_missing'],
		['a repeated nonce', query({ nonce: ['1', '1'] }), '400 query_repeated'],
		['a nested timestamp', query({ timestamp: { a: '1' } }), '400 query_repeated'],
		['a number for text', query({ timestamp: NOW }), '400 query_repeated'],
		['a long nonce', query({ nonce: '1'.repeat(129) }), '400 query_malformed'],
		['a long signature', query({ msg_signature: 'a'.repeat(1000) }), '400 query_malformed'],
		['a timestamp with letters behind', query({ timestamp: '123abc' }), '400 query_malformed'],
		['a timestamp below zero', query({ timestamp: '-1' }), '400 query_malformed'],
		['no body', body(undefined), '400 body_missing'],
		['an empty body', body(Buffer.alloc(0)), '400 body_missing'],
		[
			'a body of one byte too many',
			body(Buffer.alloc(MAXIMUM_BYTES + 1, 0x20)),
			'413 body_too_large',
		],
		['a body of text', body(Buffer.from('hello')), '400 envelope_malformed'],
		[
			'an envelope without Encrypt',
			body(Buffer.from('<xml><A>1</A></xml>')),
			'400 encrypt_missing',
		],
		[
			'an Encrypt that is no base64',
			body(Buffer.from('<xml><Encrypt>a b</Encrypt></xml>')),
			'400 encrypt_malformed',
		],
		['an Encrypt that is cut off', resign(encrypt.slice(0, -4)), '400 encrypt_malformed'],
		['another signature', query({ msg_signature: '0'.repeat(40) }), '401 signature'],
		['a signature in capitals', query({ msg_signature: SIGNATURE.toUpperCase() }), '401 signature'],
		['another nonce', query({ nonce: '1' }), '401 signature'],
		['another timestamp', query({ timestamp: String(NOW + 1) }), '401 signature'],
		[
			'the signature of another token',
			deliver({ keys: { ...copy(keys), token: 'othertoken' } }),
			'401 signature',
		],
		[
			'a message under another key',
			deliver({ keys: { ...copy(otherKeys), token: PAIR.token } }),
			'401 padding',
		],
		['a message for another suite', deliver({ receiveId: OTHER_SUITE }), '401 receive_id'],
		[
			'a message of another suite',
			deliver({ message: TICKET.replace(SUITE, OTHER_SUITE) }),
			'401 wrong_suite',
		],
		['a message that is no XML', deliver({ message: 'hello' }), '401 message_malformed'],
		[
			'a message with a document type',
			deliver({ message: `<!DOCTYPE xml>${TICKET}` }),
			'401 message_malformed',
		],
	])('%s', (_name, request, expected) => {
		expect(reasonOf(request)).toBe(expected);
	});

	test('names from a prototype are no query values', () => {
		const inherited = Object.create(genuine.query) as Record<string, unknown>;
		expect(reasonOf({ ...genuine, query: inherited })).toBe('400 query_missing');
	});

	test('lists all that is missing at once', () => {
		expect(openDelivery({ query: { nonce: '1' }, body: genuine.body }, options)).toMatchObject({
			detail: 'the URL has no msg_signature, timestamp',
		});
	});

	test('a body may be smaller than the limit by nothing', () => {
		const filling = `<A>${' '.repeat(MAXIMUM_BYTES - genuine.body.length - 7)}</A></xml>`;
		const large = Buffer.from(genuine.body.toString().replace('</xml>', filling));
		expect(large).toHaveLength(MAXIMUM_BYTES);
		expect(reasonOf({ ...genuine, body: large })).toBe('accepted');
		expect(reasonOf({ ...genuine, body: large }, { maximumBytes: MAXIMUM_BYTES - 1 })).toBe(
			'413 body_too_large',
		);
	});
});

function copy({ token, key, iv }: CallbackKeys): CallbackKeys {
	return { token, key, iv };
}

describe('the replay window', () => {
	const at = (age: number, replayWindow?: number | false) =>
		reasonOf(deliver({ timestamp: NOW - age }), { replayWindow });

	test('is an hour both ways unless told otherwise', () => {
		expect([at(REPLAY_WINDOW), at(-REPLAY_WINDOW)]).toEqual(['accepted', 'accepted']);
		expect([at(REPLAY_WINDOW + 1), at(-REPLAY_WINDOW - 1)]).toEqual(['401 stale', '401 stale']);
		expect([at(301, 300), at(-301, 300), at(300, 300)]).toEqual([
			'401 stale',
			'401 stale',
			'accepted',
		]);
		expect([at(1, 0), at(0, 0)]).toEqual(['401 stale', 'accepted']);
		expect([at(NOW - 1, false), at(-NOW, false)]).toEqual(['accepted', 'accepted']);
	});

	test('says which way the clock is wrong', () => {
		const detail = (age: number) => openDelivery(deliver({ timestamp: NOW - age }), options);
		expect(detail(4000)).toMatchObject({ detail: 'the timestamp is 4000 s too old' });
		expect(detail(-4000)).toMatchObject({ detail: 'the timestamp is 4000 s too new' });
	});

	test('is part of the signature', () => {
		const old = deliver({ timestamp: NOW - 4000 });
		const fresh = { ...old, query: { ...old.query, timestamp: String(NOW) } };
		expect(reasonOf(fresh)).toBe('401 signature');
	});
});

describe('two key pairs', () => {
	const both = { keys: [keys, otherKeys] };

	test('either opens, and the result says which', () => {
		expect(openDelivery(deliver(), { ...options, ...both })).toMatchObject({ keyIndex: 0 });
		expect(openDelivery(deliver({ keys: otherKeys }), { ...options, ...both })).toMatchObject({
			accepted: true,
			keyIndex: 1,
		});
		expect(reasonOf(deliver({ keys: otherKeys }))).toBe('401 signature');
	});

	test('they may share the token or the key', () => {
		const sameToken = { ...copy(otherKeys), token: keys.token };
		const sameKey = { ...copy(keys), token: otherKeys.token };
		for (const second of [sameToken, sameKey]) {
			for (const by of [keys, second]) {
				expect(reasonOf(deliver({ keys: by }), { keys: [keys, second] })).toBe('accepted');
			}
		}
	});

	test('are not mixed: the token of one does not vouch for the key of the other', () => {
		const mixed = { ...copy(otherKeys), token: keys.token };
		expect(reasonOf(deliver({ keys: mixed }), both)).toBe('401 padding');
	});

	test('none at all opens nothing', () => {
		expect(reasonOf(genuine, { keys: [] })).toBe('401 signature');
	});
});

describe('the keys of tenants', () => {
	const third = createCallbackKeys({ token: 'third', encodingAesKey: 'x'.repeat(43) });
	const tenants = [
		{ corpId: 'a', keys: [otherKeys, third], receiveIds: onlyReceiveIds('for a') },
		{ corpId: 'b', keys: [otherKeys], receiveIds: onlyReceiveIds('for b') },
	];
	const open = (sealing: Parameters<typeof deliver>[0], company?: string) =>
		openDelivery(deliver({ ...(company ? { message: of(company) } : {}), ...sealing }), {
			...options,
			tenants,
		});
	const of = (company: string) =>
		`<xml><ToUserName>${company}</ToUserName><MsgType>text</MsgType></xml>`;

	test('open what is theirs, and the result says whose and which', () => {
		expect(open({ keys: otherKeys, receiveId: 'for a' }, 'a')).toMatchObject({
			tenant: 'a',
			keyIndex: 0,
		});
		expect(open({ keys: third, receiveId: 'for a' }, 'a')).toMatchObject({
			tenant: 'a',
			keyIndex: 1,
		});
		// Two that have the same pair are told apart by whom a message was sealed for.
		expect(open({ keys: otherKeys, receiveId: 'for b' }, 'b')).toMatchObject({
			tenant: 'b',
			keyIndex: 0,
		});
	});

	test('seal the reply to what they open', () => {
		for (const [sealing, pair, company] of [
			[{ keys: third, receiveId: 'for a' }, third, 'a'],
			[{ keys: otherKeys, receiveId: 'for b' }, otherKeys, 'b'],
			[{}, keys, undefined],
		] as const) {
			const opened = open(sealing, company);
			expect(opened.accepted && opened.keys).toBe(pair);
		}
	});

	test('open nothing that was sealed for another, nor what the others might', () => {
		for (const [by, receiveId] of [
			[third, 'for b'],
			[third, SUITE],
			[keys, 'for a'],
		] as const) {
			expect(open({ keys: by, receiveId })).toMatchObject({ status: 401, reason: 'receive_id' });
		}
	});

	test('open no event of another company, nor one of none, whatever the rule says', () => {
		const rings = tenants.map((ring) => ({ ...ring, receiveIds: onlyReceiveIds('for a') }));
		for (const message of [
			of('b'),
			of(''),
			TICKET,
			`<xml><InfoType> </InfoType><AuthCorpId>a</AuthCorpId>${of('b').slice('<xml>'.length)}`,
		]) {
			const request = deliver({ keys: third, receiveId: 'for a', message });
			expect(openDelivery(request, { ...options, tenants: rings })).toMatchObject({
				status: 401,
				reason: 'wrong_tenant',
			});
		}
	});

	test('leave to the rule of the ring that opened a message whether it is for it', () => {
		const asked: string[] = [];
		const rule = (name: string) => ({
			allows: () => true,
			disowns: () => (asked.push(name), 'wrong_tenant' as const),
		});
		const rings = tenants.map((ring) => ({ ...ring, receiveIds: rule(ring.corpId) }));
		const opened = openDelivery(deliver({ keys: third }), { ...options, tenants: rings });
		expect(opened).toMatchObject({ status: 401, reason: 'wrong_tenant' });
		expect(asked).toEqual(['a']);
	});

	test('verify a URL too', () => {
		const { query } = sealVerification({
			keys: third,
			receiveId: 'for a',
			timestamp: NOW,
			echo: '1',
		});
		expect(receiveVerification({ query }, options)).toMatchObject({ reason: 'signature' });
		expect(receiveVerification({ query }, { ...options, tenants })).toEqual({
			accepted: true,
			echo: '1',
			receiveId: 'for a',
			tenant: 'a',
			keyIndex: 1,
		});
	});
});

describe('every cryptographic failure', () => {
	const failures = {
		signature: { ...genuine, query: { ...genuine.query, msg_signature: 'f'.repeat(40) } },
		stale: deliver({ timestamp: NOW - 4000 }),
		padding: deliver({ keys: { ...copy(otherKeys), token: PAIR.token } }),
		receive_id: deliver({ receiveId: 'somebody' }),
		wrong_suite: deliver({ message: TICKET.replace(SUITE, OTHER_SUITE) }),
	};

	test('has the same answer', () => {
		const answers = Object.entries(failures).map(([reason, request]) => {
			const result = openDelivery(request, options);
			if (result.accepted) throw new Error('accepted');
			expect(result.reason).toBe(reason);
			return `${result.status} ${refusalText(result.status)}`;
		});
		expect(new Set(answers)).toEqual(new Set(['401 Unauthorized']));
	});

	test('costs the same steps, for every key pair', () => {
		const uses = (request: Parameters<typeof openDelivery>[0]) => {
			const used: string[] = [];
			const watch = (pair: CallbackKeys, name: string): CallbackKeys => ({
				get token() {
					used.push(`${name}.token`);
					return pair.token;
				},
				get key() {
					used.push(`${name}.key`);
					return pair.key;
				},
				iv: pair.iv,
			});
			openDelivery(request, {
				...options,
				keys: [watch(keys, 'first'), watch(otherKeys, 'second')],
				tenants: [
					{
						corpId: 'a',
						keys: [watch(otherKeys, 'third')],
						receiveIds: onlyReceiveIds(SUITE),
					},
				],
			});
			return used;
		};
		const steps = ['first', 'second', 'third'].flatMap((name) => [`${name}.token`, `${name}.key`]);
		for (const request of [...Object.values(failures), genuine, deliver({ keys: otherKeys })]) {
			expect(uses(request)).toEqual(steps);
		}
	});
});

describe('a refusal', () => {
	test('tells the log what to do, without what was sent', () => {
		const result = receiveDelivery(
			{ ...genuine, query: { ...genuine.query, nonce: 'PLANTED' } },
			options,
		);
		if (result.accepted) throw new Error('accepted');
		const error = new CallbackRefusedError(result);
		expect(error.code).toBe('wecom_callback_refused');
		expect(error.hint).toContain('Token');
		expect(JSON.stringify([result, error.message, error.hint])).not.toMatch(
			/PLANTED|wecomtoken|TICKET-1/,
		);
	});

	test('has a hint for every reason', () => {
		const reasons: RefusalReason[] = [
			'query_missing',
			'stale',
			'padding',
			'receive_id',
			'wrong_suite',
		];
		for (const reason of reasons) expect(refusalHint(reason).length).toBeGreaterThan(20);
	});
});

describe('a verification', () => {
	const sealed = sealVerification({
		keys,
		receiveId: SUITE,
		timestamp: NOW,
		echo: '94966531020182955848408',
	});

	test('is echoed byte for byte', () => {
		for (const echo of ['94966531020182955848408', ' 1\n', '中文', '007']) {
			const { query } = sealVerification({ keys, receiveId: SUITE, timestamp: NOW, echo });
			expect(receiveVerification({ query }, options)).toEqual({
				accepted: true,
				echo,
				receiveId: SUITE,
				keyIndex: 0,
			});
		}
	});

	test('survives a proxy that turns "+" into a blank', () => {
		const seal = (byte: number) =>
			sealVerification({
				keys,
				receiveId: SUITE,
				timestamp: NOW,
				echo: '1',
				random: Buffer.alloc(16, byte),
			}).query;
		const query = Array.from({ length: 99 }, (_value, byte) => seal(byte)).find(({ echostr }) =>
			echostr.includes('+'),
		);
		if (!query) throw new Error('no ciphertext with a "+"');
		const broken = { ...query, echostr: query.echostr.replaceAll('+', ' ') };
		expect(receiveVerification({ query: broken }, options)).toMatchObject({
			accepted: true,
			echo: '1',
		});
	});

	test.each([
		['no echostr', { echostr: undefined }, '400 query_missing'],
		['a repeated echostr', { echostr: ['a', 'b'] }, '400 query_repeated'],
		['a long echostr', { echostr: 'A'.repeat(8192) }, '400 query_malformed'],
		['an echostr that is no base64', { echostr: '%%%%' }, '400 encrypt_malformed'],
		['another nonce', { nonce: '1' }, '401 signature'],
		['another time', { timestamp: String(NOW - 4000) }, '401 signature'],
	])('with %s is refused', (_name, changed, expected) => {
		const result = receiveVerification({ query: { ...sealed.query, ...changed } }, options);
		expect(result.accepted ? 'accepted' : `${result.status} ${result.reason}`).toBe(expected);
	});

	test('of long ago is refused', () => {
		const { query } = sealVerification({
			keys,
			receiveId: SUITE,
			timestamp: NOW - 4000,
			echo: '1',
		});
		expect(receiveVerification({ query }, options)).toMatchObject({ status: 401, reason: 'stale' });
	});
});

describe('whatever is sent', () => {
	test('one changed byte never opens', () => {
		const text = genuine.body.toString();
		const start = text.indexOf(encrypt);
		fc.assert(
			fc.property(fc.nat(encrypt.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
				const body = Buffer.from(genuine.body);
				body[start + index] ^= change;
				expect(openDelivery({ ...genuine, body }, options).accepted).toBe(false);
			}),
			{ numRuns: 500 },
		);
	});

	test('a changed ciphertext that is signed again is never taken for one of somebody else', () => {
		// AES-CBC does not prevent changes, the signature does. Who has the token but not the key learns nothing more.
		const bytes = Buffer.from(encrypt, 'base64');
		fc.assert(
			fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
				const changed = Buffer.from(bytes);
				changed[index] ^= change;
				const result = openDelivery(resign(changed.toString('base64')), options);
				if (result.accepted) expect(result.receiveId).toBe(SUITE);
				else expect(result.status).toBe(401);
			}),
			{ numRuns: 500 },
		);
	});

	test('nothing is thrown and nothing is taken', () => {
		const anything = fc.record({
			query: fc.oneof(
				fc.dictionary(fc.string(), fc.anything()),
				fc.record({
					msg_signature: fc.anything(),
					timestamp: fc.anything(),
					nonce: fc.anything(),
					echostr: fc.anything(),
				}),
				fc.constant(genuine.query),
			),
			body: fc.option(
				fc.oneof(
					fc.uint8Array({ maxLength: 400 }),
					fc.string().map((text) => Buffer.from(`<xml>${text}</xml>`)),
				),
				{
					nil: undefined,
				},
			),
		});
		fc.assert(
			fc.property(anything, ({ query, body }) => {
				const request = { query, body: body && Buffer.from(body) };
				expect(openDelivery(request, options).accepted).toBe(false);
				expect(receiveVerification(request, options).accepted).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});

	test('any message comes out as it was put in', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.constantFrom('xml', 'json'),
				(message, format) => {
					const { query, body } = sealDelivery({
						keys,
						receiveId: SUITE,
						timestamp: NOW,
						message,
						format,
					});
					expect(receiveDelivery({ query, body: Buffer.from(body) }, options)).toMatchObject({
						accepted: true,
						message,
						format,
					});
				},
			),
		);
	});
});

describe('bodies that try to be expensive', () => {
	const MEGABYTE = 1024 * 1024;
	const shapes: [string, string][] = [
		['of letters', 'a'],
		['of tags that are not closed', '<a>'],
		['of open quotes', '<a b="'],
		['of CDATA beginnings', '<![CDATA['],
		['of entities', '&amp;'],
		['of white space', ' '],
		['of JSON arrays', '{"a":['],
		['of brackets', '<xml><a><![CDATA[]]'],
		['of declarations', '<!DOCTYPE a [<!ENTITY b "c">'],
	];

	// The bound is generous: it is to catch what grows with the square of the size, which would take minutes.
	test.each(shapes)('%s are refused soon', (_name, piece) => {
		const start = Date.now();
		for (const size of [MEGABYTE, 16 * MEGABYTE]) {
			const body = Buffer.alloc(size, piece);
			expect(openDelivery({ ...genuine, body }, options).accepted).toBe(false);
			const inside = Buffer.concat([
				Buffer.from('<xml><Encrypt>'),
				body.subarray(0, MEGABYTE - 14),
			]);
			expect(openDelivery({ ...genuine, body: inside }, options).accepted).toBe(false);
		}
		const message = `<xml><a>${piece.repeat(Math.floor((500 * 1024) / piece.length))}</a></xml>`;
		expect(openDelivery(deliver({ message }), options)).toBeDefined();
		expect(Date.now() - start).toBeLessThan(10_000);
	});
});
