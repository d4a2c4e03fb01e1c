import canonicalize from 'canonicalize';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
	readonly [key: string]: Json | undefined;
}

/** The one byte form of a value that hashes and signatures are made of. SPEC: RFC 8785. */
export const canonicalJson = (value: Json): string => {
	const text = canonicalize(value);
	if (text === undefined) throw new Error('nothing to write as canonical JSON');
	return text;
};
