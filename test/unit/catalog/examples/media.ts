import type { Examples } from './example';

export const media: Examples = {
	'media.get': {
		values: { media_id: 'MEDIA1' },
		method: 'GET',
		path: '/cgi-bin/media/get',
		query: { media_id: 'MEDIA1' },
	},
	'media.getHighQualityVoice': {
		values: { media_id: 'VOICE1' },
		method: 'GET',
		path: '/cgi-bin/media/get/jssdk',
		query: { media_id: 'VOICE1' },
	},
	'media.getUploadResult': {
		values: { jobid: 'JOB1' },
		method: 'POST',
		path: '/cgi-bin/media/get_upload_by_url_result',
		body: { jobid: 'JOB1' },
	},
	'media.upload': {
		values: { type: 'image' },
		method: 'POST',
		path: '/cgi-bin/media/upload',
		query: { type: 'image' },
	},
	'media.uploadAttachment': {
		values: { media_type: 'image', attachment_type: '1' },
		method: 'POST',
		path: '/cgi-bin/media/upload_attachment',
		query: { media_type: 'image', attachment_type: 1 },
	},
	'media.uploadFromUrl': {
		values: {
			scene: '1',
			type: 'video',
			filename: 'video.mp4',
			url: 'https://example.com/video.mp4',
			md5: '9e107d9d372bb6826bd81d3542a419d6',
		},
		method: 'POST',
		path: '/cgi-bin/media/upload_by_url',
		body: {
			scene: 1,
			type: 'video',
			filename: 'video.mp4',
			url: 'https://example.com/video.mp4',
			md5: '9e107d9d372bb6826bd81d3542a419d6',
		},
	},
	'media.uploadImage': { values: {}, method: 'POST', path: '/cgi-bin/media/uploadimg' },
};
