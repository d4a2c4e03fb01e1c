/**
 * Just enough of DER to ask for a time stamp and to read what it was made over.
 * SPEC: RFC 3161 2.4.1 (TimeStampReq), 2.4.2 (TimeStampResp, TSTInfo); ITU-T X.690 (DER).
 */
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTETS = 0x04;
const OID = 0x06;
const SET = 0x31;

/** SHA-256, with its NULL parameters, as an AlgorithmIdentifier. */
const SHA256 = Buffer.from('300d06096086480165030402010500', 'hex');
const TST_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex');
/** PKIStatus granted and grantedWithMods. */
const GRANTED = [0, 1];

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
	const body = Buffer.concat(parts);
	const size = body.length < 128 ? Buffer.of(body.length) : longSize(body.length);
	return Buffer.concat([Buffer.of(tag), size, body]);
};

const longSize = (length: number): Buffer => {
	const hex = length.toString(16);
	const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
	return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
};

/** Asks for a time stamp over a SHA-256 hash, with the certificate in the answer. The first byte of the nonce must lie between 1 and 0x7f: an INTEGER is signed. */
export const timeStampRequest = (sha256: Uint8Array, nonce: Uint8Array): Buffer => {
	const version = der(INTEGER, Buffer.of(1));
	const imprint = der(SEQUENCE, SHA256, der(OCTETS, sha256));
	return der(SEQUENCE, version, imprint, der(INTEGER, nonce), Buffer.of(0x01, 0x01, 0xff));
};

interface Element {
	readonly tag: number;
	readonly body: Buffer;
	/** Where the next element begins. */
	readonly end: number;
}

const elementAt = (bytes: Buffer, start: number): Element | null => {
	const tag = bytes[start];
	const first = bytes[start + 1];
	if (tag === undefined || first === undefined) return null;
	const long = first < 128 ? 0 : first & 0x7f;
	if (long > 4 || start + 2 + long > bytes.length) return null;
	const length = long === 0 ? first & 0x7f : bytes.readUIntBE(start + 2, long);
	const from = start + 2 + long;
	return from + length > bytes.length ? null : { tag, body: bytes.subarray(from, from + length), end: from + length };
};

const children = (bytes: Buffer): Element[] => {
	const found: Element[] = [];
	for (let at = 0; at < bytes.length; ) {
		const element = elementAt(bytes, at);
		if (element === null) return found;
		found.push(element);
		at = element.end;
	}
	return found;
};

/** What a time-stamp answer was made over, and with which nonce. */
interface Stamped {
	readonly sha256: Uint8Array;
	readonly nonce: Uint8Array | null;
}

/** Reads an answer; null when it was refused or is not a time stamp over SHA-256. Does not judge who signed it. */
export const readTimeStamp = (answer: Uint8Array): Stamped | null => {
	const whole = elementAt(Buffer.from(answer), 0);
	if (whole === null || whole.tag !== SEQUENCE || whole.end !== answer.length) return null;
	const [status, token] = children(whole.body);
	if (!status || !token || !GRANTED.includes(children(status.body)[0]?.body.at(-1) ?? -1)) return null;
	const info = tstInfo(token.body);
	if (info === null) return null;
	const [, , imprint, ...rest] = children(info);
	const [algorithm, hash] = children(imprint?.body ?? Buffer.alloc(0));
	const isSha256 = algorithm && children(algorithm.body)[0]?.body.equals(SHA256.subarray(4, 13));
	if (!isSha256 || hash?.tag !== OCTETS || hash.body.length !== 32) return null;
	// serialNumber, genTime, then the optional fields: the only INTEGER left among them is the nonce.
	const nonce = rest.slice(1).find(({ tag }) => tag === INTEGER);
	return { sha256: hash.body, nonce: nonce?.body ?? null };
};

/** The TSTInfo inside ContentInfo > SignedData > encapContentInfo. */
const tstInfo = (contentInfo: Buffer): Buffer | null => {
	const [, content] = children(contentInfo);
	const [signed] = children(content?.body ?? Buffer.alloc(0));
	const [, digests, inner] = children(signed?.body ?? Buffer.alloc(0));
	const [type, wrapped] = children(inner?.body ?? Buffer.alloc(0));
	if (digests?.tag !== SET || type?.tag !== OID || !type.body.equals(TST_INFO.subarray(2))) return null;
	const [octets] = children(wrapped?.body ?? Buffer.alloc(0));
	const [info] = children(octets?.body ?? Buffer.alloc(0));
	return info?.tag === SEQUENCE ? info.body : null;
};

/** The hash a stored answer vouches for; null when it cannot be read. */
export const stampedHash = (answer: Uint8Array): Uint8Array | null => readTimeStamp(answer)?.sha256 ?? null;
