import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { freshDatabase } from '#tests/database.ts';

import { createDatabase, type Database, type Tx, tables } from './database.ts';
import { type Engine, openEngine } from './engine.ts';

const things = tables<{ thing: { id: string; name: string } }>();

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let engine: Engine;
let db: Database;
beforeAll(async () => {
	fresh = await freshDatabase();
	engine = openEngine(fresh.url, { max: 1 });
	db = createDatabase(engine);
	await sql`create table thing (id text, name text)`.execute(engine.engine);
	await sql`insert into thing values ('a', 'Brücke'), ('b', 'Ring')`.execute(engine.engine);
});
afterAll(async () => {
	await engine.close();
	await fresh.drop();
});

const all = (tx: Tx) => things(tx).selectFrom('thing').selectAll().orderBy('id');
const one = { label: 'one thing', words: (tx: Tx, id: string) => all(tx).where('id', '=', id) };
const some = {
	label: 'some things',
	words: (tx: Tx, ids: readonly string[]) => all(tx).where(sql<boolean>`id = any(${ids})`),
};

describe('a question', () => {
	it('is asked about one value or several, again and again, and planned once', async () => {
		for (let n = 0; n < 3; n += 1) {
			expect(await db.ask(one, 'b')).toEqual([{ id: 'b', name: 'Ring' }]);
			expect(await db.ask(some, ['a', 'b', 'x'])).toHaveLength(2);
		}
		const { rows } = await sql`select name from pg_prepared_statements order by name`.execute(engine.engine);
		expect(rows).toEqual([{ name: 'one thing 0' }, { name: 'some things 0' }]);
	});

	it('is planned anew when its table has got a column meanwhile', async () => {
		await db.ask(one, 'a');
		await sql`alter table thing add column size integer not null default 3`.execute(engine.engine);
		expect(await db.ask(one, 'a')).toEqual([{ id: 'a', name: 'Brücke', size: 3 }]);
	});

	it('is refused where it would look into the value, or change something', async () => {
		const peeps = { label: 'peeps', words: (tx: Tx, ids: readonly string[]) => all(tx).where('id', 'in', [...ids]) };
		await expect(db.ask(peeps, ['a'])).rejects.toThrow('no question about one value');
		const drops = {
			label: 'drops',
			words: (tx: Tx, id: string) => things(tx).deleteFrom('thing').where('id', '=', id).returningAll(),
		};
		await expect(db.ask(drops, 'a')).rejects.toThrow('no question about one value');
		expect(await db.ask(some, ['a', 'b'])).toHaveLength(2);
	});
});
