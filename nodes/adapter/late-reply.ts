import type { IDataObject } from 'n8n-workflow';

import type { ReplyMessage } from '../../wecom/callback/reply-message';
import { getEndpoint } from '../../wecom/catalog/catalog';
import { WeComConfigurationError } from '../../wecom/error';
import { callEndpoint } from './call-endpoint';
import type { Caller } from './caller';

/**
 * Sends a reply for which it is too late as a message of the app to the member alone; an update of a card by the code that
 * came with the click.
 * @param data The message or event that is replied to.
 * @throws WeComError
 */
export async function sendLateReply(
	caller: Caller,
	data: Readonly<Record<string, unknown>>,
	message: ReplyMessage,
): Promise<IDataObject> {
	const app = data.AgentID === undefined ? {} : { agentid: data.AgentID };
	if (message.msgtype === 'update_button' || message.msgtype === 'update_template_card') {
		const { msgtype: _type, ...update } = message;
		if (typeof data.ResponseCode !== 'string' || data.ResponseCode === '') {
			throw new WeComConfigurationError(
				'ifTooLate',
				'It is too late to update the card by a reply, and the event has no ResponseCode to update it otherwise',
				'Reply sooner, or send a message',
			);
		}
		return await callEndpoint({
			caller,
			endpoint: getEndpoint('message.updateTemplateCard'),
			values: { ...app, ...update, response_code: data.ResponseCode, userids: [data.FromUserName] },
		});
	}
	return await callEndpoint({
		caller,
		endpoint: getEndpoint('message.send'),
		values: { ...app, ...message, touser: data.FromUserName },
	});
}
