import { connect } from 'node:net';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { minutes, plus, toIso } from '#kernel/time.ts';
import { type FediverseDesk, readDocument, startFediverseDesk } from '#tests/fediverse-desk.ts';

type Said = Record<string, unknown>;

let desk: FediverseDesk;
beforeAll(async () => {
	desk = await startFediverseDesk();
});
afterAll(() => desk?.close());

const followers = async () => (await readDocument(`${desk.actor}/folgende`)).body['totalItems'];
/** A minute on: what was counted is forgotten. */
const nextMinute = () => desk.desk.office.at(toIso(plus(desk.desk.office.clock.now(), minutes(1))));
const seen = async (): Promise<number> => {
	const { engine } = desk.desk.office.office.corridor.engine;
	return (await sql<{ n: number }>`select count(*) as n from federation_seen`.execute(engine)).rows[0]?.n ?? 0;
};
/** What a reader of the arrivals ends with, by the address of the statement. */
const ends = async (): Promise<ReadonlyMap<string, string>> => {
	const { engine } = desk.desk.office.office.corridor.engine;
	const { rows } = await sql<{ id: string; html: string | null }>`
		select distinct on (1) coalesce(change #>> '{message,remote,id}', change ->> 'remoteId') as id,
			change #>> '{message,html}' as html
		from federation_inbound order by 1, position desc`.execute(engine);
	return new Map(rows.flatMap(({ id, html }) => (html === null ? [] : [[id, html]])));
};

const orders = <T>(list: readonly T[]): readonly T[][] =>
	list.length <= 1
		? [[...list]]
		: list.flatMap((one, at) => orders(list.toSpliced(at, 1)).map((rest) => [one, ...rest]));

describe('letters in any order', () => {
	it('end alike: the newest version stands, what was taken back stays away', async () => {
		const story = (name: string, takenBack: boolean): Said[] => {
			const id = `${desk.peer.origin}/notes/${name}`;
			const note = desk.note({ id, published: '2026-03-02T07:00:00Z' });
			const update = (minute: number): Said => ({
				...{ id: `${id}/u${minute}`, type: 'Update' },
				object: { ...note, updated: `2026-03-02T07:0${minute}:00Z`, content: `<p>Stand ${minute}</p>` },
			});
			const end = takenBack ? [{ id: `${id}/d`, type: 'Delete', object: id }] : [{ ...update(1), id: `${id}/u1` }];
			return [{ id: `${id}/c`, type: 'Create', object: note }, update(1), update(2), ...end];
		};
		const before = await seen();
		const told = [false, true].flatMap((takenBack) =>
			orders([0, 1, 2, 3]).map((order, n) => ({ takenBack, order, name: `${takenBack}-${n}` })),
		);
		await Promise.all(
			told.map(async ({ takenBack, order, name }) => {
				const letters = story(name, takenBack);
				for (const at of order) expect(await desk.send(letters[at] ?? {})).toBe(202);
			}),
		);
		const stands = [...(await ends())].filter(([id]) => /notes\/(true|false)-/.test(id));
		expect(stands.filter(([id]) => id.includes('true-'))).toEqual([]);
		expect(stands.filter(([, html]) => html === '<p>Stand 2</p>')).toHaveLength(24);
		expect((await seen()) - before).toBe(24 * 3 + 24 * 4);
	});

	it('an undone follow that comes later makes nobody a follower', async () => {
		const id = desk.newId();
		const follow = { id, type: 'Follow', actor: desk.peer.eva, object: desk.actor };
		expect(await desk.send({ type: 'Undo', object: follow })).toBe(202);
		expect(await desk.send(follow)).toBe(202);
		await desk.desk.office.settle();
		expect([await followers(), desk.peer.ofType('Accept').length]).toEqual([0, 0]);
		expect(await desk.send({ type: 'Follow', object: desk.actor })).toBe(202);
		expect(await followers()).toBe(1);
	});
});

