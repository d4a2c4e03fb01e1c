import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listDeliveriesForHelpEndpoint } from '#contract/delivery.ts';
import { conversationsEndpoint } from '#contract/dialogue.ts';
import { listFediverseBlocksEndpoint, listFediverseReportsEndpoint } from '#contract/federation.ts';
import { mailsEndpoint } from '#contract/mail.ts';
import { personsEndpoint } from '#contract/people.ts';
import { listRecordsEndpoint } from '#contract/records.ts';
import { tokensEndpoint } from '#contract/tokens.ts';
import type { Instant } from '#kernel/time.ts';
import { costPage } from '#modules/channels/cost-queries.ts';
import { listLooks } from '#modules/channels/looks.ts';
import { listTasks } from '#modules/channels/presence-health.ts';
import { createQueries } from '#modules/delivery/queries.ts';
import { moderationPage } from '#modules/dialogue/moderation/read.ts';
import { matchPage } from '#modules/dialogue/rules/matches.ts';
import { hiddenPage } from '#modules/dialogue/rules/review.ts';
import { libraryPage } from '#modules/editorial/library/list-items.ts';
import { listPieces } from '#modules/editorial/pieces/read-pieces.ts';
import { listShortLinks } from '#modules/editorial/sharing/short-links.ts';
import { listTokens } from '#modules/people/token-list.ts';
import { listRecords } from '#modules/records/queries.ts';
import type { Database } from '#platform/db/database.ts';
import { toCursor } from '#platform/http/cursor.ts';
import { listMails } from '#platform/mail/queries.ts';
import { anyTable, type Counted, counting } from '#tests/counted-readings.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { seedPresences } from '#tests/presence-rows.ts';
import { pressReadings, seedPress } from '#tests/press-rows.ts';
import { seedTalks, talkReadings } from '#tests/talk-rows.ts';

const SIZE = 100_000;
const LIMIT = 50;
/** Rows read for one page of fifty, counted by the database itself; with tables joined to each of them. */
const MOST_READ = 5 * LIMIT;
const admin = actorWith('admin', 'all');
const central = actorWith('central', 'all');
/** One of a hundred units. */
const agent = actorWith('agent', ['unit-7'], 'agent-7');
const lead = actorWith('lead', ['unit-8'], 'lead-8');

let office: TestOffice;
let engine: Kysely<unknown>;

type Fill = Parameters<typeof seedPress>[1];

const seedCosts = (fill: Fill) =>
	fill(
		'channels_cost (id, presence_id, practice, at, kind, count, unit_micro, micro, state)',
		sql`'k' || lpad(n::text, 8, '0'), 'presence', false, timestamptz '2026-03-02T08:00:00Z' - n * interval '1 minute',
			'post', 1, 15000, 15000, 'certain'`,
	);

