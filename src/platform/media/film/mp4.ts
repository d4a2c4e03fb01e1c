import type { AudioCodec, VideoCodec } from '#kernel/film.ts';
import { fail, ok } from '#kernel/result.ts';

import type { Read, Told } from './told.ts';

/** A table of contents larger than this belongs to no film we take. */
const MOST_CONTENTS = 32 * 1024 * 1024;
const MOST_BOXES = 20_000;
const HEADER = 16;

interface Box {
	readonly type: string;
	/** Where what it holds begins and ends. */
	readonly from: number;
	readonly until: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const fourAt = (view: DataView, at: number): string =>
	String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const big = (view: DataView, at: number): number => {
	const figure = view.getBigUint64(at);
	if (figure > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('a box larger than any file');
	return Number(figure);
};

/** SPEC: ISO/IEC 14496-12, 4.2: four bytes of size, four of type; size 1 means eight bytes of size follow, 0 means to the end. */
const boxAt = (header: DataView, at: number, end: number): Box => {
	const short = header.getUint32(0);
	const head = short === 1 ? 16 : 8;
	const size = short === 1 ? big(header, 8) : short === 0 ? end - at : short;
	if (size < head || at + size > end) throw new RangeError('a box that ends beside its place');
	return { type: fourAt(header, 4), from: at + head, until: at + size };
};

function* boxesIn(view: DataView, from: number, until: number): Generator<Box> {
	let at = from;
	for (let count = 0; at + 8 <= until; count += 1) {
		if (count > MOST_BOXES) throw new RangeError('more boxes than any film has');
		const head = new DataView(view.buffer, view.byteOffset + at, Math.min(HEADER, view.byteLength - at));
		const box = boxAt(head, at, until);
		yield box;
		at = box.until;
	}
}

const inside = (view: DataView, { from, until }: Pick<Box, 'from' | 'until'>, ...path: readonly string[]) => {
	let place: Box | undefined = { type: '', from, until };
	for (const type of path) {
		const within: Box | undefined = place;
		place = within && [...boxesIn(view, within.from, within.until)].find((box) => box.type === type);
	}
	return place;
};

/** Finds the table of contents, wherever it lies, and reads it. */
export const readMp4 = async (read: Read, size: number): Promise<Told> => {
	for await (const box of boxesOf(read, size)) {
		if (box.type === 'ftyp' && fourAt(viewOf(await read(box.from, 4)), 0) === 'qt  ')
			return fail({ type: 'media.film-format', found: 'MOV' });
		if (box.type !== 'moov') continue;
		if (box.until - box.from > MOST_CONTENTS) throw new RangeError('a table of contents larger than we read');
		return contentsOf(viewOf(await read(box.from, box.until - box.from)));
	}
	return fail({ type: 'media.film-broken' });
};

async function* boxesOf(read: Read, size: number): AsyncGenerator<Box> {
	let at = 0;
	for (let count = 0; at + 8 <= size; count += 1) {
		if (count > MOST_BOXES) throw new RangeError('more boxes than any film has');
		const box = boxAt(viewOf(await read(at, HEADER)), at, size);
		yield box;
		at = box.until;
	}
}

const contentsOf = (moov: DataView): Told => {
	const whole = { from: 0, until: moov.byteLength };
	const tracks = [...boxesIn(moov, 0, moov.byteLength)]
		.filter(({ type }) => type === 'trak')
		.map((box) => trackOf(moov, box));
	const video = tracks.find(({ kind }) => kind === 'vide');
	const sound = tracks.find(({ kind }) => kind === 'soun');
	if (video === undefined && sound === undefined) return fail({ type: 'media.film-without-pictures' });
	const codec = video === undefined ? null : videoCodec(video.format);
	if (video !== undefined && codec === null) return fail({ type: 'media.film-format', found: nameOf(video.format) });
	const audio = sound === undefined ? null : audioCodec(sound.format);
	if (sound !== undefined && audio === null) return fail({ type: 'media.film-format', found: nameOf(sound.format) });
	const ms = lengthOf(moov, whole);
	if (ms === 0) return fail({ type: 'media.film-unfinished' });
	const { width, height, rate } = video ?? none;
	return ok({ mime: video === undefined ? 'audio/mp4' : 'video/mp4', width, height, ms, video: codec, audio, rate });
};

/** SPEC: browsers play H.264 with AAC everywhere; the rest of what an MP4 may hold, not. */
const videoCodec = (format: string): VideoCodec | null => (/^avc[1-4]$/.test(format) ? 'h264' : null);
const audioCodec = (format: string): AudioCodec | null => (format === 'mp4a' ? 'aac' : null);

const NAMES: Readonly<Record<string, string>> = {
	hvc1: 'H.265 (HEVC)',
	hev1: 'H.265 (HEVC)',
	vp09: 'VP9 in MP4',
	av01: 'AV1 in MP4',
	'ac-3': 'Dolby Digital (AC-3)',
	'ec-3': 'Dolby Digital Plus',
	Opus: 'Opus in MP4',
};
const nameOf = (format: string): string => NAMES[format] ?? (format.replaceAll(/[^\w-]/g, '') || '?');

/** Where a film is written in pieces, the whole length stands apart. */
const lengthOf = (moov: DataView, whole: Pick<Box, 'from' | 'until'>): number => {
	const head = inside(moov, whole, 'mvhd');
	if (head === undefined) return 0;
	const [scale, units] = timesAt(moov, head, { old: 12, wide: 20 });
	const pieces = inside(moov, whole, 'mvex', 'mehd');
	const apart =
		pieces === undefined
			? 0
			: moov.getUint8(pieces.from) === 1
				? big(moov, pieces.from + 4)
				: moov.getUint32(pieces.from + 4);
	return scale === 0 ? 0 : Math.round(((units || apart) / scale) * 1000);
};

/** Units a second, and how many: in the older form of a header four bytes each, in the newer one the second has eight. */
const timesAt = (view: DataView, { from }: Box, at: { readonly old: number; readonly wide: number }) => {
	const isWide = view.getUint8(from) === 1;
	const scale = view.getUint32(from + (isWide ? at.wide : at.old));
	const units = isWide ? big(view, from + at.wide + 4) : view.getUint32(from + at.old + 4);
	// SPEC: all ones mean that the length is not known.
	return [scale, !isWide && units === 0xffffffff ? 0 : units] as const;
};

const trackOf = (moov: DataView, track: Box) => {
	const kindBox = inside(moov, track, 'mdia', 'hdlr');
	const kind = kindBox === undefined ? '' : fourAt(moov, kindBox.from + 8);
	const formats = inside(moov, track, 'mdia', 'minf', 'stbl', 'stsd');
	const format = formats === undefined ? '' : fourAt(moov, formats.from + 12);
	return { kind, format, ...(kind === 'vide' ? { ...sidesOf(moov, track), rate: rateOf(moov, track) } : none) };
};
const none = { width: 0, height: 0, rate: null } as const;

/** Fixed point figures at the end of the track's header; a film shot upright lies on its side and says so in its matrix. */
const sidesOf = (moov: DataView, track: Box): { readonly width: number; readonly height: number } => {
	const head = inside(moov, track, 'tkhd');
	if (head === undefined) throw new RangeError('a track without a header');
	const [wide, high] = [moov.getUint32(head.until - 8) >>> 16, moov.getUint32(head.until - 4) >>> 16];
	const matrix = head.until - 44;
	const isTurned = moov.getInt32(matrix) === 0 && moov.getInt32(matrix + 4) !== 0;
	return isTurned ? { width: high, height: wide } : { width: wide, height: high };
};

const rateOf = (moov: DataView, track: Box): number | null => {
	const head = inside(moov, track, 'mdia', 'mdhd');
	const times = inside(moov, track, 'mdia', 'minf', 'stbl', 'stts');
	if (head === undefined || times === undefined) return null;
	const [scale] = timesAt(moov, head, { old: 12, wide: 20 });
	const entries = moov.getUint32(times.from + 4);
	let [pictures, units] = [0, 0];
	for (let at = 0; at < entries; at += 1) {
		const place = times.from + 8 + at * 8;
		pictures += moov.getUint32(place);
		units += moov.getUint32(place) * moov.getUint32(place + 4);
	}
	return scale > 0 && units > 0 ? Math.round((pictures * scale * 100) / units) / 100 : null;
};
