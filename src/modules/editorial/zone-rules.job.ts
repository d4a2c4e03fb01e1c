import { system } from '#kernel/permission.ts';
import { type Instant, minutes, readWallTime, toDate, toIso, type WallTime } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';

import type { EditorialNeeds } from './needs.ts';
import { editorial } from './tables.ts';
import { workOnPost } from './work-on-post.ts';

const EVERY_MS = minutes(5);
const PAGE = 200;
const machinery = system('time-zones');

/**
 * What a person planned is a wall time in a zone. When the rules of the zone change (a country gives up its summer time,
 * say), every post that has not gone out yet is moved to the instant that is that wall time now.
 */
export const zoneRulesChore = (needs: EditorialNeeds): Chore => ({
	name: 'editorial.zone-rules',
	everyMs: EVERY_MS,
	async run() {
		let page: readonly Planned[] = [];
		do {
			page = await plannedPosts(needs, page.at(-1)?.id ?? '');
			for (const { id } of page.filter(({ wall, dueAt }) => meant(wall) !== dueAt)) await move(needs, id);
		} while (page.length === PAGE);
	},
});

/** The instant of a wall time whose doubts were settled when it was planned. */
const meant = (wall: WallTime): Instant | null => {
	const reading = readWallTime(wall);
	if (reading.kind === 'unreadable') return null;
	return reading.kind === 'twice' ? reading[wall.occurrence ?? 'earlier'] : reading.at;
};

interface Planned {
	readonly id: string;
	readonly wall: WallTime;
	readonly dueAt: Instant;
}

const plannedPosts = ({ db, clock }: EditorialNeeds, after: string): Promise<readonly Planned[]> =>
	db.read('planned posts', async (tx) => {
		const rows = await editorial(tx)
			.selectFrom('editorial_post')
			.select(['id', 'wall_local', 'wall_zone', 'wall_occurrence', 'due_at'])
			.where('tray', '=', 'scheduled')
			.where('wall_local', 'is not', null)
			.where('due_at', '>', toDate(clock.now()))
			.where('id', '>', after)
			.orderBy('id')
			.limit(PAGE)
			.execute();
		return rows.flatMap(({ id, wall_local, wall_zone, wall_occurrence, due_at }) => {
			if (wall_local === null || wall_zone === null || due_at === null) return [];
			const wall = { local: wall_local, zone: wall_zone, ...(wall_occurrence ? { occurrence: wall_occurrence } : {}) };
			// NOTE: a moment read from the database, in milliseconds.
			return [{ id, wall, dueAt: due_at.getTime() as Instant }];
		});
	});

const move = (needs: EditorialNeeds, id: string) =>
	workOnPost<undefined, never>(needs, machinery, {
		job: { label: 'move post to its wall time', id, permission: 'post.schedule' },
		async work({ tx, post, now, settle }) {
			const due = post.wall === null ? null : meant(post.wall);
			if (post.state !== 'scheduled' || due === null || due === post.dueAt || due <= now) return unchanged(undefined);
			if ((await needs.delivery.reschedule(tx, id, due)) === 0) return unchanged(undefined);
			const detail = { dueAt: toIso(due), local: post.wall?.local ?? '', zone: post.wall?.zone ?? '' };
			return done(undefined, await settle({ ...post, dueAt: due }, { what: 'zone-moved', detail }));
		},
	});
