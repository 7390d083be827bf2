import type { Resource } from '../endpoint';
import { calendar } from './calendar';
import { schedule } from './schedule';

/** 日程 */
export const calendars: readonly Resource[] = [calendar, schedule];
