import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { days, hours, type Instant, plus, seconds, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Finding, finding } from './domain/checks/finding.ts';
import { linksIn } from './domain/checks/links.ts';
import type { Content } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { editorial } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'clock' | 'outbound' | 'events' | 'origin'>;

const EVERY_MS = seconds(20);
/** A text that was touched a moment ago may end in half an address. */
const SETTLED_MS = seconds(15);
const WORKED_ON_MS = days(7);
const FRESH_MS = hours(24);
const MOST_AT_ONCE = 12;
const MOST_POSTS = 200;
const PATIENCE_MS = seconds(8);
const MOST_LETTERS = 2000;

interface Asked {
	readonly url: string;
	readonly state: 'well' | 'dead' | 'moved' | 'unknown';
	readonly status: number | null;
	readonly target: string | null;
}

/** Asks after the links of texts in work, apart from anybody's typing, each at most once a day. */
export const askLinks = (needs: Needs): Chore => ({
	name: 'editorial.links',
	everyMs: EVERY_MS,
	async run() {
		const urls = await needs.db.read('links to ask', (tx) => unasked(tx, needs));
		if (urls.length === 0) return;
		const asked = await Promise.all(urls.map((url) => askOne(needs, url)));
		await needs.db.transact('note links', async (tx) => {
			await keep(tx, asked, needs.clock.now());
			await needs.events.announce(tx, { topic: 'setting', id: 'links' });
			return ok(undefined);
		});
	},
});

const unasked = async (tx: Tx, { clock, origin }: Needs): Promise<readonly string[]> => {
	const now = clock.now();
	const [from, until] = [plus(now, -WORKED_ON_MS), plus(now, -SETTLED_MS)].map(toDate);
	const { rows } = await sql<{ text: string; own: string | null }>`
		select p.text, string_agg(r.text, ' ') as own
		from (
			select id, text from editorial_post
			where tray in ('draft', 'in-approval', 'approved', 'scheduled') and changed_at between ${from} and ${until}
			order by changed_at desc limit ${MOST_POSTS}
		) p left join editorial_rendition r on r.post_id = p.id
		group by p.id, p.text`.execute(editorial(tx));
	const found = rows.flatMap(({ text, own }) => linksIn(`${text} ${own ?? ''}`).map(({ url }) => url));
	const foreign = [...new Set(found)].filter((url) => url.length <= MOST_LETTERS && isForeign(url, origin));
	if (foreign.length === 0) return [];
	const known = await editorial(tx)
		.selectFrom('editorial_link')
		.select('url')
		.where('url', 'in', foreign)
		.where('asked_at', '>', toDate(plus(now, -FRESH_MS)))
		.execute();
	return foreign.filter((url) => !known.some((row) => row.url === url)).slice(0, MOST_AT_ONCE);
};

const isForeign = (url: string, origin: string): boolean => {
	try {
		return new URL(url).host !== new URL(origin).host;
	} catch {
		return false;
	}
};

const GONE = new Set([404, 410]);

/** What a link answers. Silence is no answer: a server that is slow or shy is not called dead. */
const askOne = async ({ outbound }: Needs, url: string): Promise<Asked> => {
	const answer = await outbound({ method: 'GET', url: new URL(url), timeoutMs: PATIENCE_MS });
	if (!answer.ok) return { url, state: 'unknown', status: null, target: null };
	const { status, headers } = answer.value;
	const to = status === 301 || status === 308 ? targetOf(url, headers.get('location')) : null;
	if (to !== null) return { url, state: 'moved', status, target: to };
	return { url, state: GONE.has(status) ? 'dead' : 'well', status, target: null };
};

/** Where a lasting redirect leads, unless that is the same page with or without a slash. */
const targetOf = (url: string, location: string | null): string | null => {
	if (location === null || !URL.canParse(location, url)) return null;
	const target = new URL(location, url).href;
	return target.replace(/\/$/, '') === url.replace(/\/$/, '') ? null : target;
};

const keep = async (tx: Tx, asked: readonly Asked[], now: Instant): Promise<void> => {
	const rows = asked.map((one) => ({ ...one, asked_at: toDate(now) }));
	await editorial(tx)
		.insertInto('editorial_link')
		.values(rows)
		.onConflict((conflict) =>
			conflict.column('url').doUpdateSet(({ ref }) => ({
				state: ref('excluded.state'),
				status: ref('excluded.status'),
				target: ref('excluded.target'),
				asked_at: ref('excluded.asked_at'),
			})),
		)
		.execute();
};

/** What is known of the links in a post. Reads only what was asked before. */
export const linkFindings = async (tx: Tx, { text, renditions }: Content): Promise<readonly Finding[]> => {
	const places = [
		{ field: 'text', presenceId: null, text },
		...renditions.map(({ presenceId, text: own }) => ({
			field: `rendition:${presenceId}`,
			presenceId,
			text: own ?? '',
		})),
	].flatMap(({ text: words, ...place }) => linksIn(words).map((link) => ({ ...link, ...place })));
	if (places.length === 0) return [];
	const rows = await editorial(tx)
		.selectFrom('editorial_link')
		.select(['url', 'state', 'status', 'target'])
		.where('url', 'in', [...new Set(places.map(({ url }) => url))])
		.where('state', 'in', ['dead', 'moved'])
		.execute();
	return places.flatMap(({ url, ...place }): Finding[] => {
		const row = rows.find((one) => one.url === url);
		if (row === undefined) return [];
		const dead = row.state === 'dead';
		const values = { url, status: row.status ?? '', target: row.target ?? '' };
		const rule = dead
			? ({ rule: 'link-dead', severity: 'warning' } as const)
			: ({ rule: 'link-moved', severity: 'hint' } as const);
		return [finding({ ...rule, ...place, found: url, mend: row.target, values })];
	});
};
