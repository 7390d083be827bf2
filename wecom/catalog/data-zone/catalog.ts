import type { Resource } from '../endpoint';
import { dataZone } from './data-zone';
import { dataZoneProgram } from './program';

/** 数据与智能专区 */
export const dataZones: readonly Resource[] = [dataZone, dataZoneProgram];
