const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads what a person types as a server: `mastodon.social`, `https://mastodon.social/about`. Null when it is none. */
export const serverOrigin = (typed: string): string | null => {
	const text = typed.trim().replace(/^@[^@\s]+@/, '');
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	const web = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
	return web && url.username === '' && url.hostname !== '' ? url.origin : null;
};

export const isLoopbackServer = (origin: string): boolean => LOOPBACK.has(new URL(origin).hostname);

/** What a person types as a handle, without the leading at-sign and invisible marks that copying brings along. */
export const cleanHandle = (typed: string): string =>
	typed
		.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
		.trim()
		.replace(/^@/, '')
		.toLowerCase();

/** A handle for a unit at a practice network: letters, digits, hyphens. */
export const practiceHandle = (name: string): string => {
	const plain = name
		.toLowerCase()
		.replaceAll('ä', 'ae')
		.replaceAll('ö', 'oe')
		.replaceAll('ü', 'ue')
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 24)
		.replace(/-+$/, '');
	return plain === '' ? 'amt' : plain;
};
