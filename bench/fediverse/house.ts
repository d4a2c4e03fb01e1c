import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';

import { type Actor, system } from '#kernel/permission.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { openOffice } from '../../src/office.ts';
import { agreed } from '../../tests/agreed.ts';

const central: Actor = {
	...{ kind: 'person', id: 'bench', name: 'Bench', elevated: true },
	grants: [{ role: 'central', units: 'all' }],
};

/** One office with one account in the Fediverse, on a database of its own. */
export const openHouse = async (origin = 'http://127.0.0.1:1') => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const log = createLog('silent');
	const database = await startEmbedded({ home, log });
	const settings = { key: randomBytes(32), data: home, origin, lab: true } as const;
	const rest = { role: 'all', tsaUrl: undefined, logLevel: 'silent' } as const;
	const identifyAs = (request: Request): Actor | null => (request.headers.has('x-bench') ? central : null);
	const office = await openOffice({ ...settings, ...rest, identifyAs, databaseUrl: database.url });
	const { engine } = office.corridor.engine;
	const made = await office.people.setUpFromAnswers({
		authority: await office.people.authority(),
		admin: { name: 'Bench', mail: 'bench@musterstadt.example', password: randomBytes(16).toString('hex') },
		units: [{ name: 'Musterstadt', short: 'MU' }],
	});
	if (!made.ok) throw new Error(made.error.type);
	const unitId = (await office.people.units())[0]?.id ?? '';
	const opened = await office.federation.switchOn(system('bench'), {
		unitId,
		name: 'Fediverse',
		handle: 'stadt',
		opening: agreed,
	});
	if (!opened.ok) throw new Error(opened.error.type);
	const presenceId = opened.value.id;
	let said = 0;

	return {
		office,
		engine,
		/** From now on these follow, and nobody else; whatever was waiting is forgotten. */
		async followedBy(inboxes: readonly string[]): Promise<void> {
			for (const table of ['recipient', 'lane', 'host', 'follower'])
				await sql`delete from ${sql.table(`federation_${table}`)}`.execute(engine);
			await sql`insert into federation_follower (identifier, follower, inbox, shared_inbox, host, since_at)
				select 'stadt', inbox, inbox, null, split_part(split_part(inbox, '//', 2), '/', 1), now()
				from unnest(${[...inboxes]}::text[]) inbox`.execute(engine);
			await sql`vacuum analyze`.execute(engine);
		},
		/** Says something; answers the seconds until so many servers took it and that is written down. */
		async say(reached: number): Promise<number> {
			said += 1;
			const key = `bench-${said}`;
			const capabilities = (await office.channels.presence(presenceId))?.capabilities ?? null;
			const channel = office.federation.channel({ id: presenceId, capabilities });
			const about = { postId: `p${said}`, unitId: 'u', kind: 'news', topic: null, slug: key } as const;
			const text = 'Die Brücke ist gesperrt. '.repeat(15);
			const shape = { title: '', text, language: 'de', media: [], visibility: 'public', about } as const;
			const begun = performance.now();
			await channel?.publish({ ...shape, createdAt: office.corridor.clock.now() }, key);
			await until(async () => {
				const asked = sql<{ sent: number }>`select sent from federation_activity where key = ${key}`;
				return ((await asked.execute(engine)).rows[0]?.sent ?? 0) >= reached;
			});
			return (performance.now() - begun) / 1000;
		},
		/** Resolves when nothing is under way any more. */
		calm: () =>
			until(async () => {
				const asked = sql<{ n: number }>`select count(*) as n from federation_recipient where owner is not null`;
				return (await asked.execute(engine)).rows[0]?.n === 0;
			}),
		async close(): Promise<void> {
			await office.close();
			await database.close();
			await rm(home, { recursive: true, force: true });
		},
	};
};
export type House = Awaited<ReturnType<typeof openHouse>>;

const until = async (reached: () => Promise<boolean>): Promise<void> => {
	while (!(await reached())) await new Promise((resolve) => setTimeout(resolve, 20));
};
