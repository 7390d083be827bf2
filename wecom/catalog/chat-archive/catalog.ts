import type { Resource } from '../endpoint';
import { chatArchive } from './chat-archive';

/** 会话内容存档 */
export const chatArchives: readonly Resource[] = [chatArchive];
