import type { Resource } from '../endpoint';
import { agent } from './agent';
import { menu } from './menu';
import { workbench } from './workbench';

export const apps: readonly Resource[] = [agent, menu, workbench];
