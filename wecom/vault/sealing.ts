import {
	createCipheriv,
	createDecipheriv,
	createSecretKey,
	hkdfSync,
	randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { WeComVaultError } from './error';

/**
 * A sealed value is the text `v1.<fingerprint>.<iv>.<data>`: AES-256-GCM with a random `iv` of 12 bytes, `data` being the
 * ciphertext and its tag of 16 bytes, both base64url. The place of the value is authenticated with it, so that a value
 * that was copied to another row or column does not open.
 */
const FORMAT = 'v1';
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

const SALT = 'n8n-nodes-wecom-suite vault';
const KEY_INFO = 'sealing key v1';
const FINGERPRINT_INFO = 'key fingerprint v1';

/** Where a sealed value belongs. */
export interface Place {
	table: string;
	column: string;
	/** Primary key of the row. */
	row: readonly string[];
}

export interface SealingKey {
	readonly key: KeyObject;
	/** Names the key without telling anything of it: 16 hex digits. */
	readonly fingerprint: string;
}

/**
 * Key and fingerprint by HKDF-SHA256 from the secret's UTF-8 bytes, with one salt and an `info` each, so that neither
 * tells of the other.
 * @throws WeComVaultError `wrong_key` when the secret is empty
 */
export function deriveKey(secret: string): SealingKey {
	if (secret === '') {
		throw new WeComVaultError(
			'wrong_key',
			'There is no key to seal the vault with: the instance key of n8n is empty',
			'Set N8N_ENCRYPTION_KEY, or let n8n write a key into the config file of its user folder, and start it again.',
		);
	}
	return {
		key: createSecretKey(Buffer.from(hkdfSync('sha256', secret, SALT, KEY_INFO, 32))),
		fingerprint: Buffer.from(hkdfSync('sha256', secret, SALT, FINGERPRINT_INFO, 8)).toString('hex'),
	};
}

/** Seals a text for its place. `iv` must never be used twice with one key. */
export function seal(
	{ key, fingerprint }: SealingKey,
	place: Place,
	text: string,
	iv: Buffer = randomBytes(IV_LENGTH),
): string {
	const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_LENGTH });
	cipher.setAAD(bind(place));
	const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
	return [FORMAT, fingerprint, iv.toString('base64url'), data.toString('base64url')].join('.');
}

/**
 * Opens what was sealed for this place.
 * @throws WeComVaultError `wrong_key` when another key sealed it, `sealed_value` when it is damaged or from another place
 */
export function unseal({ key, fingerprint }: SealingKey, place: Place, sealed: string): string {
	const [version, sealedBy, ivText, dataText, ...rest] = sealed.split('.');
	if (version !== FORMAT || dataText === undefined || rest.length > 0) {
		throw notOpened(place, 'it has a form that this version does not know');
	}
	if (sealedBy !== fingerprint) {
		throw new WeComVaultError(
			'wrong_key',
			`${name(place)} was sealed with another key than that of this n8n, ${fingerprint}${nameKey(sealedBy)}`,
			'Start n8n with the key that the vault was made with.',
		);
	}
	const iv = Buffer.from(ivText, 'base64url');
	const data = Buffer.from(dataText, 'base64url');
	if (iv.length !== IV_LENGTH || data.length < TAG_LENGTH) throw notOpened(place, 'it is cut off');
	const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_LENGTH });
	decipher.setAAD(bind(place));
	decipher.setAuthTag(data.subarray(-TAG_LENGTH));
	try {
		return (
			decipher.update(data.subarray(0, -TAG_LENGTH), undefined, 'utf8') + decipher.final('utf8')
		);
	} catch (error) {
		throw notOpened(place, 'it was changed, or belongs to another row', error);
	}
}

/** JSON, because joined texts could be cut in more than one way. */
function bind({ table, column, row }: Place): Buffer {
	return Buffer.from(JSON.stringify([FORMAT, table, column, ...row]));
}

function name({ table, column, row }: Place): string {
	return `The sealed ${table}.${column} of ${row.filter((part) => part !== '').join(', ')}`;
}

/** Only what has the form of a fingerprint is shown: what is stored may be anything. */
function nameKey(fingerprint: string): string {
	return /^[0-9a-f]{16}$/.test(fingerprint) ? `: with ${fingerprint}` : '';
}

function notOpened(place: Place, reason: string, cause?: unknown): WeComVaultError {
	return new WeComVaultError(
		'sealed_value',
		`${name(place)} does not open: ${reason}`,
		'Restore the vault from a backup, or remove this entry and let WeCom send or grant it anew.',
		{ cause },
	);
}
