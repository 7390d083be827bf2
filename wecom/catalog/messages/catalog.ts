import type { Resource } from '../endpoint';
import { appChat } from './app-chat';
import { message } from './message';

export const messages: readonly Resource[] = [appChat, message];
