import { expect, it } from 'vitest';

import { ok } from '#kernel/result.ts';
import { hours, instant, plus } from '#kernel/time.ts';

import { rememberUploads } from './uploads.ts';

const bytes = new Uint8Array(3);
const film = (file: string, alt = 'Ein Kran') => ({ bytes, alt, film: { file } });

/** Notes that outlive a process, and what was brought to the network. */
const house = () => {
	const notes = new Map<string, string>();
	const brought: string[] = [];
	let now = instant('2026-03-02T08:00:00Z');
	const kept = {
		read: async (key: string) => notes.get(key) ?? null,
		write: async (key: string, note: string) => void notes.set(key, note),
	};
	const start = () => rememberUploads({ notes: kept, clock: { now: () => now } });
	return {
		...{ notes, brought, start },
		later: (ms: number) => {
			now = plus(now, ms);
		},
		bring: async ({ bytes: { length }, film: shown }: { bytes: Uint8Array; film?: { file: string } }) => {
			brought.push(shown?.file ?? `${length} bytes`);
			return ok(`there-${brought.length}`);
		},
	};
};

it('a film that lies there is not brought anew after a restart, before the network throws it away', async () => {
	const { start, bring, brought, later } = house();
	expect(await start().each('d1', [film('one')], bring)).toEqual(ok(['there-1']));
	later(hours(19));
	expect(await start().each('d1', [film('one')], bring)).toEqual(ok(['there-1']));
	expect(await start().each('d2', [film('one')], bring)).toEqual(ok(['there-2']));
	later(hours(2));
	expect(await start().each('d1', [film('one')], bring)).toEqual(ok(['there-3']));
	expect(brought).toEqual(['one', 'one', 'one']);
});

it('what was exchanged or described anew is brought anew, with all that comes after it', async () => {
	const { start, bring, brought } = house();
	const near = start();
	await near.each('d1', [film('one'), film('two')], bring);
	for (const uploads of [near, start()]) {
		brought.length = 0;
		await uploads.each('d1', [film('one'), film('three')], bring);
		await uploads.each('d1', [film('one', 'Zwei Kräne'), film('three')], bring);
		await uploads.each('d1', [film('one', 'Zwei Kräne'), film('three')], bring);
		expect(brought).toEqual(['three', 'one', 'three']);
		await uploads.each('d1', [film('one'), film('two')], bring);
	}
});

it('what the network did not want is brought anew, and pictures leave no note', async () => {
	const { start, bring, brought, notes } = house();
	const near = start();
	await near.each('d1', [film('one')], bring);
	await near.forget('d1');
	await start().each('d1', [film('one')], bring);
	expect(brought).toEqual(['one', 'one']);
	notes.clear();
	await near.each('d2', [{ bytes, alt: 'Plan' }], bring);
	await near.each('d2', [{ bytes, alt: 'Plan' }], bring);
	expect([brought.length, notes.size]).toEqual([3, 0]);
});
