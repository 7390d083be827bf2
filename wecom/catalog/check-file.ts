import { WeComConfigurationError } from '../error';
import type { FileLimit, FileRule } from './endpoint';

export interface FileFacts {
	name: string;
	/** Bytes. */
	size: number;
}

/**
 * Checks a file against what WeCom accepts before a byte of it is sent.
 * @param type Key of `accepts`.
 * @throws WeComConfigurationError
 */
export function checkFile(rule: FileRule, type: string, file: FileFacts): void {
	const limit = rule.accepts[type];
	if (!limit) {
		throw new WeComConfigurationError(
			'type',
			`'${type}' is not a type of file that WeCom takes here`,
			`Choose one of: ${Object.keys(rule.accepts).join(', ')}`,
		);
	}
	const refuse = (problem: string, hint: string) => {
		throw new WeComConfigurationError(rule.field, `The file '${file.name}' ${problem}`, hint);
	};
	if (file.size < limit.min) {
		refuse(`has ${file.size} bytes`, `WeCom takes files of at least ${limit.min} bytes`);
	}
	if (file.size > limit.max) {
		refuse(
			`has ${formatSize(file.size)}`,
			`WeCom takes at most ${formatSize(limit.max)}${type === 'any' ? '' : ` as ${type}`}`,
		);
	}
	if (!hasExtension(limit, file.name)) {
		refuse(
			`is not of a format that WeCom takes as ${type}`,
			`Give a file that ends with .${limit.extensions?.join(' or .')}, or send it as another type`,
		);
	}
}

/** The first type, in the order of the rule, that would take the file; `undefined` if none does. */
export function chooseFileType(rule: FileRule, file: FileFacts): string | undefined {
	return Object.entries(rule.accepts).find(
		([, limit]) =>
			file.size >= limit.min && file.size <= limit.max && hasExtension(limit, file.name),
	)?.[0];
}

function hasExtension({ extensions }: FileLimit, name: string): boolean {
	const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return extensions === undefined || extensions.includes(extension);
}

function formatSize(size: number): string {
	return `${Math.round((size / (1024 * 1024)) * 10) / 10} MB`;
}
