import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { kebab, type AnyAction } from '../actions/action';
import type { Actions } from '../actions/actions';
import { NotPossible } from '../callbacks/post-office';
import { Refusal } from '../platform/refusal';
import { readBody } from './body';

const MOST_BYTES = 4 * 1024 ** 2;

/** Why an action was not done; `status` is the HTTP status that tells it. */
export interface Failure {
	status: number;
	code: string;
	message: string;
}

/** The actions by their names in addresses. */
export function actionsByPath(actions: Actions): Map<string, AnyAction> {
	return new Map(Object.entries(actions).map(([name, run]) => [kebab(name), run]));
}

/** POST /simulator/<action> with a JSON object: the result as JSON, or `{ error: { code, message } }`. */
export async function serveControl(
	request: IncomingMessage,
	response: ServerResponse,
	run: AnyAction | undefined,
): Promise<void> {
	if (!run || request.method !== 'POST') {
		const message = run ? 'use POST' : 'there is no such action';
		answer(response, run ? 405 : 404, { error: { code: 'not_found', message } });
		return;
	}
	try {
		const text = (await readBody(request, MOST_BYTES)).toString('utf8');
		const given: unknown = text === '' ? {} : JSON.parse(text);
		answer(response, 200, (await run.withUnknown(given)) ?? {});
	} catch (error) {
		const { status, code, message } = failureOf(error);
		answer(response, status, { error: { code, message } });
	}
}

export function failureOf(error: unknown): Failure {
	if (error instanceof z.ZodError) {
		return { status: 400, code: 'invalid_input', message: z.prettifyError(error) };
	}
	if (error instanceof SyntaxError) {
		return { status: 400, code: 'invalid_input', message: 'the body is not JSON' };
	}
	if (error instanceof NotPossible) {
		return { status: 409, code: 'not_possible', message: error.message };
	}
	if (error instanceof Refusal) {
		const { errcode, message } = error;
		return { status: 409, code: 'refused', message: `${errcode}: ${message}` };
	}
	throw error;
}

function answer(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
	response.end(JSON.stringify(body));
}
