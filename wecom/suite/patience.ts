import type { Sleep } from '../clock';
import { WeComVaultError } from '../vault/error';

/** Milliseconds between two attempts, at most: whoever comes next must not be first when the vault is back. */
const LONGEST_PAUSE = 5_000;

/**
 * Tries to keep something that exists nowhere else, again and again while the vault is busy or away.
 * @param patience Milliseconds after which it is given up.
 * @throws WeComVaultError
 */
export async function patiently<T>(
	keep: () => Promise<T>,
	sleep: Sleep,
	patience: number,
): Promise<T> {
	let waited = 0;
	for (let pause = 250; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
		try {
			return await keep();
		} catch (error) {
			const isPassing = error instanceof WeComVaultError && error.reason !== 'closed';
			if (!isPassing || waited >= patience) throw error;
			await sleep(pause);
			waited += pause;
		}
	}
}
