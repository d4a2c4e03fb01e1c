import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Actor } from '#kernel/permission.ts';
import { instant, plus, seconds } from '#kernel/time.ts';
import { createBackground } from '#platform/background.ts';
import { machineIds } from '#platform/chance.ts';
import { woundClock } from '#platform/clock.ts';
import { type Engine, openEngine } from '#platform/db/engine.ts';
import { createLog } from '#platform/log.ts';
import { actorWith } from '#tests/office.ts';

import { openPracticeHouse, type PracticeHouse } from '../../src/practice/index.ts';
import { freshDatabase } from '../database.ts';
import { ask } from '../ground/processes.ts';

const log = createLog('silent');
const clock = woundClock(instant('2026-03-02T08:00:00Z'));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let engine: Engine;
let data: string;
let houses: PracticeHouse[];
const background = createBackground(log);

beforeEach(async () => {
	database = await freshDatabase();
	engine = openEngine(database.url, { max: 2 });
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-practice-'));
	houses = [];
});
afterEach(async () => {
	await Promise.all(houses.map((house) => house.close()));
	await engine.close();
	await database.drop();
	await rm(data, { recursive: true, force: true });
});

/** What another process of the same installation opens. */
const open = async (mayRun = true) => {
	const needs = { clock, ids: machineIds(clock), background, log, connect: engine.connect, data, mayRun };
	const house = await openPracticeHouse({ ...needs, origin: 'https://stadt.example' });
	houses.push(house);
	const app = new Hono();
	let who: Actor | null = actorWith('author', ['a'], 'jana');
	house.mount(app, async () => who);
	return {
		house,
		leave: () => {
			who = null;
		},
		page: async (path = '/uebung/mastodon') => app.request(path, { headers: { 'accept-language': 'de' } }),
		say: (fields: Record<string, string>) =>
			app.request('/uebung/mastodon/say', { method: 'POST', body: new URLSearchParams(fields) }),
	};
};

describe('the practice networks of several processes', () => {
	it('run in one of them, and are the same from every one', async () => {
		const [first, second, web] = [await open(), await open(), await open(false)];
		const { mastodon } = first.house;
		for (const { house, page, say, leave } of [second, web]) {
			expect(() => house.mastodon).toThrow('another process');
			expect(house.doors.mastodon.origin).toBe(mastodon.origin);
			expect(house.origins.includes(first.house.bluesky.origin)).toBe(true);
			expect(house.origins.includes('http://127.0.0.1:1')).toBe(false);
			const account = await house.doors.mastodon.openAccount({ name: 'Rathaus', handle: 'rathaus' });
			const known = await fetch(`${mastodon.origin}/api/v1/accounts/verify_credentials`, {
				headers: { authorization: `Bearer ${account.secret}` },
			});
			expect([account.handle, known.status]).toEqual(['rathaus', 200]);
			const sent = await say({ text: 'Guten Morgen, Grüße!', as: 'radlerin', mentions: 'rathaus' });
			expect([sent.status, sent.headers.get('location')]).toEqual([
				303,
				expect.stringContaining('/uebung/mastodon#p-'),
			]);
			const shown = await page();
			expect(shown.headers.get('x-robots-tag')).toBe('noindex');
			expect(await shown.text()).toContain('Guten Morgen, Grüße!');
			expect((await page('/uebung/fira-sans-400.woff2')).headers.get('content-type')).toBe('font/woff2');
			leave();
			expect((await page()).headers.get('location')).toContain('/desk/anmelden');
		}
		expect(mastodon.timeline().map(({ text }) => text)).toHaveLength(2);
	});

	it('open their door only to who knows the secret', async () => {
		const { house } = await open();
		const told = JSON.parse(await readFile(join(data, 'practice', 'door.json'), 'utf8')) as { door: string };
		const knock = await fetch(`${told.door}/account`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-practice-secret': 'geraten' },
			body: JSON.stringify({ network: 'mastodon', account: { name: 'x', handle: 'x' } }),
		});
		expect(knock.status).toBe(404);
		expect((await fetch(`${told.door}/uebung/mastodon`)).status).toBe(404);
		expect(house.mastodon.timeline()).toEqual([]);
	});
});

describe('the process that runs them', () => {
	it('runs them once again after the database cut the connection that holds the lock', async () => {
		const houses = [await open(), await open()];
		houses[0]?.house.mastodon.reply({ text: 'Vor dem Bruch' });
		const whereNow = () => houses[1]?.house.doors.mastodon.origin;
		const before = whereNow();
		const cut = `select pg_terminate_backend(pid) as cut from pg_locks where locktype = 'advisory' and classid = ${0x7565} and granted
			and database = (select oid from pg_database where datname = current_database())`;
		expect(await ask(database.url, cut)).toEqual([{ cut: true }]);
		const whoRuns = () =>
			houses.filter(({ house }) => {
				try {
					return house.mastodon.timeline().length === 1;
				} catch {
					return false;
				}
			});
		// The end of a connection is heard from the socket, not from the clock; until then the first still runs.
		await expect.poll(() => whereNow() !== before && whoRuns().length, { timeout: 10_000 }).toBe(1);
		await clock.windTo(plus(clock.now(), seconds(3)), () => background.idle());
		expect(whoRuns()).toHaveLength(1);
		for (const { page } of houses) expect(await (await page()).text()).toContain('Vor dem Bruch');
	});

	it('is followed by the next, with everything said, when it is gone', async () => {
		const [first, second, web] = [await open(), await open(), await open(false)];
		first.house.mastodon.reply({ text: 'Bleibt stehen' });
		await first.house.close();
		expect((await web.page()).status).toBe(503);
		expect(await web.house.doors.mastodon.openAccount({ name: 'x', handle: 'x' })).toEqual({
			handle: 'x',
			secret: 'none',
		});
		await clock.windTo(plus(clock.now(), seconds(3)), () => background.idle());
		expect(second.house.mastodon.timeline()).toMatchObject([{ text: 'Bleibt stehen' }]);
		expect(await (await web.page()).text()).toContain('Bleibt stehen');
		expect(web.house.doors.bluesky.origin).toBe(second.house.bluesky.origin);
	});
});
