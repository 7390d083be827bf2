import type { App } from './app';

/** What can be set on an app in one company. */
export interface AgentSettings {
	name?: string;
	description?: string;
	redirectDomain?: string;
	homeUrl?: string;
	reportLocation: 0 | 1;
	reportEnter: 0 | 1;
	menu?: unknown[];
	workbenchTemplate?: Record<string, unknown>;
	/** By user id. */
	workbenchData: Map<string, Record<string, unknown>>;
}

/** Settings of apps, made when first asked for. */
export class Agents {
	private readonly settings = new Map<string, AgentSettings>();

	of(app: App): AgentSettings {
		const key = `${app.corp.corpId} ${app.id}`;
		const known = this.settings.get(key);
		if (known) {
			return known;
		}
		const settings: AgentSettings = { reportLocation: 0, reportEnter: 0, workbenchData: new Map() };
		this.settings.set(key, settings);
		return settings;
	}
}
