import type { HashFunction } from './merkle.ts';
import { sameBytes } from './verify-proof.ts';

/** The head of the tree: so many leaves, this root. */
export interface TreeHead {
	/** The log's name: an address without its scheme, fixed for ever. */
	readonly origin: string;
	readonly size: number;
	readonly root: Uint8Array;
}

export interface NoteSignature {
	readonly name: string;
	readonly keyId: Uint8Array;
	readonly signature: Uint8Array;
}

export interface Checkpoint extends TreeHead {
	/** The exact bytes that were signed. */
	readonly signed: Uint8Array;
	readonly signatures: readonly NoteSignature[];
}

const ED25519 = 1;
const KEY_ID_BYTES = 4;
const encoder = new TextEncoder();

/** SPEC: C2SP signed-note: the first 4 bytes of SHA-256(name || 0x0A || 0x01 || public key). */
export const keyIdOf = (hash: HashFunction, name: string, publicKey: Uint8Array): Uint8Array => {
	const start = encoder.encode(`${name}\n`);
	const bytes = new Uint8Array(start.length + 1 + publicKey.length);
	bytes.set(start);
	bytes[start.length] = ED25519;
	bytes.set(publicKey, start.length + 1);
	return hash(bytes).slice(0, KEY_ID_BYTES);
};

/** What is signed. SPEC: C2SP tlog-checkpoint: origin, size, root, one per line. */
export const headText = ({ origin, size, root }: TreeHead): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** The whole note. */
export const noteText = (head: TreeHead, { name, keyId, signature }: NoteSignature): string => {
	const signed = new Uint8Array(keyId.length + signature.length);
	signed.set(keyId);
	signed.set(signature, keyId.length);
	return `${headText(head)}\n— ${name} ${toBase64(signed)}\n`;
};

/** Reads a checkpoint; null for anything that is not exactly one. Says nothing about whether the signature is right. */
export const readCheckpoint = (note: string): Checkpoint | null => {
	const match = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]+)\n\n((?:— [^\s+]+ [A-Za-z0-9+/=]+\n)+)$/.exec(note);
	const [, origin, size, root, lines] = match ?? [];
	const rootBytes = root === undefined ? null : fromBase64(root);
	if (!origin || !size || rootBytes?.length !== 32 || !lines) return null;
	const signatures = lines.trimEnd().split('\n').map(readSignature);
	if (!signatures.every((signature) => signature !== null)) return null;
	const head = { origin, size: Number(size), root: rootBytes };
	return { ...head, signed: encoder.encode(headText(head)), signatures };
};

const readSignature = (line: string): NoteSignature | null => {
	const [, name, text] = line.split(' ');
	const bytes = text === undefined ? null : fromBase64(text);
	if (!name || !bytes || bytes.length <= KEY_ID_BYTES) return null;
	return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
};

/** The signature the log itself must have made: by name and key id. */
export const signatureOf = (checkpoint: Checkpoint, name: string, keyId: Uint8Array): Uint8Array | null =>
	checkpoint.signatures.find((found) => found.name === name && sameBytes(found.keyId, keyId))?.signature ?? null;

export const toBase64 = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Null unless `text` is the one right way to write these bytes. */
export const fromBase64 = (text: string): Uint8Array | null => {
	const bytes = Buffer.from(text, 'base64');
	return bytes.toString('base64') === text ? bytes : null;
};
