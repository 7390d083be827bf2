import type { IDataObject } from 'n8n-workflow';

import type { Emission } from '../../wecom/suite/emission';
import { toInstallationItem } from '../adapter/installation-item';

const LANDINGS: Readonly<Record<string, string>> = {
	create_auth: 'installFinished',
	business_settings: 'businessSettings',
	member_login: 'memberLogin',
};

/** The item that a workflow starts with. Codes and tickets are no part of it. */
export function toItem(emission: Emission): IDataObject {
	const { event, receivedAt, installation, visitor, failure } = emission;
	const { LandingId: landingId, Reference: reference = '' } = event.data;
	const item: IDataObject = {
		landing: LANDINGS[event.id],
		landingId: landingId as string,
		reference: reference as string,
		suiteId: event.suiteId ?? null,
		corpId: visitor?.corpId ?? installation?.corpId ?? null,
		receivedAt: new Date(receivedAt).toISOString(),
	};
	if (visitor) {
		item.userId = visitor.userId ?? null;
		item.openUserId = visitor.openUserId ?? null;
		item.openId = visitor.openId ?? null;
		item.data = visitor.data as IDataObject;
		if (visitor.details) item.details = visitor.details as IDataObject;
	}
	if (installation) item.installation = toInstallationItem(installation);
	if (failure) item.failure = failure;
	return item;
}
