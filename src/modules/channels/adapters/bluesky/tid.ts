/** SPEC: atproto.com/specs/tid: 13 characters, 64 bits, the first bit 0, then 53 bits of microseconds and 10 of chance. */
const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
/** The alphabet of our own sortable ids; their first ten characters are milliseconds. */
const OURS = /^[0-9abcdefghjkmnpqrstvwxyz]{26}$/;
const OUR_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The record key of a delivery: always the same for the same delivery, so that writing again writes the same record.
 * Time comes from the delivery's id, the rest from all of it.
 */
export const recordKey = (key: string): string => {
	const mixed = mix(key);
	const millis = OURS.test(key) ? timeOf(key) : mixed >> 24n;
	const micros = (millis * 1000n + ((mixed >> 10n) % 1000n)) & ((1n << 53n) - 1n);
	let bits = (micros << 10n) | (mixed & 1023n);
	let text = '';
	for (let i = 0; i < 13; i += 1) {
		text = ALPHABET.charAt(Number(bits & 31n)) + text;
		bits >>= 5n;
	}
	return text;
};

const timeOf = (key: string): bigint => {
	let millis = 0n;
	for (const letter of key.slice(0, 10)) millis = millis * 32n + BigInt(OUR_ALPHABET.indexOf(letter));
	return millis;
};

/** SPEC: FNV-1a, 64 bits, with a last stir so that neighbours fall far apart. */
const mix = (text: string): bigint => {
	const whole = (1n << 64n) - 1n;
	let hash = 0xcbf29ce484222325n;
	for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & whole;
	hash = ((hash ^ (hash >> 33n)) * 0xff51afd7ed558ccdn) & whole;
	return hash ^ (hash >> 33n);
};
