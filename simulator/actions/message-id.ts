let last = 7_500_000_000_000_000_000n;

/** Message ids are 64-bit numbers, too large for a JavaScript number, and never come twice. */
export function newMessageId(): string {
	last += BigInt(Date.now() % 1000) + 1n;
	return String(last);
}
