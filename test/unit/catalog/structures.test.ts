import { getEndpoint } from '../../../wecom/catalog/catalog';
import { validateParameters } from '../../../wecom/catalog/validate-parameters';

function refused(id: string, values: Record<string, unknown>): string | undefined {
	try {
		validateParameters(getEndpoint(id), { docid: 'DOC1', ...values });
		return undefined;
	} catch (error) {
		return (error as { field?: string }).field;
	}
}

describe('the changes of a spreadsheet', () => {
	const change = (request: unknown) => refused('spreadsheet.update', { requests: [request] });

	it('are one in each request', () => {
		const adding = { add_sheet_request: { title: 'A' } };
		expect(change(adding)).toBeUndefined();
		expect(change({ ...adding, delete_sheet_request: { sheet_id: 'B' } })).toBe('requests[0]');
	});

	it('make no more cells than WeCom takes', () => {
		expect(change({ add_sheet_request: { row_count: 50, column_count: 200 } })).toBeUndefined();
		expect(change({ add_sheet_request: { row_count: 51, column_count: 200 } })).toBe(
			'requests[0].add_sheet_request.row_count',
		);
	});

	it('delete rows up to the one before the last index', () => {
		const rows = { sheet_id: 'A', dimension: 'ROW', start_index: 2 };
		expect(change({ delete_dimension_request: { ...rows, end_index: 3 } })).toBeUndefined();
		expect(change({ delete_dimension_request: { ...rows, end_index: 2 } })).toBe(
			'requests[0].delete_dimension_request.end_index',
		);
	});
});

describe('the changes of a document', () => {
	it('make no table of more cells than WeCom takes', () => {
		const table = (rows: number) =>
			refused('document.updateContent', {
				requests: [{ insert_table: { rows, cols: 50, location: { index: 1 } } }],
			});
		expect(table(20)).toBeUndefined();
		expect(table(21)).toBe('requests[0].insert_table.rows');
	});
});

describe('a question of a form', () => {
	it('has options when it is one of choice', () => {
		const question = { question_id: 1, title: 'A', pos: 1, status: 1, must_reply: true };
		const asking = (rest: Record<string, unknown>) =>
			refused('form.update', {
				docid: undefined,
				formid: 'FORM1',
				oper: 1,
				form_info: { form_question: { items: [{ ...question, ...rest }] } },
			});
		expect(asking({ reply_type: 1 })).toBeUndefined();
		expect(asking({ reply_type: 15 })).toBe('form_info.form_question.items[0].option_item');
	});
});

describe('a mail', () => {
	const mail = { docid: undefined, subject: 'Hello', content: 'Hello' };

	it('goes to somebody', () => {
		expect(refused('mail.send', { ...mail, to: { userids: ['zhangsan'] } })).toBeUndefined();
		expect(refused('mail.send', { ...mail, to: { emails: [] } })).toBe('to');
	});

	it('says which invitation it cancels', () => {
		const cancelling = (rest: Record<string, unknown>) =>
			refused('mail.send', {
				...mail,
				to: { userids: ['zhangsan'] },
				schedule: { method: 'cancel', start_time: 1, end_time: 2, ...rest },
			});
		expect(cancelling({ schedule_id: 'A' })).toBeUndefined();
		expect(cancelling({})).toBe('schedule.schedule_id');
	});
});

describe('a trusted device', () => {
	it('is told by what its system has', () => {
		const importing = (device: Record<string, unknown>) =>
			refused('trustedDevice.import', { docid: undefined, device_list: [device] });
		expect(importing({ system: 'Windows', mac_addr: ['50:81:40:29:33:CA'] })).toBeUndefined();
		expect(importing({ system: 'Windows', seq_no: 'A' })).toBe('device_list[0].mac_addr');
		expect(importing({ system: 'Mac', seq_no: 'A' })).toBeUndefined();
		expect(importing({ system: 'Mac', mac_addr: ['50:81:40:29:33:CA'] })).toBe(
			'device_list[0].seq_no',
		);
	});
});

describe('a node of an approval', () => {
	it('has somebody who decides', () => {
		const approving = (people: Record<string, unknown>) =>
			refused('advancedAccountApplication.setApproval', {
				docid: undefined,
				apply_id: 'A',
				approval_id: 'B',
				approval_status: 1,
				approval_url: 'https://example.com',
				process_list: { node_list: [{ node_apv_status: 1, node_apv_rel: 1, ...people }] },
			});
		expect(approving({ current_approvers: ['zhangsan'] })).toBeUndefined();
		expect(approving({ completed_approvers: ['zhangsan'] })).toBeUndefined();
		expect(approving({ current_approvers: [] })).toBe('process_list.node_list[0]');
	});
});
