import type { Resource } from '../endpoint';
import { department } from './department';
import { tag } from './tag';
import { user } from './user';

export const contacts: readonly Resource[] = [department, tag, user];
