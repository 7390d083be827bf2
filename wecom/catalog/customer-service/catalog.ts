import type { Resource } from '../endpoint';
import { customerServiceAccount } from './account';
import { customerServiceAgent } from './agent';
import { knowledgeGroup, knowledgeQuestion } from './knowledge';
import { customerServiceMessage } from './message';
import { customerServiceSession } from './session';

/** 微信客服 */
export const customerService: readonly Resource[] = [
	customerServiceAccount,
	customerServiceAgent,
	customerServiceMessage,
	customerServiceSession,
	knowledgeGroup,
	knowledgeQuestion,
];
