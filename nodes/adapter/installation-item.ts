import type { IDataObject } from 'n8n-workflow';

import type { InstallationSummary } from '../../wecom/suite/emission';

/** An installation as items show it, without its code; times are ISO 8601. */
export function toInstallationItem({
	authorizedAt,
	updatedAt,
	...summary
}: InstallationSummary): IDataObject {
	return {
		...(summary as unknown as IDataObject),
		authorizedAt: new Date(authorizedAt.timeStamp * 1000).toISOString(),
		updatedAt: new Date(updatedAt).toISOString(),
	};
}
