import { fail, ok } from '#kernel/result.ts';

import type { Read, Told } from './told.ts';

const PAGE = 0x4f676753; // OggS
const FIXED = 27;
/** SPEC: RFC 3533, section 6: the longest a page can be. */
const LONGEST_PAGE = 65_307;
/** SPEC: RFC 7845, section 4: positions count 48,000 samples a second, whatever was recorded. */
const SAMPLES_PER_MS = 48;
const NAMES: readonly (readonly [string, string])[] = [
	['\u0001vorbis', 'Ogg Vorbis'],
	['\u007fFLAC', 'FLAC'],
	['\u0080theora', 'Ogg Theora'],
	['Speex', 'Speex'],
];

export const startsOgg = (view: DataView): boolean => view.getUint32(0) === PAGE;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Reads the first page, which names the format, and the last one, which says where the sound ends. SPEC: RFC 7845. */
export const readOgg = async (read: Read, size: number): Promise<Told> => {
	const first = Buffer.from(await read(0, 512));
	const from = FIXED + first.readUInt8(FIXED - 1);
	const head = first.subarray(from);
	if (head.toString('latin1', 0, 8) !== 'OpusHead') {
		const found = NAMES.find(([mark]) => head.toString('latin1', 0, mark.length) === mark)?.[1] ?? 'Ogg';
		return fail({ type: 'media.film-format', found });
	}
	const [stream, before] = [first.readUInt32LE(14), head.readUInt16LE(10)];
	const start = Math.max(0, size - LONGEST_PAGE - FIXED);
	const end = endOf(viewOf(await read(start, size - start)), stream);
	if (end === null) return fail({ type: 'media.film-unfinished' });
	const ms = Math.round((end - before) / SAMPLES_PER_MS);
	return ok({ mime: 'audio/ogg', width: 0, height: 0, ms, video: null, audio: 'opus', rate: null });
};

/** The position that the last page of a stream names; null where none does. */
const endOf = (view: DataView, stream: number): number | null => {
	for (let at = view.byteLength - FIXED; at >= 0; at -= 1) {
		if (view.getUint32(at) !== PAGE || view.getUint32(at + 14, true) !== stream) continue;
		const position = view.getBigInt64(at + 6, true);
		if (position > 0n && position < BigInt(Number.MAX_SAFE_INTEGER)) return Number(position);
	}
	return null;
};
