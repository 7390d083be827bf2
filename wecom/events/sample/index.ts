import type { EventFamily } from '../define';
import { appSamples, botSamples } from './app';
import { companySamples } from './company';
import { CORP, PROVIDER, SUITE, USER, type SampleFields, type Samples } from './fields';
import { providerSamples } from './provider';

export type { SampleFields } from './fields';

const samples: Samples = { ...providerSamples, ...appSamples, ...companySamples, ...botSamples };

/**
 * A message as one family sends it about an event, with its documented fields: what the platform would seal, before it is
 * written as XML or, for a bot, as JSON. All IDs are made up.
 * @param id ID of the event in the table.
 * @param time Seconds since 1970.
 */
export function sampleMessage(id: string, family: EventFamily, time: number): SampleFields {
	const sample = samples[id] ?? {};
	const fields = typeof sample === 'function' ? sample(family) : sample;
	const { FromUserName, ...own } = { FromUserName: USER, ...fields };
	const [word, second] = id.split('.');
	const told = { InfoType: word, TimeStamp: time, AuthCorpId: CORP, ChangeType: second };
	switch (family) {
		case 'command':
			return { SuiteId: SUITE, ...told, ...own };
		case 'system':
			return { ServiceCorpId: PROVIDER, ...told, ...own };
		case 'data': {
			const head = { ToUserName: CORP, FromUserName, CreateTime: time };
			if (word === 'message') return { ...head, MsgType: second, ...own };
			return { ...head, MsgType: 'event', Event: word, ChangeType: second, ...own };
		}
		case 'bot':
			return {
				msgid: 'SampleBotMessage',
				create_time: time,
				aibotid: 'SampleBot',
				chatid: 'SampleChat',
				chattype: 'group',
				from: { corpid: CORP, userid: USER },
				response_url: 'https://example.com/answer?code=sample',
				msgtype: 'event' in own ? 'event' : second,
				...own,
			};
	}
}
