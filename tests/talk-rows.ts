import { type Kysely, sql } from 'kysely';

import { instant } from '#kernel/time.ts';
import { proposalPage } from '#modules/dialogue/approval/read.ts';
import { staleDeadlines } from '#modules/dialogue/deadlines/settle.ts';
import { overdue, soonDue } from '#modules/dialogue/deadlines/tell.job.ts';
import { offered } from '#modules/dialogue/duty/assign.job.ts';
import { notePage } from '#modules/dialogue/duty/notes.ts';
import { lateInquiries } from '#modules/dialogue/inquiry/late.job.ts';
import { askedPage } from '#modules/dialogue/inquiry/read.ts';
import { leavingNow } from '#modules/dialogue/planned/leave.job.ts';
import { conversationsOver } from '#modules/dialogue/privacy/end-conversations.ts';
import { erasurePage } from '#modules/dialogue/privacy/erase.ts';
import { evidenceOver } from '#modules/dialogue/privacy/expire-evidence.ts';
import { namesOver } from '#modules/dialogue/privacy/mask-names.ts';
import { searchPage } from '#modules/dialogue/reading/search.ts';
import { uncounted } from '#modules/dialogue/times/count.job.ts';
import { othersOf } from '#modules/dialogue/triage/others.ts';
import { conversationPage, type ListQuery } from '#modules/dialogue/triage/page.ts';
import { busyPosts } from '#modules/dialogue/triage/surge.job.ts';
import { backNow } from '#modules/dialogue/triage/wake.job.ts';
import { voicePage } from '#modules/dialogue/voices/list.ts';
import { publicPage } from '#modules/dialogue/voices/public.ts';
import type { Database } from '#platform/db/database.ts';
import { toCursor } from '#platform/http/cursor.ts';
import { actorWith } from '#tests/office.ts';

const MONTH_AGO = Date.UTC(2026, 2, 2, 8) - 60_000 * 60_000;
const deep = toCursor([MONTH_AGO, 'c']);

type Fill = (into: string, select: ReturnType<typeof sql>) => Promise<unknown>;

