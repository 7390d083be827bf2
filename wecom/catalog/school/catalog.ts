import type { Resource } from '../endpoint';
import { schoolDepartment } from './department';
import { healthReport } from './health';
import { onlineLesson } from './lesson';
import { schoolNotice } from './notice';
import { parent } from './parent';
import { classPayment } from './payment';
import { school } from './school';
import { student } from './student';

/** 家校沟通, 家校应用 */
export const schools: readonly Resource[] = [
	classPayment,
	healthReport,
	onlineLesson,
	parent,
	school,
	schoolDepartment,
	schoolNotice,
	student,
];
