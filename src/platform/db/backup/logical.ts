import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

import { type Part, writePart } from './parts.ts';

/** One table in a portable backup: its columns in order, its rows in PostgreSQL's own COPY text. */
export interface TableCopy {
	readonly name: string;
	readonly columns: string;
	readonly rows: number;
	readonly part: Part;
}

export interface SequenceState {
	readonly name: string;
	readonly last: string;
	readonly called: boolean;
}

export interface Dump {
	readonly tables: readonly TableCopy[];
	readonly sequences: readonly SequenceState[];
}

/** Kysely's own books: the schema is built by the migrations, which keep them. */
const BOOKS = ['platform_migration', 'platform_migration_lock'];
const OURS = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'";

const session = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => undefined);
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end().catch(() => undefined);
	}
};

/** Writes every table of one snapshot into `folder`, readable by any later PostgreSQL. Generated columns are left to be generated again. */
export const dump = (url: string, folder: string): Promise<Dump> =>
	session(url, async (client) => {
		await client.query('begin isolation level repeatable read read only');
		const found = await client.query<{ name: string; columns: string }>(
			`select format('%I.%I', n.nspname, c.relname) as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
			where c.relkind = 'r' and ${OURS} and c.relname <> all ($1)
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
			group by 1 order by 1`,
			[BOOKS],
		);
		const tables: TableCopy[] = [];
		for (const { name, columns } of found.rows) {
			const source = client.query(copyTo(`copy (select ${columns} from ${name}) to stdout`));
			const part = await writePart(folder, join('tables', `${name.replaceAll('"', '')}.copy.gz`), {
				source,
				pack: true,
			});
			tables.push({ name, columns, rows: source.rowCount, part });
		}
		return { tables, sequences: await readSequences(client) };
	});

/** Where every sequence stands; the next number must be the same on both servers. */
export const sequencesOf = (url: string): Promise<readonly SequenceState[]> => session(url, readSequences);

const readSequences = async (client: pg.Client): Promise<readonly SequenceState[]> => {
	const { rows } = await client.query<{ name: string }>(
		`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'S' and ${OURS} order by 1`,
	);
	const states: SequenceState[] = [];
	for (const { name } of rows) {
		const state = await client.query<{ last: string; called: boolean }>(
			`select last_value::text as last, is_called as called from ${name}`,
		);
		states.push(...state.rows.map((row) => ({ name, ...row })));
	}
	return states;
};

/** Whether nothing of ours, or of anybody's, lies in the database yet. */
export const isEmptyDatabase = (url: string): Promise<boolean> =>
	session(url, async (client) => {
		const { rows } = await client.query<{ any: boolean }>(
			`select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${OURS}) as any`,
		);
		return rows[0]?.any === false;
	});

/** How many other sessions are open in the database. */
export const sessionsBeside = (url: string): Promise<number> =>
	session(url, async (client) => {
		const { rows } = await client.query<{ others: number }>(
			`select count(*)::int as others from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
		);
		return rows[0]?.others ?? 0;
	});

/** Number and sum of hashes of every table's rows, whatever their order: equal on two servers only when the rows are. */
export const fingerprints = (url: string, tables: readonly TableCopy[]): Promise<ReadonlyMap<string, string>> =>
	session(url, async (client) => {
		await client.query(
			"set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set extra_float_digits = 1; set bytea_output = 'hex'",
		);
		await client.query("set intervalstyle = 'postgres'; set statement_timeout = 0");
		const marks = new Map<string, string>();
		for (const { name, columns } of tables) {
			const { rows } = await client.query<{ mark: string }>(
				`select count(*) || ' ' || coalesce(sum(('x' || substr(md5(row::text), 1, 15))::bit(60)::bigint::numeric), 0) as mark
				from (select ${columns} from ${name}) row`,
			);
			marks.set(name, rows[0]?.mark ?? '');
		}
		return marks;
	});

/** Fills a database whose schema stands already, in one transaction. Throws when a table ends with another number of rows. */
export const load = (url: string, folder: string, { tables, sequences }: Dump): Promise<void> =>
	session(url, async (client) => {
		await client.query('begin');
		const names = tables.map(({ name }) => name);
		// What the migrations put into tables is in the copy as well.
		if (names.length > 0) await client.query(`truncate ${names.join(', ')}`);
		for (const name of names) await client.query(`alter table ${name} disable trigger user`);
		for (const table of await inOrderOfReference(client, tables)) await fill(client, folder, table);
		for (const { name, last, called } of sequences)
			await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called]);
		// NOTE: a changed table refuses ALTER while deferred checks on it wait.
		await client.query('set constraints all immediate');
		for (const name of names) await client.query(`alter table ${name} enable trigger user`);
		await client.query('commit');
		await client.query('analyze').catch(() => undefined);
	});

const fill = async (client: pg.Client, folder: string, { name, columns, rows, part }: TableCopy): Promise<void> => {
	const sink = client.query(copyFrom(`copy ${name} (${columns}) from stdin`));
	await pipeline(createReadStream(join(folder, part.path)), createGunzip(), sink);
	if (sink.rowCount !== rows) throw new Error(`${name}: ${sink.rowCount} rows arrived instead of ${rows}`);
};

/** Referenced tables first: the role may not switch off foreign keys. */
const inOrderOfReference = async (client: pg.Client, tables: readonly TableCopy[]): Promise<readonly TableCopy[]> => {
	const { rows } = await client.query<{ source: string; target: string }>(
		`select format('%I.%I', a.nspname, s.relname) as source, format('%I.%I', b.nspname, t.relname) as target
		from pg_constraint f join pg_class s on s.oid = f.conrelid join pg_namespace a on a.oid = s.relnamespace
		join pg_class t on t.oid = f.confrelid join pg_namespace b on b.oid = t.relnamespace
		where f.contype = 'f' and s.oid <> t.oid`,
	);
	const ordered: TableCopy[] = [];
	let waiting = [...tables];
	while (waiting.length > 0) {
		const names = new Set(waiting.map(({ name }) => name));
		const free = waiting.filter(({ name }) => !rows.some(({ source, target }) => source === name && names.has(target)));
		// A circle of references: the database itself says which one it cannot take.
		const next = free.length > 0 ? free : waiting;
		ordered.push(...next);
		waiting = waiting.filter((table) => !next.includes(table));
	}
	return ordered;
};
