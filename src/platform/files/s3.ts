import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { AwsV4Signer } from 'aws4fetch';

import { checkName, DamagedFile, type Files, type Stretch, sha256 } from '../files.ts';
import { arriveIn } from './arrive.ts';
import { FilesAway } from './away.ts';

/** A bucket of an S3 server, and the key to it. */
export interface Bucket {
	/** Where the server is; the bucket stands in the path. */
	readonly endpoint: string;
	readonly bucket: string;
	/** Begins the name of every object, without slashes around it; empty for none. */
	readonly prefix: string;
	readonly region: string;
	readonly keyId: string;
	readonly secret: string;
}

const PATIENCE_MS = 30_000;
/** A slow line to the server still carries this much in a second. */
const LEAST_BYTES_PER_MS = 250;
/** A put of the same bytes under the same name is harmless to repeat. */
const TRIES = 3;
const BACK_OFF_MS = 200;
/** More than any file of ours; a server that sends more is not the one we filled. */
const MOST_BYTES = 256 * 1024 * 1024;
/** SPEC: no answer lists more. */
const MOST_LISTED = 1000;
const EMPTY = createHash('sha256').digest('hex');

interface Asked {
	readonly method: 'GET' | 'HEAD' | 'PUT';
	readonly key: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly bytes?: Uint8Array;
	/** A large body and its SHA-256, in place of `bytes`. */
	readonly file?: { readonly blob: Blob; readonly hash: string };
	readonly stretch?: Stretch;
}

interface Body {
	readonly bytes: Asked['bytes'] | undefined;
	readonly file: Asked['file'] | undefined;
	readonly stretch: Asked['stretch'] | undefined;
}

/**
 * Keeps files in a bucket. SPEC: Amazon S3 REST API, Signature Version 4 with the body's SHA-256, which is the file's name.
 * The endpoint is the operator's word and may lie in a private network; nothing else is ever asked, no redirect followed.
 */
export const s3Files = (place: Bucket, { page = MOST_LISTED }: { readonly page?: number } = {}): Files => {
	const keyOf = (hash: string): string => [place.prefix, checkName(hash)].filter(Boolean).join('/');
	const ask = (asked: Asked): Promise<Response> => asking(place, asked);

	const has = async (hash: string): Promise<boolean> => {
		const { status } = await ask({ method: 'HEAD', key: keyOf(hash) });
		return status === 200;
	};
	return {
		has,
		async put(bytes) {
			const hash = sha256(bytes);
			if (await has(hash)) return hash;
			await ask({ method: 'PUT', key: keyOf(hash), bytes });
			return hash;
		},
		async get(hash) {
			const answer = await ask({ method: 'GET', key: keyOf(hash) });
			if (answer.status === 404) return null;
			if (Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES)
				throw new Error(`the stored file ${hash} is larger than any file of ours`);
			const bytes = Buffer.from(await answer.arrayBuffer());
			if (sha256(bytes) !== hash) throw new DamagedFile(`the stored file ${hash} is damaged`);
			return bytes;
		},
		async size(hash) {
			const answer = await ask({ method: 'HEAD', key: keyOf(hash) });
			return answer.status === 200 ? Number(answer.headers.get('content-length')) : null;
		},
		arrive: (chunks, most) =>
			arriveIn(join(tmpdir(), 'amtsfunk-arriving'), chunks, {
				most,
				async keep({ path, hash }) {
					if (await has(hash)) return;
					await ask({ method: 'PUT', key: keyOf(hash), file: { blob: await openAsBlob(path), hash } });
				},
			}),
		async part(hash, stretch) {
			const answer = await ask({ method: 'GET', key: keyOf(hash), stretch });
			return answer.status === 404 ? null : answer.body;
		},
		async *list() {
			let from: string | undefined;
			do {
				const found = await listed(await ask({ method: 'GET', key: '', query: listing(place.prefix, page, from) }));
				for (const name of found.names) if (/^[0-9a-f]{64}$/.test(name)) yield name;
				from = found.next;
			} while (from !== undefined);
		},
	};
};

const listing = (prefix: string, page: number, from: string | undefined) => ({
	...{ 'list-type': '2', 'max-keys': String(page) },
	...(prefix === '' ? {} : { prefix: `${prefix}/` }),
	...(from === undefined ? {} : { 'continuation-token': from }),
});

/** The few words of the answer that are needed: our names hold nothing that XML would write differently. */
const listed = async (answer: Response): Promise<{ names: readonly string[]; next: string | undefined }> => {
	const text = await answer.text();
	if (!text.includes('<ListBucketResult')) throw new FilesAway('the server of the files gives no list of the bucket');
	const names = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key.split('/').at(-1) ?? '');
	const [, next] = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(text) ?? [];
	return { names, next: next?.replaceAll('&amp;', '&') };
};

/** 200 and 404 are answers; whatever else comes is tried again and then said. */
const asking = async (place: Bucket, asked: Asked): Promise<Response> => {
	let said = '';
	for (let attempt = 1; attempt <= TRIES; attempt += 1) {
		if (attempt > 1) await pause(BACK_OFF_MS * 2 ** attempt);
		const tried = await once(place, asked).catch(silence);
		if (tried instanceof Response && isAnswer(tried, asked)) return tried;
		said = tried instanceof Response ? `${tried.status} ${codeOf(await tried.text())}`.trim() : tried.silence;
		if (tried instanceof Response && tried.status < 500 && tried.status !== 429) break;
	}
	throw new FilesAway(
		`the server of the files (${new URL(place.endpoint).host}, bucket ${place.bucket}) says: ${said}`,
	);
};

const isAnswer = ({ ok, status }: Response, { method, key }: Asked): boolean =>
	ok || (status === 404 && method !== 'PUT' && key !== '');

const silence = (thrown: unknown): { readonly silence: string } => ({
	silence: thrown instanceof Error ? String(thrown.cause ?? thrown.message) : 'no answer',
});

const codeOf = (text: string): string => /<Code>([^<]+)<\/Code>/.exec(text)?.[1] ?? '';

const once = async (place: Bucket, { method, key, query = {}, bytes, file, stretch }: Asked): Promise<Response> => {
	const url = new URL(`${place.endpoint.replace(/\/+$/, '')}/${[place.bucket, key].filter(Boolean).join('/')}`);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	const body = file?.blob ?? (bytes === undefined ? undefined : Uint8Array.from(bytes));
	const signer = new AwsV4Signer({
		...{ method, url: url.href, accessKeyId: place.keyId, secretAccessKey: place.secret },
		...{ service: 's3', region: place.region },
		headers: {
			'x-amz-content-sha256': file?.hash ?? (bytes === undefined ? EMPTY : sha256(bytes)),
			...(stretch === undefined ? {} : { range: `bytes=${stretch.from}-${stretch.until}` }),
		},
	});
	const { headers } = await signer.sign();
	const patience = PATIENCE_MS + Math.ceil(lengthOf({ bytes, file, stretch }) / LEAST_BYTES_PER_MS);
	return fetch(url, {
		...{ method, headers, redirect: 'error', signal: AbortSignal.timeout(patience) },
		...(body === undefined ? {} : { body }),
	});
};

const lengthOf = ({ bytes, file, stretch }: Body): number =>
	stretch ? stretch.until - stretch.from : (file?.blob.size ?? bytes?.length ?? 0);
