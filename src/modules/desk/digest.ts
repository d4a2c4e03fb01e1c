import { noticePlace } from '#contract/desk.ts';
import { ok } from '#kernel/result.ts';
import { days, hours, minutes, plus, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import { sayIn } from '#web/languages/index.ts';

import type { DeskNeeds } from './needs.ts';
import { deskTables } from './tables.ts';

/** At most one mail in this time. */
const EVERY_MS = hours(4);
/** What is read on the desk meanwhile is not mailed. */
const PATIENCE_MS = minutes(5);
const KEPT_MS = days(90);
const MOST_LINES = 50;

/** Collects what one has not seen on the desk into one mail, a few times a day. */
export const digestChore = (needs: DeskNeeds): Chore => ({
	name: 'desk.digest',
	everyMs: EVERY_MS,
	async run() {
		const before = toDate(plus(needs.clock.now(), -PATIENCE_MS));
		const due = await needs.db.read('digests due', (tx) =>
			deskTables(tx)
				.selectFrom('desk_notice')
				.select('person_id')
				.distinct()
				.where('by_mail', '=', true)
				.where('mailed_at', 'is', null)
				.where('read_at', 'is', null)
				.where('at', '<=', before)
				.execute(),
		);
		for (const { person_id } of due) await writeDigest(needs, person_id);
		await clearOld(needs);
	},
});

const writeDigest = async ({ db, clock, mailer, people, origin }: DeskNeeds, personId: string): Promise<void> => {
	const to = await people.addressOf(personId);
	const { language } = await people.authority();
	const say = sayIn(language);
	await db.transact('write digest', async (tx) => {
		const rows = await deskTables(tx)
			.updateTable('desk_notice')
			.set({ mailed_at: toDate(clock.now()) })
			.where('person_id', '=', personId)
			.where('by_mail', '=', true)
			.where('mailed_at', 'is', null)
			.where('read_at', 'is', null)
			.returning(['kind', 'title', 'post_id', 'at'])
			.execute();
		if (to === null || rows.length === 0) return ok(undefined);
		const ordered = rows.toSorted((a, b) => a.at.getTime() - b.at.getTime()).slice(0, MOST_LINES);
		const lines = ordered.map(({ kind, title, post_id }) =>
			say('desk.digest.line', {
				what: say(`desk.kind.${kind}`),
				title: title.trim() || say('desk.untitled'),
				link: `${origin}/desk${noticePlace(kind, post_id)}`,
			}),
		);
		const values = { count: rows.length, lines: lines.join('\n\n'), link: `${origin}/desk/konto` };
		const [subject, text] = [say('desk.digest.subject', values), say('desk.digest.text', values)];
		await mailer.send(tx, { to, subject, text, kind: 'digest' });
		return ok(undefined);
	});
};

const clearOld = async ({ db, clock }: DeskNeeds): Promise<void> => {
	const before = toDate(plus(clock.now(), -KEPT_MS));
	await db.transact('clear old notices', async (tx) => {
		await deskTables(tx).deleteFrom('desk_notice').where('at', '<', before).execute();
		return ok(undefined);
	});
};
