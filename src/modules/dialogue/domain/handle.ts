/** Profiles are often given as addresses; the name is the last part that says who. */
const PROFILE = /^https?:\/\/([^/\s]+)\/(?:profile\/|users\/|@)?@?([^/?#\s]+)/i;

/** A name on a network as it is looked for: without `@`, in small letters, a profile's address turned into the name. */
export const plainHandle = (written: string): string => {
	const text = written.trim();
	const profile = PROFILE.exec(text);
	const [, host = '', name = ''] = profile ?? [];
	const isDomain = name.includes('.') || name.includes('@');
	const found = profile === null ? text : isDomain ? name : `${name}@${host}`;
	return found.replace(/^@/, '').toLowerCase();
};

/** The name, and the name alone where a server stands behind it: accounts of our own server are written so. */
export const handlesToLookFor = (written: string): readonly string[] => {
	const whole = plainHandle(written);
	const [name = ''] = whole.split('@');
	return [...new Set([whole, name])].filter((handle) => handle !== '');
};
