import type { Resource } from '../endpoint';
import { drive } from './drive';
import { driveAdvancedAccount } from './drive-advanced-account';
import { driveFile } from './drive-file';
import { driveSpace } from './drive-space';

export const drives: readonly Resource[] = [drive, driveAdvancedAccount, driveFile, driveSpace];
