import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';

import { days, fromDate, type Instant, minutes, plus, toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Finding, finding } from './domain/checks/finding.ts';
import type { Content } from './domain/post.ts';
import type { Outlet } from './domain/rendition.ts';
import type { InForce } from './needs.ts';
import { editorial } from './tables.ts';

/** Texts this much alike are shown to the author; the law of large numbers is not asked. */
const ALIKE = 0.45;
/** Shorter than this, everything is like everything. */
const LEAST_LETTERS = 40;
/** How many posts of the time looked back on are compared. */
const MOST_COMPARED = 500;

export interface Beside {
	readonly postId: string;
	readonly content: Content;
	/** When it goes out: as planned, else now. */
	readonly at: Instant;
	readonly zone: string;
	readonly outlets: readonly Outlet[];
	readonly settings: InForce['checks'];
}

/** What the other posts of the authority say about this one: said already, in each other's way, too many on a day. */
export const besideOthers = async (tx: Tx, beside: Beside): Promise<readonly Finding[]> => [
	...(await similarPosts(tx, beside)),
	...(await closePosts(tx, beside)),
	...(await frequentPosts(tx, beside)),
];

/** Posts that are out or planned and say much the same, the most alike first. */
const similarPosts = async (tx: Tx, { postId, content, at, settings }: Beside): Promise<readonly Finding[]> => {
	const words = `${content.title} ${content.text}`.trim();
	if (words.length < LEAST_LETTERS) return [];
	const since = toDate(plus(at, -days(settings.similarDays)));
	const { rows } = await sql<{ id: string; title: string; at: Date }>`
		select id, title, at from (
			(select id, title, text, published_at as at from editorial_post
			where published_at > ${since} and id <> ${postId} and state = 'published'
			order by published_at desc limit ${MOST_COMPARED})
			union all
			(select id, title, text, due_at as at from editorial_post
			where due_at > ${since} and id <> ${postId} and state = 'scheduled'
			order by due_at limit ${MOST_COMPARED})
		) recent
		where similarity(title || ' ' || text, ${words}) > ${ALIKE}
		order by similarity(title || ' ' || text, ${words}) desc limit 1`.execute(editorial(tx));
	return rows.map(({ id, title, at: when }) =>
		finding({
			rule: 'similar-post',
			severity: 'hint',
			field: 'text',
			values: { post: id, title, at: toIso(fromDate(when)) },
		}),
	);
};

/** Other posts that go out on the same presence within the time the house wants between two. */
const closePosts = async (tx: Tx, { postId, content, at, settings, outlets }: Beside): Promise<readonly Finding[]> => {
	const presences = content.renditions.map(({ presenceId }) => presenceId);
	if (presences.length === 0 || settings.apartMinutes === 0) return [];
	const apart = minutes(settings.apartMinutes);
	const [from, until] = [plus(at, -apart), plus(at, apart)].map(toDate);
	const { rows } = await sql<{ id: string; title: string; at: Date; presence_id: string }>`
		select p.id, p.title, coalesce(p.due_at, p.published_at) as at, r.presence_id
		from editorial_post p join editorial_rendition r on r.post_id = p.id
		where p.id <> ${postId} and r.presence_id = any(${presences})
			and ((p.state = 'scheduled' and p.due_at between ${from} and ${until})
				or (p.state = 'published' and p.published_at between ${from} and ${until}))
		order by at limit 1`.execute(editorial(tx));
	return rows.map(({ id, title, at: when, presence_id }) =>
		finding({
			rule: 'close-post',
			severity: 'warning',
			field: 'presences',
			presenceId: presence_id,
			values: { post: id, title, at: toIso(fromDate(when)), presence: nameOf(outlets, presence_id) },
		}),
	);
};

/** Presences that have had their share of posts on the day this one goes out. */
const frequentPosts = async (
	tx: Tx,
	{ postId, content, at, zone, settings, outlets }: Beside,
): Promise<readonly Finding[]> => {
	const presences = content.renditions.map(({ presenceId }) => presenceId);
	if (presences.length === 0) return [];
	const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay();
	const [from, until] = [day, day.add({ days: 1 })].map(({ epochMilliseconds }) => new Date(epochMilliseconds));
	const { rows } = await sql<{ presence_id: string; count: string }>`
		select r.presence_id, count(*) as count
		from editorial_post p join editorial_rendition r on r.post_id = p.id
		where p.id <> ${postId} and r.presence_id = any(${presences})
			and ((p.state = 'scheduled' and p.due_at >= ${from} and p.due_at < ${until})
				or (p.state = 'published' and p.published_at >= ${from} and p.published_at < ${until}))
		group by r.presence_id having count(*) >= ${settings.mostPerDay}`.execute(editorial(tx));
	return rows
		.filter(({ presence_id }) => outlets.find(({ id }) => id === presence_id)?.channel !== 'newsroom')
		.map(({ presence_id, count }) =>
			finding({
				rule: 'frequent-posts',
				severity: 'hint',
				field: 'presences',
				presenceId: presence_id,
				values: { presence: nameOf(outlets, presence_id), count: Number(count), most: settings.mostPerDay },
			}),
		);
};

const nameOf = (outlets: readonly Outlet[], id: string): string => outlets.find((one) => one.id === id)?.name ?? '';
