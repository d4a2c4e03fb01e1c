import { sql } from 'kysely';

import { system } from '#kernel/permission.ts';
import { days, hours, type Instant, minutes, plus, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { dayIn, LEAST, surgeFrom } from '../domain/surge.ts';
import type { AnsweredPost, DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';

const machine = system('dialogue');

interface Busy {
	readonly postId: string;
	readonly count: number;
}

/** Tells the leads and those who answer of a post that draws unusually many messages: once a day. */
export const surgeChore = (needs: DialogueNeeds): Chore => {
	const usualNow = rememberUsual(needs);
	return { name: 'dialogue.surges', everyMs: minutes(1), run: () => look(needs, usualNow) };
};

/** Four weeks change little within an hour: they are counted once in it, and only when something may be unusual. */
const rememberUsual = ({ db }: DialogueNeeds) => {
	let known: { readonly until: Instant; readonly usual: number } | undefined;
	return async (now: Instant): Promise<number> => {
		if (known && now < known.until) return known.usual;
		const usual = await db.read('usual messages', (tx) => usualPerHour(tx, now));
		known = { usual, until: plus(now, hours(1)) };
		return usual;
	};
};

const look = async (needs: DialogueNeeds, usualNow: (now: Instant) => Promise<number>): Promise<void> => {
	const now = needs.clock.now();
	const day = dayIn(now, (await needs.people.authority()).zone);
	const busy = await needs.db.read('busy posts', async (tx) => untold(tx, await busyPosts(tx, now), day));
	if (busy.length === 0) return;
	const usual = await usualNow(now);
	const unusual = busy.filter(({ count }) => count >= surgeFrom(usual));
	const posts = await needs.editorial.posts(unusual.map(({ postId }) => postId));
	for (const { postId, count } of unusual) {
		const post = posts.get(postId);
		if (post) await tell(needs, { post, count, usual, day });
	}
};

/** What citizens wrote under posts of ours within the last hour, where it is a lot. */
export const busyPosts = async (tx: Tx, now: Instant): Promise<readonly Busy[]> => {
	const { rows } = await sql<{ post_id: string; count: number }>`select c.post_id, count(*)::integer as count
		from dialogue_message m join dialogue_conversation c on c.id = m.conversation_id
		where m.direction = 'in' and m.sent_at > ${toDate(plus(now, -hours(1)))} and m.sent_at <= ${toDate(now)}
		and c.post_id is not null group by c.post_id having count(*) >= ${LEAST}`.execute(dialogue(tx));
	return rows.map(({ post_id, count }) => ({ postId: post_id, count }));
};

/** What a post draws in an hour in which it draws anything, over the 28 days before. */
const usualPerHour = async (tx: Tx, now: Instant): Promise<number> => {
	const { rows } = await sql<{ usual: number | null }>`select avg(n)::float as usual from (
		select count(*) as n from dialogue_message m join dialogue_conversation c on c.id = m.conversation_id
		where m.direction = 'in' and m.sent_at > ${toDate(plus(now, -days(28)))} and m.sent_at <= ${toDate(plus(now, -hours(1)))}
		and c.post_id is not null group by c.post_id, date_trunc('hour', m.sent_at)) as busy`.execute(dialogue(tx));
	return rows[0]?.usual ?? 0;
};

const untold = async (tx: Tx, busy: readonly Busy[], day: string): Promise<readonly Busy[]> => {
	if (busy.length === 0) return [];
	const ids = busy.map(({ postId }) => postId);
	const surges = dialogue(tx).selectFrom('dialogue_surge').select('post_id').where('day', '=', day);
	const known = (await surges.where('post_id', 'in', ids).execute()).map(({ post_id }) => post_id);
	return busy.filter(({ postId }) => !known.includes(postId));
};

interface Surge {
	readonly post: AnsweredPost;
	readonly count: number;
	readonly usual: number;
	readonly day: string;
}

const tell = async (needs: DialogueNeeds, { post, count, usual, day }: Surge): Promise<void> => {
	await needs.act<void, never>('tell of a busy post', machine, async (tx) => {
		const row = { post_id: post.id, day, count, usual, at: toDate(needs.clock.now()) };
		const insert = dialogue(tx).insertInto('dialogue_surge').values(row);
		const { numInsertedOrUpdatedRows } = await insert.onConflict((told) => told.doNothing()).executeTakeFirst();
		if (numInsertedOrUpdatedRows !== 1n) return unchanged(undefined);
		const holders = await needs.people.holdersIn(post.unitId);
		const to = holders.filter(({ roles }) => roles.includes('lead') || roles.includes('agent'));
		const about = { postId: post.id, unitId: post.unitId, title: post.title, byId: null };
		const persons = to.map(({ personId }) => personId);
		await needs.notices.tell(tx, { ...about, to: persons, kind: 'many-messages' });
		const payload = { count, usual: Math.round(usual * 10) / 10, told: persons };
		return done(undefined, { kind: 'post.drew-many-messages', subject: post.id, unitId: post.unitId, payload });
	});
};
