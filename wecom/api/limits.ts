/** Connections kept to one base URL, and with them calls under way at one time. More calls wait for their turn. */
export const MAX_CONNECTIONS = 50;

/** Bytes of a JSON answer. The largest documented ones, whole member lists, stay far below. */
export const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** An errcode in place of a file is far shorter; what is longer is the file. */
export const MAX_ERRCODE_BYTES = 64 * 1024;