describe('a flood', () => {
	it('from one large server is taken in, each letter once', async () => {
		await nextMinute();
		const before = await seen();
		const answers = await Promise.all(
			Array.from({ length: 550 }, async (_, n) => {
				await new Promise((resolve) => setTimeout(resolve, Math.floor(n / 2)));
				const id = `${desk.peer.origin}/flood/${n % 440}`;
				return desk.send({ id, type: 'Create', object: desk.note({ id: `${id}/note` }) });
			}),
		);
		expect(answers.filter((status) => status !== 202 && status !== 503)).toEqual([]);
		const again = answers.flatMap((status, n) => (status === 503 ? [n % 440] : []));
		for (const n of again) {
			const id = `${desk.peer.origin}/flood/${n}`;
			expect(await desk.send({ id, type: 'Create', object: desk.note({ id: `${id}/note` }) })).toBe(202);
		}
		expect((await seen()) - before).toBe(440);
	});

	it('brings a report twice, and it is one', async () => {
		const report = { id: desk.newId(), type: 'Flag', object: [desk.actor], content: 'Doppelt gemeldet' };
		const answers = await Promise.all([desk.send(report), desk.send(report), desk.send(report)]);
		expect(answers).toEqual([202, 202, 202]);
		const { engine } = desk.desk.office.office.corridor.engine;
		const kept = await sql`select id from federation_report where text = 'Doppelt gemeldet'`.execute(engine);
		expect(kept.rows).toHaveLength(1);
	});

	it('of one who talks without end is bounded, and of lies from one place too', async () => {
		await nextMinute();
		const like = () => desk.send({ type: 'Like', object: desk.actor });
		const talking: number[] = [];
		for (let n = 0; n < 610; n += 10) talking.push(...(await Promise.all(Array.from({ length: 10 }, like))));
		expect(talking.filter((status) => status === 202)).toHaveLength(600);
		expect(talking.filter((status) => status === 429)).toHaveLength(10);
		await nextMinute();
		const lie = () => fetch(desk.inbox, { method: 'POST', body: '{}' }).then(({ status }) => status);
		const lies: number[] = [];
		for (let n = 0; n < 610; n += 10) lies.push(...(await Promise.all(Array.from({ length: 10 }, lie))));
		expect(lies.filter((status) => status === 400).length).toBeGreaterThanOrEqual(600);
		expect(lies.at(-1)).toBe(429);
		await nextMinute();
	});
});

describe('a letter on the way', () => {
	it('that is cut off in the middle, over and over, takes no place from the others', async () => {
		const { hostname, port, pathname } = new URL(desk.inbox);
		const cutOff = (): Promise<void> =>
			new Promise((resolve) => {
				const line = connect(Number(port), hostname, () => {
					const head = `POST ${pathname} HTTP/1.1\r\nhost: x\r\nsignature: keyId="${desk.peer.eva}#main-key"\r\n`;
					line.end(`${head}content-length: 250000\r\n\r\n{"id":`);
					line.resume().once('close', () => resolve());
				});
			});
		for (let n = 0; n < 6; n += 1) await Promise.all(Array.from({ length: 50 }, cutOff));
		expect(await desk.send({ type: 'Like', object: desk.actor })).toBe(202);
	});
	it('is counted, and heard by every inbox of the house, whatever is asked beside', async () => {
		const to = `${desk.actor}/eingang?x=1`;
		expect(await desk.send({ type: 'Like', object: desk.actor }, { to })).toBe(202);
		const counted = await (await fetch(`${desk.desk.office.base}/metrics`)).text();
		expect(counted).toMatch(/amtsfunk_request_seconds_count\{site="public",method="POST",status="202"\} \d+/);
		expect((await fetch(desk.inbox)).status).toBe(404);
	});
});

describe('a letter that no database takes', () => {
	it('fails alone', async () => {
		const broken = desk.note({ id: `${desk.peer.origin}/notes/broken`, updated: '+200000-01-01T00:00:00Z' });
		const letters = Array.from({ length: 20 }, (_, n) =>
			n === 10 ? { type: 'Update', object: broken } : { type: 'Like', object: desk.actor },
		);
		const answers = await Promise.all(letters.map((letter) => desk.send(letter)));
		expect(answers.filter((status) => status === 202)).toHaveLength(19);
		expect(answers[10]).toBe(400);
	});
	it('for a character in it is taken without that character', async () => {
		const id = `${desk.peer.origin}/notes/awkward`;
		const content = '<p>vor\u0000her \ud800 nachher \ud83d\ude00</p>';
		expect(await desk.send({ type: 'Create', object: desk.note({ id, content }) })).toBe(202);
		expect((await ends()).get(id)).toBe('<p>vorher \ufffd nachher \ud83d\ude00</p>');
	});
});

it('a server that was forgotten is known again when somebody there follows', async () => {
	const { engine } = desk.desk.office.office.corridor.engine;
	const { host } = new URL(desk.peer.origin);
	await sql`insert into federation_host (host, failures, failing_since_at, open_at, reason, signature, forgotten_at)
		values (${host}, 40, '2026-02-01', '2027-01-01', 'no answer', 'cavage', '2026-02-10')`.execute(engine);
	const before = desk.peer.ofType('Accept').length;
	expect(await desk.follow()).toBe(202);
	expect(desk.peer.ofType('Accept').length).toBe(before + 1);
});
