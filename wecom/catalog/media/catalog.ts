import type { Resource } from '../endpoint';
import { media } from './media';

export const files: readonly Resource[] = [media];
