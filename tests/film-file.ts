import type { VideoCodec } from '#kernel/film.ts';

/** Writes small films for tests, box by box: as much of one as whoever reads its table of contents looks at. */
interface Wanted {
	readonly ms?: number;
	readonly width?: number;
	readonly height?: number;
	readonly rate?: number;
	readonly sound?: boolean;
	/** Sound alone. */
	readonly blind?: boolean;
	/** Bytes of pictures that follow. */
	readonly body?: number;
	/** Shot upright with a camera that lay on its side. */
	readonly turned?: boolean;
	readonly format?: string;
	/** The table of contents stands at the end. */
	readonly late?: boolean;
	/** Written in pieces: the length stands apart, or nowhere. */
	readonly pieces?: 'told' | 'untold';
	/** The longer form of all headers. */
	readonly wide?: boolean;
}

const u8 = (...figures: readonly number[]): Buffer => Buffer.from(figures);
const u16 = (figure: number): Buffer => u8((figure >> 8) & 255, figure & 255);
const u32 = (figure: number): Buffer => Buffer.concat([u16(Math.floor(figure / 65_536)), u16(figure % 65_536)]);
const u64 = (figure: number): Buffer => Buffer.concat([u32(Math.floor(figure / 2 ** 32)), u32(figure % 2 ** 32)]);
const words = (text: string): Buffer => Buffer.from(text, 'latin1');
const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
	const inside = Buffer.concat(parts);
	return Buffer.concat([u32(inside.length + 8), words(type), inside]);
};

const SCALE = 1000;

const timed = (wide: boolean, units: number): Buffer =>
	wide
		? Buffer.concat([u32(0x01000000), Buffer.alloc(16), u32(SCALE), u64(units)])
		: Buffer.concat([Buffer.alloc(12), u32(SCALE), u32(units)]);

const track = (
	kind: 'vide' | 'soun',
	format: string,
	wanted: Required<Pick<Wanted, 'ms' | 'width' | 'height' | 'rate' | 'turned' | 'wide'>>,
) => {
	const one = u32(0x00010000);
	const nothing = u32(0);
	const matrix = wanted.turned
		? [nothing, one, nothing, u32(0xffff0000), nothing, nothing, nothing, nothing, u32(0x40000000)]
		: [one, nothing, nothing, nothing, one, nothing, nothing, nothing, u32(0x40000000)];
	const sides = kind === 'vide' ? [wanted.width, wanted.height] : [0, 0];
	const header = box(
		'tkhd',
		Buffer.alloc(wanted.wide ? 52 : 40),
		...matrix,
		...sides.map((side) => u32(side * 65_536)),
	);
	const count = Math.round((wanted.ms * wanted.rate) / 1000);
	const table = box(
		'stbl',
		box('stsd', nothing, u32(1), box(format, Buffer.alloc(78))),
		box('stts', nothing, u32(1), u32(count), u32(Math.round(SCALE / wanted.rate))),
	);
	const media = [
		box('mdhd', timed(wanted.wide, wanted.ms)),
		box('hdlr', Buffer.alloc(8), words(kind), Buffer.alloc(13)),
		box('minf', table),
	];
	return box('trak', header, box('mdia', ...media));
};

export const mp4 = (wanted: Wanted = {}): Buffer => {
	const {
		ms = 2000,
		width = 640,
		height = 360,
		rate = 25,
		sound = true,
		body = 2000,
		turned = false,
		wide = false,
	} = wanted;
	const about = { ms, width, height, rate, turned, wide };
	const told = wanted.pieces === undefined ? ms : 0;
	const moov = box(
		'moov',
		box('mvhd', timed(wide, told), Buffer.alloc(80)),
		...(wanted.blind ? [] : [track('vide', wanted.format ?? 'avc1', about)]),
		...(sound ? [track('soun', 'mp4a', about)] : []),
		...(wanted.pieces === 'told' ? [box('mvex', box('mehd', u32(0), u32(ms)))] : []),
	);
	const data = box('mdat', Buffer.alloc(body, 7));
	const head = box('ftyp', words('isom'), u32(512), words('isomavc1'));
	return Buffer.concat(wanted.late ? [head, data, moov] : [head, moov, data]);
};

