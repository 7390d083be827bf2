import { resource, type FileLimit } from '../endpoint';

const MB = 1024 * 1024;

const accepts: Readonly<Record<'image' | 'voice' | 'video' | 'file', FileLimit>> = {
	image: { min: 6, max: 2 * MB, extensions: ['jpg', 'jpeg', 'png'] },
	voice: { min: 6, max: 2 * MB, extensions: ['amr'] },
	video: { min: 6, max: 10 * MB, extensions: ['mp4'] },
	file: { min: 6, max: 20 * MB },
};

export const providerMedia = resource(
	'providerMedia',
	'Provider Media',
	'服务商素材',
	'docs/002-第三方应用开发/002-服务端API/014-素材管理',
	{
		upload: {
			title: 'Upload',
			action: 'Upload media of the provider',
			zh: '服务商上传临时素材',
			about: 'Gives a media ID that lives for three days',
			doc: '007-服务商上传临时素材',
			post: 'service/media/upload',
			query: (zod) => ({
				type: zod.enum(['file', 'image', 'video', 'voice']).meta({
					title: 'Type',
					labels: { file: 'File', image: 'Image', video: 'Video', voice: 'Voice' },
				}),
				attachment_type: zod
					.literal(3)
					.optional()
					.meta({ title: 'Purpose', labels: { 3: 'Cashier' } }),
			}),
			file: { field: 'media', accepts },
		},
	},
);
