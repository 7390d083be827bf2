import type { Operation } from './operation.type';
import * as appChatSend from './appChat/send.operation';
import * as customApiCall from './customApiCall/request.operation';
import * as jsSdkGetSignatures from './jsSdk/getSignatures.operation';
import * as mediaUpload from './media/upload.operation';
import * as messageRecall from './message/recall.operation';
import * as messageReply from './message/reply.operation';
import * as messageSend from './message/send.operation';
import * as messageUpdateTemplateCard from './message/updateTemplateCard.operation';

/**
 * Operations with a form of their own. A Map, not an object: both parts of the key are stored parameters, so
 * `__proto__` must not be found.
 */
export const operations: ReadonlyMap<string, Operation> = new Map([
	['appChat.send', appChatSend],
	['customApiCall.request', customApiCall],
	['jsSdk.getSignatures', jsSdkGetSignatures],
	['media.upload', mediaUpload],
	['message.recall', messageRecall],
	['message.reply', messageReply],
	['message.send', messageSend],
	['message.updateTemplateCard', messageUpdateTemplateCard],
]);
