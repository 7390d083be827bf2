import type { Resource } from '../endpoint';
import { appChat } from './app-chat';
import { groupRobot } from './group-robot';
import { message } from './message';

export const messages: readonly Resource[] = [appChat, groupRobot, message];
