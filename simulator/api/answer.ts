import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint, ResponseField } from '../facts/endpoint';
import type { Answer } from './call';

/** The JSON of a refusal; errmsg has the shape of the real platform's, with a hint and the caller's address. */
export function refusalBody(errcode: number, reason: string, address: string): Answer {
	const trace = randomBytes(16).toString('hex');
	const hint = `${Math.floor(Date.now() / 1000)}_${randomInt(100)}_${trace}`;
	return {
		errcode,
		errmsg:
			`${reason}, hint: [${hint}], from ip: ${address}, ` +
			`more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`,
	};
}

export function successBody(endpoint: Endpoint, answer: Answer): Answer {
	return endpoint.omitsErrcode ? answer : { errcode: 0, errmsg: 'ok', ...answer };
}

const listed = readListed();

/** What lists may hold, by path: fields of the answer, with the inner fields that the pages show. */
function readListed(): ReadonlyMap<string, Answer> {
	const text = readFileSync(join(__dirname, '../facts/listed.json'), 'utf8');
	return new Map(Object.entries(JSON.parse(text) as Record<string, Answer>));
}

/** What an endpoint without state lists where its lists are not to be empty. */
export function stockedAnswer({ path }: Endpoint): Answer {
	return structuredClone(listed.get(path) ?? {});
}

/**
 * The answer of an endpoint whose state is not kept here: its documented fields, the parameters that bear the same
 * name given back, lists empty, and no further page.
 */
export function documentedAnswer(endpoint: Endpoint, sent: Record<string, unknown>): Answer {
	const answer: Answer = {};
	for (const field of endpoint.response) {
		if (field.name !== 'errcode' && field.name !== 'errmsg') {
			answer[field.name] = documentedValue(field, endpoint, sent);
		}
	}
	return answer;
}

function documentedValue(
	field: ResponseField,
	endpoint: Endpoint,
	sent: Record<string, unknown>,
): unknown {
	if (field.name === 'next_cursor' || field.name === 'has_more') {
		return field.name === 'next_cursor' ? '' : field.type === 'boolean' ? false : 0;
	}
	if (field.list || field.name === endpoint.paging?.list) {
		return [];
	}
	if (field.name in sent) {
		return sent[field.name];
	}
	if (field.children.length > 0) {
		return Object.fromEntries(
			field.children.map((child) => [child.name, documentedValue(child, endpoint, sent)]),
		);
	}
	switch (field.type) {
		case 'integer':
		case 'number':
			return 0;
		case 'boolean':
			return false;
		case 'object':
			return {};
		default:
			return `demo-${field.name}`;
	}
}
