import type { Resource } from '../endpoint';
import { grid } from './grid';
import { incidentCategory } from './incident-category';
import { patrolReport, residentReport } from './report';

/** 政民沟通 */
export const government: readonly Resource[] = [
	grid,
	incidentCategory,
	patrolReport,
	residentReport,
];
