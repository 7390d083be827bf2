import type { IDataObject } from 'n8n-workflow';

import { getTicketStatus } from '../../../../wecom/suite/health';
import type { Resource } from '../operation.type';

export const ticket: Resource = {
	name: 'Ticket',
	value: 'ticket',
	operations: [
		{
			name: 'Get Status',
			value: 'getStatus',
			action: 'Get the status of the ticket',
			description: 'Tell how old the last ticket is and whether WeCom would still take it',
			properties: [],
			async execute(_itemIndex, { vault, suite }) {
				const status = await getTicketStatus(vault, suite.suiteId, Date.now);
				return [{ suiteId: suite.suiteId, ...status } as IDataObject];
			},
		},
	],
};
