import type { IDataObject } from 'n8n-workflow';

import { redact } from '../../wecom/events/redact';
import { findEvent } from '../../wecom/events/table';
import type { Emission } from '../../wecom/suite/emission';
import { toInstallationItem } from '../adapter/installation-item';
import type { TriggerSettings } from './settings';

/** The item that a workflow starts with. Keys of its own are camelCase; `data` has the platform's names. */
export function toItem(
	{ event, receivedAt, raw, installation, reference, changes, failure }: Emission,
	settings: Pick<TriggerSettings, 'includesSecrets' | 'includesRaw' | 'completesInstalls'>,
): IDataObject {
	// Who exchanges the code in a workflow of their own needs it there: without it the event would be of no use.
	const showsSecrets =
		settings.includesSecrets ||
		(!settings.completesInstalls && typeof event.data.AuthCode === 'string');
	const redacted = redact(event).data;
	const hasSecrets = JSON.stringify(redacted) !== JSON.stringify(event.data);
	const item: IDataObject = {
		event: event.id,
		title: findEvent(event.id)?.title ?? event.id,
		family: event.family,
		suiteId: event.suiteId ?? null,
		corpId: event.corpId ?? installation?.corpId ?? null,
		occurredAt: event.occurredAt > 0 ? new Date(event.occurredAt * 1000).toISOString() : null,
		receivedAt: new Date(receivedAt).toISOString(),
		data: (showsSecrets ? event.data : redacted) as IDataObject,
	};
	if (installation) item.installation = toInstallationItem(installation);
	if (reference !== undefined) item.reference = reference;
	if (changes) item.changes = changes as IDataObject;
	if (failure) item.failure = failure;
	// The raw message has every secret in it, so it goes with them.
	if (settings.includesRaw && (showsSecrets || !hasSecrets)) item.raw = raw;
	return item;
}
