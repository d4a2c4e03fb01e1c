import { join } from 'node:path';

import { diskFiles, type Files } from '../files.ts';
import type { Bucket } from './s3.ts';

/** Where an installation keeps its files: in the data folder, or in a bucket. */
export type FilesPlace = 'disk' | Bucket;

/** Opens the files of an installation. What speaks to a bucket is loaded only where there is one. */
export const openFiles = async (place: FilesPlace, data: string): Promise<Files> => {
	if (place === 'disk') return diskFiles(join(data, 'files'));
	const { s3Files } = await import('./s3.ts');
	return s3Files(place);
};

interface Key {
	readonly keyId: string | undefined;
	readonly secret: string | undefined;
}

/** Reads `disk` or `s3://BUCKET/PREFIX?endpoint=https://...&region=...`; the key to a bucket comes apart. Throws with a sentence. */
export const readFilesPlace = (text: string, { keyId, secret }: Key): FilesPlace => {
	if (text === 'disk') return 'disk';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol !== 's3:' || url.hostname === '')
		throw new Error('must be "disk" or s3://BUCKET?endpoint=https://SERVER&region=REGION');
	const endpoint = url.searchParams.get('endpoint') ?? '';
	if (!/^https?:\/\/[^/?#@]+\/?$/.test(endpoint))
		throw new Error('needs the address of the server: s3://BUCKET?endpoint=https://SERVER');
	if (!keyId || !secret)
		throw new Error('needs the key to the bucket in AMTSFUNK_FILES_KEY_ID and AMTSFUNK_FILES_SECRET');
	return {
		...{ endpoint, bucket: url.hostname, prefix: url.pathname.replace(/^\/+|\/+$/g, '') },
		...{ region: url.searchParams.get('region') ?? 'us-east-1', keyId, secret },
	};
};
