import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { type Instant, instant, plus } from '#kernel/time.ts';
import type { InboundChange, InboundMessage } from '#modules/channels/index.ts';
import { receivePage } from '#modules/dialogue/receive-page.ts';
import { createAct } from '#platform/act.ts';
import { startTestOffice, type TestOffice } from '#tests/office.ts';

import { type Chance, chanceFrom } from '../../bench/faults/plan.ts';
import { musterstadt } from '../visitor.ts';

/** All of the long run: AMTSFUNK_ORDERS=1000. */
const ORDERS = Number(process.env['AMTSFUNK_ORDERS'] ?? 200);
const TOGETHER = 8;
const NOW = '2026-03-02T08:00:00Z';
const start = instant(NOW);
const seed = Number(process.env['AMTSFUNK_SEED'] ?? Date.now() % 1_000_000);
const source = { id: 'p1', unitId: 'u1', channel: 'mastodon', name: 'Stadt', practice: false, resting: null } as const;

let office: TestOffice;
let receive: ReturnType<typeof receivePage>;
const reported: string[] = [];
beforeAll(async () => {
	office = await startTestOffice({ at: NOW });
	const { corridor, records, people, delivery, editorial, desk: notices } = office.office;
	receive = receivePage({
		...corridor,
		act: createAct({ db: corridor.db, ledger: records.ledger }),
		people: {
			authority: async () => ({ ...musterstadt, rootUnitId: 'u1' }),
			thereFor: async (id) => id,
			names: people.names,
			unitsBelow: async (id: string) => [id],
			holdersIn: async () => [],
			unitPath: async () => [],
			units: async () => [],
			colleagues: async () => [],
		},
		delivery,
		editorial,
		notices,
		channels: {
			...office.office.channels,
			reportSurprises: async (_, reasons) => void reported.push(...reasons),
		},
	});
});
afterAll(() => office.close());

const messageOf = (id: string, text: string, more: Partial<InboundMessage> = {}): InboundChange => ({
	kind: 'message',
	message: {
		remote: { id, url: `https://social.example/${id}` },
		author: { remoteId: 'waldkauz', handle: '@waldkauz', displayName: 'Waldkauz' },
		text,
		visibility: 'public',
		media: [],
		sentAt: start,
		...more,
	},
});
const later = (ms: number): Instant => plus(start, ms);

/** What happened, in the order in which it happened: two edits, an answer to oneself (below something else), and a word taken back. */
const history = (n: string): readonly InboundChange[] => [
	messageOf(`${n}-a`, 'Wie lange?', { inReplyTo: `${n}-p` }),
	messageOf(`${n}-b`, 'Bis wann genau?', { inReplyTo: `${n}-a`, sentAt: later(1_000) }),
	messageOf(`${n}-a`, 'Wie lange noch?', { inReplyTo: `${n}-p`, editedAt: later(2_000) }),
	messageOf(`${n}-c`, 'Das nehme ich zurück.', { sentAt: later(3_000) }),
	messageOf(`${n}-a`, 'Wie lange denn noch?', { inReplyTo: `${n}-p`, editedAt: later(4_000) }),
	{ kind: 'deleted', remoteId: `${n}-c` },
];

/** Every change once to twice, in any order. */
const shuffled = (changes: readonly InboundChange[], chance: Chance): readonly InboundChange[] =>
	changes
		.flatMap((change) => (chance() < 0.2 ? [change, change] : [change]))
		.map((change) => ({ change, at: chance() }))
		.sort((one, other) => one.at - other.at)
		.map(({ change }) => change);

/** What stands of each run: which words, and which of them in one conversation. */
const standing = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
	const { rows } = await sql<{ run: string; words: string[] }>`
		select split_part(remote_id, '-', 1) as run, array_agg(right(remote_id, 1) || ' ' || text order by remote_id) as words
		from dialogue_message where deleted_at is null and remote_id like 'run%'
		group by split_part(remote_id, '-', 1), conversation_id order by 1`.execute(office.office.corridor.engine.engine);
	return Map.groupBy(rows, ({ run }) => run).size === rows.length
		? new Map(rows.map(({ run, words }) => [run, words]))
		: new Map();
};

