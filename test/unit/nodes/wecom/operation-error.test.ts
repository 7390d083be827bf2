import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { toNodeError } from '../../../../nodes/adapter/operation-error';
import {
	WeComHttpError,
	WeComPlatformError,
	WeComRateLimitError,
	WeComRequestError,
} from '../../../../wecom/api/error';
import { InstallationMissingError, WeComConfigurationError } from '../../../../wecom/error';

const node = {
	id: '1',
	name: 'WeCom',
	type: 'weCom',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;

describe('toNodeError', () => {
	it('shows what WeCom said, its code and what to do', () => {
		const refusal = {
			call: 'GET /cgi-bin/user/get',
			errcode: 60111,
			errmsg:
				'userid not found, hint: [1700000000_1_abc], from ip: 203.0.113.7, more info at https://example.com',
			tokenFamily: 'corp' as const,
		};
		const error = toNodeError(node, new WeComPlatformError(refusal), 2);
		expect(error).toBeInstanceOf(NodeApiError);
		expect((error as NodeApiError).httpCode).toBe('60111');
		expect(error.message).toContain('GET /cgi-bin/user/get');
		expect(error.message).toContain('60111');
		expect(error.description).toContain('Check the user ID');
		expect(error.context.itemIndex).toBe(2);
	});

	it('gives the status of an answer that is not one of the API', () => {
		const thrown = new WeComHttpError(
			'GET /x',
			502,
			'the answer is HTML',
			'Check the API base URL',
		);
		const error = toNodeError(node, thrown, 0) as NodeApiError;
		expect(error.httpCode).toBe('502');
		expect(error.description).toBe('Check the API base URL');
	});

	it('keeps our sentence where n8n has one for the same code', () => {
		const message = 'no connection to https://wecom.example (ECONNREFUSED)';
		const thrown = new WeComRequestError('GET /x', message, 'Check the proxy', false, false);
		const error = toNodeError(node, thrown, 0);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe(`GET /x: ${message}`);
		expect(error.description).toBe('Check the proxy');
	});

	it('says how long to wait when there were too many calls', () => {
		const refusal = {
			call: 'GET /x',
			errcode: undefined,
			errmsg: 'HTTP 429',
			tokenFamily: undefined,
		};
		const error = toNodeError(node, new WeComRateLimitError(refusal, 10), 0);
		expect(error.description).toContain('10 s');
	});

	it('calls wrong input an operation error that names the field', () => {
		const thrown = new WeComConfigurationError('name', "'Name' (name) is required", 'Enter one');
		const error = toNodeError(node, thrown, 1);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe("'Name' (name) is required");
		expect(error.description).toBe('Enter one');
		expect(error.context.itemIndex).toBe(1);
	});

	it('does the same for a company that is not there', () => {
		const error = toNodeError(node, new InstallationMissingError('Gone', 'Install it'), 0);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.description).toBe('Install it');
	});

	it('keeps an error of n8n and adds the item that it lacks', () => {
		const own = new NodeOperationError(node, 'Own');
		expect(toNodeError(node, own, 3)).toBe(own);
		expect(own.context.itemIndex).toBe(3);
		expect(toNodeError(node, own, 4).context.itemIndex).toBe(3);
	});

	it('wraps whatever else was thrown', () => {
		const error = toNodeError(node, new TypeError('Broken'), 1);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Broken');
		expect(error.context.itemIndex).toBe(1);
		expect(toNodeError(node, 'text', 0).message).toBe('text');
	});
});
