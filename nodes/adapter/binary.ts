import { Readable } from 'node:stream';

import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';

import type { ApiFile, FileAnswer } from '../../wecom/api/client';

/**
 * A file of an item, to be streamed from wherever n8n keeps it. n8n opens its stream anew for each attempt, so a call
 * that carries it may be repeated.
 * @throws NodeOperationError when the item has no such file
 */
export async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	propertyName: string,
): Promise<Omit<ApiFile, 'field'>> {
	const binary = context.helpers.assertBinaryData(itemIndex, propertyName);
	const named = {
		name: binary.fileName ?? withExtension(propertyName, binary.fileExtension),
		mimeType: binary.mimeType,
	};
	const id = binary.id;
	if (id === undefined) {
		const content = Buffer.from(binary.data, 'base64');
		return { ...named, content, size: content.length };
	}
	return {
		...named,
		content: async () => await context.helpers.getBinaryStream(id),
		size: (await context.helpers.getBinaryMetadata(id)).fileSize,
	};
}

/**
 * A file of an item, to be read from its beginning as often as it is opened.
 * @throws NodeOperationError when the item has no such file
 */
export async function openFile(
	context: IExecuteFunctions,
	itemIndex: number,
	propertyName: string,
): Promise<() => Promise<AsyncIterable<Buffer | string>>> {
	const { content } = await readFile(context, itemIndex, propertyName);
	return async () =>
		Buffer.isBuffer(content)
			? Readable.from([content])
			: ((await (content as () => Promise<Readable>)()) as AsyncIterable<Buffer>);
}

/** All of a file, for where it cannot be streamed. */
export async function readBytes({ content }: Pick<ApiFile, 'content'>): Promise<Buffer> {
	if (Buffer.isBuffer(content)) return content;
	const pieces: Buffer[] = [];
	const stream = typeof content === 'function' ? await content() : content;
	for await (const piece of stream as AsyncIterable<Buffer | string>) {
		pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
	}
	return Buffer.concat(pieces);
}

/** Streams a file into n8n's store of files. */
export async function writeFile(
	context: IExecuteFunctions,
	propertyName: string,
	{ content, name, mimeType }: Pick<FileAnswer, 'content' | 'name' | 'mimeType'>,
): Promise<IBinaryKeyData> {
	return { [propertyName]: await context.helpers.prepareBinaryData(content, name, mimeType) };
}

function withExtension(name: string, extension: string | undefined): string {
	return extension ? `${name}.${extension}` : name;
}
