import { expect, it } from 'vitest';

import { instant } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';

import { createPageCache, type Fresh } from './page-cache.ts';
import { codingFor, isKnown } from './ready.ts';

const at = instant('2026-03-02T08:00:00Z');
const page = (body: string, more: Partial<Fresh> = {}): Fresh => ({
	...{ body, headers: { 'content-type': 'text/html' }, source: 'content' },
	...more,
});
const textOf = async (asked: ReturnType<ReturnType<typeof createPageCache>['ready']>) => {
	const answer = await asked;
	return 'status' in answer ? answer.body : answer.forms.identity.toString();
};

it('makes a page once for all who ask at the same time', async () => {
	const cache = createPageCache({ clock: woundClock(at) });
	let made = 0;
	const make = async () => {
		made += 1;
		return page(`Seite ${made}`);
	};
	const all = await Promise.all(Array.from({ length: 100 }, () => textOf(cache.ready('/', make))));
	expect(new Set(all)).toEqual(new Set(['Seite 1']));
	expect(await textOf(cache.ready('/', make))).toBe('Seite 1');
});

it('never keeps what was made from data that changed meanwhile', async () => {
	const cache = createPageCache({ clock: woundClock(at) });
	let release = () => {};
	const gate = new Promise<void>((resolve) => {
		release = resolve;
	});
	const old = cache.ready('/', async () => {
		await gate;
		return page('alt');
	});
	cache.changed('content');
	const fresh = textOf(cache.ready('/', async () => page('neu')));
	release();
	expect(await textOf(old)).toBe('alt');
	expect(await fresh).toBe('neu');
	expect(await textOf(cache.ready('/', async () => page('neuer')))).toMatch(/neu/);
});

it('tells pages made from the log apart from all others', async () => {
	const cache = createPageCache({ clock: woundClock(at) });
	await cache.ready('/beitrag/a', async () => page('a'));
	await cache.ready('/beitrag/a/nachweis', async () => page('b', { source: 'log' }));
	cache.changed('log');
	expect(await textOf(cache.ready('/beitrag/a', async () => page('anders')))).toBe('a');
	expect(await textOf(cache.ready('/beitrag/a/nachweis', async () => page('anders')))).toBe('anders');
	cache.changed('content');
	expect(await textOf(cache.ready('/beitrag/a/nachweis', async () => page('noch anders')))).toBe('noch anders');
});

it('forgets at midnight what says „heute“', async () => {
	const clock = woundClock(at);
	const cache = createPageCache({ clock });
	const until = instant('2026-03-02T23:00:00Z');
	await cache.ready('/', async () => page('heute', { until }));
	await clock.windTo(instant('2026-03-02T22:59:59Z'), async () => undefined);
	expect(await textOf(cache.ready('/', async () => page('gestern')))).toBe('heute');
	await clock.windTo(until, async () => undefined);
	expect(await textOf(cache.ready('/', async () => page('gestern')))).toBe('gestern');
});

it('keeps neither missing pages nor more than its bounds allow', async () => {
	const cache = createPageCache({ clock: woundClock(at), mostEntries: 10, mostBytes: 1_000_000 });
	for (let n = 0; n < 1000; n += 1) await cache.ready(`/x${n}`, async () => ({ status: 404, body: 'nicht da' }));
	expect(cache.size).toBe(0);
	for (let n = 0; n < 1000; n += 1) await cache.ready(`/y${n}`, async () => page('da'));
	expect(cache.size).toBe(10);
	const small = createPageCache({ clock: woundClock(at), mostBytes: 10_000 });
	for (let n = 0; n < 50; n += 1) await small.ready(`/z${n}`, async () => page('x'.repeat(1_000)));
	expect(small.size).toBeLessThan(10);
});

it('speaks the coding both sides know', () => {
	expect(codingFor('gzip, deflate, br, zstd')).toBe('br');
	expect(codingFor('gzip')).toBe('gzip');
	expect(codingFor(undefined)).toBe('identity');
	expect(codingFor('br;q=0, gzip')).toBe('gzip');
	expect(codingFor('identity')).toBe('identity');
	expect(isKnown('W/"a"', 'W/"b", W/"a"')).toBe(true);
	expect(isKnown('W/"a"', 'W/"ab"')).toBe(false);
});
