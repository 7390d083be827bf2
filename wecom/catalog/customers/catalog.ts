import type { Resource } from '../endpoint';
import { acquisitionLink } from './acquisition-link';
import { contactWay } from './contact-way';
import { customer } from './customer';
import { customerGroup } from './customer-group';
import { customerRuleGroup } from './customer-rule-group';
import { customerTag } from './customer-tag';
import { customerTransfer } from './customer-transfer';
import { groupJoinWay } from './group-join-way';
import { groupWelcomeTemplate } from './group-welcome-template';
import { interceptRule } from './intercept-rule';
import { massMessage } from './mass-message';
import { moment } from './moment';
import { momentRuleGroup } from './moment-rule-group';
import { productAlbum } from './product-album';

/** 客户联系 */
export const customers: readonly Resource[] = [
	acquisitionLink,
	contactWay,
	customer,
	customerGroup,
	customerRuleGroup,
	customerTag,
	customerTransfer,
	groupJoinWay,
	groupWelcomeTemplate,
	interceptRule,
	massMessage,
	moment,
	momentRuleGroup,
	productAlbum,
];
