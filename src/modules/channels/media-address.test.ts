import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { instant, minutes, plus } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';
import { createSealer } from '#platform/crypto/sealer.ts';
import type { Database } from '#platform/db/database.ts';
import { diskFiles } from '#platform/files.ts';

import type { MediaAddress } from './adapters/network.ts';
import { mediaAddressOf, mountMediaAddresses } from './media-address.ts';

const clock = woundClock(instant('2026-03-02T07:30:00Z'));
const origin = 'https://stadt.example';
const sealer = createSealer(Buffer.alloc(32, 7));
const picture = { bytes: Buffer.from('ein Bild, Byte für Byte'), mime: 'image/jpeg' };
const of = { presence: 'presence:1', delivery: 'delivery:1', media: picture };
// NOTE: nothing is read here; whoever asks is answered by `underWay`.
const db = { read: (_label: string, work: (tx: never) => unknown) => work({} as never) } as unknown as Database;

let folder = '';
const app = new Hono();
let open: ReadonlySet<string> = new Set();
let address: MediaAddress;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'amtsfunk-abruf-'));
	const files = diskFiles(folder);
	await files.put(picture.bytes);
	mountMediaAddresses(app, {
		...{ db, sealer, clock, files },
		underWay: async (_tx, { delivery, presence }) => open.has(`${delivery}@${presence}`),
	});
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
	open = new Set(['delivery:1@presence:1']);
	const made = mediaAddressOf({ sealer, clock, origin, lab: false }, false);
	if (made === null) throw new Error('no address');
	address = made;
});
const ask = (url: string, init: RequestInit = {}) => app.request(url, init);

describe('the address at which a network fetches a file', () => {
	it('gives out just these bytes, with type and length, and is no page for anybody', async () => {
		const url = address(of);
		expect(url).toMatch(/^https:\/\/stadt\.example\/abruf\/[\w-]{100,400}\.jpg$/);
		expect(url).not.toMatch(/delivery|presence|:1/);
		const answer = await ask(url);
		expect(Buffer.from(await answer.arrayBuffer()).equals(picture.bytes)).toBe(true);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'image/jpeg',
			'content-length': String(picture.bytes.length),
			'x-robots-tag': 'noindex',
			'cache-control': 'private, no-store',
		});
		expect(answer.headers.get('set-cookie')).toBeNull();
	});

	it('tells its head, and a stretch', async () => {
		const url = address(of);
		const head = await ask(url, { method: 'HEAD' });
		expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '24', '']);
		const part = await ask(url, { headers: { range: 'bytes=4-7' } });
		expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, 'Bild', 'bytes 4-7/24']);
		expect((await ask(url, { headers: { range: 'bytes=99-' } })).status).toBe(416);
	});

	it('is made anew each time, and cannot be made up, changed or moved', async () => {
		const url = address(of);
		expect(address(of)).not.toBe(url);
		const other = createSealer(Buffer.alloc(32, 8));
		const foreign = mediaAddressOf({ sealer: other, clock, origin, lab: false }, false)?.(of) ?? '';
		const changed = url.replace(
			/(\/abruf\/.{40})(.)/,
			(_, before: string, sign: string) => before + (sign === 'A' ? 'B' : 'A'),
		);
		for (const wrong of [
			foreign,
			changed,
			`${origin}/abruf/`,
			`${origin}/abruf/x.jpg`,
			address({ ...of, presence: 'presence:2' }),
		])
			expect([wrong, (await ask(wrong)).status]).toEqual([wrong, 404]);
		const missing = address({ ...of, media: { bytes: Buffer.from('nicht da'), mime: 'image/jpeg' } });
		expect((await ask(missing)).status).toBe(404);
	});
});

describe('such an address', () => {
	it('ends with its delivery, and with its time', async () => {
		const url = address(of);
		open = new Set();
		const gone = await ask(url);
		expect([gone.status, await gone.text(), gone.headers.get('x-robots-tag')]).toEqual([404, '', 'noindex']);
		open = new Set(['delivery:1@presence:1']);
		const short = mediaAddressOf({ sealer, clock, origin, lab: false, mediaMs: minutes(5) }, false)?.(of) ?? '';
		await clock.windTo(plus(clock.now(), minutes(6)), async () => undefined);
		expect([(await ask(short)).status, (await ask(url)).status]).toEqual([404, 200]);
		const long = mediaAddressOf({ sealer, clock, origin, lab: false, mediaMs: minutes(600) }, false)?.(of) ?? '';
		await clock.windTo(plus(clock.now(), minutes(61)), async () => undefined);
		expect((await ask(long)).status).toBe(404);
	});

	it('is there only where others can reach the house, or where practice stays in it', () => {
		const at = (place: string, lab = false, practice = false) =>
			mediaAddressOf({ sealer, clock, origin: place, lab }, practice) !== null;
		expect([at('http://localhost:8080'), at('https://10.0.0.7'), at('http://stadt.example')]).toEqual([
			false,
			false,
			false,
		]);
		expect([at(origin), at('http://127.0.0.1:1', true), at('http://127.0.0.1:1', false, true)]).toEqual([
			true,
			true,
			true,
		]);
	});
});
