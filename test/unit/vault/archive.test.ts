import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';

import fc from 'fast-check';

import { ArchiveOpener, sealArchive } from '../../../wecom/vault/archive';
import { WeComVaultFileError, type ArchiveFault } from '../../../wecom/vault/archive-error';

const PASSPHRASE = 'stapler horse umbrella 示例 9';
/** Cheap, since nothing here is worth guessing. */
const COST = { logN: 10, r: 8, p: 1 };
const PIECE = 65_536 + 16;

async function* inChunks(bytes: Buffer, size: number) {
	for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
	const all: Buffer[] = [];
	for await (const bytes of source) all.push(bytes);
	return Buffer.concat(all);
}

const make = async (content: Buffer, chunk = 40_000, salt = randomBytes(16)) =>
	await collect(
		sealArchive(inChunks(content, chunk), { passphrase: PASSPHRASE, cost: COST, salt }),
	);

/** One opener for all: it remembers the keys. */
const opener = new ArchiveOpener(PASSPHRASE);
const open = async (archive: Buffer, chunk = 50_000, by = opener) =>
	await collect(by.open(inChunks(archive, chunk)));

/** Why it is refused; `undefined` if it opens. */
async function refusal(archive: Buffer, by = opener): Promise<ArchiveFault | undefined> {
	try {
		await open(archive, 100_000, by);
		return undefined;
	} catch (error) {
		if (!(error instanceof WeComVaultFileError)) throw error;
		expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(PASSPHRASE);
		expect(error.hint).not.toBe('');
		return error.reason;
	}
}

function split(archive: Buffer): { line: Buffer; pieces: Buffer[] } {
	const end = archive.indexOf(10) + 1;
	const pieces: Buffer[] = [];
	for (let from = end; from < archive.length; from += PIECE) {
		pieces.push(archive.subarray(from, from + PIECE));
	}
	return { line: archive.subarray(0, end), pieces };
}