/** A hundred thousand conversations of as many people, in a hundred units and two hundred presences. */
export const seedTalks = async (engine: Kysely<unknown>, fill: Fill): Promise<void> => {
	const at = sql`timestamptz '2026-03-02T08:00:00Z' - n * interval '1 minute'`;
	await fill(
		'dialogue_counterpart (id, channel, fingerprint, handle, display_name, handle_key, named_at)',
		sql`'p' || n, 'mastodon', 'f' || n, 'h' || n, '', 'k' || n, ${at}`,
	);
	await fill(
		'dialogue_erasure (id, counterpart_id, channel, legal_basis, reason, state, requested_by, requested_at)',
		sql`'x' || lpad(n::text, 8, '0'), 'p' || n, 'mastodon', '', ''::bytea, 'declined', 'somebody', ${at}`,
	);
	await fill(
		`dialogue_conversation (id, unit_id, channel, root, counterpart_id, state, visibility, assignee_id, excerpt, version, opened_at, last_at,
			due_at, warn_at, warned, escalated, due_stale, answered_at, snoozed_until, presence_id, asking, priority, labels)`,
		sql`'c' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'mastodon', 'r' || n, 'p' || n,
			(array['open', 'answered', 'closed'])[1 + n / 100 % 3], 'public',
			case when n % 1000 = 7 then 'agent-7' when n % 50 <> 8 then 'somebody' end,
			'Frage ' || n, 1, ${at}, ${at}, case when n / 100 % 3 = 0 then ${at} end, ${at}, n % 500 <> 9, n % 500 <> 10, n % 500 = 11, case when n % 500 = 18 then ${at} end,
			case when n % 100 = 12 then ${at} end, case when n % 500 <> 13 then 'presence-' || n % 200 end,
			(array['question', 'comment', 'mention', 'form', 'direct'])[least(5, 1 + n % 60)],
			case when n % 500 = 14 then 'urgent' else 'normal' end,
			case when n % 1000 = 15 then array['label-7'] else array['label-8'] end`,
	);
	await fill(
		'dialogue_inquiry (id, conversation_id, unit_id, by_id, kind, asked_id, shown, state, asked_at, due_at, answered_at)',
		sql`'i' || lpad(n::text, 8, '0'), 'c' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'somebody', 'unit',
			case when n % 50 = 7 then 'agent-7' else 'unit-' || n % 100 end, '', case when n % 4 < 3 then 'open' else 'answered' end,
			${at}, ${at}, ${at}`,
	);
	await fill(
		'dialogue_shift_note (id, unit_id, author_id, open, waiting, promised, special, figures, written_at, read_at)',
		sql`'n' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'somebody', '', '', '', '', '{}', ${at}, case when n > 300 then ${at} end`,
	);
	await fill(
		'dialogue_proposal (id, conversation_id, unit_id, text, language, visibility, awaits, leaves, by_id, at, why, hash, version, state)',
		sql`'p' || lpad(n::text, 8, '0'), 'c' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'Antwort', 'de', 'public', false, 'now', 'agent-7', ${at}, array['always'], '', 1, 'waiting'`,
	);
	// As if all of it had been looked through.
	await sql`alter table dialogue_message disable trigger user`.execute(engine);
	await fill(
		'dialogue_message (id, conversation_id, direction, text, visibility, sent_at, delivery, planned_for)',
		sql`'m' || n, 'c' || lpad(n::text, 8, '0'), 'in', 'Ja.', 'public', ${at}, case when n % 1000 = 16 then 'waiting' end,
			case when n % 1000 = 16 then ${at} end`,
	);
	await sql`alter table dialogue_message enable trigger user`.execute(engine);
	await fill(
		'dialogue_voice (message_id, post_id, said_at, state, words)',
		sql`'m' || n, 'post-7', ${at}, (array['shown', 'clear', 'held', 'narrow', 'hidden'])[1 + n % 5], ''`,
	);
	// As if it had been looked through: the triggers that gather would do it a hundred thousand times.
	await sql`alter table dialogue_reading disable trigger user`.execute(engine);
	await fill(
		'dialogue_reading (message_id, conversation_id, arrival, words)',
		sql`'m' || n, 'c' || lpad(n::text, 8, '0'), n, array_to_tsvector(array['frag', 'selt' || n / 20, '@unit-' || n % 100, case when n % 2 = 0 then 'gerad' else 'ungerad' end])`,
	);
	await sql`alter table dialogue_reading enable trigger user`.execute(engine);
	await sql`insert into dialogue_word select word, count(*) from dialogue_reading, unnest(tsvector_to_array(words)) word
		where word not like 'selt%' group by word`.execute(engine);
	await sql`update dialogue_conversation set hint_keys = '{insult}' where id like '%0007'`.execute(engine);
};

const central = actorWith('central', 'all');
const lead = actorWith('lead', ['unit-7'], 'lead-7');
/** Of one of the hundred units. */
const agent = actorWith('agent', ['unit-7'], 'agent-7');
const talks =
	(query: Partial<ListQuery>, actor = central) =>
	(db: Database) =>
		db.read('x', (tx) => conversationPage(tx, { query: { view: 'open', limit: 50, ...query }, actor }));
const voices = (query: Partial<Parameters<typeof voicePage>[1]['query']>) => (db: Database) =>
	db.read('x', (tx) => voicePage(tx, { query: { id: 'post-7', view: 'all', limit: 40, ...query }, actor: central }));
const onPage = (mode: 'approval' | 'at-once', cursor?: string) => (db: Database) =>
	db.read('x', (tx) => publicPage(tx, { postId: 'post-7', mode, practice: false, limit: 25, cursor }));
const over = { source: 'mastodon', before: new Date(MONTH_AGO) };
const begin = { at: new Date(0), id: '' };
const now = new Date(Date.UTC(2026, 2, 2, 8));

