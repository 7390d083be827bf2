/** A file part of a multipart body. */
export interface UploadedFile {
	/** Name of the form field. */
	field: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
}

const END_OF_HEADERS = '\r\n\r\n';
const MOST_PARTS = 20;

/**
 * Reads the file parts of a multipart/form-data body.
 * @throws RangeError when the boundary is missing, the body does not end, or it has too many parts
 */
export function readMultipart(contentType: string, body: Buffer): UploadedFile[] {
	const boundary = /;\s*boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
	const mark = Buffer.from(`--${boundary?.[1] ?? boundary?.[2]?.trim() ?? ''}`);
	if (mark.length === 2) {
		throw new RangeError('the multipart boundary is missing');
	}
	const files: UploadedFile[] = [];
	let start = body.indexOf(mark);
	for (let parts = 0; start >= 0; parts += 1) {
		const headersAt = start + mark.length;
		if (body.toString('latin1', headersAt, headersAt + 2) === '--') {
			return files;
		}
		const next = body.indexOf(mark, headersAt);
		if (next < 0 || parts >= MOST_PARTS) {
			break;
		}
		const file = readPart(body.subarray(headersAt + 2, next - 2));
		if (file) {
			files.push(file);
		}
		start = next;
	}
	throw new RangeError('the multipart body does not end');
}

function readPart(part: Buffer): UploadedFile | undefined {
	const end = part.indexOf(END_OF_HEADERS);
	if (end < 0) {
		return undefined;
	}
	const headers = part.toString('utf8', 0, end);
	const disposition = /content-disposition:([^\r\n]*)/i.exec(headers)?.[1] ?? '';
	const fileName = parameterOf(disposition, 'filename');
	const field = parameterOf(disposition, 'name');
	if (fileName === undefined || field === undefined) {
		return undefined;
	}
	return {
		field,
		fileName,
		contentType: /content-type:\s*([^\r\n]*)/i.exec(headers)?.[1] ?? 'application/octet-stream',
		bytes: part.subarray(end + END_OF_HEADERS.length),
	};
}

/** `name` must not be found inside `filename`. */
function parameterOf(disposition: string, name: string): string | undefined {
	const match = new RegExp(`(?:^|;)\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, 'i').exec(
		disposition,
	);
	return (match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2])?.trim();
}
