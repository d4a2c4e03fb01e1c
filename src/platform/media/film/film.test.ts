import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mp3, mp4, opus, webm } from '#tests/film-file.ts';

import { readFilm, sniffFilm } from './film.ts';

const told = async (file: Uint8Array) => {
	const mime = sniffFilm(file.subarray(0, 64));
	if (mime === null) return null;
	let bytesRead = 0;
	const read = async (at: number, length: number) => {
		bytesRead += length;
		return file.subarray(at, at + length);
	};
	return { ...(await readFilm(mime, read, file.length)), bytesRead };
};

const wanted = fc.record({
	ms: fc.integer({ min: 1000, max: 36_000_000 }),
	width: fc.integer({ min: 16, max: 8192 }),
	height: fc.integer({ min: 16, max: 8192 }),
	rate: fc.constantFrom(10, 20, 25, 50),
	sound: fc.boolean(),
	turned: fc.boolean(),
	late: fc.boolean(),
	wide: fc.boolean(),
	pieces: fc.constantFrom(undefined, 'told' as const),
});
const plain = <T extends object>(record: T) =>
	Object.fromEntries(Object.entries(record).filter(([, v]) => v !== undefined));

describe('a film', () => {
	it('says of itself how long and large it is, in every form of MP4', async () => {
		await fc.assert(
			fc.asyncProperty(wanted, async ({ pieces, ...given }) => {
				const seen = await told(mp4({ ...given, ...plain({ pieces }) }));
				const [width, height] = given.turned ? [given.height, given.width] : [given.width, given.height];
				expect(seen).toMatchObject({
					ok: true,
					value: { mime: 'video/mp4', ms: given.ms, width, height, rate: given.rate, video: 'h264' },
				});
				expect(seen).toMatchObject({ value: { audio: given.sound ? 'aac' : null } });
			}),
			{ numRuns: 60 },
		);
	});

	it('and in WebM', async () => {
		await fc.assert(
			fc.asyncProperty(
				wanted,
				fc.constantFrom('vp8' as const, 'vp9' as const, 'av1' as const),
				async (given, codec) => {
					const { ms, width, height, rate, sound } = given;
					expect(await told(webm({ ms, width, height, rate, sound, codec }))).toMatchObject({
						ok: true,
						value: { mime: 'video/webm', ms, width, height, rate, video: codec, audio: sound ? 'opus' : null },
					});
				},
			),
			{ numRuns: 60 },
		);
	});

	it('that is cut, bent or made up is refused and never read to its end', async () => {
		const broken = fc
			.tuple(
				fc.constantFrom(mp4(), webm(), mp4({ late: true }), mp3(), opus()),
				fc.array(fc.tuple(fc.nat(700), fc.nat(255))),
				fc.nat(700),
			)
			.map(([file, bends, cut]) => {
				const bent = Buffer.from(file.subarray(0, cut % 3 === 0 ? cut : file.length));
				for (const [at, byte] of bends) if (at > 11 && at < bent.length) bent[at] = byte;
				return bent;
			});
		await fc.assert(
			fc.asyncProperty(broken, async (file) => {
				const seen = await told(file);
				expect(seen === null || seen.ok || seen.error.type.startsWith('media.film-')).toBe(true);
			}),
			{ numRuns: 400 },
		);
		const large = await told(mp4({ body: 3_000_000 }));
		expect(large?.ok && large.bytesRead < 10_000).toBe(true);
	});

	it.each([
		['H.265', mp4({ format: 'hvc1' }), { type: 'media.film-format', found: 'H.265 (HEVC)' }],
		['an unfinished MP4', mp4({ pieces: 'untold' }), { type: 'media.film-unfinished' }],
		['an unfinished WebM', webm({ pieces: 'untold' }), { type: 'media.film-unfinished' }],
		['a WebM without a known codec', webm({ codec: 'h264' }), { type: 'media.film-format', found: 'h264' }],
		[
			'a table of contents that claims more than there is',
			Buffer.concat([mp4().subarray(0, 24), Buffer.from([255, 255, 255, 255]), Buffer.from('moov')]),
			{ type: 'media.film-broken' },
		],
	])('that is %s is refused with its reason', async (_, file, error) => {
		expect(await told(file)).toMatchObject({ ok: false, error });
	});

	it('is known by its content, and a picture is none', () => {
		expect(sniffFilm(Buffer.from('\0\0\0\u0018ftypavif    '))).toBeNull();
		expect(sniffFilm(Buffer.from('<html>no film at all'))).toBeNull();
	});
});

describe('sound alone', () => {
	const ofFrames = (frames: number) => Math.round((frames * 1152 * 1000) / 44_100);

	it.each([
		['MP3', mp3({ frames: 100 }), { mime: 'audio/mpeg', audio: 'mp3', ms: ofFrames(100) }],
		['MP3 longer than one look', mp3({ frames: 3000 }), { mime: 'audio/mpeg', ms: ofFrames(3000) }],
		['MP3 of changing bit rate', mp3({ frames: 101, vary: true }), { ms: ofFrames(101) }],
		['MP3 behind a tag', mp3({ tag: 900 }), { ms: ofFrames(100) }],
		['MP3 with a hole', Buffer.concat([mp3(), Buffer.alloc(900), mp3()]), { ms: ofFrames(200) }],
		[
			'MP3 with an older tag behind',
			Buffer.concat([mp3(), Buffer.from('TAG'), Buffer.alloc(125)]),
			{ ms: ofFrames(100) },
		],
		['M4A', mp4({ blind: true, ms: 65_000 }), { mime: 'audio/mp4', audio: 'aac', ms: 65_000 }],
		['Opus', opus({ ms: 42_000 }), { mime: 'audio/ogg', audio: 'opus', ms: 42_000 }],
	])('in %s says how long it lasts', async (_, file, value) => {
		expect(await told(file)).toMatchObject({ ok: true, value: { video: null, width: 0, ...value } });
	});

	it.each([
		['Vorbis', opus({ codec: '\u0001vorbis ' }), { type: 'media.film-format', found: 'Ogg Vorbis' }],
		['an MP3 that goes over into something else', Buffer.concat([mp3(), Buffer.alloc(90_000)]), 'media.film-broken'],
		['a tag without sound', mp3({ frames: 3, tag: 500 }), 'media.film-broken'],
		['an Opus without its end', opus().subarray(0, 60), 'media.film-unfinished'],
	])('that is %s is refused with its reason', async (_, file, error) => {
		expect(await told(file)).toMatchObject({ ok: false, error: typeof error === 'string' ? { type: error } : error });
	});
});
