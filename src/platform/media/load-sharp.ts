import type sharp from 'sharp';

/** Above this a picture is refused by its header, before a pixel is unpacked: about the largest a camera makes. */
export const MOST_PIXELS = 60_000_000;

let loaded: Promise<typeof sharp> | null = null;

/** Loads sharp when first needed (it costs some 25 MB), with only the readers we want and one thread. */
export const loadSharp = (): Promise<typeof sharp> => {
	loaded ??= import('sharp').then(({ default: made }) => {
		made.concurrency(1);
		made.cache(false);
		made.block({ operation: ['VipsForeignLoad'] });
		made.unblock({
			operation: [
				'VipsForeignLoadJpeg',
				'VipsForeignLoadPng',
				'VipsForeignLoadWebp',
				'VipsForeignLoadHeif',
				'VipsForeignLoadNsgif',
			],
		});
		return made;
	});
	return loaded;
};
