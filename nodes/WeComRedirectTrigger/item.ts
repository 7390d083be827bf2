import type { IDataObject } from 'n8n-workflow';

import type { Emission } from '../../wecom/suite/emission';
import { toInstallationItem } from '../adapter/installation-item';

/** The item that a workflow starts with. Codes, states and tickets are no part of it. */
export function toItem({ event, receivedAt, installation, failure }: Emission): IDataObject {
	const { LandingId: landingId, Reference: reference } = event.data;
	const item: IDataObject = {
		landing: 'installFinished',
		landingId: landingId as string,
		reference: reference as string,
		suiteId: event.suiteId ?? null,
		corpId: installation?.corpId ?? null,
		receivedAt: new Date(receivedAt).toISOString(),
	};
	if (installation) item.installation = toInstallationItem(installation);
	if (failure) item.failure = failure;
	return item;
}
