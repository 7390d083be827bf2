import type { Resource } from '../endpoint';
import { appMailbox } from './app-mailbox';
import { mail } from './mail';
import { mailAdvancedAccount } from './mail-advanced-account';
import { mailGroup } from './mail-group';
import { mailbox } from './mailbox';
import { sharedMailbox } from './shared-mailbox';

export const mails: readonly Resource[] = [
	appMailbox,
	mail,
	mailAdvancedAccount,
	mailGroup,
	mailbox,
	sharedMailbox,
];