/** Every list gets a hundred thousand rows, in statements short enough for a busy machine. */
const seed = async (): Promise<void> => {
	const at = sql`timestamptz '2026-03-02T08:00:00Z' - n * interval '1 minute'`;
	const fill = (into: string, select: ReturnType<typeof sql>, size = SIZE) =>
		sql`insert into ${sql.raw(into)} select ${select} from generate_series(1, ${size}) n`.execute(engine);
	await seedTalks(engine, fill);
	await fill(
		'dialogue_evidence (id, conversation_id, unit_id, message_id, captured_at, sha256, size, bytes, channel)',
		sql`'e' || n, 'c' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'm' || n, ${at}, '', 0, ''::bytea, 'mastodon'`,
	);
	await fill(
		'dialogue_moderation (id, conversation_id, message_id, unit_id, channel, practice, step, means, rule, netiquette, facts, proportion, evidence_id, by_id, at, state, waits, course, sending, attempts, target, objection_hash, objection, rule_id, review, review_due_at)',
		sql`'a' || lpad(n::text, 8, '0'), 'c' || lpad(n::text, 8, '0'), 'm' || n, 'unit-' || n % 100, 'mastodon', false, 'block', 'block', '1', 0, '', '',
			'e' || n, 'person-1', ${at}, 'proposed', case when n / 100 % 10 = 7 then 'confirm' end, 'do', 'none', 0, ''::bytea, 'h' || n, ''::bytea,
			case when n / 100 % 10 = 3 then 'rule-1' end, case when n / 100 % 10 = 3 then 'open' end, ${at}`,
	);
	await sql`insert into dialogue_rule (id, unit_id, place, name, conditions, effects, version)
		values ('rule-1', 'unit-7', 1, 'Regel', '[]', '{}', 1)`.execute(engine);
	await fill(
		'dialogue_rule_match (message_id, rule_id, version, at, why, state)',
		sql`'m' || n, 'rule-1', 1, ${at}, '[]', 'open'`,
	);
	await fill(
		'delivery_delivery (id, source, subject, unit_id, presence_id, channel, operation, state, title, rendition, rendition_hash, content_hash, due_at, help_rank, help_at, ordered_at)',
		sql`'d' || lpad(n::text, 8, '0'), 'editorial', 's' || n, 'unit-' || n % 100, 'presence', 'mastodon', 'publish',
			case n % 4 when 0 then 'refused' when 1 then 'waiting' else 'published' end, 'Titel', '{}', '', '', ${at},
			case when n % 4 = 0 then 1 end, case when n % 4 = 0 then ${at} end, ${at}`,
	);
	await sql`insert into delivery_presence (presence_id, channel) values ('presence', 'mastodon')`.execute(engine);
	await fill(
		'records_entry (id, kind, subject, unit_id, at, commitment)',
		sql`'e' || n, 'kind-' || n % 50, 'post:' || n % 1000, 'unit-' || n % 100, ${at}, ''::bytea`,
	);
	await fill(
		'platform_mail (id, to_address, subject, kind, state, attempts, created_at)',
		sql`'m' || n, 'a@b.example', 'Betreff', 'kind', case when n % 100 = 7 then 'refused' else 'sent' end, 1, ${at}`,
	);
	await fill(
		'federation_block (host, reason, blocked_at)',
		sql`'host-' || lpad(n::text, 8, '0') || '.example', '', ${at}`,
	);
	await fill('federation_report (id, host, text, objects, reported_at)', sql`'r' || n, 'a.example', '', '[]', ${at}`);
	await fill(
		'people_person (id, name, mail, state, initials, created_at)',
		sql`'person-' || n, 'Person ' || lpad(n::text, 6, '0'), n || '@b.example', 'active', 'P', ${at}`,
		2000,
	);
	await fill(
		'people_api_token (id, name, token_hash, scopes, created_by, created_at, expires_at)',
		sql`'t' || lpad(n::text, 8, '0'), 'Schlüssel', 'hash' || n, '[]', 'person-1', ${at}, ${at}`,
	);
	await fill(
		'editorial_media (id, unit_id, hash, mime, width, height, bytes, original_name, sizes, uploaded_by, uploaded_at, licence, words, described, settled, used_by, expires_on)',
		sql`'m' || lpad(n::text, 8, '0'), 'unit-' || n % 100, '', 'image/jpeg', 1, 1, 1, 'bild.jpg', '{}', 'p', ${at},
			(array['own', 'cc0', 'cc-by-4', 'unsaid'])[1 + n % 4], 'Brücke am Kanal ' || n, n % 500 <> 7, n % 500 <> 7,
			case when n % 500 = 7 then 0 else 1 end, to_char(date '2026-01-01' + n % 1000, 'YYYY-MM-DD')`,
	);
	await fill(
		'editorial_piece (id, unit_id, kind, name, title, text, forms, version, changed_by, changed_at)',
		sql`'p' || n, 'unit-' || n % 100, (array['template', 'block'])[1 + n / 100 % 2], 'Baustein ' || lpad(n::text, 6, '0'), '', 'Ein Satz.',
			'{}', 1, 'person-1', ${at}`,
	);
	await fill(
		'editorial_short_link (code, unit_id, name, target, made_by, at)',
		sql`'k' || lpad(n::text, 6, '0'), 'unit-' || n % 100, 'Plakat', 'https://a.example/', 'person-1', ${at}`,
	);
	await Promise.all([seedPresences(fill), seedCosts(fill)]);
	await seedPress(engine, fill);
	// As the database does by itself sooner or later: from then on some lists are read from their index alone.
	await sql`vacuum analyze`.execute(engine);
};

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	engine = office.office.corridor.engine.engine;
	await seed();
}, 180_000);
afterAll(() => office.close());

const noon = (minutesAgo: number): number => Date.UTC(2026, 2, 2, 8) - minutesAgo * 60_000;
const deep = { time: toCursor([noon(60_000), 'c']), iso: toCursor([new Date(noon(60_000)).toISOString(), 'm']) };
const page = { limit: LIMIT };
const days = { today: '2026-03-02', soon: '2026-04-02' };
const pictures =
	(query: object, actor = central) =>
	(db: Database) =>
		db.read('x', (tx) => libraryPage(tx, { query: { limit: LIMIT, ...query }, actor, days }));
