const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"worker-src 'self'",
	"connect-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"media-src 'self'",
	"font-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** What every public answer says: nothing from elsewhere, no script but ours, nothing told to the pages we link to. */
export const publicHeaders = (origin: string): Readonly<Record<string, string>> => ({
	'content-security-policy': policy,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
	...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});

export const HTML = 'text/html; charset=utf-8';
/** Kept by browsers, asked about every time: a correction is seen at once. */
export const ASK_AGAIN = 'no-cache';
/** For addresses that carry the hash of what they name. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
/** For pages that belong to one reader. */
export const KEEP_NOWHERE = 'no-store';

/** The same headers for what other sites may show in a frame. Their pages still learn nothing about the reader from us. */
export const framed = (headers: Readonly<Record<string, string>>): Record<string, string> => ({
	...headers,
	'content-security-policy': policy.replace("frame-ancestors 'none'", 'frame-ancestors *'),
	'cross-origin-resource-policy': 'cross-origin',
});
