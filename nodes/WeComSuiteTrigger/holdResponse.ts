import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** A response that n8n can no longer write on. */
export interface HeldResponse {
	/** Whether whoever called still waits for an answer. */
	isOpen(): boolean;
	/** Answers in n8n's place. */
	answer(status: number, type: string, text: string): void;
}

/**
 * Keeps what n8n answers from the wire, whenever it comes, and tells it: n8n itself would throw, and break the connection,
 * when it writes on a response that has ended.
 * @param take Gets the status and the body of n8n's answer, each time it ends one; the body is text, an object, or nothing
 */
export function holdResponse(
	response: Response,
	take: (status: number, body: unknown) => void,
): HeldResponse {
	const { send, json, end, write, setHeader } = response;
	const taking = (body?: unknown) => {
		take(response.statusCode, body);
		return response;
	};
	const hold = () =>
		Object.assign(response, {
			send: taking,
			json: taking,
			end: taking,
			write: () => true,
			setHeader: () => response,
		});
	hold();
	return {
		isOpen: () => !response.writableEnded && !response.destroyed,
		answer(status, type, text) {
			Object.assign(response, { send, json, end, write, setHeader });
			response.status(status).type(type).send(text);
			hold();
		},
	};
}
