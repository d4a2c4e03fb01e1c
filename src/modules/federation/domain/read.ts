/** What came from elsewhere: nothing about it is known until it was looked at. */
export type Foreign = Readonly<Record<string, unknown>>;

const isForeign = (value: unknown): value is Foreign =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const asForeign = (value: unknown): Foreign | null => (isForeign(value) ? value : null);

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** One or many: JSON-LD writes a single value without its brackets. */
export const manyOf = (value: unknown): readonly unknown[] =>
	value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** An address, given as text or as an object that bears it. */
export const idOf = (value: unknown): string | null => textOf(value) ?? textOf(asForeign(value)?.['id']);

export const idsOf = (value: unknown): readonly string[] =>
	manyOf(value).flatMap((one) => {
		const id = idOf(one);
		return id === null ? [] : [id];
	});

export const typesOf = (value: Foreign): readonly string[] =>
	manyOf(value['type']).flatMap((type) => (typeof type === 'string' ? [type] : []));

/** Milliseconds; null when it is no moment. */
export const momentOf = (value: unknown): number | null => {
	const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) ? null : at;
};

/** An origin as nearly everybody writes it: where it stands letter by letter in two addresses, it is the same. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.-]+(?::\d+)?\//;

/** Both lie on one server, so the one may speak for the other. */
export const sameOrigin = (a: string, b: string): boolean => {
	if (!URL.canParse(a) || !URL.canParse(b)) return false;
	const plain = PLAIN_ORIGIN.exec(a)?.[0];
	return (plain !== undefined && b.startsWith(plain)) || new URL(a).origin === new URL(b).origin;
};
