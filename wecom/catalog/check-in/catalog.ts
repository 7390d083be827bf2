import type { Resource } from '../endpoint';
import { checkIn } from './check-in';
import { checkInRule } from './check-in-rule';

export const checkIns: readonly Resource[] = [checkIn, checkInRule];
