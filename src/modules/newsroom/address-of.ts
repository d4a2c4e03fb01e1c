import type { Context } from 'hono';

/** The address of the connection; behind a proxy on this machine the one the proxy names. It is used once and not kept. */
export const addressOf = (c: Context): string => {
	// NOTE: the node server hands its request along as `incoming`; elsewhere it is absent.
	const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
	const direct = incoming?.socket?.remoteAddress ?? '';
	const near = /^(::ffff:)?127\.|^::1$/.test(direct);
	const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
	return near && forwarded ? forwarded : direct;
};
