import { type Kysely, type RawBuilder, sql } from 'kysely';

import { listContacts } from '#modules/editorial/press/read-contacts.ts';
import { recipientPage } from '#modules/editorial/press/read-mailing.ts';
import type { Database } from '#platform/db/database.ts';
import { toCursor } from '#platform/http/cursor.ts';
import { actorWith } from '#tests/office.ts';

const AT = sql`timestamptz '2026-03-02T08:00:00Z' - n * interval '1 minute'`;
const page = { limit: 50 };
const central = actorWith('central', 'all');
const lead = actorWith('lead', ['unit-7'], 'lead-7');

type Fill = (into: string, select: RawBuilder<unknown>) => Promise<unknown>;

/** A hundred thousand contacts, all on one list, and a mailing to all of them. */
export const seedPress = async (engine: Kysely<unknown>, fill: Fill): Promise<void> => {
	await fill(
		'editorial_press_contact (id, unit_id, name, outlet, mail, sort_name, language, source, since, state, version, changed_by, changed_at)',
		sql`'pc' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'Ruth Probe ' || n, 'Tagblatt', 'r' || n || '@t.example', 'tagblatt ' || lpad(n::text, 6, '0'),
			'de', 'Anruf', '2026-01-01', case when n / 100 % 10 = 7 then 'bounced' else 'active' end, 1, 'person-1', ${AT}`,
	);
	await sql`insert into editorial_press_list (id, unit_id, name, made_at) values ('pl', 'unit-8', 'Alle', now())`.execute(
		engine,
	);
	await fill(
		'editorial_press_member (list_id, contact_id, sort_name)',
		sql`'pl', 'pc' || lpad(n::text, 8, '0'), 'tagblatt ' || lpad(n::text, 6, '0')`,
	);
	await sql`insert into editorial_post (id, unit_id, author_id, state, tray, sort_at, kind, title, text, language, versions, revision, editors, created_at, changed_at)
		values ('post-press', 'unit-8', 'p', 'published', 'published', now(), 'press-release', '', '', 'de', '{}', 1, '{}', now(), now())`.execute(
		engine,
	);
	await sql`insert into editorial_press_mailing (post_id, unit_id, delivery_id, presence_id, list_ids, ordered_at, ready_at)
		values ('post-press', 'unit-8', 'd', 'p', '{pl}', now(), now())`.execute(engine);
	await fill(
		'editorial_press_recipient (id, post_id, contact_id, fingerprint, masked, state, settled_at)',
		sql`'pr' || lpad(n::text, 8, '0'), 'post-press', 'pc' || lpad(n::text, 8, '0'), 'f' || n, 'r…@t.example',
			case when n % 100 = 7 then 'refused' else 'sent' end, ${AT}`,
	);
};

/** The readings behind the lists of contacts and recipients. */
export const pressReadings: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
	'press contacts, far in': (db) =>
		listContacts({ db })({ ...page, cursor: toCursor(['tagblatt 050001', 'p']) }, central),
	'press contacts of one unit that bounced': (db) => listContacts({ db })({ ...page, state: 'bounced' }, lead),
	'press contacts of a list, far in': (db) =>
		listContacts({ db })({ ...page, listId: 'pl', cursor: toCursor(['tagblatt 050001', 'p']) }, central),
	'press contacts by their words': (db) => listContacts({ db })({ ...page, q: 'ruth 4711' }, central),
	'recipients of a mailing that need help, far in': (db) =>
		db.read('x', (tx) =>
			recipientPage(tx, { ...page, id: 'post-press', only: 'trouble', cursor: toCursor(['pr00050000']) }),
		),
};
