import type { Resource } from '../endpoint';
import { approval } from './approval';
import { approvalTemplate } from './approval-template';
import { leave } from './leave';

export const approvals: readonly Resource[] = [approval, approvalTemplate, leave];
