import { resource } from '../endpoint';
import { folder } from './parameters';

export const serverAddress = resource('serverAddress', 'Server Address', '企业微信域名IP', folder, {
	get: {
		title: 'Get',
		action: 'Get the addresses that clients use',
		zh: '获取企业微信域名IP信息',
		about: 'For a firewall',
		doc: '006-获取企业微信域名IP信息',
		apps: ['own'],
		get: 'security/get_server_domain_ip',
	},
});
