import { WeComConfigurationError } from '../../../wecom/error';
import { getEndpoint } from '../../../wecom/catalog/catalog';
import { validateParameters } from '../../../wecom/catalog/validate-parameters';

function refuse(id: string, values: Record<string, unknown>): WeComConfigurationError {
	let thrown: unknown;
	try {
		validateParameters(getEndpoint(id), values);
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(WeComConfigurationError);
	return thrown as WeComConfigurationError;
}

describe('validateParameters', () => {
	it.each([
		['a required parameter', 'department.create', { name: 'A' }, 'parentid', 'is required'],
		[
			'a required text that is empty',
			'department.create',
			{ name: '', parentid: 1 },
			'name',
			'is required',
		],
		[
			'a wrong type',
			'department.create',
			{ name: 'A', parentid: 'x' },
			'parentid',
			'must be a number',
		],
		[
			'a number too small',
			'department.create',
			{ name: 'A', parentid: 1, id: 1 },
			'id',
			'at least 2',
		],
		[
			'a text too long',
			'tag.create',
			{ tagname: 'x'.repeat(33) },
			'tagname',
			'at most 32 characters',
		],
		[
			'a forbidden character',
			'department.create',
			{ name: 'A|B', parentid: 1 },
			'name',
			'must not contain',
		],
		[
			'what another parameter asks for',
			'contactWay.create',
			{ type: 1, scene: 2 },
			'user',
			"is required when 'type' is 1",
		],
		[
			'what another field of a structure asks for',
			'massMessage.create',
			{ attachments: [{ msgtype: 'image', link: {} }] },
			'attachments[0].link.title',
			'is required',
		],
		[
			'the content that a structure names',
			'massMessage.create',
			{ attachments: [{ msgtype: 'image' }] },
			'attachments[0].image',
			"is required when 'msgtype' is image",
		],
		['too many bytes', 'user.get', { userid: '张'.repeat(22) }, 'userid', 'at most 64 bytes'],
		[
			'too many items',
			'user.deleteMany',
			{ useridlist: Array(201).fill('a') },
			'useridlist',
			'at most 200 items',
		],
		['an empty list', 'user.deleteMany', { useridlist: [] }, 'useridlist', 'at least 1 item'],
		[
			'a value that is none of the permitted',
			'user.getIdByEmail',
			{ email: 'a@b.c', email_type: 3 },
			'email_type',
			'must be 1 or 2',
		],
		[
			'text that is not JSON',
			'menu.create',
			{ agentid: 1, button: '[{' },
			'button',
			'the JSON text of one',
		],
		[
			'a parameter that does not exist',
			'tag.create',
			{ tagname: 'A', name: 'B' },
			'name',
			'is not a parameter',
		],
		[
			'none of several',
			'tag.addMembers',
			{ tagid: 1, userlist: [] },
			'userlist',
			"At least one of 'userlist', 'partylist'",
		],
		[
			'a missing content',
			'appChat.send',
			{ chatid: 'A', msgtype: 'text', image: { media_id: 'M' } },
			'text',
			"is required when 'msgtype' is text",
		],
	])('names %s', (_what, id, values, field, message) => {
		const error = refuse(id, values);
		expect(error.field).toBe(field);
		expect(error.message).toContain(message);
	});

	it.each([
		['menu.create', { agentid: 1, button: [{ type: 'view', name: 'Help' }] }, 'button[0].url'],
		[
			'menu.create',
			{
				agentid: 1,
				button: [{ name: 'A', sub_button: [{ type: 'click', name: 'B'.repeat(41), key: 'K' }] }],
			},
			'button[0].sub_button[0].name',
		],
		['menu.create', { agentid: 1, button: [{ name: 'A' }] }, 'button[0].type'],
		[
			'user.update',
			{ userid: 'a', extattr: { attrs: [{ type: 7, name: 'x' }] } },
			'extattr.attrs[0].type',
		],
	])('names the path inside a structure of %s', (id, values, field) => {
		const error = refuse(id, values);
		expect(error.field).toBe(field);
		expect(error.message).toContain(`'${field}'`);
	});

	it('calls a parameter as the form does, and says where to read on', () => {
		const error = refuse('department.create', { name: 'A' });
		expect(error.message).toBe("'Parent Department' (parentid) is required");
		expect(error.hint).toContain('1 is the root');
		expect(error.hint).toContain('POST /cgi-bin/department/create');
		expect(error.hint).toContain('001-创建部门');
	});

	it('keeps what it does not know inside a structure', () => {
		const extattr = { attrs: [{ type: 0, name: 'x', text: { value: 'y' }, added: 2031 }] };
		expect(validateParameters(getEndpoint('user.update'), { userid: 'a', extattr })).toEqual({
			userid: 'a',
			extattr,
		});
	});

	it('sends an empty text to clear a field and leaves out any other empty value', () => {
		const values = { userid: 'a', alias: '', gender: '', enable: '', department: '', order: null };
		expect(validateParameters(getEndpoint('user.update'), values)).toEqual({
			userid: 'a',
			alias: '',
		});
	});

	it('takes keys of data as data', () => {
		const extattr = '{"attrs":[],"__proto__":{"polluted":true}}';
		validateParameters(getEndpoint('user.update'), { userid: 'a', extattr });
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});
});

describe('a template card', () => {
	const card = (change: Record<string, unknown>) => ({
		touser: 'a',
		agentid: 1,
		msgtype: 'template_card',
		template_card: change,
	});
	const title = { title: 'T' };
	const button = { text: 'B', key: 'k' };

	it.each([
		[
			'text_notice without a text',
			{ card_type: 'text_notice', card_action: { type: 1, url: 'u' } },
			'main_title.title',
		],
		[
			'text_notice that opens nothing',
			{ card_type: 'text_notice', main_title: title },
			'card_action',
		],
		[
			'text_notice whose click does nothing',
			{ card_type: 'text_notice', main_title: title, card_action: { type: 0 } },
			'card_action.type',
		],
		[
			'web page without an address',
			{ card_type: 'text_notice', main_title: title, card_action: { type: 1 } },
			'card_action.url',
		],
		[
			'news_notice without a picture',
			{ card_type: 'news_notice', main_title: title, card_action: { type: 1, url: 'u' } },
			'card_image',
		],
		[
			'button_interaction without a task',
			{ card_type: 'button_interaction', main_title: title, button_list: [button] },
			'task_id',
		],
		[
			'button_interaction without buttons',
			{ card_type: 'button_interaction', main_title: title, task_id: 't' },
			'button_list',
		],
		[
			'button without a key',
			{
				card_type: 'button_interaction',
				main_title: title,
				task_id: 't',
				button_list: [{ text: 'B' }],
			},
			'button_list[0].key',
		],
		[
			'vote_interaction without a choice',
			{ card_type: 'vote_interaction', main_title: title, task_id: 't', submit_button: button },
			'checkbox',
		],
		[
			'multiple_interaction without a button',
			{
				card_type: 'multiple_interaction',
				main_title: title,
				task_id: 't',
				select_list: [{ question_key: 'q', option_list: [{ id: '1', text: 'A' }] }],
			},
			'submit_button',
		],
		[
			'menu without a task',
			{
				card_type: 'text_notice',
				main_title: title,
				card_action: { type: 1, url: 'u' },
				action_menu: { action_list: [button] },
			},
			'task_id',
		],
		[
			'row that shows a member without an ID',
			{
				card_type: 'text_notice',
				main_title: title,
				card_action: { type: 1, url: 'u' },
				horizontal_content_list: [{ keyname: 'A', type: 3 }],
			},
			'horizontal_content_list[0].userid',
		],
		[
			'seven rows',
			{
				card_type: 'text_notice',
				main_title: title,
				card_action: { type: 1, url: 'u' },
				horizontal_content_list: Array(7).fill({ keyname: 'A' }),
			},
			'horizontal_content_list',
		],
		['unknown type', { card_type: 'nothing' }, 'card_type'],
	])('is refused as a %s', (_what, change, field) => {
		expect(refuse('message.send', card(change)).field).toBe(`template_card.${field}`);
	});

	it('needs neither task nor submit button to take the place of another', () => {
		const template_card = {
			card_type: 'vote_interaction',
			main_title: title,
			checkbox: { question_key: 'q', option_list: [{ id: '1', text: 'A', is_checked: true }] },
			replace_text: 'Done',
		};
		const values = { response_code: 'c', atall: 1, agentid: 1, template_card };
		expect(validateParameters(getEndpoint('message.updateTemplateCard'), values)).toEqual(values);
	});
});

describe('a message', () => {
	it('needs somebody to get it', () => {
		const error = refuse('message.send', { agentid: 1, msgtype: 'text', text: { content: 'a' } });
		expect(error.message).toContain('At least one of');
	});

	it('is cut by WeCom, not refused here, where its text is too long', () => {
		const values = {
			touser: 'a',
			agentid: 1,
			msgtype: 'text',
			text: { content: 'x'.repeat(5000) },
		};
		expect(validateParameters(getEndpoint('message.send'), values)).toEqual(values);
	});

	it('is refused where WeCom does not cut it', () => {
		const markdown = { content: 'x'.repeat(2049) };
		const error = refuse('message.send', {
			touser: 'a',
			agentid: 1,
			msgtype: 'markdown',
			markdown,
		});
		expect(error.field).toBe('markdown.content');
	});

	it('goes to at most a thousand members by name', () => {
		const touser = Array(1001).fill('a').join('|');
		const error = refuse('message.send', {
			touser,
			agentid: 1,
			msgtype: 'text',
			text: { content: 'a' },
		});
		expect(error.field).toBe('touser');
	});

	it('of a template opens a page or a mini program', () => {
		const template_msg = { template_id: 't', content_item: [{ key: 'k', value: 'v' }] };
		const error = refuse('message.send', {
			touser: 'a',
			agentid: 1,
			msgtype: 'template_msg',
			template_msg,
		});
		expect(error.field).toBe('template_msg.url');
	});
});
