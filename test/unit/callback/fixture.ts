import { createCallbackKeys } from '../../../wecom/callback/keys';
import { suiteReceiveIds } from '../../../wecom/callback/receive-id';
import type { CallbackRequest, ReceiveOptions } from '../../../wecom/callback/receive';
import { sealDelivery } from '../../../wecom/callback/seal';

export const SUITE = 'ww0000000000000001';
export const OTHER_SUITE = 'ww0000000000000002';
export const PROVIDER = 'wwprovider00000001';
export const TENANT = 'wpAAAAAAAAAAAAAAAAAAAAAAAAAAAA01';
/** Seconds. */
export const NOW = 1_767_225_600;

export const PAIR = {
	token: 'wecomtoken',
	encodingAesKey: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq',
};
export const OTHER_PAIR = {
	token: 'othertoken',
	encodingAesKey: 'qponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA',
};

export const keys = createCallbackKeys(PAIR);
export const otherKeys = createCallbackKeys(OTHER_PAIR);

export const options: ReceiveOptions = {
	keys: [keys],
	receiveIds: suiteReceiveIds({ suiteId: SUITE, providerCorpId: PROVIDER }),
	now: NOW * 1000,
};

export const TICKET =
	`<xml><SuiteId><![CDATA[${SUITE}]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType>` +
	`<TimeStamp>${NOW}</TimeStamp><SuiteTicket><![CDATA[TICKET-1]]></SuiteTicket></xml>`;

type Sealing = Partial<Parameters<typeof sealDelivery>[0]>;

/** A genuine delivery of a ticket, but for what is given. */
export function deliver(sealing: Sealing = {}): CallbackRequest & { body: Buffer } {
	const { query, body } = sealDelivery({
		keys,
		receiveId: SUITE,
		timestamp: NOW,
		message: TICKET,
		...sealing,
	});
	return { query, body: Buffer.from(body) };
}
