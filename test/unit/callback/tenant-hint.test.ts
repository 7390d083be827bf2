import { MAXIMUM_BYTES } from '../../../wecom/callback/receive';
import { hintedTenants, nameTenant } from '../../../wecom/callback/tenant-hint';
import { deliver, PROVIDER, SUITE, TENANT } from './fixture';

const OTHER_TENANT = 'wpBBBBBBBBBBBBBBBBBBBBBBBBBBBB02';
const body = deliver({ toUserName: TENANT }).body;

describe('the companies that a request says it is from', () => {
	test.each<[string, Parameters<typeof hintedTenants>[0], string[]]>([
		['the one of its URL', { query: { corp_id: TENANT } }, [TENANT]],
		['the one of its envelope', { query: {}, body }, [TENANT]],
		['both', { query: { corp_id: OTHER_TENANT }, body }, [OTHER_TENANT, TENANT]],
		['one that both name', { query: { corp_id: TENANT }, body }, [TENANT]],
		['none', { query: {} }, []],
		['no template', { query: {}, body: deliver({ toUserName: 'dk0000000000000003' }).body }, []],
		['none that is named twice', { query: { corp_id: [TENANT, OTHER_TENANT] } }, []],
		['none from a prototype', { query: Object.create({ corp_id: TENANT }) as object }, []],
		['nothing that is no ID', { query: { corp_id: "' or 1=1" } }, []],
		['nothing longer than an ID', { query: { corp_id: `wp${'A'.repeat(63)}` } }, []],
		['none of what is no envelope', { query: {}, body: Buffer.from('hello') }, []],
		[
			'none of a body that is refused for its size',
			{ query: {}, body: Buffer.concat([Buffer.alloc(MAXIMUM_BYTES, 0x20), body]) },
			[],
		],
	])('%s', (_name, request, expected) => {
		expect(hintedTenants({ ...request, query: request.query as Record<string, unknown> })).toEqual(
			expected,
		);
	});
});

test('a callback URL names a company beside what it has', () => {
	const url = new URL('https://n8n.example.com/webhook/1/wecom?a=1');
	expect(nameTenant(url, TENANT).href).toBe(
		`https://n8n.example.com/webhook/1/wecom?a=1&corp_id=${TENANT}`,
	);
	expect(nameTenant(nameTenant(url, SUITE), PROVIDER).searchParams.getAll('corp_id')).toEqual([
		PROVIDER,
	]);
	expect(url.searchParams.has('corp_id')).toBe(false);
});
