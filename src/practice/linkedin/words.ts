import type { Answer } from '../server.ts';

/** SPEC: learn.microsoft.com, error handling: every refusal names status, code and message. */
export const problem = (status: number, code: string, message: string): Answer => ({
	status,
	json: { status, code, message },
});

const MARKED = /^(?:\\[\\|{}@[\]()<>#*_~]|[^\\|{}@[\]()<>#*_~])*/u;
const TEMPLATE = /^\{hashtag\|\\?#\|((?:\\_|[\p{L}\p{N}\p{M}])+)\}/u;
const MENTION = /^@\[((?:\\.|[^\\\]])+)\]\(urn:li:(?:person|organization):\w+\)/u;

/**
 * Reads the words of a post as the network does: marked signs, hashtags, mentions. At the first reserved sign without a mark the
 * rest is lost, and nobody is told.
 */
export const readLittle = (little: string): string => {
	let [rest, words] = [little, ''];
	for (;;) {
		const plain = MARKED.exec(rest)?.[0] ?? '';
		words += plain.replace(/\\(.)/gu, '$1');
		rest = rest.slice(plain.length);
		const [tag, mention] = [TEMPLATE.exec(rest), MENTION.exec(rest)];
		if (tag) words += `#${tag[1]?.replaceAll('\\', '') ?? ''}`;
		else if (mention) words += mention[1] ?? '';
		else return words;
		rest = rest.slice((tag ?? mention)?.[0].length);
	}
};

/** SPEC: as the network gives words back: with its marks. */
export const writeLittle = (words: string): string =>
	words
		.replace(/[\\|{}@[\]()<>*_~]/g, '\\$&')
		.replace(/#([\p{L}\p{N}\p{M}]+)/gu, '{hashtag|\\#|$1}')
		.replace(/(?<![\\])#/g, '\\#');

export const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** SPEC: Rest.li 2.0: the brackets of a list stand plain in the address, those of names in it encoded. */
export const listIn = (search: string, name = 'ids'): readonly string[] | null => {
	const inside = new RegExp(`[?&]${name}=List\\(([^&]*)\\)(?:&|$)`).exec(search)?.[1];
	return inside === undefined ? null : inside.split(',').map(decodeURIComponent).filter(Boolean);
};

/** SPEC: collections are paged by start and count, at most a hundred at once. */
export const paged = <T>(all: readonly T[], query: URLSearchParams): Answer | { readonly page: readonly T[] } => {
	const [start, count] = [Number(query.get('start') ?? 0), Number(query.get('count') ?? 10)];
	if (!(count >= 1 && count <= 100)) return problem(400, 'INVALID_PARAM', 'count must be between 1 and 100');
	return { page: all.slice(start, start + count) };
};
