import type { AudioCodec, VideoCodec } from '#kernel/film.ts';
import { fail, ok } from '#kernel/result.ts';

import type { Film, Read, Told } from './told.ts';

/** SPEC: RFC 8794 (EBML) and matroska.org/technical/elements. */
const ID = {
	head: 0x1a45dfa3,
	docType: 0x4282,
	segment: 0x18538067,
	info: 0x1549a966,
	scale: 0x2ad7b1,
	duration: 0x4489,
	tracks: 0x1654ae6b,
	track: 0xae,
	type: 0x83,
	codec: 0x86,
	perPicture: 0x23e383,
	video: 0xe0,
	width: 0xb0,
	height: 0xba,
	shownWidth: 0x54b0,
	shownHeight: 0x54ba,
	cluster: 0x1f43b675,
} as const;

const MOST_PART = 4 * 1024 * 1024;
const MOST_ELEMENTS = 10_000;
const HEADER = 12;
const NANO = 1_000_000;

interface Element {
	readonly id: number;
	readonly from: number;
	/** Infinity where the writer did not know yet. */
	readonly until: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The first byte says by its leading zeros how many follow; a size of nothing but ones is not known. */
const elementAt = (view: DataView, at: number): Element => {
	const idLength = Math.clz32(view.getUint8(at)) - 23;
	if (idLength > 4) throw new RangeError('no element begins here');
	let id = 0;
	for (let byte = 0; byte < idLength; byte += 1) id = id * 256 + view.getUint8(at + byte);
	const place = at + idLength;
	const first = view.getUint8(place);
	const sizeLength = Math.clz32(first) - 23;
	if (sizeLength > 8) throw new RangeError('no size stands here');
	let size = first & (0xff >> sizeLength);
	let isOpen = size === 0xff >> sizeLength;
	for (let byte = 1; byte < sizeLength; byte += 1) {
		const figure = view.getUint8(place + byte);
		isOpen &&= figure === 0xff;
		size = size * 256 + figure;
	}
	const from = place + sizeLength;
	return { id, from, until: isOpen ? Number.POSITIVE_INFINITY : from + size };
};

function* elementsIn(view: DataView): Generator<Element> {
	let at = 0;
	for (let count = 0; at + 2 <= view.byteLength; count += 1) {
		if (count > MOST_ELEMENTS) throw new RangeError('more elements than any film has');
		const element = elementAt(view, at);
		if (element.until > view.byteLength) throw new RangeError('an element that ends beside its place');
		yield element;
		at = element.until;
	}
}

type Part = ReadonlyMap<number, DataView>;
const partsOf = (view: DataView): Part =>
	new Map([...elementsIn(view)].map(({ id, from, until }) => [id, within(view, from, until)]));
const within = (view: DataView, from: number, until: number): DataView =>
	new DataView(view.buffer, view.byteOffset + from, until - from);

const figureOf = (view: DataView | undefined): number | null => {
	if (view === undefined || view.byteLength === 0 || view.byteLength > 8) return null;
	let figure = 0;
	for (let at = 0; at < view.byteLength; at += 1) figure = figure * 256 + view.getUint8(at);
	return figure;
};
const floatOf = (view: DataView | undefined): number | null => {
	if (view?.byteLength === 4) return view.getFloat32(0);
	return view?.byteLength === 8 ? view.getFloat64(0) : null;
};
const wordOf = (view: DataView | undefined): string => {
	const bytes = view ? new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, 64)) : new Uint8Array();
	return String.fromCharCode(...bytes).replaceAll('\0', '');
};

/** Reads what stands before the first pictures: how long, how large, in which format. */
export const readWebm = async (read: Read, size: number): Promise<Told> => {
	const bytesOf = async ({ from, until }: Element): Promise<DataView> => {
		if (until - from > MOST_PART) throw new RangeError('a part larger than we read');
		return viewOf(await read(from, until - from));
	};
	const head = await elementOf(read, 0, size);
	const kind = wordOf(partsOf(await bytesOf(head)).get(ID.docType));
	if (kind !== 'webm') return fail({ type: 'media.film-format', found: kind === 'matroska' ? 'MKV' : 'EBML' });
	const segment = await elementOf(read, head.until, size);
	if (segment.id !== ID.segment) throw new RangeError('no segment');
	let info: Part | undefined;
	let tracks: readonly Part[] | undefined;
	for await (const element of beforePictures(read, segment)) {
		if (element.id === ID.info) info = partsOf(await bytesOf(element));
		if (element.id === ID.tracks) tracks = tracksOf(await bytesOf(element));
		if (info && tracks) return filmOf(info, tracks);
	}
	return fail({ type: 'media.film-broken' });
};

const elementOf = async (read: Read, place: number, size: number): Promise<Element> => {
	const { id, from, until } = elementAt(viewOf(await read(place, HEADER)), 0);
	return { id, from: place + from, until: Math.min(place + until, size) };
};

async function* beforePictures(read: Read, { from, until }: Element): AsyncGenerator<Element> {
	let place = from;
	for (let count = 0; place + 2 <= until; count += 1) {
		if (count > MOST_ELEMENTS) throw new RangeError('more elements than any film has');
		const element = await elementOf(read, place, until);
		if (element.id === ID.cluster) return;
		yield element;
		place = element.until;
	}
}

const tracksOf = (view: DataView): readonly Part[] =>
	[...elementsIn(view)]
		.filter(({ id }) => id === ID.track)
		.map(({ from, until }) => partsOf(within(view, from, until)));

const VIDEO: Readonly<Record<string, VideoCodec>> = { V_VP8: 'vp8', V_VP9: 'vp9', V_AV1: 'av1' };
const AUDIO: Readonly<Record<string, AudioCodec>> = { A_OPUS: 'opus', A_VORBIS: 'vorbis' };

const filmOf = (info: Part, tracks: readonly Part[]): Told => {
	const video = tracks.find((track) => figureOf(track.get(ID.type)) === 1);
	const sound = tracks.find((track) => figureOf(track.get(ID.type)) === 2);
	const shown = video?.get(ID.video);
	if (video === undefined || shown === undefined) return fail({ type: 'media.film-without-pictures' });
	const codec = VIDEO[wordOf(video.get(ID.codec))];
	const audio = sound === undefined ? null : AUDIO[wordOf(sound.get(ID.codec))];
	if (codec === undefined || audio === undefined) {
		const found = wordOf((codec === undefined ? video : sound)?.get(ID.codec)).replaceAll(/[^\w/-]/g, '');
		return fail({ type: 'media.film-format', found: found || '?' });
	}
	const units = floatOf(info.get(ID.duration));
	if (units === null || !(units > 0)) return fail({ type: 'media.film-unfinished' });
	const ms = Math.round((units * (figureOf(info.get(ID.scale)) ?? NANO)) / NANO);
	const perPicture = figureOf(video.get(ID.perPicture));
	const rate = perPicture ? Math.round((1000 * NANO * 100) / perPicture) / 100 : null;
	return ok({ mime: 'video/webm', ...sidesOf(partsOf(shown)), ms, video: codec, audio, rate });
};

/** The stored size, in the shape it is to be shown in. */
const sidesOf = (shown: Part): Pick<Film, 'width' | 'height'> => {
	const [wide, high] = [figureOf(shown.get(ID.width)) ?? 0, figureOf(shown.get(ID.height)) ?? 0];
	const [asWide, asHigh] = [figureOf(shown.get(ID.shownWidth)), figureOf(shown.get(ID.shownHeight))];
	return asWide && asHigh
		? { width: Math.round((high * asWide) / asHigh), height: high }
		: { width: wide, height: high };
};
