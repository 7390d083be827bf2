import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Answers at once with plain text. n8n stores nothing and adds nothing. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	text: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}

/**
 * Tells once whether n8n has stored the execution: it ends the response with 200 after it has, with 500 when it could
 * not. The events `finish` and `close` do not tell, because WeCom may have hung up before.
 */
export function onStored(context: IWebhookFunctions, tell: (stored: boolean) => void): void {
	const response = context.getResponseObject();
	const end = response.end.bind(response) as (...parts: unknown[]) => typeof response;
	let told = false;
	response.end = (...parts: unknown[]) => {
		if (!told) {
			told = true;
			tell(response.statusCode === 200);
		}
		return end(...parts);
	};
}
