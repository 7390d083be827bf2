import type { Resource } from '../endpoint';
import { invoice } from './invoice';
import { phoneCall } from './phone-call';
import { staffRecord } from './staff-record';
import { workReport } from './work-report';

export const office: readonly Resource[] = [invoice, phoneCall, staffRecord, workReport];
