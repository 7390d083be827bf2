import { z } from 'zod';
import type { DeliveryReport } from '../callbacks/courier';
import type { DataZoneOrder, DataZoneStatus } from '../platform/data-zone-orders';
import type { Notice } from '../platform/outbox';
import { action } from './action';
import { deliverNotices } from './deliver-notices';
import type { Office } from './office';

const orderOf = { orderId: z.string() };

/** What became of an order, and of the events about it. */
export interface DataZoneReport {
	orderId: string;
	status: DataZoneStatus;
	deliveries: DeliveryReport[];
}

/** Orders of the data zone, as the provider's console and the platform treat them. */
export function dataZoneActions(office: Office) {
	const { dataZoneOrders } = office.platform;
	const report = async (order: DataZoneOrder, notices: Notice[]): Promise<DataZoneReport> => ({
		orderId: order.orderId,
		status: dataZoneOrders.statusOf(order),
		deliveries: await deliverNotices(office, notices),
	});

	return {
		/** Somebody pays an order with the bank; `advanced_api_pay_success` is pushed. */
		payDataZoneOrder: action(
			z.strictObject(orderOf),
			async ({ orderId }): Promise<DataZoneReport> => {
				const order = dataZoneOrders.find(orderId);
				return await report(order, dataZoneOrders.pay(order, false));
			},
		),

		/**
		 * The provider asks for its money back and the platform decides: `advanced_api_refund` is pushed. `waiting`
		 * leaves the decision to a later call.
		 */
		refundDataZoneOrder: action(
			z.strictObject({
				...orderOf,
				outcome: z.enum(['granted', 'refused', 'waiting']).default('granted'),
			}),
			async ({ orderId, outcome }): Promise<DataZoneReport> => {
				const order = dataZoneOrders.find(orderId);
				if (order.status !== 4) {
					dataZoneOrders.askForRefund(order);
				}
				const notices =
					outcome === 'waiting' ? [] : dataZoneOrders.decideRefund(order, outcome === 'granted');
				return await report(order, notices);
			},
		),
	};
}
