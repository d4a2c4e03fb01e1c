import { createHash } from 'node:crypto';

import type { Hono } from 'hono';
import type { z } from 'zod';

import type { calendarLinkEndpoint, makeCalendarLinkEndpoint } from '#contract/planning-exchange.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { days, fromDate, plus, toDate, toIso } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';

import type { PlanningNeeds } from './needs.ts';
import { type PlanRow, rowsBetween } from './plan-rows.ts';
import { planning } from './tables.ts';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether somebody has a link; the secret itself is not kept. */
export const readCalendarLink =
	({ db }: PlanningNeeds) =>
	async (_: unknown, actor: Actor): Promise<Result<z.input<typeof calendarLinkEndpoint.output>, never>> => {
		const row = await db.read('calendar link', (tx) =>
			planning(tx)
				.selectFrom('editorial_calendar_link')
				.selectAll()
				.where('person_id', '=', actor.id)
				.executeTakeFirst(),
		);
		return ok({ since: row ? toIso(fromDate(row.created_at)) : null });
	};

/** Makes a new secret link; the one before stops working at once. Shown now and never again. */
export const makeCalendarLink =
	(needs: PlanningNeeds) =>
	(_: unknown, actor: Actor): Promise<Result<z.input<typeof makeCalendarLinkEndpoint.output>, never>> =>
		needs.act<{ link: string }, never>('make calendar link', actor, async (tx) => {
			const secret = needs.ids.secret();
			const kept = { secret_hash: hashOf(secret), created_at: toDate(needs.clock.now()) };
			await planning(tx)
				.insertInto('editorial_calendar_link')
				.values({ person_id: actor.id, ...kept })
				.onConflict((there) => there.column('person_id').doUpdateSet(kept))
				.execute();
			const link = `${needs.origin}/plan/${secret}.ics`;
			return done({ link }, { kind: 'plan.link-made', subject: actor.id, payload: {} });
		});

export const revokeCalendarLink =
	(needs: PlanningNeeds) =>
	(_: unknown, actor: Actor): Promise<Result<Record<string, never>, never>> =>
		needs.act<Record<string, never>, never>('end calendar link', actor, async (tx) => {
			const gone = await planning(tx)
				.deleteFrom('editorial_calendar_link')
				.where('person_id', '=', actor.id)
				.executeTakeFirst();
			if (gone.numDeletedRows === 0n) return unchanged({});
			return done({}, { kind: 'plan.link-ended', subject: actor.id, payload: {} });
		});

const BACK_DAYS = 30;
const AHEAD_DAYS = 366;
/** What a calendar program can be asked to show. */
const MOST_EVENTS = 2000;
/** A post takes no time; a calendar shows nothing that takes none. */
const SHOWN_MINUTES = 15;

/** The plan as a calendar to subscribe to. Whoever holds the link sees what its person may read today, and nothing once they left. */
export const mountCalendarLink = (app: Hono, needs: PlanningNeeds): void => {
	app.get('/plan/:file{[A-Za-z0-9_-]{43}\\.ics}', async (c, next) => {
		const secret = c.req.param('file').slice(0, -'.ics'.length);
		const row = await needs.db.read('calendar link', (tx) =>
			planning(tx)
				.selectFrom('editorial_calendar_link')
				.select('person_id')
				.where('secret_hash', '=', hashOf(secret))
				.executeTakeFirst(),
		);
		const reader = row ? await needs.people.readerOf(row.person_id) : null;
		if (reader === null) return next();
		const now = needs.clock.now();
		const span = { start: plus(now, -days(BACK_DAYS)), end: plus(now, days(AHEAD_DAYS)) };
		const rows = await needs.db.read('plan to subscribe', (tx) =>
			rowsBetween(tx, { ...span, query: {}, actor: reader, most: MOST_EVENTS }),
		);
		const headers = {
			'content-type': 'text/calendar; charset=utf-8',
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex',
		};
		return c.body(await calendarOf(needs, rows), 200, headers);
	});
};

const calendarOf = async ({ origin, people }: PlanningNeeds, rows: readonly PlanRow[]): Promise<string> => {
	const { default: makeCalendar } = await import('ical-generator');
	const { name, language } = await people.authority();
	const host = new URL(origin).host;
	const words = {
		de: { draft: 'Entwurf', 'in-approval': 'in Freigabe', approved: 'freigegeben', withdrawn: 'zurückgezogen' },
		en: { draft: 'draft', 'in-approval': 'in approval', approved: 'approved', withdrawn: 'withdrawn' },
	}[language];
	const events = rows.flatMap((row) => {
		if (row.calendar_at === null) return [];
		const word = row.state in words ? `${words[row.state as keyof typeof words]}: ` : ''; // NOTE: asked just before.
		return [
			{
				id: `${row.id}@${host}`,
				start: row.calendar_at,
				end: toDate(plus(fromDate(row.calendar_at), SHOWN_MINUTES * 60_000)),
				stamp: row.changed_at,
				summary: `${word}${row.title}`,
				url: `${origin}/desk/redaktion/${row.id}`,
			},
		];
	});
	return makeCalendar({ name: `Amtsfunk: ${name}`, prodId: { company: name, product: 'Amtsfunk' }, events }).toString();
};
