import type { Resource } from '../endpoint';
import { contactExport } from './contact-export';
import { contactImport } from './contact-import';
import { department } from './department';
import { tag } from './tag';
import { user } from './user';

export const contacts: readonly Resource[] = [contactExport, contactImport, department, tag, user];
