import type { Caller, CallerRequest } from '../../../../nodes/adapter/caller';
import { listEndpoint } from '../../../../nodes/adapter/call-endpoint';
import { getEndpoint } from '../../../../wecom/catalog/catalog';

/** Answers each call with a report for every member that it asks for, and keeps what it was asked. */
function reports() {
	const asked: string[][] = [];
	const call = async ({ body }: CallerRequest) => {
		const { useridlist } = body as { useridlist: string[] };
		asked.push(useridlist);
		const datas = useridlist.map((acctid) => ({ base_info: { acctid } }));
		return { json: { errcode: 0, errmsg: 'ok', datas } };
	};
	const download = async () => {
		throw new Error('Nothing is downloaded');
	};
	return { asked, caller: { call, download, agentId: undefined, apps: 'own' } as Caller };
}

const members = Array.from({ length: 250 }, (_, index) => `member${index}`);
const values = { useridlist: members, starttime: 1599062400, endtime: 1599062400 };
const endpoint = getEndpoint('checkIn.getDailyReports');

describe('a list of which one call gives only a batch', () => {
	it('is asked for in batches and given as one, in order', async () => {
		const { asked, caller } = reports();
		const items = await listEndpoint({ caller, endpoint, values });
		expect(asked.map(({ length }) => length)).toEqual([100, 100, 50]);
		expect(items).toEqual(members.map((acctid) => ({ base_info: { acctid } })));
	});

	it('gives no more than the limit', async () => {
		const { caller } = reports();
		const items = await listEndpoint({ caller, endpoint, values }, 120);
		expect(items).toHaveLength(120);
		expect(items.at(-1)).toEqual({ base_info: { acctid: 'member119' } });
	});
});
