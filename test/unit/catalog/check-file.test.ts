import { getEndpoint } from '../../../wecom/catalog/catalog';
import { checkFile, chooseFileType } from '../../../wecom/catalog/check-file';
import type { FileRule } from '../../../wecom/catalog/endpoint';

const MB = 1024 * 1024;
const rule = getEndpoint('media.upload').file as FileRule;

describe('checkFile', () => {
	it.each([
		['image', { name: 'a.PNG', size: 10 * MB }],
		['voice', { name: 'a.amr', size: 6 }],
		['video', { name: 'a.mp4', size: MB }],
		['file', { name: 'noextension', size: 20 * MB }],
	])('lets through what WeCom takes as %s', (type, file) => {
		expect(() => checkFile(rule, type, file)).not.toThrow();
	});

	it.each([
		['five bytes', 'file', { name: 'a.txt', size: 5 }, 'has 5 bytes'],
		['a file too large', 'file', { name: 'a.txt', size: 20 * MB + 1 }, "'a.txt' has 20 MB"],
		['another format', 'image', { name: 'a.gif', size: 100 }, 'is not of a format'],
		['an unknown type', 'thumb', { name: 'a.gif', size: 100 }, "'thumb' is not a type"],
	])('refuses %s', (_what, type, file, message) => {
		expect(() => checkFile(rule, type, file)).toThrow(message);
	});

	it('does not ask images that stay for their format', () => {
		const forGood = getEndpoint('media.uploadImage').file as FileRule;
		expect(() => checkFile(forGood, 'any', { name: 'a', size: 5 })).not.toThrow();
		expect(() => checkFile(forGood, 'any', { name: 'a', size: 2 * MB + 1 })).toThrow('2 MB');
	});
});

describe('chooseFileType', () => {
	it.each([
		['photo.jpg', MB, 'image'],
		['photo.jpg', 15 * MB, 'file'],
		['voice.amr', MB, 'voice'],
		['film.mp4', 11 * MB, 'file'],
		['film.mp4', MB, 'video'],
		['report.pdf', MB, 'file'],
		['report.pdf', 21 * MB, undefined],
	])('takes %s of %d bytes as %s', (name, size, type) => {
		expect(chooseFileType(rule, { name, size })).toBe(type);
	});
});
