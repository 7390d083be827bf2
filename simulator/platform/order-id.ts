let last = 0;

/** An order number that never comes twice: letters that tell the kind, then digits. */
export function newOrderId(kind: string): string {
	last += 1;
	return `${kind}${Date.now()}${String(last).padStart(6, '0')}`;
}
