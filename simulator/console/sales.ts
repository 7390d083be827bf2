import { priceOf } from '../platform/app-orders';
import type { Platform } from '../platform/platform';
import { form, input, select, table } from './elements';
import { html, type Html } from './html';

/** Orders of apps and registrations by promotion codes, as the console shows and does them. */

export function appOrderForms(suite: Html, corp: Html): Html[] {
	const order = input('orderId', 'Order');
	return [
		form('open-order', 'Order a paid app as a customer', [
			suite,
			corp,
			select('type:number', 'What', [
				['0', 'for the first time 新购'],
				['1', 'more people 扩容'],
				['2', 'longer 续期'],
				['3', 'another edition 变更版本'],
			]),
			input('editionId', 'Edition', 'text', 'spDEMO000000000001'),
			input('users:number', 'People', 'number', '10'),
			input('days:number', 'Days', 'number', '365'),
		]),
		form('change-order-price', 'Change the price of an order', [
			order,
			input('price:number', 'Cents', 'number'),
		]),
		form('pay-order', 'Pay or confirm an order', [order]),
		form('cancel-order', 'Cancel an order', [order]),
		form('ask-refund', 'Ask for a refund', [order]),
		form('settle-refund', 'Refund an order', [order]),
		form('apply-for-invoice', 'Ask for an invoice', [order]),
	];
}

export function registrationForms(corp: Html): Html[] {
	const code = input('registerCode', 'Register code');
	return [
		form('register-company', 'Register a new company', [code, input('corpName', 'Name')]),
		form('enter-package', 'Come by a code from a company', [code, corp]),
	];
}

export function appOrderTable({ appOrders }: Platform): Html {
	return table(
		['Order', 'Company', 'Apps', 'Cents', 'State'],
		appOrders
			.all()
			.map((order) => [
				html`<code>${order.orderId}</code>`,
				html`${order.corp?.name ?? 'whoever takes it'}`,
				html`${order.lines.map(({ suite, edition }) => html`<div>${suite.name} ${edition?.name}</div>`)}`,
				html`${priceOf(order).paid}`,
				html`${appOrders.statusOf(order)}`,
			]),
	);
}
