import { sql } from 'kysely';
import type { z } from 'zod';

import type { importContactsEndpoint, previewContactsEndpoint } from '#contract/press.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type CsvRow, parseCsv, separatorOf } from '../domain/planning/csv.ts';
import { type ContactRow, type Known, mailIn, readHead, readRows } from '../domain/press/contact-table.ts';
import { plainMail } from '../domain/press/mask.ts';
import type { EditorialNeeds } from '../needs.ts';
import { decodeTable } from '../planning/decode-table.ts';
import { placeContact } from './contacts.ts';
import { contactByMail, fingerprintOf, proofOf, refusedAmong } from './store.ts';
import { press } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'act' | 'clock' | 'ids' | 'events' | 'sealer'>;
type File = z.output<typeof previewContactsEndpoint.input>;
type Preview = z.input<typeof previewContactsEndpoint.output>;
type Counts = z.input<typeof importContactsEndpoint.output>;

export type ReadTableFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'press.table-without-addresses' }
	| { readonly type: 'press.table-too-long'; readonly most: number };
export type ImportContactsFailure =
	| ReadTableFailure
	| { readonly type: 'press.table-has-errors' }
	| { readonly type: 'press.table-empty' };

/** More rows than this in one file nobody has looked through. */
const MOST_ROWS = 2000;

interface Table {
	readonly encoding: Preview['encoding'];
	readonly head: NonNullable<ReturnType<typeof readHead>>;
	readonly rows: readonly CsvRow[];
}

const openTable = ({ unitId, content }: File, actor: Actor): Result<Table, ReadTableFailure> => {
	if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
	const { text, encoding } = decodeTable(Buffer.from(content, 'base64'));
	const [first, ...rows] = parseCsv(text, separatorOf(text));
	const head = readHead(first);
	if (head === null) return fail({ type: 'press.table-without-addresses' });
	return rows.length > MOST_ROWS
		? fail({ type: 'press.table-too-long', most: MOST_ROWS })
		: ok({ encoding, head, rows });
};

const rowsIn = async ({ sealer }: Needs, tx: Tx, { unitId, table }: { unitId: string; table: Table }) => {
	const mails = table.rows.map((row) => mailIn(row, table.head)).filter((mail) => mail !== '');
	const prints = new Map(mails.map((mail) => [fingerprintOf(sealer, mail), mail]));
	const refused = await refusedAmong(tx, unitId, [...prints.keys()]);
	const of = press(tx);
	const lists = of.selectFrom('editorial_press_list').select(['id', 'name']).where('unit_id', '=', unitId);
	const kept = of.selectFrom('editorial_press_contact').select('mail').where('unit_id', '=', unitId);
	const known: Known = {
		lists: await lists.execute(),
		mails: new Set(
			(await kept.where(sql`lower(mail)`, 'in', ['', ...mails]).execute()).map(({ mail }) => plainMail(mail)),
		),
		unsubscribed: new Set([...prints].flatMap(([print, mail]) => (refused.has(print) ? [mail] : []))),
	};
	return readRows(table.rows, table.head, known);
};

/** Says what a table would become and what is wrong with each row. Changes nothing. */
export const previewContacts =
	(needs: Needs) =>
	async (file: File, actor: Actor): Promise<Result<Preview, ReadTableFailure>> => {
		const table = openTable(file, actor);
		if (!table.ok) return table;
		const rows = await needs.db.read('press contacts in a table', (tx) =>
			rowsIn(needs, tx, { unitId: file.unitId, table: table.value }),
		);
		const shown = rows.map(({ line, name, outlet, mail, lists, known, errors }) => ({
			...{ line, name, outlet, mail, known },
			...{ lists: [...lists], errors: [...errors] },
		}));
		return ok({ encoding: table.value.encoding, rows: shown });
	};

/** Keeps every contact of a table: all of them, or none where one row has an error. Known ones only join the lists. */
export const importContacts =
	(needs: Needs) =>
	async (file: File, actor: Actor): Promise<Result<Counts, ImportContactsFailure>> => {
		const { unitId } = file;
		const table = openTable(file, actor);
		if (!table.ok) return table;
		return needs.act<Counts, ImportContactsFailure>('import press contacts', actor, async (tx) => {
			const rows = await rowsIn(needs, tx, { unitId, table: table.value });
			if (rows.length === 0) return fail({ type: 'press.table-empty' });
			if (rows.some(({ errors }) => errors.length > 0)) return fail({ type: 'press.table-has-errors' });
			const { leaves, joined } = await placeRows(needs, tx, { rows, unitId, actor });
			const counts = { added: leaves.length, joined };
			if (counts.added + joined === 0) return unchanged(counts);
			await needs.events.announce(tx, { topic: 'setting', id: unitId, unitId });
			const all = { kind: 'press.contacts-imported' as const, subject: unitId, unitId, payload: { ...counts } };
			return done(counts, all, ...leaves);
		});
	};

const placeRows = async (
	needs: Needs,
	tx: Tx,
	{ rows, unitId, actor }: Omit<Placing, 'row'> & { readonly rows: readonly ContactRow[] },
): Promise<{ readonly leaves: readonly Leaf[]; readonly joined: number }> => {
	const leaves: Leaf[] = [];
	let joined = 0;
	for (const row of rows) {
		const { leaf, member } = await placeRow(needs, tx, { row, unitId, actor });
		if (leaf) leaves.push(leaf);
		else if (member) joined += 1;
	}
	return { leaves, joined };
};

interface Placing {
	readonly row: ContactRow;
	readonly unitId: string;
	readonly actor: Actor;
}

const placeRow = async (
	needs: Needs,
	tx: Tx,
	{ row, unitId, actor }: Placing,
): Promise<{ readonly leaf: Leaf | null; readonly member: boolean }> => {
	const there = await contactByMail(tx, unitId, row.mail);
	const contact = there ?? (await placeContact(needs, tx, { unitId, fields: row, actor }));
	const rows = row.listIds.map((list_id) => ({ list_id, contact_id: contact.id, sort_name: contact.sort_name }));
	const members = press(tx).insertInto('editorial_press_member').values(rows);
	const put = rows.length === 0 ? undefined : await members.onConflict((there) => there.doNothing()).executeTakeFirst();
	const member = (put?.numInsertedOrUpdatedRows ?? 0n) > 0n;
	if (there !== undefined) return { leaf: null, member };
	const { source, since, listIds } = row;
	const payload = { ...proofOf(needs.sealer, row.mail), source, since, lists: [...listIds] };
	return { leaf: { kind: 'press.contact-added', subject: contact.id, unitId, payload }, member };
};
