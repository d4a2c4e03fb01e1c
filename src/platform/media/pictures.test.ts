import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { createPictures, type PictureFailure } from './pictures.ts';

const pictures = createPictures();
const plain = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#3366aa' } });
const noisy = (width: number, height: number) =>
	sharp({
		create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 }, background: '#000' },
	});

const must = async (bytes: Uint8Array) => {
	const taken = await pictures.take(bytes);
	if (!taken.ok) throw new Error(taken.error.type);
	return taken.value;
};
const refusal = async (bytes: Uint8Array): Promise<PictureFailure['type'] | 'taken'> => {
	const taken = await pictures.take(bytes);
	return taken.ok ? 'taken' : taken.error.type;
};

/** A PNG whose header claims a size its few bytes do not hold. */
const pngClaiming = async (width: number, height: number): Promise<Buffer> => {
	const small = await plain(8, 8).png().toBuffer();
	const bomb = Buffer.from(small);
	bomb.writeUInt32BE(width, 16);
	bomb.writeUInt32BE(height, 20);
	bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
	return bomb;
};
const crc32 = (bytes: Uint8Array): number => {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
};

describe('a foreign picture', () => {
	it('is turned upright and loses EXIF, place and profile', async () => {
		const exif = { IFD0: { Artist: 'Erika Probe' }, IFD3: { GPSLatitude: '50/1 55/1 0/1', GPSLatitudeRef: 'N' } };
		const photo = await plain(40, 20).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
		expect((await sharp(photo).metadata()).exif).toBeDefined();
		const { master } = await must(photo);
		expect([master.width, master.height, master.mime]).toEqual([20, 40, 'image/jpeg']);
		const told = await sharp(master.bytes).metadata();
		expect([told.exif, told.icc, told.xmp, told.orientation]).toEqual([undefined, undefined, undefined, undefined]);
		expect(master.bytes.includes('Erika')).toBe(false);
	});
	it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('may be a %s', async (format) => {
		expect((await must(await plain(64, 48).toFormat(format).toBuffer())).master.mime).toBe('image/jpeg');
	});
	it('stays see-through when it is', async () => {
		const clear = sharp({
			create: { width: 20, height: 20, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } },
		});
		expect((await must(await clear.png().toBuffer())).master.mime).toBe('image/png');
	});
	it('gets smaller forms for the desk and is never blown up', async () => {
		const { sizes } = await must(await plain(1200, 300).jpeg().toBuffer());
		expect([...sizes].map(([width, size]) => [width, size.width, size.mime])).toEqual([
			[480, 480, 'image/webp'],
			[960, 960, 'image/webp'],
			[1600, 1200, 'image/webp'],
		]);
	});
});

describe('a hostile file', () => {
	it('with far too many pixels is refused by its header', async () => {
		expect(await refusal(await pngClaiming(50_000, 50_000))).toBe('media.too-many-pixels');
		expect(await refusal(await pngClaiming(60_000, 1_100))).toBe('media.too-many-pixels');
	});
	it('that ends too early is refused', async () => {
		const whole = await noisy(300, 300).jpeg().toBuffer();
		expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('media.broken');
		const png = await noisy(300, 300).png().toBuffer();
		expect(await refusal(png.subarray(0, png.length / 2))).toBe('media.broken');
	});
	it.each([
		['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
		[
			'an SVG with an XML head',
			'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
		],
		['a page', '<!doctype html><script>alert(1)</script>'],
		['a PDF', '%PDF-1.7 0123456789012345'],
		['an archive', 'PK\u0003\u0004 01234567890123456'],
		['nothing', ''],
		['a TIFF', 'II*\0 0123456789012345'],
	])('that is %s is no picture', async (_, text) => {
		expect(await refusal(Buffer.from(text))).toBe('media.not-a-picture');
	});
	it('that is a picture and a program keeps only the picture', async () => {
		const both = Buffer.concat([
			await plain(30, 30).jpeg().toBuffer(),
			Buffer.from('<script>alert(1)</script>PK\u0003\u0004'),
		]);
		const { master, sizes } = await must(both);
		for (const { bytes } of [master, ...sizes.values()]) expect(bytes.includes('script')).toBe(false);
	});
	it('that hides a script in a comment keeps only the picture', async () => {
		const clean = await plain(30, 30).jpeg().toBuffer();
		const comment = Buffer.from('<script>alert(1)</script>');
		const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
		const { master } = await must(Buffer.concat([clean.subarray(0, 2), marker, comment, clean.subarray(2)]));
		expect(master.bytes.includes('script')).toBe(false);
	});
});

describe('a picture for a network', () => {
	it('is left alone when it fits', async () => {
		const { master } = await must(await plain(100, 100).jpeg().toBuffer());
		const fitted = await pictures.fit(master.bytes, { mostBytes: 1_000_000, mimes: ['image/jpeg'] });
		expect(fitted.bytes.equals(master.bytes)).toBe(true);
	});
	it('is made smaller until it fits in bytes, the same way each time', async () => {
		const { master } = await must(await noisy(300, 300).png().toBuffer());
		const limits = { mostBytes: 20_000, mimes: ['image/jpeg', 'image/png'] };
		const fitted = await pictures.fit(master.bytes, limits);
		expect(fitted.bytes.length).toBeLessThanOrEqual(20_000);
		expect((await pictures.fit(master.bytes, limits)).bytes.equals(fitted.bytes)).toBe(true);
	});
	it('keeps to the pixels and the formats of the network', async () => {
		const clear = sharp({
			create: { width: 400, height: 200, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } },
		});
		const { master } = await must(await clear.png().toBuffer());
		const fitted = await pictures.fit(master.bytes, {
			mostBytes: 1_000_000,
			mostPixels: 20_000,
			mimes: ['image/jpeg'],
		});
		expect(fitted.mime).toBe('image/jpeg');
		expect([fitted.width, fitted.height]).toEqual([200, 100]);
	});
});
