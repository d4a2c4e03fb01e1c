/** A signature as its header tells, with the lines it covers. Nothing of it is checked yet. */
export interface ToldSignature {
	readonly keyId: string;
	/** What was signed, as text. */
	readonly base: string;
	/** Base64. */
	readonly signature: string;
	/** When it says it was made, and until when it says it holds; milliseconds. */
	readonly at: number;
	readonly until: number | null;
}

/** Headers of a request, asked for by their names in small letters. */
export interface HeaderLines extends Iterable<[string, string]> {
	get(name: string): string | null;
}

export interface SignedRequest {
	readonly method: string;
	/** The address as we are known. */
	readonly url: URL;
	readonly headers: Pick<HeaderLines, 'get'>;
	readonly hasBody: boolean;
}

/** SPEC: draft-cavage 2.1.3: an algorithm that does not fit the key is an error, even where the signature would hold. */
const isPublicKeyAlgorithm = (signature: string): boolean => {
	const named = /algorithm="([^"]*)"/i.exec(signature)?.[1]?.toLowerCase();
	return named === undefined || ['rsa-sha256', 'rsa-sha512', 'hs2019', 'ed25519'].includes(named);
};

/** A signature must bind the act to this house, this place and this body, or it could be played again elsewhere. */
export const coversEnough = (headers: Pick<HeaderLines, 'get'>, hasBody: boolean): boolean => {
	const input = headers.get('signature-input');
	if (input !== null) {
		const lists = [...input.matchAll(/=\s*\(([^)]*)\)/g)].map(([, list]) => list ?? '');
		const [list = ''] = lists;
		const place = list.includes('"@target-uri"') || (list.includes('"@authority"') && list.includes('"@path"'));
		return lists.length === 1 && list.includes('"@method"') && place && (!hasBody || list.includes('"content-digest"'));
	}
	const signature = headers.get('signature') ?? '';
	const names = /headers="([^"]*)"/i.exec(signature)?.[1]?.split(/\s+/) ?? [];
	const needed = ['(request-target)', 'host', 'date', ...(hasBody ? ['digest'] : [])];
	return isPublicKeyAlgorithm(signature) && needed.every((name) => names.includes(name));
};

/**
 * Reads the two usual forms with RSA and SHA-256. Null for everything rarer: a field it does not know, a parameter it
 * does not know, another algorithm. Whoever asks leaves that to the library.
 */
export const readSignature = (request: SignedRequest): ToldSignature | null =>
	request.headers.get('signature-input') === null ? readCavage(request) : readRfc9421(request);

/** SPEC: draft-cavage-http-signatures-12, 2.1 and 2.3. */
const readCavage = ({ method, url, headers }: SignedRequest): ToldSignature | null => {
	const fields = new Map<string, string>();
	for (const part of (headers.get('signature') ?? '').split(',')) {
		const [, name, value] = /^\s*([a-z]+)="([^"]*)"\s*$/i.exec(part) ?? [];
		if (name === undefined || value === undefined || fields.has(name)) return null;
		fields.set(name, value);
	}
	const [keyId, signature, names] = ['keyId', 'signature', 'headers'].map((name) => fields.get(name));
	const usual = ['rsa-sha256', 'hs2019', undefined].includes(fields.get('algorithm'));
	if (!keyId || !signature || !names || !usual || fields.has('created') || fields.has('expires')) return null;
	const lines: string[] = [];
	for (const name of names.split(' ')) {
		const value = lineOf(name, { method, url, headers });
		if (value === null) return null;
		lines.push(`${name}: ${value}`);
	}
	return { keyId, signature, base: lines.join('\n'), at: Date.parse(headers.get('date') ?? ''), until: null };
};

const PLAIN_HEADER = /^[a-z][a-z0-9-]*$/;

const lineOf = (name: string, { method, url, headers }: Omit<SignedRequest, 'hasBody'>): string | null => {
	if (name === '(request-target)') return `${method.toLowerCase()} ${url.pathname}${url.search}`;
	if (name === 'host') return url.host;
	return PLAIN_HEADER.test(name) ? headers.get(name) : null;
};

const SECOND = 1000;
/** SPEC: RFC 9421, 2.3 and 4.1, for one signature whose parameters are those that servers send. */
const INPUT =
	/^([a-z0-9_-]+)=(\(((?:"[^"]+" ?)+)\)((?:;(?:created|expires)=\d{1,12}|;(?:keyid|alg|nonce|tag)="[^"]*")+))$/;

const readRfc9421 = ({ method, url, headers }: SignedRequest): ToldSignature | null => {
	const [, label, parameters, list, tail] = INPUT.exec(headers.get('signature-input') ?? '') ?? [];
	if (!label || !parameters || !list || !tail) return null;
	const told = parametersIn(tail);
	const signature = new RegExp(`^${label}=:([A-Za-z0-9+/=]+):$`).exec(headers.get('signature') ?? '')?.[1];
	const [keyId, created, expires] = ['keyid', 'created', 'expires'].map((name) => told?.get(name));
	if (!keyId || !created || !signature || ![undefined, 'rsa-v1_5-sha256'].includes(told?.get('alg'))) return null;
	const names = [...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
	const values = names.map((name) => componentOf(name, { method, url, headers }));
	if (values.includes(null)) return null;
	const lines = names.map((name, at) => `"${name}": ${values[at]}`);
	const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
	const until = expires === undefined ? null : Number(expires) * SECOND;
	return { keyId, signature, base, at: Number(created) * SECOND, until };
};

/** Null when one stands there twice. */
const parametersIn = (tail: string): ReadonlyMap<string, string> | null => {
	const found = [...tail.matchAll(/;([a-z]+)=("[^"]*"|\d+)/g)];
	const told = new Map(found.map(([, name = '', value = '']) => [name, value.replaceAll('"', '')]));
	return told.size === found.length ? told : null;
};

const componentOf = (name: string, { method, url, headers }: Omit<SignedRequest, 'hasBody'>): string | null => {
	switch (name) {
		case '@method':
			return method;
		case '@target-uri':
			return url.href;
		case '@authority':
			return url.host;
		case '@path':
			return url.pathname;
		case 'host':
			return url.host;
		default:
			return PLAIN_HEADER.test(name) ? (headers.get(name)?.trim() ?? null) : null;
	}
};

/** The SHA-256 of the body that the request names, base64; null when it names none, or another kind beside it. */
export const toldDigest = (headers: Pick<HeaderLines, 'get'>): string | null =>
	headers.get('signature-input') === null
		? (/^SHA-256=([A-Za-z0-9+/=]+)$/i.exec(headers.get('digest') ?? '')?.[1] ?? null)
		: (/^sha-256=:([A-Za-z0-9+/=]+):$/.exec(headers.get('content-digest') ?? '')?.[1] ?? null);
