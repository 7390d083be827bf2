import { randomBytes } from 'node:crypto';

import { binary } from './run-workflow';
import { form, openStage, run, type Stage } from './wecom.stage';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(async () => await stage.close());

const upload = { resource: 'media', operation: 'upload', binaryPropertyName: 'data' };
const download = (mediaId: unknown) => ({
	resource: 'media',
	operation: 'get',
	outputPropertyName: 'data',
	...form({ media_id: mediaId }),
});

describe('media', () => {
	it('comes back as it went, streamed from where n8n keeps it', async () => {
		const bytes = randomBytes(3_000_000);
		const inline = {
			data: bytes.toString('base64'),
			fileName: '报告 final.pdf',
			mimeType: 'application/pdf',
		};
		const first = await run(stage.app, upload, {
			input: [{ json: {}, binary: { data: inline } }],
		});
		expect(first.output[0]?.json).toMatchObject({
			type: 'file',
			media_id: expect.any(String) as string,
		});

		const got = await run(stage.app, download(first.output[0]?.json.media_id));
		const [item] = got.output;
		if (!item) throw new Error('Nothing came back');
		expect(item.json).toEqual({
			fileName: '报告 final.pdf',
			mimeType: 'application/pdf',
			fileSize: bytes.length,
		});
		expect(item.binary?.data).toMatchObject({
			fileName: '报告 final.pdf',
			mimeType: 'application/pdf',
		});
		// Kept outside of the item, so that the next upload has to stream it.
		expect(item.binary?.data?.id).toBeDefined();
		expect((await binary(item)).equals(bytes)).toBe(true);

		const second = await run(stage.app, upload, { input: [item] });
		const again = await run(stage.app, download(second.output[0]?.json.media_id));
		expect((await binary(again.output[0] as never)).equals(bytes)).toBe(true);
	});

	it('gives an image an address that stays', async () => {
		const image = {
			data: randomBytes(100).toString('base64'),
			fileName: 'a.png',
			mimeType: 'image/png',
		};
		const { output } = await run(
			stage.app,
			{ resource: 'media', operation: 'uploadImage', binaryPropertyName: 'data' },
			{ input: [{ json: {}, binary: { data: image } }] },
		);
		expect(output[0]?.json.url).toMatch(/^http/);
	});

	it('goes into the body as Base64 where WeCom wants it so', async () => {
		const bytes = randomBytes(20_000);
		const inline = {
			data: bytes.toString('base64'),
			fileName: 'plan.pdf',
			mimeType: 'application/pdf',
		};
		const first = await run(stage.app, upload, {
			input: [{ json: {}, binary: { data: inline } }],
		});
		const got = await run(stage.app, download(first.output[0]?.json.media_id));
		const [stored] = got.output;
		if (!stored) throw new Error('Nothing came back');
		for (const item of [{ json: {}, binary: { data: inline } }, stored]) {
			const { error } = await run(
				stage.app,
				{
					resource: 'driveFile',
					operation: 'upload',
					binaryPropertyName: 'data',
					...form({ file_name: 'plan.pdf', spaceid: 'SPACE1', fatherid: 'SPACE1' }),
				},
				{ input: [item] },
			);
			expect(error).toBeUndefined();
			const request = stage.simulator.requests.at(-1);
			expect(request?.path).toBe('/cgi-bin/wedrive/file_upload');
			const { file_base64_content: content } = request?.body as Record<string, string>;

			expect(Buffer.from(content ?? '', 'base64').equals(bytes)).toBe(true);
		}
	});

	it('refuses a wrong file before it is sent', async () => {
		const before = stage.simulator.requests.length;
		const song = {
			data: randomBytes(100).toString('base64'),
			fileName: 'a.mp3',
			mimeType: 'audio/mp3',
		};
		const { error } = await run(
			stage.app,
			{ ...upload, mediaType: 'voice' },
			{ input: [{ json: {}, binary: { data: song } }] },
		);
		expect(error?.message).toContain("'a.mp3' is not of a format that WeCom takes as voice");
		const uploads = stage.simulator.requests
			.slice(before)
			.filter(({ path }) => path === '/cgi-bin/media/upload');
		expect(uploads).toHaveLength(0);
	});

	it('says that there is no file', async () => {
		const { error } = await run(stage.app, upload);
		expect(error?.message).toContain("'data'");
	});

	it('says that media has ended', async () => {
		const { error } = await run(stage.app, download('GONE'));
		expect(error).toMatchObject({ httpCode: '40007' });
		expect(error?.description).toContain('valid for three days');
	});
});
