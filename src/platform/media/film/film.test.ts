import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mp4, webm } from '#tests/film-file.ts';

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
				fc.constantFrom(mp4(), webm(), mp4({ late: true })),
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
