/** The present time in milliseconds since 1970; injected wherever time decides something. */
export type Clock = () => number;

/** Waits; injected beside the clock so that tests need not. Rejects with the signal's reason when aborted. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;
