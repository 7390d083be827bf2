/**
 * The platform's "no": an errcode with an optional text of its own. Without one the text of the error-code facts
 * is used.
 */
export class Refusal extends Error {
	constructor(
		readonly errcode: number,
		readonly reason?: string,
	) {
		super(reason ?? `errcode ${errcode}`);
	}
}
