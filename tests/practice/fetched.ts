import type { FetchMedia } from '../../src/practice/practice.ts';

/** What the house answers with when the network fetches from it. */
export const fetched: FetchMedia = async (url) => {
	const kinds = { jpg: 'image/jpeg', png: 'image/png', mp4: 'video/mp4' } as const;
	const [, size = '4', ending = ''] = /\/(\d+)\.(\w+)$/.exec(url) ?? [];
	const mime = kinds[ending as keyof typeof kinds];
	return mime === undefined ? null : { bytes: Buffer.alloc(Number(size)), mime };
};
