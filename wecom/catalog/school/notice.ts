import { resource } from '../endpoint';
import { agentId, bytes, flag } from '../parameters';

export const schoolNotice = resource(
	'schoolNotice',
	'School Notice',
	'学校通知',
	'docs/002-第三方应用开发/002-服务端API/022-家校沟通/003-基础接口',
	{
		getFollowMode: {
			title: 'Get Follow Mode',
			action: 'Get how parents come to follow school notices',
			zh: '获取「学校通知」的关注模式',
			doc: '002-管理学校通知的关注模式',
			get: 'externalcontact/get_subscribe_mode',
		},
		getQrCode: {
			title: 'Get QR Code',
			action: 'Get the QR codes with which parents follow school notices',
			zh: '获取「学校通知」二维码',
			doc: 'docs/001-企业内部开发/002-服务端API/020-家校沟通/002-基础接口/001-获取学校通知二维码.md',
			get: 'externalcontact/get_subscribe_qr_code',
		},
		send: {
			title: 'Send',
			action: 'Send a school notice',
			zh: '发送「学校通知」',
			about: 'To parents, students, or both',
			doc: 'docs/003-服务商代开发/001-服务端API/021-家校沟通/002-基础接口/002-发送学校通知.md',
			post: 'externalcontact/message/send',
			content: 'msgtype',
			body: (zod) => {
				const media = zod.object({ media_id: zod.string().min(1) });
				const file = { media_id: 'MEDIA_ID' };
				return {
					recv_scope: zod
						.literal([0, 1, 2])
						.optional()
						.meta({
							title: 'To',
							description: 'parents, students or both',
							labels: { 0: 'Parents', 1: 'Students', 2: 'Both' },
						}),
					to_parent_userid: zod
						.array(zod.string())
						.max(1000)
						.optional()
						.meta({ title: 'Parent IDs', description: 'at most 1000' }),
					to_student_userid: zod
						.array(zod.string())
						.max(1000)
						.optional()
						.meta({ title: 'Student IDs', description: 'at most 1000' }),
					to_party: zod
						.array(zod.string())
						.max(100)
						.optional()
						.meta({ title: 'School Department IDs', description: 'at most 100' }),
					toall: flag(zod)
						.optional()
						.meta({ title: 'To All', description: 'everybody of Scope, no IDs are needed' }),
					msgtype: zod
						.enum(['text', 'image', 'voice', 'video', 'file', 'news', 'mpnews', 'miniprogram'])
						.meta({
							title: 'Type',
							description: 'which of the following is sent',
							labels: {
								text: 'Text',
								image: 'Image',
								voice: 'Voice',
								video: 'Video',
								file: 'File',
								news: 'News',
								mpnews: 'News kept by WeCom',
								miniprogram: 'Mini program',
							},
						}),
					agentid: agentId(zod),
					text: zod
						.object({ content: bytes(zod, 2048).min(1) })
						.optional()
						.meta({
							title: 'Text',
							description: 'for type text',
							example: { content: 'No school on Monday' },
						}),
					image: media
						.optional()
						.meta({ title: 'Image', description: 'for type image, by media_id', example: file }),
					voice: media
						.optional()
						.meta({ title: 'Voice', description: 'for type voice, by media_id', example: file }),
					video: zod
						.object({
							media_id: zod.string().min(1),
							title: bytes(zod, 128).optional(),
							description: bytes(zod, 512).optional(),
						})
						.optional()
						.meta({
							title: 'Video',
							description: 'for type video, by media_id',
							example: { ...file, title: 'Sports day' },
						}),
					file: media
						.optional()
						.meta({ title: 'File', description: 'for type file, by media_id', example: file }),
					news: zod
						.object({
							articles: zod
								.array(
									zod.object({
										title: bytes(zod, 128).min(1),
										description: bytes(zod, 512).optional(),
										url: zod.string().min(1),
										picurl: zod.string().optional(),
									}),
								)
								.min(1)
								.max(8),
						})
						.optional()
						.meta({
							title: 'News',
							description: 'one to eight articles',
							example: { articles: [{ title: 'Sports day', url: 'https://example.com' }] },
						}),
					mpnews: zod
						.object({
							articles: zod
								.array(
									zod.object({
										title: bytes(zod, 128).min(1),
										thumb_media_id: zod.string().min(1),
										author: bytes(zod, 64).optional(),
										content_source_url: zod.string().optional(),
										content: bytes(zod, 666 * 1024).min(1),
										digest: bytes(zod, 512).optional(),
									}),
								)
								.min(1)
								.max(8),
						})
						.optional()
						.meta({
							title: 'News Kept by WeCom',
							description: 'one to eight articles',
							example: {
								articles: [
									{ title: 'Sports day', thumb_media_id: 'MEDIA_ID', content: '<p>On Friday</p>' },
								],
							},
						}),
					miniprogram: zod
						.object({
							appid: zod.string().min(1),
							title: bytes(zod, 64).optional(),
							thumb_media_id: zod.string().min(1),
							pagepath: zod.string().min(1),
						})
						.optional()
						.meta({
							title: 'Mini Program',
							description: 'for type miniprogram',
							example: { appid: 'APPID', thumb_media_id: 'MEDIA_ID', pagepath: 'pages/index' },
						}),
					enable_id_trans: flag(zod)
						.optional()
						.meta({ title: 'Translate IDs', description: 'to names' }),
					enable_duplicate_check: flag(zod).optional().meta({
						title: 'Check for Duplicates',
						description: 'the same message is not sent twice',
					}),
					duplicate_check_interval: zod
						.int()
						.min(0)
						.max(14_400)
						.optional()
						.meta({ title: 'Duplicate Check Interval', description: 'seconds, at most 14400' }),
				};
			},
			atLeastOne: ['to_parent_userid', 'to_student_userid', 'to_party', 'toall'],
		},
		setFollowMode: {
			title: 'Set Follow Mode',
			action: 'Set how parents come to follow school notices',
			zh: '设置「学校通知」的关注模式',
			doc: '002-管理学校通知的关注模式',
			post: 'externalcontact/set_subscribe_mode',
			repeatable: true,
			body: (zod) => ({
				subscribe_mode: zod.literal([1, 2]).meta({
					title: 'Mode',
					description: 'for the whole school',
					labels: { 1: 'By filling in a form after a scan', 2: 'Not by a scan' },
				}),
			}),
		},
	},
);
