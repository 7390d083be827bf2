/**
 * Milliseconds of processor that a piece of work takes, the least of some attempts, and what came of the first: what other
 * programs do to this machine counts for nothing, and what this one collects and compiles besides only once.
 * @param enough No further attempt once it is below this.
 */
export async function effortOf<Result>(
	work: () => Promise<Result>,
	{ attempts, enough }: { attempts: number; enough: number },
): Promise<{ result: Result; milliseconds: number }> {
	let least = Infinity;
	let first: { result: Result } | undefined;
	for (let attempt = 0; attempt < attempts && least > enough; attempt += 1) {
		const before = process.cpuUsage();
		const result = await work();
		const { user, system } = process.cpuUsage(before);
		least = Math.min(least, (user + system) / 1000);
		first ??= { result };
	}
	if (!first) throw new RangeError('attempts must be at least 1');
	return { ...first, milliseconds: least };
}
