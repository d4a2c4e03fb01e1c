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
	return addressOf(incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for') ?? null);
};

/** The same, for who answers before the app does. */
export const addressOf = (socket: string | undefined, forwardedFor: string | null): string => {
	const direct = socket ?? 'unknown';
	if (!LOOPBACK.has(direct)) return direct;
	return forwardedFor?.split(',').at(-1)?.trim() || direct;
};
