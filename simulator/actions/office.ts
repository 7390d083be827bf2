import type { Courier } from '../callbacks/courier';
import type { PostOffice } from '../callbacks/post-office';
import type { Platform } from '../platform/platform';
import type { Names } from './names';

/** What actions work with. */
export interface Office {
	platform: Platform;
	postOffice: PostOffice;
	courier: Courier;
	names: Names;
}
