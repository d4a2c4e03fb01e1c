import type { Context } from 'hono';

/** What the server hands to the app beside the request. */
interface Socketed {
	readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * The address a request came from. A reverse proxy on this machine is believed about whom it speaks for; nobody else is.
 * For rate limits in memory only: it is never stored and never logged.
 */
export const clientAddress = (c: Context): string => {
	const { incoming } = (c.env ?? {}) as Socketed;
	const direct = incoming?.socket?.remoteAddress ?? 'unknown';
	if (!LOOPBACK.has(direct)) return direct;
	return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() || direct;
};
