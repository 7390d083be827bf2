import { DAY, type PlatformClock } from '../clock';
import type { Suite } from '../world';
import { secret } from './secret';

const LIFE = 10 * DAY;
export const TEMPLATE_LINK_LIFE_SECONDS = LIFE / 1000;

/** A link by which companies authorise the provider to build apps for them; any number of companies may scan it. */
export interface TemplateLink {
	templates: Suite[];
	state: string;
	expiresAt: number;
}

export class TemplateLinks {
	private readonly links = new Map<string, TemplateLink>();

	constructor(private readonly clock: PlatformClock) {}

	/** Gives the code that the link carries. */
	issue(templates: Suite[], state: string): string {
		const code = secret('LINK-');
		this.links.set(code, { templates, state, expiresAt: this.clock.now() + LIFE });
		return code;
	}

	/** `undefined` for a code that is unknown or over. */
	find(code: string): TemplateLink | undefined {
		const link = this.links.get(code);
		return link && link.expiresAt > this.clock.now() ? link : undefined;
	}
}
