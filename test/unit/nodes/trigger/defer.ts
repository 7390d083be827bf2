/** A promise that is settled from outside, as n8n makes them. */
export interface Deferred<T> {
	promise: Promise<T>;
	resolve: (value: T) => void;
	reject: (error: Error) => void;
}

export function defer<T>(): Deferred<T> {
	let resolve: Deferred<T>['resolve'] = () => {};
	let reject: Deferred<T>['reject'] = () => {};
	const promise = new Promise<T>((...ends) => ([resolve, reject] = ends));
	return { promise, resolve, reject };
}
