import { resource, type FileLimit } from '../endpoint';
import { bytes, mediaId } from '../parameters';

const MB = 1024 * 1024;

/** What `media/upload` takes. A file must have more than five bytes. */
const accepts: Readonly<Record<'image' | 'voice' | 'video' | 'file', FileLimit>> = {
	image: { min: 6, max: 10 * MB, extensions: ['jpg', 'jpeg', 'png'] },
	voice: { min: 6, max: 2 * MB, extensions: ['amr'] },
	video: { min: 6, max: 10 * MB, extensions: ['mp4'] },
	file: { min: 6, max: 20 * MB },
};

export const media = resource(
	'media',
	'Media',
	'素材',
	'docs/002-第三方应用开发/002-服务端API/014-素材管理',
	{
		get: {
			title: 'Get',
			action: 'Download media',
			zh: '获取临时素材',
			about: 'Media lives for three days',
			doc: '004-获取临时素材',
			get: 'media/get',
			query: (zod) => ({ media_id: mediaId(zod).min(1) }),
			download: true,
		},
		getHighQualityVoice: {
			title: 'Get High-Quality Voice',
			action: 'Download a high-quality voice recording',
			zh: '获取高清语音素材',
			about: 'As Speex, of a recording that JS-SDK has uploaded',
			doc: '005-获取高清语音素材',
			get: 'media/get/jssdk',
			query: (zod) => ({ media_id: mediaId(zod).min(1).meta({ description: 'from JS-SDK' }) }),
			download: true,
		},
		getUploadResult: {
			title: 'Get Upload Result',
			action: 'Get the result of an upload from a URL',
			zh: '查询异步任务结果',
			doc: '006-异步上传临时素材',
			post: 'media/get_upload_by_url_result',
			repeatable: true,
			body: (zod) => ({
				jobid: bytes(zod, 128).min(1).meta({ title: 'Job ID', description: 'valid for an hour' }),
			}),
		},
		upload: {
			title: 'Upload',
			action: 'Upload media',
			zh: '上传临时素材',
			about: 'Gives a media ID that lives for three days',
			doc: '002-上传临时素材',
			post: 'media/upload',
			query: (zod) => ({
				type: zod.enum(['image', 'voice', 'video', 'file']).meta({
					title: 'Type',
					labels: { image: 'Image', voice: 'Voice', video: 'Video', file: 'File' },
				}),
			}),
			file: { field: 'media', accepts },
		},
		uploadAttachment: {
			title: 'Upload Attachment',
			action: 'Upload an attachment for moments or product albums',
			zh: '上传附件资源',
			about: 'Gives a media ID that lives for three days',
			doc: 'docs/002-第三方应用开发/002-服务端API/019-客户联系/017-上传附件资源.md',
			post: 'media/upload_attachment',
			query: (zod) => ({
				media_type: zod.enum(['image', 'video', 'file']).meta({
					title: 'Type',
					labels: { image: 'Image', video: 'Video', file: 'File' },
				}),
				attachment_type: zod
					.literal([1, 2])
					.meta({ title: 'Used In', labels: { 1: 'Moment', 2: 'Product album' } }),
			}),
			file: {
				field: 'media',
				by: 'media_type',
				accepts: {
					image: accepts.image,
					video: accepts.video,
					file: { min: 6, max: 10 * MB },
				},
			},
		},
		uploadFromUrl: {
			title: 'Upload From URL',
			action: 'Let WeCom fetch media from a URL',
			zh: '生成异步上传任务',
			about: 'Up to 200 MB, for the welcome messages of customer groups',
			doc: '006-异步上传临时素材',
			post: 'media/upload_by_url',
			job: {
				result: 'media.getUploadResult',
				id: 'jobid',
				status: 'status',
				done: [2],
				failed: [3],
				reason: 'detail',
			},
			body: (zod) => ({
				type: zod
					.enum(['video', 'file'])
					.meta({ title: 'Type', labels: { video: 'Video', file: 'File' } }),
				filename: bytes(zod, 128).min(1).meta({ title: 'File Name' }),
				url: bytes(zod, 1024)
					.min(1)
					.meta({ title: 'URL', description: 'its server must support Range' }),
				md5: bytes(zod, 32).min(1).meta({ title: 'MD5', description: 'of the file, in hex' }),
				scene: zod
					.literal(1)
					.meta({ title: 'Scene', labels: { 1: 'Welcome message of a customer group' } }),
			}),
		},
		uploadImage: {
			title: 'Upload Image',
			action: 'Upload an image for good',
			zh: '上传图片',
			about: 'Gives a URL that never ends, shown inside WeCom only; 1,000 a day and 3,000 a month',
			doc: '003-上传图片',
			post: 'media/uploadimg',
			file: { field: 'media', accepts: { any: { min: 5, max: 2 * MB } } },
		},
	},
);
