import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
	deliveryStatusEndpoint,
	listDeliveriesEndpoint,
	listDeliveriesForHelpEndpoint,
	listUpcomingDeliveriesEndpoint,
	pauseDeliveriesEndpoint,
	readDeliveryEndpoint,
	resumeDeliveriesEndpoint,
	retryDeliveryEndpoint,
} from '#contract/delivery.ts';
import { changeUnitEndpoint, createUnitEndpoint } from '#contract/people.ts';
import { ok } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';
import { anOrder, START } from '#tests/faults/lane.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

let office: TestOffice;
let ids: readonly string[];
const engine = () => office.office.corridor.engine.engine;

/** Two refused at a presence that nobody connected, in two units, and one still to come. */
beforeEach(async () => {
	office = await startTestOffice({ at: START });
	const order = { source: 'dialogue', presenceId: 'nowhere' } as const;
	const result = await office.office.corridor.db.transact('order', async (tx) =>
		ok(
			await office.office.delivery.order(tx, [
				anOrder({ ...order, subject: 'a', unitId: 'ua' }),
				anOrder({ ...order, subject: 'b', unitId: 'ub' }),
				anOrder({ ...order, subject: 'c', unitId: 'ua', dueAt: instant('2026-03-02T08:02:00Z') }),
			]),
		),
	);
	ids = result.ok ? result.value : [];
	await office.settle();
});
afterEach(() => office.close());

it('show their pictures, as they were sent, to who decides about them and to nobody else', async () => {
	const { files, db } = office.office.corridor;
	const bytes = Buffer.from('89504e470d0a1a0a', 'hex');
	const about = { alt: 'Die Brücke', width: 8, height: 8, fileName: 'a.png', mime: 'image/png' };
	const media = [
		{ ...about, file: await files.put(bytes) },
		{ ...about, mime: 'text/html', file: await files.put(bytes) },
	];
	const ordered = await db.transact('order', async (tx) => {
		const plain = anOrder({ source: 'dialogue', presenceId: 'nowhere', subject: 'p', unitId: 'ua' });
		return ok(await office.office.delivery.order(tx, [{ ...plain, rendition: { ...plain.rendition, media } }]));
	});
	const [id] = ordered.ok ? ordered.value : [];
	const [mine, foreign] = [actorWith('lead', ['ua'], 'mine'), actorWith('lead', ['ub'], 'foreign')];
	for (const one of [mine, foreign]) await office.call(listDeliveriesEndpoint, { subject: 'p' }, one);
	const get = (place: number, actor: string) =>
		fetch(`${office.base}/api/deliveries/${id}/pictures/${place}`, { headers: { 'x-actor': actor } });
	const shown = await get(0, 'mine');
	expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
	expect(Buffer.from(await shown.arrayBuffer())).toEqual(bytes);
	const refused = [get(0, 'foreign'), get(0, 'nobody'), get(1, 'mine'), get(2, 'mine')];
	expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([404, 401, 404, 404]);
});

it('of a unit that moves below a stopped one are held from that moment, and free again when it leaves', async () => {
	const boss = actorWith('admin', 'all');
	const unit = async (name: string, parentId: string | null) =>
		(await office.call(createUnitEndpoint, { name, short: name.slice(0, 8), parentId }, boss)).body.id;
	const [stopped, other, free] = [await unit('Bauamt', null), await unit('Kulturamt', null), await unit('Bühne', null)];
	const off = { unitId: stopped, reason: 'Probe' };
	expect((await office.call(pauseDeliveriesEndpoint, off, boss)).status).toBe(200);
	const held = async () => {
		const { engine } = office.office.corridor.engine;
		const { rows } = await sql<{ units: string[]; presences: string[] }>`select units, presences from delivery_pause
			where kind = 'unit'`.execute(engine);
		return rows[0];
	};
	const [accounts] = [await office.office.channels.livePresences()];
	const accountOf = (unitId: string) => accounts.find((one) => one.unitId === unitId)?.id;
	await office.call(changeUnitEndpoint, { id: free, parentId: stopped }, boss);
	const made = await unit('Tiefbau', free);
	expect(new Set((await held())?.units)).toEqual(new Set([stopped, free, made]));
	expect(new Set((await held())?.presences)).toEqual(new Set([accountOf(stopped), accountOf(free)]));
	await office.call(changeUnitEndpoint, { id: free, parentId: other }, boss);
	expect(await held()).toEqual({ units: [stopped], presences: [accountOf(stopped)] });
});

