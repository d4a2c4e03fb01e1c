import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../channel.ts';

/** What lies at the network already, by delivery: a second try does not upload it again. */
export type Uploads<T = string> = Map<string, readonly T[]>;

const MOST_REMEMBERED = 200;

interface Remembering<T> {
	readonly key: string;
	readonly uploads: Uploads<T>;
}

/** Uploads one after the other what an earlier try has not, and remembers each as soon as it lies there. */
export const uploadEach = async <F, T>(
	files: readonly F[],
	{ key, uploads }: Remembering<T>,
	upload: (file: F) => Promise<Result<T, ChannelFailure>>,
): Promise<Result<readonly T[], ChannelFailure>> => {
	let done = uploads.get(key) ?? [];
	for (const file of files.slice(done.length)) {
		const uploaded = await upload(file);
		if (!uploaded.ok) return uploaded;
		done = [...done, uploaded.value];
		uploads.set(key, done);
		const [oldest] = uploads.keys();
		if (uploads.size > MOST_REMEMBERED && oldest !== undefined) uploads.delete(oldest);
	}
	return ok(done);
};
