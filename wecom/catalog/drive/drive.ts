import { resource } from '../endpoint';

const page = '006-版本和容量管理';

export const drive = resource(
	'drive',
	'Drive',
	'微盘',
	'docs/002-第三方应用开发/002-服务端API/029-微盘',
	{
		getCapacity: {
			title: 'Get Capacity',
			action: 'Get how much a drive holds',
			zh: '获取盘容量信息',
			doc: page,
			post: 'wedrive/mng_capacity',
			repeatable: true,
		},
		getPlan: {
			title: 'Get Plan',
			action: 'Get the plan of a drive and its accounts',
			zh: '获取盘专业版信息',
			doc: page,
			post: 'wedrive/mng_pro_info',
			repeatable: true,
		},
	},
);