it('messages, edits and deletions leave the same behind in any order, however often they come', async () => {
	const chance = chanceFrom(seed);
	const pages = Array.from({ length: ORDERS }, (_, n) => shuffled(history(`run${n}`), chance));
	const give = async (from: number): Promise<void> => {
		for (let n = from; n < pages.length; n += TOGETHER)
			await receive({ ...source, id: `p${from}` }, { changes: pages[n] ?? [], cursor: String(n), more: false });
	};
	await Promise.all(Array.from({ length: TOGETHER }, (_, from) => give(from)));
	const found = await standing();
	expect(found.size).toBe(ORDERS);
	const wrong = [...found].filter(([, words]) => words.join() !== 'a Wie lange denn noch?,b Bis wann genau?');
	expect({ seed, wrong }).toEqual({ seed, wrong: [] });
	const { rows } = await sql`select 1 from dialogue_message where text like '%nehme ich zur%'
		union all select 1 from dialogue_conversation where excerpt like '%nehme ich zur%'`.execute(
		office.office.corridor.engine.engine,
	);
	expect(rows).toEqual([]);
}, 120_000);

it('a message that cannot be stored is set aside as a gap, and holds up nothing before or behind it', async () => {
	const broken = messageOf('x-2', 'Hier stimmt das Datum nicht.', { sentAt: Number.NaN as Instant });
	const odd = messageOf('x-3\u0000', 'Null\u0000 und halb \ud800', {
		author: { remoteId: 'eule\u0000', handle: '@eule\u0000', displayName: 'Eule \ud800\u0000' },
		media: [{ url: 'https://social.example/\u0000', alt: 'Bild \u0000', mime: 'image/png' }],
		language: 'de\u0000',
	});
	const changes = [messageOf('x-1', 'Davor.'), broken, odd, messageOf('x-4', 'Dahinter.')];
	await receive(source, { changes, cursor: 'weiter', more: false });
	const { engine } = office.office.corridor.engine;
	const { rows } = await sql<{
		text: string;
	}>`select text from dialogue_message where presence_id = 'p1' and remote_id like 'x-%'
		order by arrival`.execute(engine);
	expect(rows.map(({ text }) => text)).toEqual(['Davor.', 'Null und halb \ufffd', 'Dahinter.']);
	expect((await sql`select reason from dialogue_gap where presence_id = 'p1'`.execute(engine)).rows).toEqual([
		{ reason: 'unreadable' },
	]);
	expect((await sql`select cursor from dialogue_source where presence_id = 'p1'`.execute(engine)).rows).toEqual([
		{ cursor: 'weiter' },
	]);
});

it('a row that could not be read is a known gap once, told once, and none any more when it can be read', async () => {
	const { engine } = office.office.corridor.engine;
	const odd = [
		{ id: 'o-1', reason: 'unknown answer: status.content' },
		{ id: null, reason: 'unknown answer: status' },
	];
	const gaps = async () =>
		(await sql`select remote_id, reason from dialogue_gap where presence_id = 'p9' order by remote_id`.execute(engine))
			.rows;
	const given = (changes: readonly InboundChange[]) =>
		receive({ ...source, id: 'p9' }, { changes, odd, cursor: 'weiter', more: false });
	await given([messageOf('o-2', 'Gut.')]);
	await given([]);
	expect(await gaps()).toEqual(odd.map(({ id, reason }) => ({ remote_id: id, reason })));
	expect(reported).toEqual(odd.map(({ reason }) => reason));
	await receive({ ...source, id: 'p9' }, { changes: [messageOf('o-1', 'Doch.')], cursor: 'weiter', more: false });
	expect(await gaps()).toMatchObject([{ remote_id: null }]);
});
