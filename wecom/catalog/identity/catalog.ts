import type { Resource } from '../endpoint';
import { idConversion } from './id-conversion';
import { secondVerification } from './second-verification';

export const identities: readonly Resource[] = [idConversion, secondVerification];
