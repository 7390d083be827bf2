import type { Resource } from '../endpoint';
import { advancedAccountApplication } from './advanced-account-application';

/** 高级功能 */
export const advancedFeatures: readonly Resource[] = [advancedAccountApplication];
