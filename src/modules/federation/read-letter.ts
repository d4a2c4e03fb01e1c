import { hostOf } from './domain/addresses.ts';
import { asForeign, type Foreign, idOf, textOf } from './domain/read.ts';
import type { HeaderLines } from './domain/signature.ts';

/** What another server brings, as it lay in the door. Nothing of it is proved. */
export interface Letter {
	readonly activity: Foreign;
	readonly id: string;
	readonly actor: string;
	readonly host: string;
}

/** SPEC: a key of an index is at most 2,704 bytes long; no server has addresses near this. */
const LONGEST_ADDRESS = 2_000;

/** Null for what is no activity. */
export const readLetter = (body: Buffer): Letter | null => {
	const activity = parsed(body.toString('utf8'));
	if (activity === null) return null;
	const [id, actor] = [textOf(activity['id']), idOf(activity['actor'])];
	const host = actor === null ? null : hostOf(actor);
	if (id === null || actor === null || host === null) return null;
	const isLong = [id, actor, idOf(activity['object']) ?? ''].some((one) => one.length > LONGEST_ADDRESS);
	return isLong ? null : { activity, id, actor, host };
};

/** Halves of characters and the one that ends texts in other languages: no database takes them. */
const AWKWARD = /\\u(?:0000|d[89a-f])/i;
const tidied = (_: string, value: unknown): unknown =>
	typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;

/** Null for what is no object. */
const parsed = (text: string): Foreign | null => {
	try {
		return asForeign(AWKWARD.test(text) ? JSON.parse(text, tidied) : JSON.parse(text));
	} catch {
		return null;
	}
};

/** The headers as they came, those that came twice joined. SPEC: Fetch, 2.2.2, "get a value". */
export const headersOf = (raw: readonly string[]): HeaderLines => {
	const lines = new Map<string, string>();
	for (let at = 0; at + 1 < raw.length; at += 2) {
		const [name, value] = [(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? ''];
		const before = lines.get(name);
		lines.set(name, before === undefined ? value : `${before}, ${value}`);
	}
	return { get: (name) => lines.get(name) ?? null, [Symbol.iterator]: () => lines.entries() };
};
