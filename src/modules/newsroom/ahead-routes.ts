import type { Context, Hono } from 'hono';
import { ICalCalendarMethod, type ICalEventData } from 'ical-generator';

import type { Language } from '#kernel/language.ts';
import { type Instant, instantOf } from '#kernel/time.ts';
import { AheadPage } from '#web/public/ahead-pages.tsx';
import type { View } from '#web/public/model.ts';

import { listAhead } from './ahead.ts';
import { type Listing, pageBySlug } from './queries.ts';
import { inEveryLanguage, type SiteNeeds } from './site-routes.ts';
import { leadOf } from './warned.ts';

const ON_LIST = 25;
/** So many events a calendar takes in; a city announces fewer in a year. */
const IN_CALENDAR = 500;
const CALENDAR = 'text/calendar; charset=utf-8';
type Row = Pick<
	Listing,
	'slug' | 'title' | 'lead' | 'warning' | 'language' | 'details' | 'over_at' | 'published_at' | 'edited_at'
>;

/** Events and vacancies until they are over: as pages, and as a calendar one can subscribe to. */
export const mountAhead = (app: Hono, { db, content, responder, origin }: Omit<SiteNeeds, 'texts' | 'files'>): void => {
	const route = inEveryLanguage(app);
	const list = (kind: 'event' | 'job', path: string) =>
		route(path, (c: Context, language: Language) => {
			const cursor = c.req.query('nach');
			const kept = cursor === undefined ? responder.cached : responder.once;
			return kept(c, { language, path }, async (view) => {
				const asked = { kind, now: momentOf(view), cursor, limit: ON_LIST };
				const found = await db.read('list of what is to come', (tx) => listAhead(tx, asked));
				const next = found.next === null ? null : `${view.say.at(path)}?nach=${found.next}`;
				return AheadPage({ view, kind, list: { items: await content.cards(found.items), next } });
			});
		});
	list('event', '/termine');
	list('job', '/stellen');
	const calendar = async (view: View, rows: readonly Row[]): Promise<string> => {
		const { default: makeCalendar } = await import('ical-generator');
		const events = rows.flatMap((row) => toEvent(origin, row));
		const { name } = view.site;
		const about = { name: view.say('ahead.calendar', { name }), prodId: { company: name, product: 'Amtsfunk' } };
		return makeCalendar({ ...about, method: ICalCalendarMethod.PUBLISH, events }).toString();
	};
	app.get('/termine.ics', (c) =>
		responder.file(c, { language: 'de', path: '/termine.ics', type: CALENDAR }, async (view) => {
			const asked = { kind: 'event', now: momentOf(view), cursor: undefined, limit: IN_CALENDAR } as const;
			const found = await db.read('calendar', (tx) => listAhead(tx, asked));
			return calendar(view, found.items);
		}),
	);
	app.get('/beitrag/:slug/termin.ics', (c) => {
		const slug = c.req.param('slug') ?? '';
		const place = { language: 'de' as const, path: `/beitrag/${slug}/termin.ics`, type: CALENDAR };
		return responder.file(c, place, async (view) => {
			const row = await db.read('event by slug', (tx) => pageBySlug(tx, slug));
			if (row?.details?.kind !== 'event' || row.withdrawn_at !== null) return { missing: 404 };
			return calendar(view, [row]);
		});
	});
};

// NOTE: a view's moment is the office clock's, in milliseconds.
const momentOf = (view: View): Instant => view.now as Instant;

const toEvent = (origin: string, row: Row): ICalEventData[] => {
	const { details } = row;
	if (details?.kind !== 'event' || details.start === null) return [];
	const from = instantOf(details.start);
	if (from === null) return [];
	const url = `${origin}/beitrag/${row.slug}`;
	const stamp = row.edited_at ?? row.published_at;
	return [
		{
			...{ id: url, start: new Date(from), end: row.over_at ?? new Date(from), summary: row.title, url, stamp },
			...{ location: details.place, description: `${leadOf(row)}\n\n${url}`, lastModified: stamp },
		},
	];
};
