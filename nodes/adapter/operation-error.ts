import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import {
	WeComCallError,
	WeComHttpError,
	WeComPlatformError,
	WeComRateLimitError,
} from '../../wecom/api/error';
import { WeComBatchError } from '../../wecom/catalog/batch';
import { WeComError } from '../../wecom/error';

/**
 * Whatever an operation threw as n8n shows it: a call that came back wrong as `NodeApiError` with WeCom's code, input
 * or set-up that is wrong as `NodeOperationError`, both with what to do next and the item they belong to.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof WeComCallError) return toApiError(node, error, itemIndex);
	if (error instanceof WeComBatchError && error.cause instanceof WeComCallError) {
		return toApiError(node, error.cause, itemIndex, error);
	}
	if (error instanceof WeComError) {
		return new NodeOperationError(node, error, {
			message: error.message,
			description: error.hint,
			itemIndex,
			level: 'warning',
		});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

function toApiError(
	node: INode,
	error: WeComCallError,
	itemIndex: number,
	{ message, hint }: WeComError = error,
): NodeApiError {
	const { errcode, status, requestId } = detailsOf(error);
	const response: JsonObject = { message, call: error.call, code: error.code };
	if (errcode !== undefined) response.errcode = errcode;
	if (requestId !== undefined) response.requestId = requestId;
	const apiError = new NodeApiError(node, response, {
		message,
		description: hint,
		httpCode: String(errcode ?? status ?? error.code),
		itemIndex,
	});
	// n8n puts a sentence of its own in place of one that names a socket's code, and that one helps less.
	apiError.message = message;
	return apiError;
}

function detailsOf(error: WeComCallError): {
	errcode?: number;
	status?: number;
	requestId?: string;
} {
	if (error instanceof WeComPlatformError || error instanceof WeComRateLimitError) {
		return { errcode: error.errcode, requestId: error.requestId };
	}
	return error instanceof WeComHttpError ? { status: error.status } : {};
}
