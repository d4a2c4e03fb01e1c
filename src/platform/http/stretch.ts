import type { Context } from 'hono';

import type { Files, Stretch } from '../files.ts';

/**
 * Which part of a file is asked for: all of it (null), a stretch, or one that does not exist (`beyond`). What is not one
 * plain stretch counts as not asked. SPEC: RFC 9110, 14.2; a server may ignore a range.
 */
export const stretchIn = (range: string | undefined, size: number): Stretch | 'beyond' | null => {
	const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range?.trim() ?? '');
	const [, first = '', last = ''] = found ?? [];
	if (found === null || (first === '' && last === '')) return null;
	if (first === '') return Number(last) === 0 ? 'beyond' : { from: Math.max(0, size - Number(last)), until: size - 1 };
	const [from, until] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
	if (last !== '' && Number(last) < from) return null;
	return from >= size ? 'beyond' : { from, until };
};

/** Answers with a file or the part of it that a player asks for. Its name is its hash, so whatever was read before still fits. */
export const answerStretch = async (
	c: Context,
	files: Files,
	{ hash, headers }: { readonly hash: string; readonly headers: Readonly<Record<string, string>> },
): Promise<Response | null> => {
	const size = await files.size(hash);
	if (size === null) return null;
	const etag = `"${hash}"`;
	const shared = { ...headers, etag, 'accept-ranges': 'bytes' };
	if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, shared);
	const known = c.req.header('if-range');
	const asked = known === undefined || known === etag ? stretchIn(c.req.header('range'), size) : null;
	if (asked === 'beyond') return c.body(null, 416, { ...shared, 'content-range': `bytes */${size}` });
	const stretch = asked ?? { from: 0, until: size - 1 };
	const length = { 'content-length': String(stretch.until - stretch.from + 1) };
	const part = asked === null ? {} : { 'content-range': `bytes ${stretch.from}-${stretch.until}/${size}` };
	const status = asked === null ? 200 : 206;
	if (c.req.raw.method === 'HEAD') return c.body(null, status, { ...shared, ...length, ...part });
	const body = await files.part(hash, stretch);
	return body === null ? null : c.body(body, status, { ...shared, ...length, ...part });
};
