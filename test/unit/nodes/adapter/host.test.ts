import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { readHost } from '../../../../nodes/adapter/host';
import { WeComConfigurationError } from '../../../../wecom/error';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wecom-host-'));
	await mkdir(join(folder, '.n8n'));
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** n8n's own file, which it makes at its first start. */
const writeConfig = async (text: string) => await writeFile(join(folder, '.n8n', 'config'), text);

describe('the instance key', () => {
	it('is in the variable, before all', async () => {
		await writeConfig('{"encryptionKey":"of the config"}');
		await writeFile(join(folder, 'key'), 'of the file');
		const environment = {
			N8N_USER_FOLDER: folder,
			N8N_ENCRYPTION_KEY: 'of the variable',
			N8N_ENCRYPTION_KEY_FILE: join(folder, 'key'),
		};
		expect((await readHost(environment)).instanceKey).toBe('of the variable');
	});

	it('is in the file that the variable names, without its last line end', async () => {
		await writeConfig('{"encryptionKey":"of the config"}');
		await writeFile(join(folder, 'key'), 'of the file\n');
		const environment = {
			N8N_USER_FOLDER: folder,
			N8N_ENCRYPTION_KEY_FILE: join(folder, 'key'),
		};
		expect((await readHost(environment)).instanceKey).toBe('of the file');
	});

	it.each([`"quoted"`, `'quoted'`, ' quoted '])('is what n8n makes of %s', async (given) => {
		expect((await readHost({ N8N_ENCRYPTION_KEY: given })).instanceKey).toBe('quoted');
	});

	it('is in the config of the user folder', async () => {
		await writeConfig('{"encryptionKey":"of the config","other":1}');
		const host = await readHost({ N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: '' });
		expect(host).toMatchObject({
			instanceKey: 'of the config',
			userFolder: join(folder, '.n8n'),
		});
	});

	it.each([
		['no config', undefined],
		['a config without it', '{}'],
		['an empty one', '{"encryptionKey":""}'],
		['a config that is no JSON', 'encryptionKey=x'],
		['a config of nothing', 'null'],
	])('is missed by its name where there is %s', async (_what, config) => {
		if (config !== undefined) await writeConfig(config);
		const reading = readHost({ N8N_USER_FOLDER: folder });
		await expect(reading).rejects.toThrow(WeComConfigurationError);
		await expect(reading).rejects.toMatchObject({
			field: 'N8N_ENCRYPTION_KEY',
			hint: expect.stringContaining('N8N_ENCRYPTION_KEY') as string,
			cause: expect.anything() as unknown,
		});
	});

	it('is missed where the file that the variable names cannot be read', async () => {
		await writeConfig('{"encryptionKey":"of the config"}');
		const environment = {
			N8N_USER_FOLDER: folder,
			N8N_ENCRYPTION_KEY_FILE: join(folder, 'nowhere'),
		};
		await expect(readHost(environment)).rejects.toMatchObject({ field: 'N8N_ENCRYPTION_KEY' });
	});
});

it("has n8n's folder in the home of the user unless told otherwise", async () => {
	const { userFolder } = await readHost({ N8N_ENCRYPTION_KEY: 'key' });
	expect(userFolder).toBe(join(homedir(), '.n8n'));
});

it('takes proxies as the usual variables give them, those in small letters first', async () => {
	const key = { N8N_ENCRYPTION_KEY: 'key' };
	expect((await readHost(key)).proxy).toEqual({});
	const large = {
		HTTP_PROXY: 'http://one:1',
		HTTPS_PROXY: 'http://two:2',
		NO_PROXY: 'localhost',
	};
	expect((await readHost({ ...key, ...large })).proxy).toEqual({
		httpProxy: 'http://one:1',
		httpsProxy: 'http://two:2',
		noProxy: 'localhost',
	});
	const small = { http_proxy: 'http://three:3', https_proxy: '', no_proxy: '*' };
	expect((await readHost({ ...key, ...large, ...small })).proxy).toEqual({
		httpProxy: 'http://three:3',
		httpsProxy: '',
		noProxy: '*',
	});
});

it('reads the process that it runs in', async () => {
	const before = process.env.N8N_ENCRYPTION_KEY;
	process.env.N8N_ENCRYPTION_KEY = 'of the process';
	expect((await readHost()).instanceKey).toBe('of the process');
	if (before === undefined) delete process.env.N8N_ENCRYPTION_KEY;
	else process.env.N8N_ENCRYPTION_KEY = before;
});