describe('an archive', () => {
	it('of the known format opens and is made again', async () => {
		// Made by another implementation of scrypt, HKDF and AES-GCM (Python's `cryptography`): what is exported today must
		// open for ever. The last letter was written with its accent as one character.
		const passphrase = '密码 correct horse é';
		const line =
			'wecom-suite-vault/1 scrypt 10 8 1 AAECAwQFBgcICQoLDA0ODw x2dTPlsc23uFGesOIIcvAEr9rqxSz7pZMQjs-oY_IRw\n';
		const piece = Buffer.from('Je3hVS7UDwyEbOpvMIicNYlglDI45nHaBnp6pmf5OTSl6zx1P4dW', 'base64url');
		const archive = Buffer.concat([Buffer.from(line), piece]);
		const content = Buffer.from('["vault",{"schema":4}]\n');
		for (const typed of [passphrase, passphrase.normalize('NFD')]) {
			expect(await open(archive, 7, new ArchiveOpener(typed))).toEqual(content);
		}
		const salt = Buffer.from(Array.from({ length: 16 }, (_, n) => n));
		const made = sealArchive(inChunks(content, 3), { passphrase, cost: COST, salt });
		expect(await collect(made)).toEqual(archive);
	});

	it('opens to what was sealed, in whatever portions it comes', async () => {
		const sizes = fc.oneof(
			fc.nat(200_000),
			fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072, 131_073),
		);
		const portions = fc.integer({ min: 1_000, max: 200_000 });
		await fc.assert(
			fc.asyncProperty(sizes, portions, portions, async (size, written, read) => {
				const content = randomBytes(size);
				const archive = await make(content, written);
				expect((await open(archive, read)).equals(content)).toBe(true);
			}),
			{ numRuns: 40 },
		);
	});

	it('holds nothing of its content or passphrase in clear', async () => {
		const archive = (await make(Buffer.from('permanent-code-0815'.repeat(9_000)))).toString(
			'latin1',
		);
		expect(archive).not.toContain('permanent-code');
		expect(archive).not.toContain(PASSPHRASE);
	});

	it('shares no key with another of the same passphrase', async () => {
		const [one, other] = [await make(randomBytes(150_000)), await make(randomBytes(150_000))];
		const { line } = split(one);
		expect(await refusal(Buffer.concat([line, ...split(other).pieces]))).toBe('damaged');
		const mixed = [split(one).pieces[0], split(other).pieces[1], split(one).pieces[2]];
		expect(await refusal(Buffer.concat([line, ...mixed]))).toBe('damaged');
	});

	it('is refused when it is cut off, wherever that is', async () => {
		const small = await make(Buffer.from('0123456789'.repeat(6)));
		for (let length = 0; length < small.length; length += 1) {
			const fault = await refusal(small.subarray(0, length));
			expect(['cut_off', 'damaged', 'foreign']).toContain(fault);
		}
		const large = await make(randomBytes(65_536 * 2 + 500));
		const { line } = split(large);
		// Where a piece ends, nothing but what is missing tells.
		for (const pieces of [0, 1, 2]) {
			expect(await refusal(large.subarray(0, line.length + pieces * PIECE))).toBe('cut_off');
		}
		await fc.assert(
			fc.asyncProperty(fc.nat(large.length - 1), async (length) => {
				expect(await refusal(large.subarray(0, length))).toMatch(/^(cut_off|damaged|foreign)$/);
			}),
			{ numRuns: 100 },
		);
	});

	it('is refused when a single bit of it is another', async () => {
		const flip = (archive: Buffer, bit: number) => {
			const changed = Buffer.from(archive);
			changed[bit >> 3] ^= 1 << (bit & 7);
			return changed;
		};
		const small = await make(Buffer.from('{}'));
		for (let bit = 0; bit < small.length * 8; bit += 1) {
			expect(await refusal(flip(small, bit))).toBeDefined();
		}
		const large = await make(randomBytes(65_536 * 2 + 500));
		await fc.assert(
			fc.asyncProperty(fc.nat(large.length * 8 - 1), async (bit) => {
				expect(await refusal(flip(large, bit))).toBeDefined();
			}),
			{ numRuns: 100 },
		);
	}, 60_000);

	it('is refused when its pieces are exchanged, repeated, left out or added', async () => {
		const { line, pieces } = split(await make(randomBytes(65_536 * 4)));
		expect(pieces).toHaveLength(4);
		const orders = fc
			.array(fc.nat(3), { maxLength: 6 })
			.filter((order) => order.join() !== '0,1,2,3');
		await fc.assert(
			fc.asyncProperty(orders, async (order) => {
				const archive = Buffer.concat([line, ...order.map((n) => pieces[n])]);
				expect(await refusal(archive)).toMatch(/^(cut_off|damaged)$/);
			}),
			{ numRuns: 200 },
		);
		const longer = Buffer.concat([line, ...pieces, Buffer.from('x')]);
		expect(await refusal(longer)).toBe('damaged');
	});

	it('is refused with another passphrase, which is not taken for damage', async () => {
		const archive = await make(Buffer.from('{}'));
		for (const other of [`${PASSPHRASE} `, PASSPHRASE.toUpperCase(), '']) {
			expect(await refusal(archive, new ArchiveOpener(other))).toBe('passphrase');
		}
	});

	it('is told from other files, and from those of a version to come', async () => {
		for (const other of ['', 'SQLite format 3\0', '{"a":1}\n', '\n', 'x'.repeat(1_000)]) {
			expect(await refusal(Buffer.from(other))).toBe('foreign');
		}
		const later = (await make(Buffer.from('{}'))).toString('latin1').replace('vault/1', 'vault/2');
		expect(await refusal(Buffer.from(later, 'latin1'))).toBe('newer');
	});

	it('cannot ask for all memory before it has proved anything', async () => {
		const archive = (await make(Buffer.from('{}'))).toString('latin1');
		for (const cost of ['21 8 1', '9 8 1', '10 9 1', '10 8 5', '10 8 0']) {
			const greedy = archive.replace('scrypt 10 8 1', `scrypt ${cost}`);
			expect(await refusal(Buffer.from(greedy, 'latin1'))).toBe('damaged');
		}
	});

	it('gives a piece only after it has proved genuine', async () => {
		const archive = await make(Buffer.alloc(65_536 * 2, 'a'));
		archive[archive.length - 20] ^= 1;
		const given: Buffer[] = [];
		const read = async () => {
			for await (const bytes of opener.open(inChunks(archive, 9_999))) given.push(bytes);
		};
		await expect(read()).rejects.toMatchObject({ reason: 'damaged' });
		expect(Buffer.concat(given)).toHaveLength(65_536);
	});
});
