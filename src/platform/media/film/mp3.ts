import { fail, ok } from '#kernel/result.ts';

import type { Read, Told } from './told.ts';

/** SPEC: ISO/IEC 11172-3 and 13818-3, layer III: kilobits a second by index, hertz by index. */
const BITRATES = {
	first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const RATES: Readonly<Record<number, readonly number[]>> = {
	3: [44_100, 48_000, 32_000],
	2: [22_050, 24_000, 16_000],
	0: [11_025, 12_000, 8_000],
};
const FIRST = 3;
const LAYER_THREE = 1;
const HEADER = 4;
const ID3 = 0x494433;
const TAG_HEADER = 10;

const CHUNK = 256 * 1024;
/** Fewer frames are a quarter of a second: no recording, but bytes that happen to look like one. */
const LEAST_FRAMES = 10;
/** Covers and padding between frames, and what players write behind the last one. */
const MOST_BETWEEN = 64 * 1024;
const MOST_GAPS = 20;

interface Frame {
	readonly length: number;
	readonly ms: number;
}

/** The frame that begins here; null where none does. */
const frameAt = (view: DataView, at: number): Frame | null => {
	if (at + HEADER > view.byteLength) return null;
	const word = view.getUint32(at);
	const [version, layer] = [(word >>> 19) & 3, (word >>> 17) & 3];
	if (word >>> 21 !== 0x7ff || layer !== LAYER_THREE) return null;
	const kilobits = (version === FIRST ? BITRATES.first : BITRATES.second)[(word >>> 12) & 15];
	const rate = RATES[version]?.[(word >>> 10) & 3];
	if (!kilobits || rate === undefined) return null;
	const samples = version === FIRST ? 1152 : 576;
	const length = Math.floor((samples * kilobits * 125) / rate) + ((word >>> 9) & 1);
	return { length, ms: (samples / rate) * 1000 };
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const startsMp3 = (view: DataView): boolean => view.getUint32(0) >>> 8 === ID3 || frameAt(view, 0) !== null;

/** Bytes of the tag in front of the sound. SPEC: id3.org/id3v2.4.0-structure, four times seven bits. */
const tagLength = (view: DataView): number => {
	if (view.byteLength < TAG_HEADER || view.getUint32(0) >>> 8 !== ID3) return 0;
	const seven = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (view.getUint8(at) & 127), 0);
	return TAG_HEADER + seven + (view.getUint8(5) & 0x10 ? TAG_HEADER : 0);
};

/** Walks from frame to frame: only that says how long a recording of changing bit rate lasts, whatever its header claims. */
export const readMp3 = async (read: Read, size: number): Promise<Told> => {
	let at = tagLength(viewOf(await read(0, TAG_HEADER)));
	let [ms, frames, gaps] = [0, 0, 0];
	while (at + HEADER <= size) {
		const from = at;
		const view = viewOf(await read(from, CHUNK));
		for (let frame = frameAt(view, 0); frame !== null; frame = frameAt(view, at - from)) {
			ms += frame.ms;
			frames += 1;
			at += frame.length;
		}
		if (at > from || at + HEADER > size) continue;
		const next = nextFrame(view);
		if (next === null || gaps >= MOST_GAPS) break;
		gaps += 1;
		at += next;
	}
	const isWhole = frames >= LEAST_FRAMES && size - at <= MOST_BETWEEN;
	if (!isWhole) return fail({ type: 'media.film-broken' });
	return ok({ mime: 'audio/mpeg', width: 0, height: 0, ms: Math.round(ms), video: null, audio: 'mp3', rate: null });
};

/** How far on the sound goes on: two frames in a row, for two bytes alone prove nothing. */
const nextFrame = (view: DataView): number | null => {
	for (let at = 1; at < Math.min(view.byteLength, MOST_BETWEEN); at += 1) {
		const frame = frameAt(view, at);
		if (frame !== null && frameAt(view, at + frame.length) !== null) return at;
	}
	return null;
};
