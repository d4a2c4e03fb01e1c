import { canonicalJson, type Json, type JsonObject } from '#kernel/json.ts';

/** What stands in the tree for one record: it says nothing, and it can be opened only with salt and payload. */
export interface LeafData {
	readonly id: string;
	/** As bytes, or as hex in lower case. */
	readonly commitment: Uint8Array | string;
}

/** What one record says. Opened only for those who may read it. */
export interface RecordPayload {
	readonly kind: string;
	readonly actor: {
		readonly kind: string;
		readonly id: string;
		readonly name?: string;
		readonly roles: readonly string[];
	};
	readonly unit: string | null;
	readonly subject: string;
	readonly at: string;
	readonly data: JsonObject;
}

/** The hash functions the log is built with; given, so that the rules need no machinery. */
export interface Hashes {
	sha256(bytes: Uint8Array | string): Uint8Array;
	hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
}

export const SALT_BYTES = 32;

/** The bytes a commitment is made of. */
export const payloadText = (payload: RecordPayload): string => {
	const { actor, ...rest } = payload;
	const json: Json = { v: 1, ...rest, actor: { ...actor } };
	return canonicalJson(json);
};

/** Binds a record to its leaf without saying anything about it: without the salt nothing can be tried out. */
export const commitmentTo = (hashes: Hashes, salt: Uint8Array, payload: string): Uint8Array =>
	hashes.hmacSha256(salt, hashes.sha256(payload));

/** The public bytes of a leaf: canonical JSON, written by hand because neither value ever needs escaping. */
export const leafText = ({ id, commitment }: LeafData): string =>
	`{"commitment":"${typeof commitment === 'string' ? commitment : toHex(commitment)}","id":"${id}","v":1}`;

/** What an identifier of a record looks like. */
export const isRecordId = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);

export const toHex = (bytes: Uint8Array): string => bufferOver(bytes).toString('hex');

/** Null for anything but lower-case hex of whole bytes. */
export const fromHex = (text: string): Uint8Array | null =>
	/^(?:[0-9a-f]{2})*$/.test(text) ? Buffer.from(text, 'hex') : null;

/** The same bytes, not a copy. */
const bufferOver = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