const until = (noon(0) + 1) as Instant;
const everywhere = { answers: 'all', posts: 'all' } as const;

const paid = { id: 'presence', practice: false };
const people = { unitPath: async (id: string) => [{ id }] };
const pieces = (cursor?: string) => ({ kind: 'block' as const, limit: LIMIT, ...(cursor ? { cursor } : {}) });

/** The readings behind the lists, from their beginning and from far within. */
const readings: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
	...talkReadings,
	'moderation of one unit, far in': (db) =>
		db.read('x', (tx) => moderationPage(tx, { query: { view: 'all', ...page, cursor: deep.time }, actor: agent })),
	'moderation that waits': (db) =>
		db.read('x', (tx) => moderationPage(tx, { query: { view: 'confirm', ...page }, actor: agent })),
	'hidden by rule, to review': (db) =>
		db.read('x', (tx) => hiddenPage(tx, { query: { view: 'open', ...page }, actor: agent })),
	'hidden by rule, all units, far in': (db) =>
		db.read('x', (tx) => hiddenPage(tx, { query: { view: 'all', ...page, cursor: deep.time }, actor: central })),
	'matches of a rule, far in': (db) =>
		db.read('x', (tx) => matchPage(tx, { ruleId: 'rule-1', ...page, cursor: deep.time })),
	'looks at a presence, far in': (db) =>
		listLooks({ db })({ id: 'p00000001', ...page, cursor: toCursor([new Date(noon(60_000)).toISOString()]) }),
	'tasks at presences': (db) => listTasks({ db, rightsAt: () => ({}) })(central, page),
	'tasks at presences, far in': (db) =>
		listTasks({ db, rightsAt: () => ({}) })(central, {
			...page,
			cursor: toCursor([new Date(noon(60_000)).toISOString(), 'p', 'x']),
		}),
	'deliveries that need help': (db) => createQueries({ db, clock: office.clock }).needingHelp(everywhere, page),
	'deliveries that need help, far in': (db) =>
		createQueries({ db, clock: office.clock }).needingHelp(everywhere, {
			...page,
			cursor: toCursor([1, noon(60_000), 'd']),
		}),
	'upcoming deliveries': (db) => createQueries({ db, clock: office.clock }).upcoming('all', until, page),
	'upcoming deliveries, far in': (db) =>
		createQueries({ db, clock: office.clock }).upcoming('all', until, { ...page, cursor: deep.time }),
	'what X charged': (db) => db.read('x', (tx) => costPage(tx, paid, page)),
	'what X charged, far in': (db) => db.read('x', (tx) => costPage(tx, paid, { ...page, cursor: deep.iso })),
	records: (db) => db.read('x', (tx) => listRecords(tx, page, 'all')),
	'records of a kind, far in': (db) =>
		db.read('x', (tx) =>
			listRecords(tx, { ...page, kind: 'kind-7', cursor: toCursor([new Date(noon(60_000)).toISOString(), 1]) }, 'all'),
		),
	'records of a subject': (db) => db.read('x', (tx) => listRecords(tx, { ...page, subject: 'post:7' }, 'all')),
	'records of a unit': (db) => db.read('x', (tx) => listRecords(tx, { ...page, unitId: 'unit-7' }, 'all')),
	mails: (db) => db.read('x', (tx) => listMails(tx, { ...page, cursor: deep.iso })),
	'mails that were refused': (db) =>
		db.read('x', (tx) => listMails(tx, { ...page, state: 'refused', cursor: deep.iso })),
	'pictures, far in': pictures({ cursor: deep.iso }),
	'pictures of one unit': pictures({}, lead),
	'pictures under a licence': pictures({ licence: 'unsaid', cursor: deep.iso }),
	'pictures without description': pictures({ view: 'without-alt' }),
	'pictures without rights, one unit': pictures({ view: 'without-rights' }, actorWith('lead', ['unit-7'], 'lead-7')),
	'pictures that no post shows': pictures({ view: 'unused', cursor: deep.iso }),
	'pictures whose rights end': pictures({ view: 'expiring', cursor: toCursor(['2026-02-01', 'm']) }),
	'pictures by their words': pictures({ q: 'kanal brücke 4711' }),
	'text blocks, far in': (db) => listPieces({ db, people })(pieces(toCursor(['Baustein 050001', 'p'])), central),
	'text blocks of one unit': (db) => listPieces({ db, people })(pieces(), lead),
	...pressReadings,
	'short links, far in': (db) => listShortLinks({ db, origin: '' })({ ...page, cursor: deep.iso }, central),
	'short links of one unit': (db) => listShortLinks({ db, origin: '' })(page, lead),
	'access keys': (db) => db.read('x', (tx) => listTokens(tx, { ...page, cursor: toCursor(['t00050000']) })),
};

