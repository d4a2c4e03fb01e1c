import { ok } from '#kernel/result.ts';
import type { OutgoingMedia } from '#modules/channels/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Files } from '#platform/files.ts';

import { newsroom, type StoredPicture } from './tables.ts';

const WIDTHS = [480, 960, 1600] as const;
const FORMATS = ['jpg', 'webp'] as const;

export type Format = (typeof FORMATS)[number];

interface Needs {
	readonly db: Database;
	readonly files: Files;
}

export interface Pictures {
	/** Keeps the bytes and makes every form a page asks for. Doing it twice changes nothing. */
	keep(media: readonly OutgoingMedia[]): Promise<readonly StoredPicture[]>;
	find(hash: string, size: number, format: Format): Promise<Buffer | null>;
}

export const createPictures = ({ db, files }: Needs): Pictures => {
	const make = async (bytes: Uint8Array, width: number, format: Format) => {
		const { default: sharp } = await import('sharp');
		const resized = sharp(bytes).rotate().resize({ width, withoutEnlargement: true });
		const made = await (format === 'jpg'
			? resized.flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true })
			: resized.webp({ quality: 78 })
		).toBuffer();
		return { size: width, format, file: await files.put(made), bytes: made.length };
	};
	const keepOne = async ({ bytes, mime, alt, width, height, credit, focus }: OutgoingMedia): Promise<StoredPicture> => {
		const hash = await files.put(bytes);
		const sizes = [...WIDTHS.filter((wanted) => wanted < width), Math.min(width, WIDTHS[2])];
		const forms: ({ readonly hash: string } & Awaited<ReturnType<typeof make>>)[] = [];
		for (const size of new Set(sizes)) {
			for (const format of FORMATS) forms.push({ hash, ...(await make(bytes, size, format)) });
		}
		await db.transact('keep picture forms', async (tx) => {
			await newsroom(tx)
				.insertInto('newsroom_image')
				.values(forms)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
			return ok(undefined);
		});
		const largest = forms.findLast(({ format }) => format === 'jpg')?.bytes ?? 0;
		const told = { ...(credit ? { credit } : {}), ...(focus ? { focus } : {}) };
		return { hash, mime, alt, width, height, sizes: [...new Set(sizes)], bytes: largest, ...told };
	};

	return {
		async keep(media) {
			const kept: StoredPicture[] = [];
			for (const one of media) kept.push(await keepOne(one));
			return kept;
		},
		async find(hash, size, format) {
			const row = await db.read('find picture form', (tx) =>
				newsroom(tx)
					.selectFrom('newsroom_image')
					.select('file')
					.where('hash', '=', hash)
					.where('size', '=', size)
					.where('format', '=', format)
					.executeTakeFirst(),
			);
			return row ? files.get(row.file) : null;
		},
	};
};
