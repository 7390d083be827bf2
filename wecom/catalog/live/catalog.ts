import type { Resource } from '../endpoint';
import { live } from './live';

/** 直播 */
export const lives: readonly Resource[] = [live];
