import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { hours, plus } from '#kernel/time.ts';

import type { ChannelFailure } from '../channel.ts';
import { fingerprint } from './fingerprint.ts';
import type { NetworkNeeds } from './network.ts';

interface File {
	readonly bytes: Uint8Array;
	readonly alt?: string;
	readonly film?: { readonly file: string };
}

/** What lies there of one file, as the network names it. */
interface Brought<T> {
	readonly mark: string;
	readonly lies: T;
}
const Noted = z.object({ at: z.number(), brought: z.array(z.object({ mark: z.string(), lies: z.unknown() })) });

/** What lies at the networks already, by delivery: a second try does not upload it again, one after a restart no film. */
export interface Uploads<T = string> {
	/** Uploads one after the other what an earlier try has not, and remembers each as soon as it lies there. */
	each<F extends File>(
		key: string,
		files: readonly F[],
		upload: (file: F) => Promise<Result<T, ChannelFailure>>,
	): Promise<Result<readonly T[], ChannelFailure>>;
	/** It stands in a post by now, or the network did not want it. */
	forget(key: string): Promise<void>;
}

const MOST_REMEMBERED = 200;
/** Networks throw away within a day what is in no post; what is older is brought anew. */
const LIES_MS = hours(20);

type Needs = Pick<NetworkNeeds, 'notes' | 'clock'>;

export const rememberUploads = (needs: Needs): Uploads => rememberUploadsAs(z.string(), needs);

/** For networks that name what lies there by more than a word. */
export const rememberUploadsAs = <T>(shape: z.ZodType<T>, { notes, clock }: Needs): Uploads<T> => {
	const near = new Map<string, readonly Brought<T>[]>();
	const noted = new Set<string>();

	const readNote = async (key: string): Promise<readonly Brought<T>[]> => {
		const read = Noted.safeParse(JSON.parse((await notes.read(key)) || 'null'));
		if (!read.success || plus(clock.now(), -LIES_MS) > read.data.at) return [];
		noted.add(key);
		return read.data.brought.map(({ mark, lies }) => ({ mark, lies: shape.parse(lies) }));
	};
	const keep = async (key: string, brought: readonly Brought<T>[], hasFilm: boolean): Promise<void> => {
		near.set(key, brought);
		const [oldest] = near.keys();
		if (near.size > MOST_REMEMBERED && oldest !== undefined) near.delete(oldest);
		if (!hasFilm) return;
		noted.add(key);
		await notes.write(key, JSON.stringify({ at: clock.now(), brought }));
	};

	return {
		async each(key, files, upload) {
			const hasFilm = files.some(({ film }) => film !== undefined);
			const known = near.get(key) ?? (hasFilm ? await readNote(key) : []);
			const marks = files.map(markOf);
			// What was exchanged since, and all that comes after it, is brought anew.
			const odd = marks.findIndex((mark, at) => known[at]?.mark !== mark);
			let brought = known.slice(0, odd === -1 ? files.length : odd);
			for (const file of files.slice(brought.length)) {
				const uploaded = await upload(file);
				if (!uploaded.ok) return uploaded;
				brought = [...brought, { mark: markOf(file), lies: uploaded.value }];
				await keep(key, brought, hasFilm);
			}
			return ok(brought.map(({ lies }) => lies));
		},
		async forget(key) {
			near.delete(key);
			if (noted.delete(key)) await notes.write(key, '');
		},
	};
};

const markOf = ({ bytes, alt = '', film }: File): string => `${film?.file ?? bytes.byteLength} ${fingerprint(alt)}`;