describe('deliveries on the desk', () => {
	it('are seen and decided in the own unit only', async () => {
		const lead = actorWith('lead', ['ua']);
		const help = await office.call(listDeliveriesForHelpEndpoint, {}, lead);
		expect(help.body.items.map(({ subject, state }) => [subject, state])).toEqual([['a', 'refused']]);
		expect(help.body.items[0]?.reason).toEqual({ type: 'delivery.no-channel' });
		const foreign = await office.call(retryDeliveryEndpoint, { id: ids[1] ?? '' }, lead);
		expect([foreign.status, foreign.problem?.type]).toEqual([403, 'access.denied']);
		const whole = await office.call(readDeliveryEndpoint, { id: ids[0] ?? '' }, lead);
		expect(whole.body).toMatchObject({
			sent: { text: 'Die Brücke ist gesperrt.', pictures: [] },
			isSafeToRepeat: false,
		});
		expect((await office.call(readDeliveryEndpoint, { id: ids[1] ?? '' }, lead)).status).toBe(403);
		const waiting = await office.call(retryDeliveryEndpoint, { id: ids[2] ?? '' }, lead);
		expect([waiting.status, waiting.problem?.type]).toEqual([409, 'delivery.decided-already']);
		expect((await office.call(listDeliveriesEndpoint, { subject: 'b' }, lead)).body.items).toEqual([]);
	});

	it('of answers are cleared up by who answers in the unit, those of posts are not', async () => {
		const agent = actorWith('agent', ['ua'], 'agent-a');
		const author = actorWith('author', ['ua'], 'author-a');
		const order = anOrder({ presenceId: 'nowhere', source: 'dialogue', subject: 'p', unitId: 'ua' });
		const { db } = office.office.corridor;
		const made = await db.transact('order', async (tx) => ok(await office.office.delivery.order(tx, [order])));
		const [post = ''] = made.ok ? made.value : [];
		await office.settle();
		await sql`update delivery_delivery set source = 'editorial' where id = ${post}`.execute(engine());
		const seenBy = async (who: typeof agent) =>
			(await office.call(listDeliveriesForHelpEndpoint, {}, who)).body.items.map(({ subject }) => subject).sort();
		expect([await seenBy(agent), await seenBy(author)]).toEqual([['a'], ['a', 'p']]);
		expect((await office.call(retryDeliveryEndpoint, { id: post }, agent)).problem?.type).toBe('access.denied');
		expect((await office.call(retryDeliveryEndpoint, { id: post }, author)).status).toBe(200);
		expect((await office.call(retryDeliveryEndpoint, { id: ids[0] ?? '' }, agent)).status).toBe(200);
		const foreign = await office.call(retryDeliveryEndpoint, { id: ids[1] ?? '' }, agent);
		expect(foreign.problem?.type).toBe('access.denied');
	});

	it('are listed page by page, unclear and refused first, longest waiting first', async () => {
		const central = actorWith('central', 'all');
		const first = await office.call(listDeliveriesForHelpEndpoint, { limit: 1 }, central);
		const next = first.body.next ?? '';
		const second = await office.call(listDeliveriesForHelpEndpoint, { limit: 1, cursor: next }, central);
		expect([...first.body.items, ...second.body.items].map(({ subject }) => subject).sort()).toEqual(['a', 'b']);
		expect(second.body.next).toBeUndefined();
		const until = '2026-03-03T00:00:00Z';
		const upcoming = await office.call(listUpcomingDeliveriesEndpoint, { until }, central);
		expect(upcoming.body.items.map(({ subject }) => subject)).toEqual(['c']);
	});

	it('are stopped and resumed by who may, with name and reason for everybody', async () => {
		const author = actorWith('author', ['ua']);
		const reason = 'Falschmeldung im Umlauf';
		expect((await office.call(pauseDeliveriesEndpoint, { reason })).status).toBe(401);
		expect((await office.call(pauseDeliveriesEndpoint, { reason }, author)).status).toBe(403);
		const boss = actorWith('approver', ['ua']);
		expect((await office.call(pauseDeliveriesEndpoint, { reason }, boss)).body).toEqual({ stillSending: 0 });
		const status = await office.call(deliveryStatusEndpoint, {}, author);
		expect(status.body).toMatchObject({ paused: { reason }, mayPause: false });
		await office.at('2026-03-02T08:03:00Z');
		expect(
			(await office.call(listDeliveriesEndpoint, { subject: 'c' }, actorWith('agent', ['ua']))).body.items,
		).toMatchObject([{ state: 'waiting', held: 'paused' }]);
		expect((await office.call(resumeDeliveriesEndpoint, {}, boss)).status).toBe(200);
	});
});
