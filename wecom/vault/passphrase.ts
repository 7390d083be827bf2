import { scrypt } from 'node:crypto';

import { WeComConfigurationError } from '../error';

/** What a passphrase needs. */
export const PASSPHRASE_RULE =
	'at least 16 characters, of which at least 8 are different, such as five words taken at random';
const SHORTEST = 16;
const FEWEST_DIFFERENT = 8;

/** Parameters of scrypt: it takes `128 * 2 ** logN * r` bytes of memory, `p` times over. */
export interface ScryptCost {
	logN: number;
	r: number;
	p: number;
}

/** 128 MiB and less than a second: the same for everybody who tries to guess, for each guess. */
export const USUAL_COST: ScryptCost = { logN: 17, r: 8, p: 1 };

/** Whether this package follows these parameters: a file must not take all memory before it has proved anything. */
export function isBearable({ logN, r, p }: ScryptCost): boolean {
	return logN >= 10 && logN <= 20 && r === 8 && p >= 1 && p <= 4;
}

/**
 * Refuses a passphrase that could be guessed.
 * @throws WeComConfigurationError that does not hold the passphrase
 */
export function checkPassphrase(passphrase: string): void {
	const characters = [...normalise(passphrase)];
	if (characters.length >= SHORTEST && new Set(characters).size >= FEWEST_DIFFERENT) return;
	throw new WeComConfigurationError(
		'passphrase',
		characters.length === 0 ? "'Passphrase' is empty" : "'Passphrase' could be guessed",
		`Use one of ${PASSPHRASE_RULE}: whoever has the file may try as often as they like`,
	);
}

/** 32 bytes from a passphrase, by scrypt. Doc: https://www.rfc-editor.org/rfc/rfc7914 */
export async function stretch(
	passphrase: string,
	salt: Buffer,
	{ logN, r, p }: ScryptCost,
): Promise<Buffer> {
	const N = 2 ** logN;
	const options = { N, r, p, maxmem: 128 * r * (N + p) + 1024 * 1024 };
	return await new Promise((resolve, reject) => {
		scrypt(normalise(passphrase), salt, 32, options, (error, key) => {
			if (error) reject(error);
			else resolve(key);
		});
	});
}

/** The same text has the same bytes on every keyboard. */
function normalise(passphrase: string): string {
	return passphrase.normalize('NFC');
}
