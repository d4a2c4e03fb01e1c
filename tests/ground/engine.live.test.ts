import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { openEngine } from '#platform/db/engine.ts';
import { freshDatabase } from '#tests/database.ts';

test('counts and sums are numbers, days stay days, and plans do not depend on a query compiler', async () => {
	const database = await freshDatabase();
	const { engine, close } = openEngine(database.url, { max: 1 });
	const { rows } = await sql`select count(*), sum(2::int8) as sum, array[1,2]::int8[] as list, date '2026-03-29' as day,
		current_setting('jit') as jit, current_setting('is_superuser') as superuser`.execute(engine);
	expect(rows).toEqual([{ count: 1, sum: 2, list: [1, 2], day: '2026-03-29', jit: 'off', superuser: 'off' }]);
	await close();
	await database.drop();
});

test('a file gets a database of its own with every table of the template', async () => {
	const [one, two] = [await freshDatabase(), await freshDatabase()];
	const [a, b] = [openEngine(one.url, { max: 1 }), openEngine(two.url, { max: 1 })];
	await sql`insert into platform_chore (name, due_at) values ('x', now())`.execute(a.engine);
	expect((await sql`select name from platform_chore`.execute(b.engine)).rows).toEqual([]);
	await a.close();
	await b.close();
	await one.drop();
	await two.drop();
});
