import { DAY, HOUR, type PlatformClock } from '../clock';
import type { Draft, OrderLine, Payment } from '../platform/app-orders';
import type { PurchaseType } from '../platform/editions';
import { startOfDay } from '../platform/day';
import type { Platform } from '../platform/platform';
import { Refusal } from '../platform/refusal';
import { findSuite, type Corp, type Edition, type Solution, type Suite } from '../world';
import { isRecord, numberOf, recordOf, textOf } from './call';
import { recordsOf } from './provider';

type Fields = Record<string, unknown>;
type Unpriced = Omit<OrderLine, 'originPrice' | 'paidPrice'>;

interface Order {
	type: PurchaseType;
	corp?: Corp;
	solution?: Solution;
}

const YEAR = 365 * DAY;
/** Cents; the most that the apps of an order may cost. */
const MOST = 500_000_000;
/** Of the price, after a discount. */
const LEAST_LEFT = 0.1;
const PARTS = { 1: 'third_app', 2: 'customized_app', 3: 'promotion_case' } as const;

/**
 * What `product_list` of a call says is to be bought (创建收款订单), with prices.
 * @throws Refusal 40058 for what is missing or does not belong there; 84005 for an app that is not there, 60246 for one
 * that is not published, 84180 for a customised one that the company has not installed; 84079 for an edition or solution
 * without prices, 84077 for too much and 84091 for too great a discount; 84160 and 84175 for a wrong date
 */
export function readProducts(
	body: Fields,
	business: 1 | 2 | 3,
	corp: Corp | undefined,
	platform: Platform,
): Pick<Draft, 'type' | 'lines' | 'solution'> {
	const name = PARTS[business];
	const part = recordOf(body, 'product_list')[name];
	if (!isRecord(part)) {
		throw new Refusal(40058, `missing parameter "product_list.${name}"`);
	}
	const type = purchaseType(part);
	const solution = business === 3 ? readSolution(part, platform, type) : undefined;
	const bought = solution && !part.buy_info_list ? solution.of.suiteIds.map(appOf) : undefined;
	const lines = (bought ?? recordsOf(part, 'buy_info_list')).map((fields) => {
		const common = business === 3 ? { ...part, ...fields } : fields;
		const suite = readSuite(fields, business === 2 ? 'customised' : 'standard', platform);
		if (business === 2 && corp && !platform.installations.find(suite.suiteId, corp.corpId)) {
			throw new Refusal(84180);
		}
		const order = { type, corp, solution: solution?.of };
		return priced(readLine(common, suite, type, platform), common, order, platform);
	});
	const total = lines.reduce((sum, { originPrice }) => sum + originPrice, 0);
	if (total > MOST) {
		throw new Refusal(84077);
	}
	return { type, lines, solution };
}

/** How a company settles an order. @throws Refusal 40058 when the proof of the provider's payment is missing */
export function readPayment(body: Fields): Payment {
	const payment = numberOf(body, 'pay_type');
	if (payment === 1 && textOf(body, 'bank_receipt_media_id') === '') {
		throw new Refusal(40058, 'missing parameter "bank_receipt_media_id"');
	}
	return payment === 1 || payment === 2 ? payment : 0;
}

function purchaseType(part: Fields): PurchaseType {
	const type = numberOf(part, 'order_type');
	return type === 1 || type === 2 ? type : 0;
}

function appOf(suiteid: string): Fields {
	return { suiteid };
}

function readSolution(part: Fields, { world }: Platform, type: PurchaseType) {
	const of = world.provider.solutions.find(
		({ caseId, editionName }) =>
			caseId === textOf(part, 'case_id') && editionName === textOf(part, 'promotion_edition_name'),
	);
	if (!of) {
		throw new Refusal(84079);
	}
	return { of, days: needed(part, 'duration_days', type !== 1) };
}

function readSuite(fields: Fields, kind: Suite['kind'], { world }: Platform): Suite {
	const suite = findSuite(world, textOf(fields, 'suiteid'));
	if (suite?.kind !== kind) {
		throw new Refusal(84005);
	}
	if (!suite.published) {
		throw new Refusal(60246);
	}
	return suite;
}

function readLine(fields: Fields, suite: Suite, type: PurchaseType, { clock }: Platform): Unpriced {
	const edition = editionOf(suite, textOf(fields, 'edition_id'));
	const date = textOf(fields, 'take_effect_date');
	return {
		suite,
		edition,
		users: needed(fields, 'user_count', type !== 2 && edition?.fixedTotal !== true),
		days: needed(fields, 'duration_days', type !== 1),
		...(date === '' ? {} : { takesEffectAt: readDate(date, clock), takeEffectDate: date }),
	};
}

function editionOf({ pricing, kind }: Suite, editionId: string): Edition | undefined {
	if (kind === 'customised' || editionId === '') {
		return undefined;
	}
	const edition = pricing?.editions.find((one) => one.editionId === editionId);
	if (!edition) {
		throw new Refusal(84079);
	}
	return edition;
}

function needed(fields: Fields, name: string, isNeeded: boolean): number {
	const value = numberOf(fields, name);
	if (value === undefined && isNeeded) {
		throw new Refusal(40058, `missing parameter "${name}"`);
	}
	return value ?? 0;
}

/** Midnight in China of a date such as 20301231, which must be after today and within a year. */
function readDate(date: string, clock: PlatformClock): number {
	const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? [];
	const told = Date.UTC(Number(year), Number(month) - 1, Number(day)) - 8 * HOUR;
	if (Number.isNaN(told)) {
		throw new Refusal(84175);
	}
	if (told <= startOfDay(clock.told())) {
		throw new Refusal(84160);
	}
	if (told > clock.told() + YEAR) {
		throw new Refusal(84175);
	}
	return clock.moment(told / 1000);
}

/**
 * The price of a line: what the provider has named for a customised app, else the edition's or solution's for the days,
 * and for the people who come in or stay. For a company that is not known yet, only a first purchase has one.
 */
function priced(line: Unpriced, fields: Fields, order: Order, { editions }: Platform): OrderLine {
	const { type, corp, solution } = order;
	const named = numberOf(fields, 'total_price');
	if (named !== undefined) {
		if (named < 1 || named > MOST) {
			throw new Refusal(named < 1 ? 84109 : 84077);
		}
		return { ...line, originPrice: named, paidPrice: named };
	}
	const term = corp && editions.latest(line.suite, corp);
	const edition = line.edition ?? term?.edition;
	const yearly = solution?.yearlyPrice ?? edition?.yearlyPrice ?? 0;
	const days = type === 1 ? (corp ? editions.daysLeft(line.suite, corp) : 0) : line.days;
	const users = edition?.fixedTotal ? 1 : type === 2 ? (term?.users ?? 0) : line.users;
	const originPrice = Math.round((yearly * users * days) / 365);
	return { ...line, originPrice, paidPrice: discounted(originPrice, fields, order) };
}

/** @throws Refusal 84091 when less than a tenth would be left; 40058 for a fixed discount of an unknown company */
function discounted(price: number, fields: Fields, { type, corp }: Order): number {
	const discount = recordOf(fields, 'discount_info');
	const kind = numberOf(discount, 'discount_type');
	if (kind === undefined) {
		return price;
	}
	if (kind === 1 && type !== 0 && !corp) {
		throw new Refusal(40058, 'a fixed discount needs "custom_corpid"');
	}
	const left =
		kind === 1
			? price - needed(discount, 'discount_amount', true)
			: Math.round((price * needed(discount, 'discount_ratio', true)) / 100);
	if (left < price * LEAST_LEFT) {
		throw new Refusal(84091);
	}
	return left;
}
