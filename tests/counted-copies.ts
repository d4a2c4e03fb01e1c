import { sql } from 'kysely';
import { expect } from 'vitest';

import { listDeliveriesEndpoint } from '#contract/delivery.ts';
import { presenceHealthEndpoint, presenceTasksEndpoint } from '#contract/presence-health.ts';
import type { NetworkName } from '#kernel/channel-name.ts';

import { type EveryNetwork, must } from './every-network.ts';
import { actorWith } from './office.ts';

/** Midnight is over: what the networks tell of a post's copies, what one of them refuses to tell, and where counting broke. */
export const countCopies = async (
	all: EveryNetwork,
	{ pictured, filmed }: { readonly pictured: string; readonly filmed: string },
	exchanges: readonly { readonly path: string }[],
): Promise<void> => {
	const { office, anna, boss } = all.house.desk;
	const countable: readonly NetworkName[] = ['bluesky', 'facebook', 'instagram', 'linkedin', 'mastodon', 'threads'];
	for (const name of countable) for (const one of all.ours(name)) all.practice(name).like(one.id);
	all.practice('facebook').forget?.('post_media_view');
	const asked = () => exchanges.filter(({ path }) => path.endsWith('/insights')).length;
	const round = office.office.delivery.chores.find(({ name }) => name === 'delivery.counting');
	expect(new Date(office.clock.now()).toISOString() > '2026-03-02T23:00').toBe(true);
	await round?.run();
	const once = asked();
	await round?.run();
	expect([once > 0, asked()]).toEqual([true, once]);

	const told = async (subject = pictured) => {
		const { items, counts } = await must(office.call(listDeliveriesEndpoint, { subject }, anna));
		const of = new Map(items.map(({ id, presence }) => [id, presence.channel]));
		return new Map(counts.map(({ deliveryId, ...one }) => [of.get(deliveryId) ?? '', one]));
	};
	const first = await told();
	expect([...first.keys()].toSorted()).toEqual(countable);
	const below = (name: NetworkName) =>
		all
			.practice(name)
			.timeline()
			.filter(({ replyTo }) => replyTo !== null).length;
	const read = (name: string) => first.get(name)?.figures.map((one) => [one.name, one.value, one.definition]);
	expect(read('facebook')).toEqual([
		['comments', below('facebook'), 'v25.0'],
		['post_total_media_view_unique', expect.any(Number), 'v25.0 2025-11-15'],
		['reactions', 1, 'v25.0'],
		['shares', 0, 'v25.0'],
	]);
	expect(first.get('facebook')?.missed).toEqual([{ name: 'post_media_view', why: 'unknown' }]);
	expect(read('instagram')).toContainEqual(['views', expect.any(Number), 'v25.0 2025-04-21']);
	expect(read('threads')?.map(([name]) => name)).toEqual([
		...['likes', 'quotes', 'replies', 'reposts', 'shares', 'views'],
	]);
	expect(read('mastodon')).toContainEqual(['favourites_count', 1, 'v1']);
	expect(read('bluesky')).toContainEqual(['likeCount', 1, 'app.bsky']);
	expect(read('linkedin')).toContainEqual(['commentCount', below('linkedin'), '202608']);
	expect((await told(filmed)).get('youtube')?.figures).toContainEqual(
		expect.objectContaining({ name: 'viewCount', definition: 'v3 2026-08-27' }),
	);
	expect(first.get('threads')?.figures.every(({ day }) => day === '2026-03-03')).toBe(true);

	const { outlets } = await all.house.desk.read(pictured);
	const id = outlets.find(({ channel }) => channel === 'facebook')?.id ?? '';
	const health = await must(office.call(presenceHealthEndpoint, { id }, boss));
	expect(health.surprises).toMatchObject([{ field: 'post_media_view', count: 1 }]);
	const { items: tasks } = await must(office.call(presenceTasksEndpoint, { limit: 50 }, boss));
	expect(tasks.map(({ kind, channel }) => [kind, channel])).toContainEqual(['answers-differ', 'facebook']);

	// As an older version of the office kept it the day before.
	await sql`insert into delivery_count (delivery_id, name, definition, day, value)
		select delivery_id, name, 'v24.0 2024-01-01', '2026-03-02', 1 from delivery_count where name = 'views'`.execute(
		office.office.corridor.engine.engine,
	);
	const broken = (await told()).get('instagram')?.figures.find(({ name }) => name === 'views');
	expect(broken).toMatchObject({ day: '2026-03-03', changed: { day: '2026-03-03', before: 'v24.0 2024-01-01' } });
	await forgetAfterAYear(all, told);
	const { counts } = await must(office.call(listDeliveriesEndpoint, { subject: pictured }, actorWith('agent', [])));
	expect(counts).toEqual([]);
};

/** LinkedIn lets nobody keep figures for longer than a year. */
const forgetAfterAYear = async (
	{ house: { desk } }: EveryNetwork,
	told: () => Promise<ReadonlyMap<string, { readonly figures: readonly unknown[] }>>,
): Promise<void> => {
	const { corridor, delivery } = desk.office.office;
	const age = (days: number) =>
		sql`update delivery_delivery set settled_at = settled_at - ${sql.raw(`interval '${days} days'`)}
			where channel = 'linkedin'`.execute(corridor.engine.engine);
	await age(400);
	await delivery.chores.find(({ name }) => name === 'delivery.forget-counts')?.run();
	const left = await told();
	expect([left.get('linkedin')?.figures, left.get('mastodon')?.figures.length]).toEqual([[], 4]);
	await age(-400);
};
