import type { Zod } from '../endpoint';
import { bytes, mediaId } from '../parameters';

/*
 * The contents that messages of different endpoints share, by message type. Where WeCom cuts a text that is too long,
 * the length is not checked: ID translation makes it unknowable here.
 */

const textCard = (zod: Zod) =>
	zod.object({
		title: zod.string().min(1),
		description: zod.string().min(1),
		url: bytes(zod, 2048).min(1),
		btntxt: zod.string().optional(),
	});

const news = (zod: Zod) =>
	zod.object({
		articles: zod
			.array(
				zod.object({
					title: zod.string().min(1),
					description: zod.string().optional(),
					url: bytes(zod, 2048).optional(),
					picurl: bytes(zod, 2048).optional(),
					appid: zod.string().optional(),
					pagepath: bytes(zod, 128).optional(),
				}),
			)
			.min(1)
			.max(8),
	});

const storedNews = (zod: Zod) =>
	zod.object({
		articles: zod
			.array(
				zod.object({
					title: zod.string().min(1),
					thumb_media_id: zod.string().min(1),
					author: bytes(zod, 64).optional(),
					content_source_url: zod.string().optional(),
					content: bytes(zod, 666 * 1024).min(1),
					digest: zod.string().optional(),
				}),
			)
			.min(1)
			.max(8),
	});

export const media = (zod: Zod) => zod.object({ media_id: mediaId(zod).min(1) });

const video = (zod: Zod) =>
	zod.object({
		media_id: mediaId(zod).min(1),
		title: zod.string().optional(),
		description: zod.string().optional(),
	});

export const miniProgramNotice = (zod: Zod) =>
	zod.object({
		appid: zod.string().min(1),
		page: bytes(zod, 1024).optional(),
		title: zod.string().min(1),
		description: zod.string().optional(),
		emphasis_first_item: zod.boolean().optional(),
		content_item: zod
			.array(zod.object({ key: zod.string().optional(), value: zod.string().optional() }))
			.max(10)
			.optional(),
	});

const markdown = (zod: Zod) => zod.object({ content: bytes(zod, 2048).min(1) });

/** The examples from which the JSON of a content starts. */
export const examples = {
	text: { content: 'Your parcel has arrived' },
	media: { media_id: 'MEDIA_ID' },
	video: { media_id: 'MEDIA_ID', title: 'Welcome' },
	textcard: { title: 'Approval', description: 'One request waits', url: 'https://example.com' },
	news: { articles: [{ title: 'Welcome', url: 'https://example.com' }] },
	mpnews: { articles: [{ title: 'Welcome', thumb_media_id: 'MEDIA_ID', content: 'Hello' }] },
	markdown: { content: '**Hello** <font color="info">there</font>' },
} as const;

/** The contents that all of them may have besides a text, which each limits in its own way. */
export const contents = (zod: Zod) => ({
	image: media(zod).optional().meta({ title: 'Image', example: examples.media }),
	voice: media(zod).optional().meta({ title: 'Voice', example: examples.media }),
	video: video(zod).optional().meta({ title: 'Video', example: examples.video }),
	file: media(zod).optional().meta({ title: 'File', example: examples.media }),
	textcard: textCard(zod).optional().meta({ title: 'Text Card', example: examples.textcard }),
	news: news(zod).optional().meta({ title: 'News', example: examples.news }),
	mpnews: storedNews(zod)
		.optional()
		.meta({ title: 'News Stored in WeCom', example: examples.mpnews }),
	markdown: markdown(zod).optional().meta({ title: 'Markdown', example: examples.markdown }),
});
