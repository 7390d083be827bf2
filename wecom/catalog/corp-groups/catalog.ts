import type { Resource } from '../endpoint';
import { chain } from './chain';
import { chainCustomer } from './chain-customer';
import { chainRule } from './chain-rule';
import { linkedCompany } from './linked-company';
import { sharedApp } from './shared-app';

export const corpGroups: readonly Resource[] = [
	chain,
	chainCustomer,
	chainRule,
	linkedCompany,
	sharedApp,
];
