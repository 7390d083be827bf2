import { get, post, type Examples } from './example';

export const chatArchives: Examples = {
	'chatArchive.getChat': post('msgaudit/groupchat/get', {
		roomid: 'wrNplhCgAAIVZohLe57zKnvIV7xBKrig',
	}),
	'chatArchive.getConsent': post('msgaudit/check_single_agree', {
		info: [
			{ userid: 'XuJinSheng', exteranalopenid: 'wmeDKaCQAAGd9oGiQWxVsAKwV2HxNAAA' },
			{ userid: 'XuJinSheng', exteranalopenid: 'wmeDKaCQAAIQ_p7ACn_jpLVBJSGocAAA' },
		],
	}),
	'chatArchive.getConsentInChat': post('msgaudit/check_room_agree', {
		roomid: 'wrNplhCgAAIVZohLe57zKnvIV7xBKrig',
	}),
	'chatArchive.getMembers': post('msgaudit/get_permit_user_list', { type: '1' }, { type: 1 }),
	'chatArchive.getRobot': get('msgaudit/get_robot_info', { robot_id: 'wbROBOT' }),
};