const sized = (length: number): Buffer => Buffer.concat([u8(0x01), u64(length).subarray(1)]);
const element = (id: number, ...parts: readonly Buffer[]): Buffer => {
	const inside = Buffer.concat(parts);
	const name = u32(id);
	return Buffer.concat([name.subarray(name.findIndex((byte) => byte !== 0)), sized(inside.length), inside]);
};
const float = (figure: number): Buffer => {
	const bytes = Buffer.alloc(8);
	bytes.writeDoubleBE(figure);
	return bytes;
};

const CODEC: Readonly<Partial<Record<VideoCodec, string>>> = { vp8: 'V_VP8', vp9: 'V_VP9', av1: 'V_AV1' };

export const webm = ({
	ms = 2000,
	width = 640,
	height = 360,
	rate = 25,
	sound = true,
	body = 2000,
	pieces,
	codec = 'vp9',
}: Wanted & { readonly codec?: VideoCodec } = {}): Buffer => {
	const info = element(0x1549a966, element(0x2ad7b1, u32(1_000_000)), ...(pieces ? [] : [element(0x4489, float(ms))]));
	const shown = element(0xe0, element(0xb0, u16(width)), element(0xba, u16(height)));
	const video = element(
		0xae,
		element(0x83, u8(1)),
		element(0x86, words(CODEC[codec] ?? codec)),
		element(0x23e383, u32(Math.round(1e9 / rate))),
		shown,
	);
	const audio = element(0xae, element(0x83, u8(2)), element(0x86, words('A_OPUS')));
	const tracks = element(0x1654ae6b, video, ...(sound ? [audio] : []));
	const cluster = element(0x1f43b675, Buffer.alloc(body, 7));
	const inside = Buffer.concat([info, tracks, cluster]);
	const open = Buffer.concat([u32(0x18538067), u8(0x01), Buffer.alloc(7, 255), inside]);
	return Buffer.concat([
		element(0x1a45dfa3, element(0x4282, words('webm'))),
		pieces ? open : element(0x18538067, inside),
	]);
};

/** Frames of 128 kilobits at 44,100 hertz, 26.12 ms each; `vary` makes every other one of 64 kilobits. */
export const mp3 = ({ frames = 100, vary = false, tag = 0 } = {}): Buffer => {
	const frame = (index: number, length: number): Buffer =>
		Buffer.concat([u8(0xff, 0xfb, index << 4, 0), Buffer.alloc(length - 4, 7)]);
	const all = Array.from({ length: frames }, (_, at) => (vary && at % 2 === 1 ? frame(5, 208) : frame(9, 417)));
	const id3 = Buffer.concat([words('ID3'), u8(4, 0, 0, 0, 0, tag >> 7, tag & 127), Buffer.alloc(tag, 0xff)]);
	return Buffer.concat([...(tag > 0 ? [id3] : []), ...all]);
};

export const opus = ({ ms = 2000, codec = 'OpusHead' } = {}): Buffer => {
	const page = (position: number, content: Buffer): Buffer => {
		const head = Buffer.alloc(27);
		head.write('OggS', 0, 'latin1');
		head.writeBigInt64LE(BigInt(position), 6);
		head.writeUInt32LE(77, 14);
		head.writeUInt8(1, 26);
		return Buffer.concat([head, u8(content.length), content]);
	};
	const skipped = 312;
	const first = Buffer.concat([words(codec), u8(1, 1), u8(skipped & 255, skipped >> 8), Buffer.alloc(7)]);
	return Buffer.concat([
		page(0, first),
		page(24_000, Buffer.alloc(200, 7)),
		page(ms * 48 + skipped, Buffer.alloc(90, 7)),
	]);
};
