import { isLater } from '../../../wecom/vault/moment';

it('orders moments by the time of the platform, and within one second by arrival', () => {
	const moment = { timeStamp: 10, receivedAt: 500 };
	expect(isLater({ timeStamp: 11, receivedAt: 1 }, moment)).toBe(true);
	expect(isLater({ timeStamp: 9, receivedAt: 900 }, moment)).toBe(false);
	expect(isLater({ timeStamp: 10, receivedAt: 501 }, moment)).toBe(true);
	expect(isLater({ timeStamp: 10, receivedAt: 499 }, moment)).toBe(false);
	expect(isLater({ ...moment }, moment)).toBe(false);
});
