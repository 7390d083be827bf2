import type { Examples } from './example';

export const apps: Examples = {
	'agent.get': {
		values: { agentid: '1000002' },
		method: 'GET',
		path: '/cgi-bin/agent/get',
		query: { agentid: 1000002 },
	},
	'agent.getAll': { values: {}, method: 'GET', path: '/cgi-bin/agent/list' },
	'agent.update': {
		values: { agentid: 1000002, name: 'HR', report_location_flag: true, isreportenter: 'false' },
		method: 'POST',
		path: '/cgi-bin/agent/set',
		body: { agentid: 1000002, name: 'HR', report_location_flag: 1, isreportenter: 0 },
	},
	'menu.create': {
		values: {
			agentid: 1000002,
			button: JSON.stringify([
				{ type: 'click', name: 'Today', key: 'TODAY' },
				{ name: 'More', sub_button: [{ type: 'view', name: 'Help', url: 'https://example.com' }] },
			]),
		},
		method: 'POST',
		path: '/cgi-bin/menu/create',
		query: { agentid: 1000002 },
		body: {
			button: [
				{ type: 'click', name: 'Today', key: 'TODAY' },
				{ name: 'More', sub_button: [{ type: 'view', name: 'Help', url: 'https://example.com' }] },
			],
		},
	},
	'menu.delete': {
		values: { agentid: 1000002 },
		method: 'GET',
		path: '/cgi-bin/menu/delete',
		query: { agentid: 1000002 },
	},
	'menu.get': {
		values: { agentid: 1000002 },
		method: 'GET',
		path: '/cgi-bin/menu/get',
		query: { agentid: 1000002 },
	},
	'workbench.getData': {
		values: { agentid: 1000002, userid: 'zhangsan' },
		method: 'POST',
		path: '/cgi-bin/agent/get_workbench_data',
		body: { agentid: 1000002, userid: 'zhangsan' },
	},
	'workbench.getTemplate': {
		values: { agentid: 1000002 },
		method: 'POST',
		path: '/cgi-bin/agent/get_workbench_template',
		body: { agentid: 1000002 },
	},
	'workbench.setData': {
		values: {
			agentid: 1000002,
			userid: 'zhangsan',
			type: 'keydata',
			keydata: '{"items":[{"key":"Open requests","data":2}]}',
		},
		method: 'POST',
		path: '/cgi-bin/agent/set_workbench_data',
		body: {
			agentid: 1000002,
			userid: 'zhangsan',
			type: 'keydata',
			keydata: { items: [{ key: 'Open requests', data: '2' }] },
		},
	},
	'workbench.setDataOfMany': {
		values: {
			agentid: 1000002,
			userid_list: 'zhangsan,lisi',
			data: { type: 'image', image: { url: 'https://example.com/1.png' } },
		},
		method: 'POST',
		path: '/cgi-bin/agent/batch_set_workbench_data',
		body: {
			agentid: 1000002,
			userid_list: ['zhangsan', 'lisi'],
			data: { type: 'image', image: { url: 'https://example.com/1.png' } },
		},
	},
	'workbench.setTemplate': {
		values: { agentid: 1000002, type: 'normal', replace_user_data: 'true' },
		method: 'POST',
		path: '/cgi-bin/agent/set_workbench_template',
		body: { agentid: 1000002, type: 'normal', replace_user_data: true },
	},
};