describe('a list of a hundred thousand rows', () => {
	it.each(Object.keys(readings))('%s: reads one page, not the table', async (name) => {
		const counted: Counted[] = [];
		await readings[name]?.(counting(office.office.corridor.db, counted));
		expect(counted).toHaveLength(1);
		expect(counted).toEqual([{ rows: expect.any(Number), whole: [] }]);
		expect(counted[0]?.rows).toBeGreaterThan(0);
		expect([name, counted[0]?.rows, (counted[0]?.rows ?? 0) <= MOST_READ]).toEqual([name, counted[0]?.rows, true]);
	});

	it('the count itself sees a table that is read from end to end', async () => {
		const counted: Counted[] = [];
		await counting(office.office.corridor.db, counted).read('x', (tx) =>
			sql`select count(*) from platform_mail where subject like '%x%'`.execute(anyTable(tx)),
		);
		expect(counted).toEqual([{ rows: SIZE, whole: ['platform_mail'] }]);
	});
});

/** Walks a list to its end by its own cursors. */
const walk = async (
	ask: (cursor: string | undefined) => Promise<{ items: readonly string[]; next?: string | undefined }>,
) => {
	const seen: string[] = [];
	let cursor: string | undefined;
	do {
		const { items, next } = await ask(cursor);
		seen.push(...items);
		cursor = next;
	} while (cursor !== undefined);
	return { count: seen.length, distinct: new Set(seen).size };
};

describe('walked by its cursors, a list is whole and without doubles', () => {
	const at = (cursor: string | undefined) => ({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
	it.each([
		[
			'conversations of a unit',
			1000,
			async (c?: string) =>
				ids(await office.call(conversationsEndpoint, { view: 'all', unit: 'unit-7', ...at(c) }, central), (i) => i.id),
		],
		[
			'open conversations of an agent',
			34,
			async (c?: string) =>
				ids(await office.call(conversationsEndpoint, { view: 'mine', ...at(c) }, agent), (i) => i.id),
		],
		[
			'records of a kind',
			2000,
			async (c?: string) =>
				ids(await office.call(listRecordsEndpoint, { kind: 'kind-7', ...at(c) }, central), (i) => i.id),
		],
		[
			'refused mails',
			1000,
			async (c?: string) => ids(await office.call(mailsEndpoint, { state: 'refused', ...at(c) }, admin), (i) => i.id),
		],
		['people', 2000, async (c?: string) => ids(await office.call(personsEndpoint, at(c), admin), (i) => i.id)],
		[
			'deliveries a lead has to help',
			1000,
			async (c?: string) => ids(await office.call(listDeliveriesForHelpEndpoint, at(c), lead), (i) => i.id),
		],
	] as const)('%s: %d', async (_, size, ask) => {
		expect(await walk(ask)).toEqual({ count: size, distinct: size });
	});

	it.each([
		['access keys', (c?: string) => office.call(tokensEndpoint, at(c), admin).then((a) => ids(a, (i) => i.id))],
		[
			'blocked servers',
			(c?: string) => office.call(listFediverseBlocksEndpoint, at(c), admin).then((a) => ids(a, (i) => i.host)),
		],
		[
			'reports',
			(c?: string) => office.call(listFediverseReportsEndpoint, at(c), admin).then((a) => ids(a, (i) => i.id)),
		],
	] as const)('%s: the first thousand follow each other', async (_, ask) => {
		let rest = 10;
		const { count, distinct } = await walk(async (cursor) => {
			const answer = await ask(cursor);
			rest -= 1;
			return rest > 0 ? answer : { items: answer.items };
		});
		expect([count, distinct]).toEqual([1000, 1000]);
	});
});

const ids = <T>(
	{
		status,
		body,
	}: { readonly status: number; readonly body: { readonly items: readonly T[]; readonly next?: string | undefined } },
	of: (item: T) => string,
) => {
	expect(status).toBe(200);
	return { items: body.items.map(of), next: body.next };
};
