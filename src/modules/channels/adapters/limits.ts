import { graphemes } from '#kernel/text.ts';

import type { Capabilities, ChannelFailure, OutgoingMedia, OutgoingRendition } from '../channel.ts';

type Rejection = Extract<ChannelFailure, { type: 'channel.rejected' }>;
const rejected = (field: string, reason: string): Rejection => ({ type: 'channel.rejected', field, reason });

/** A text that is longer than the network takes; null when it fits. */
export const tooLong = (length: number, { text: { most } }: Capabilities): Rejection | null =>
	length > most ? rejected('text', `${length} of ${most} characters`) : null;

/** Holds a rendition to what the presence can carry, its text aside. Whoever may read or answer are never more than wished. */
export const refusedBy = (rendition: OutgoingRendition, limits: Capabilities): Rejection | null => {
	const { media, visibility, replyControl, document } = rendition;
	if (!limits.visibilities.includes(visibility)) return rejected('visibility', `${visibility} is not possible here`);
	if (replyControl !== undefined && !limits.replyControls?.includes(replyControl))
		return rejected('replyControl', `answers cannot be kept to "${replyControl}" here`);
	if (document !== undefined && (limits.documents === undefined || document.size > limits.documents.mostBytes))
		return rejected('document', `a document of ${document.size} bytes is not taken`);
	const pictures = media.filter(({ film }) => film === undefined);
	return overLimit(pictures, limits.media) ?? filmRefused(media, limits);
};

/** Holds a film to what the network takes, and lets it go alone where nothing may stand beside it. */
const filmRefused = (media: readonly OutgoingMedia[], { film: limits, media: { altMost } }: Capabilities) => {
	const films = media.filter(({ film }) => film !== undefined);
	const [one] = films;
	if (one?.film === undefined) return null;
	if (limits === undefined) return rejected('media', 'there are no films here');
	if (films.length > 1 || (media.length > 1 && !limits.withPictures)) return rejected('media', 'a film goes alone');
	if (!limits.mimes.some((mime) => mime === one.mime)) return rejected('media', `${one.mime} is not taken`);
	if (one.film.bytes > limits.mostBytes) return rejected('media', `${one.film.bytes} of ${limits.mostBytes} bytes`);
	if (limits.mostMs !== null && one.film.ms > limits.mostMs)
		return rejected('media', `${one.film.ms} of ${limits.mostMs} ms`);
	return altMost > 0 && graphemes(one.alt) > altMost
		? rejected('alt', `${graphemes(one.alt)} of ${altMost} characters`)
		: null;
};

/** Holds media to the presence's limits before anything is sent. */
const overLimit = (media: readonly OutgoingMedia[], limits: Capabilities['media']): Rejection | null => {
	if (media.length > limits.most) return rejected('media', `${media.length} of ${limits.most} pictures`);
	for (const one of media) {
		if (!limits.mimes.includes(one.mime)) return rejected('media', `${one.mime} is not taken`);
		if (one.bytes.byteLength > limits.mostBytes)
			return rejected('media', `${one.bytes.byteLength} of ${limits.mostBytes} bytes`);
		if (limits.mostPixels !== undefined && one.width * one.height > limits.mostPixels)
			return rejected('media', `${one.width * one.height} of ${limits.mostPixels} pixels`);
		if (graphemes(one.alt) > limits.altMost)
			return rejected('alt', `${graphemes(one.alt)} of ${limits.altMost} characters`);
	}
	return null;
};
