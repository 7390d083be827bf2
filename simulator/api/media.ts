import { Refusal } from '../platform/refusal';
import { appOfCall, FileAnswer, textOf, type Call, type Handler } from './call';
import type { UploadedFile } from './multipart';

const MEGABYTE = 1024 ** 2;
const MORE_THAN_BYTES = 5;

/** Size limits and file name endings by type (上传临时素材). */
const UPLOADS: Record<string, { most: number; endings?: RegExp; tooLarge: number }> = {
	image: { most: 10 * MEGABYTE, endings: /\.(jpe?g|png)$/i, tooLarge: 40009 },
	voice: { most: 2 * MEGABYTE, endings: /\.amr$/i, tooLarge: 45001 },
	video: { most: 10 * MEGABYTE, endings: /\.mp4$/i, tooLarge: 40011 },
	file: { most: 20 * MEGABYTE, tooLarge: 45001 },
};

/** What a provider may upload as an image, which is less than a company may. */
const PROVIDER_IMAGE = { most: 2 * MEGABYTE, endings: /\.(jpe?g|png)$/i, tooLarge: 40009 };

/** A file as long as this or longer is only given out in pieces. */
const MOST_AT_ONCE = 20 * MEGABYTE;

/** Temporary media, and images for use in messages (素材管理). */
export const mediaHandlers: Record<string, Handler> = {
	'/cgi-bin/media/upload': (call) => store(call, call.query.type),
	'/cgi-bin/media/upload_attachment': (call) => store(call, call.query.media_type),

	'/cgi-bin/media/upload_by_url': (call) => {
		const { body, platform } = call;
		const app = appOfCall(call);
		const wanted = {
			type: textOf(body, 'type'),
			fileName: textOf(body, 'filename'),
			url: textOf(body, 'url'),
			md5: textOf(body, 'md5'),
		};
		if (!URL.canParse(wanted.url)) {
			throw new Refusal(830001);
		}
		if (wanted.type === 'video' && !/\.mp4$/i.test(wanted.fileName)) {
			throw new Refusal(40004);
		}
		const job = platform.fetchedMedia.start(app.corp, wanted, ({ id }) => {
			// Told to the app that asked, by the callbacks of its suite.
			if (app.installation) {
				const { suite, installation, corp } = app;
				platform.outbox.put({
					eventId: 'event_upload_media_job_finish',
					about: { suite, installation, corp },
					fields: { JobId: id },
				});
			}
		});
		return { jobid: job.id };
	},

	'/cgi-bin/media/get_upload_by_url_result': (call) => {
		const id = textOf(call.body, 'jobid');
		const { outcome } = call.platform.fetchedMedia.find(appOfCall(call).corp, id);
		if (!outcome) {
			return { status: 1, detail: {} };
		}
		if ('refusal' in outcome) {
			const { errcode } = outcome.refusal;
			const errmsg = call.platform.errorTexts.get(errcode) ?? 'failed';
			return { status: 3, detail: { errcode, errmsg } };
		}
		const { id: mediaId, createdAt } = outcome.media;
		const detail = { errcode: 0, errmsg: 'ok', media_id: mediaId, created_at: String(createdAt) };
		return { status: 2, detail };
	},

	'/cgi-bin/service/media/upload': (call) => {
		const { type } = call.query;
		const file = fileOf(call);
		checkFile(file, type === 'image' ? PROVIDER_IMAGE : UPLOADS[type]);
		const isReceipt = call.query.attachment_type === '3';
		const { provider } = call.platform.world;
		const media = call.platform.media.store(provider, { ...file, type, isReceipt });
		return { type, media_id: media.id, created_at: String(media.createdAt) };
	},

	'/cgi-bin/media/uploadimg': (call) => {
		const file = fileOf(call);
		checkFile(file, { most: 2 * MEGABYTE, endings: /\.(jpe?g|png)$/i, tooLarge: 40009 });
		const { corp } = appOfCall(call);
		const id = call.platform.media.publish(corp, { ...file, type: 'image' });
		return { url: `${call.url}/media/${id}` };
	},

	'/cgi-bin/media/get': (call) => download(call),
	'/cgi-bin/media/get/jssdk': (call) => download(call),
};

function store(call: Call, type: string) {
	const file = fileOf(call);
	checkFile(file, UPLOADS[type]);
	const media = call.platform.media.store(appOfCall(call).corp, { ...file, type });
	return { type, media_id: media.id, created_at: String(media.createdAt) };
}

function fileOf({ file }: Call): UploadedFile {
	if (!file) {
		throw new Refusal(44001);
	}
	return file;
}

function checkFile(file: UploadedFile, rule: (typeof UPLOADS)[string]): void {
	if (file.bytes.length <= MORE_THAN_BYTES) {
		throw new Refusal(40006);
	}
	if (file.bytes.length > rule.most) {
		throw new Refusal(rule.tooLarge);
	}
	if (rule.endings && !rule.endings.test(file.fileName)) {
		throw new Refusal(40004);
	}
}

/** A file, or the part of it that a Range header asks for. */
function download(call: Call): FileAnswer {
	const { query, headers, platform } = call;
	const media = platform.media.find(appOfCall(call).corp, textOf(query, 'media_id'));
	const answer = {
		'content-disposition': disposition(media.fileName),
		'accept-ranges': 'bytes',
	};
	const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
	if (!range) {
		if (media.bytes.length > MOST_AT_ONCE) {
			throw new Refusal(830002, 'ask for a larger file in pieces, with a Range header');
		}
		return new FileAnswer(media.bytes, media.contentType, answer);
	}
	const size = media.bytes.length;
	const start = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1]);
	const end = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
	if (start > end) {
		throw new Refusal(40146);
	}
	return new FileAnswer(
		media.bytes.subarray(start, end + 1),
		media.contentType,
		{ ...answer, 'content-range': `bytes ${start}-${end}/${size}` },
		206,
	);
}

/** File names may hold anything: ASCII as it is, the rest in the encoded form of RFC 5987. */
export function disposition(fileName: string): string {
	const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
	return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
