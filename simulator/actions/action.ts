import type { z } from 'zod';

/**
 * A thing people do to the platform: checked input, then the deed. Called from TypeScript with the input's type, and
 * from the command line and the console with whatever they sent.
 */
export function action<Input extends z.ZodType, Result>(
	input: Input,
	run: (checked: z.output<Input>) => Result | Promise<Result>,
) {
	const call = async (...[given]: Given<z.input<Input>>): Promise<Result> =>
		await run(input.parse(given));
	return Object.assign(call, {
		/** @throws ZodError for input of the wrong shape */
		withUnknown: async (given: unknown): Promise<unknown> => await run(input.parse(given)),
	});
}

/** Input that may be undefined may be left out. */
type Given<Input> = undefined extends Input ? [input?: Input] : [input: Input];

/** An action whose input is not known before it runs. */
export interface AnyAction {
	withUnknown: (given: unknown) => Promise<unknown>;
}

/** `push-ticket` for `pushTicket`: names in addresses and on the command line. */
export function kebab(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
