import {
	createExchangeApart,
	type ExchangeApartOptions,
} from '../../../wecom/suite/exchange-apart';
import type { ExchangeOrder } from '../../../wecom/suite/exchange';

/** A program that asks for an exchange and is killed while it waits. */
process.on('message', (given: ExchangeApartOptions & { order: ExchangeOrder }) => {
	const { order, vault, baseUrl, command } = given;
	const logger = { debug() {}, info() {}, warn() {}, error() {} };
	const here = () => Promise.reject(new Error('Nothing is exchanged in this process'));
	const exchange = createExchangeApart({ vault, baseUrl, proxy: {}, here, logger, command });
	void exchange(order);
});
