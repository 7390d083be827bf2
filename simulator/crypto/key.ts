/**
 * The AES-256 key that an EncodingAESKey stands for: 43 characters are 32 bytes of base64 without its padding.
 * The last character may carry non-zero low bits, so decoding is lenient.
 * @throws RangeError when the text does not give 32 bytes
 */
export function keyOf(encodingAesKey: string): Buffer {
	const key = Buffer.from(`${encodingAesKey}=`, 'base64');
	if (encodingAesKey.length !== 43 || key.length !== 32) {
		throw new RangeError('an EncodingAESKey has 43 letters and digits');
	}
	return key;
}