/** What the dialogue reads page by page: its views, its filters, and what its chores look for. */
export const talkReadings: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
	'conversations, all units': talks({}),
	'answers to approve, far in': (db) =>
		db.read('x', (tx) => proposalPage(tx, { query: { limit: 50, cursor: deep }, actor: lead })),
	'answers to approve, all units': (db) =>
		db.read('x', (tx) => proposalPage(tx, { query: { limit: 50 }, actor: central })),
	'conversations, far in': talks({ cursor: deep }),
	'conversations of one unit': talks({}, agent),
	'conversations of one unit, answered, far in': talks({ view: 'answered', cursor: deep }, agent),
	'conversations of one unit, whatever their state': talks({ view: 'all', cursor: deep }, agent),
	'conversations that are mine': talks({ view: 'mine' }, agent),
	'conversations nobody has': talks({ view: 'unassigned', cursor: deep }),
	'conversations soon due': talks({ view: 'due', cursor: deep }),
	'conversations that wait for the citizen': talks({ view: 'waiting' }),
	'conversations put off': talks({ view: 'snoozed', cursor: deep }),
	'conversations, the newest first': talks({ sort: 'newest', cursor: deep }),
	'conversations, the oldest first': talks({ sort: 'oldest', cursor: deep }),
	'conversations of a presence': talks({ presence: 'presence-7', cursor: deep }),
	'conversations of a presence, whatever their state': talks({ view: 'all', presence: 'presence-7' }),
	'conversations of the form': talks({ presence: 'form' }),
	'conversations of a kind': talks({ kind: 'question', cursor: deep }),
	'conversations of a priority': talks({ priority: 'urgent' }),
	'conversations under a label': talks({ label: 'label-7' }),
	'conversations under a label, whatever their state': talks({ view: 'all', label: 'label-7' }),
	'conversations under a hint': talks({ hint: 'insult' }),
	'conversations under a hint, whatever their state': talks({ view: 'all', hint: 'insult' }),
	'conversations by a word that few have': (db) =>
		db.read('x', (tx) => searchPage(tx, { query: { view: 'all', limit: 50, search: 'selt4711' }, actor: central })),
	'every conversation': talks({ view: 'all' }),
	'other conversations of a person': (db) =>
		db.read('x', (tx) => othersOf(tx, { id: '', counterpart_id: 'p7' }, 'all')),
	'posts that are busy': (db) => db.read('x', (tx) => busyPosts(tx, instant('2026-03-02T08:00:00Z'))),
	'conversations to be reminded of': (db) => db.read('x', (tx) => soonDue(tx, now)),
	'conversations that are late': (db) => db.read('x', (tx) => overdue(tx, now)),
	'conversations for who is on duty': (db) =>
		db.read('x', (tx) => offered(tx, ['unit-8'], instant('2026-03-02T08:00:00Z'))),
	'answers that leave now': (db) => db.read('x', (tx) => leavingNow(tx, now)),
	'times to be counted': (db) => db.read('x', (tx) => uncounted(tx).execute()),
	'asked of me': (db) => db.read('x', (tx) => askedPage(tx, { query: { view: 'open', limit: 50 }, actor: agent })),
	'asked of me, far in': (db) =>
		db.read('x', (tx) => askedPage(tx, { query: { view: 'open', limit: 50, cursor: deep }, actor: agent })),
	'asked of me, answered, far in': (db) =>
		db.read('x', (tx) => askedPage(tx, { query: { view: 'answered', limit: 50, cursor: deep }, actor: agent })),
	'inquiries that are late': (db) => db.read('x', (tx) => lateInquiries(tx, now)),
	'shift notes of a unit': (db) => db.read('x', (tx) => notePage(tx, { unit: 'unit-7', limit: 50 }, agent)),
	'shift notes, far in': (db) => db.read('x', (tx) => notePage(tx, { cursor: deep, limit: 50 }, central)),
	'follow-ups that are back': (db) => db.read('x', (tx) => backNow(tx, now)),
	'requests to erase, far in': (db) => db.read('x', (tx) => erasurePage(tx, { limit: 50, cursor: deep })),
	'names whose time is over': (db) => db.read('x', (tx) => namesOver(tx, { ...over, after: begin, most: 50 })),
	'conversations whose time is over': (db) =>
		db.read('x', (tx) => conversationsOver(tx, { ...over, after: begin, most: 50 })),
	'evidence whose time is over': (db) => db.read('x', (tx) => evidenceOver(tx, { ...over, after: begin, most: 50 })),
	'voices under a post': voices({}),
	'voices under a post, far in': voices({ cursor: deep }),
	'voices under a post that wait': voices({ view: 'waiting', cursor: deep }),
	'voices on a public page': onPage('approval'),
	'voices on a public page, far in': onPage('at-once', deep),
	'deadlines to be counted anew': (db) => db.read('x', (tx) => staleDeadlines(tx).execute()),
};
