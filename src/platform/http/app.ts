import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { type Clock, toDate } from '#kernel/time.ts';

import { isBadValue, troubleOf } from '../db/trouble.ts';
import { errorFields, type Log } from '../log.ts';
import { problem } from './problem.ts';

/** Bodies above this are refused before they are read. Uploads have a limit of their own on their own path. */
const BODY_BYTES = 2 * 1024 * 1024;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Requests of these kinds carry no body: none is made to see how long it is. */
const BODILESS = new Set(['GET', 'HEAD']);

const deskPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' blob: data:",
	"media-src 'self' blob:",
	"font-src 'self'",
	"connect-src 'self'",
	"manifest-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

interface Needs {
	readonly log: Log;
	readonly clock: Pick<Clock, 'now'>;
	readonly origin: string;
	/** Paths (prefix) that take larger bodies and check them themselves. */
	readonly uploads: readonly string[];
}

/** The bare app: body limits, strict headers, no cross-site writes, and a plain answer to every error. */
export const createApp = ({ log, clock, origin, uploads }: Needs): Hono => {
	const app = new Hono();
	const limited = bodyLimit({ maxSize: BODY_BYTES, onError: (c) => problem(c, 413, { type: 'request.too-large' }) });

	app.use(async (c, next) => {
		c.header('date', toDate(clock.now()).toUTCString());
		c.header('x-content-type-options', 'nosniff');
		c.header('referrer-policy', 'strict-origin-when-cross-origin');
		c.header('cross-origin-opener-policy', 'same-origin');
		c.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()');
		c.header('content-security-policy', deskPolicy);
		if (origin.startsWith('https:')) c.header('strict-transport-security', 'max-age=31536000');
		await next();
	});
	app.use(async (c, next) => {
		const path = c.req.path;
		// No address of ours holds the character 0, and no database takes it.
		if (c.req.url.includes('%00')) return problem(c, 400, { type: 'request.unreadable' });
		if (!SAFE.has(c.req.method) && isCrossSite(c.req.raw, origin))
			return problem(c, 403, { type: 'request.cross-site' });
		const isUnlimited = BODILESS.has(c.req.method) || uploads.some((prefix) => path.startsWith(prefix));
		return isUnlimited ? next() : limited(c, next);
	});
	app.onError((thrown, c) => {
		log.error('request failed', { path: c.req.routePath, ...errorFields(thrown) });
		const trouble = troubleOf(thrown);
		// Only what a caller made up, a cursor for example, comes as far as the database and is no value there.
		if (isBadValue(thrown)) return problem(c, 400, { type: 'request.unreadable' });
		if (trouble === null) return problem(c, 500, { type: 'office.broken' });
		c.header('retry-after', '5');
		return problem(c, trouble === 'office.disk-full' ? 507 : 503, { type: trouble });
	});
	app.notFound((c) => problem(c, 404, { type: 'request.no-such-address' }));
	return app;
};

/** A browser says where a request comes from; what says nothing is no browser and carries no cookie by accident. */
const isCrossSite = (request: Request, own: string): boolean => {
	const site = request.headers.get('sec-fetch-site');
	if (site !== null) return site !== 'same-origin' && site !== 'none';
	const from = request.headers.get('origin');
	if (from === null) return false;
	return from !== own && from !== new URL(request.url).origin;
};
