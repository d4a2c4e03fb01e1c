import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { pauseDeliveriesEndpoint, resumeDeliveriesEndpoint } from '#contract/delivery.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { fediverseEndpoint } from '#contract/federation.ts';
import { plus, seconds, toIso } from '#kernel/time.ts';
import { type FediverseDesk, readDocument, startFediverseDesk } from '#tests/fediverse-desk.ts';
import { startFediverseServer } from '#tests/fediverse-server.ts';

let desk: FediverseDesk['desk'];
let peer: FediverseDesk['peer'];
let actor: FediverseDesk['actor'];
let inbox: FediverseDesk['inbox'];
let now: FediverseDesk['now'];
let follow: FediverseDesk['follow'];
let published: FediverseDesk['published'];
let close: FediverseDesk['close'];

beforeEach(async () => {
	({ desk, peer, actor, inbox, now, follow, published, close } = await startFediverseDesk());
});
afterEach(() => close());

describe('the fan-out', () => {
	it('holds back while everything is paused, and goes on afterwards', async () => {
		await follow();
		peer.answerWith(() => 503);
		await published();
		expect(peer.ofType('Create')).toEqual([]);
		await desk.office.call(pauseDeliveriesEndpoint, { reason: 'Probe' }, desk.boss);
		peer.answerWith(() => 202);
		await desk.office.at('2026-03-02T08:06:00Z');
		expect(peer.ofType('Create')).toEqual([]);
		await desk.office.call(resumeDeliveriesEndpoint, {}, desk.boss);
		await desk.office.at('2026-03-02T08:10:00Z');
		expect(peer.ofType('Create')).toHaveLength(1);
	});
	it('signs the other way where a server insists on it, and remembers', async () => {
		let asked = 0;
		peer.answerWith(({ headers }) => {
			asked += 1;
			return headers['signature-input'] === undefined ? 401 : 202;
		});
		await follow();
		expect([peer.ofType('Accept').length, asked]).toEqual([1, 2]);
		await published();
		expect([peer.ofType('Create').length, asked]).toEqual([1, 3]);
	});
	it('goes on with what a killed process was sending', async () => {
		await follow();
		const { engine } = desk.office.office.corridor.engine;
		peer.answerWith(() => 503);
		await published();
		await sql`update federation_recipient set owner = 4711, next_at = '2026-03-02T08:00:00Z'`.execute(engine);
		await sql`delete from federation_host`.execute(engine);
		peer.answerWith(() => 202);
		const soon = new Date(desk.office.clock.now() + 6000).toISOString();
		await desk.office.at(soon);
		expect(peer.ofType('Create')).toHaveLength(1);
	});
	it('a silent server delays no other, and is shown', async () => {
		const silent = await startFediverseServer();
		await follow();
		await silent.send({
			to: inbox,
			at: now(),
			activity: { id: `${silent.origin}/f`, type: 'Follow', object: actor },
		});
		await desk.office.settle();
		silent.answerWith(() => 503);
		await published();
		expect(peer.ofType('Create')).toHaveLength(1);
		const state = await desk.office.call(fediverseEndpoint, {}, desk.boss);
		expect(state.body).toMatchObject({
			waiting: 1,
			troubledHosts: [{ host: new URL(silent.origin).host, dead: false }],
		});
		await silent.close();
	});
	it('forgets who received at an inbox that is gone', async () => {
		await follow();
		peer.answerWith(() => 410);
		await published();
		expect((await readDocument(`${actor}/folgende`)).body).toMatchObject({ totalItems: 0 });
	});
});

describe('a switch', () => {
	it('holds copies that were handed over, by topic, unit and channel, and then brings each once', async () => {
		await follow();
		const scopes = [{ topic: 'Verkehr' }, { unitId: desk.unitId }, { channel: 'activitypub' }] as const;
		/** Longer than a copy that failed once waits. */
		const wait = () => desk.office.at(toIso(plus(desk.office.clock.now(), seconds(45))));
		const found: unknown[] = [];
		for (const [n, scope] of scopes.entries()) {
			peer.answerWith(() => 503);
			const id = await desk.draft(`Brücke ${n} gesperrt`, `Die Brücke ${n} ist ab Montag gesperrt.`);
			const topic = { base: (await desk.read(id)).versions['topic']?.v ?? 0, value: 'Verkehr' } as const;
			expect((await desk.office.call(savePostEndpoint, { id, topic }, desk.anna)).status).toBe(200);
			await published(id);
			expect((await desk.office.call(pauseDeliveriesEndpoint, { ...scope, reason: 'Probe' }, desk.boss)).status).toBe(
				200,
			);
			peer.answerWith(() => 202);
			await wait();
			const before = peer.ofType('Create').length;
			await desk.office.call(resumeDeliveriesEndpoint, scope, desk.boss);
			await wait();
			found.push([Object.keys(scope)[0], before, peer.ofType('Create').length]);
		}
		expect(found).toEqual(scopes.map((scope, n) => [Object.keys(scope)[0], n, n + 1]));
	});
	it('a switch of another topic holds nothing', async () => {
		await follow();
		await desk.office.call(pauseDeliveriesEndpoint, { topic: 'Kultur', reason: 'Probe' }, desk.boss);
		await published();
		expect(peer.ofType('Create')).toHaveLength(1);
	});
	it('is quiet when the switch says so: what was on its way has arrived', async () => {
		await follow();
		const [asked, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<202>()];
		peer.answerWith(() => {
			asked.resolve();
			return taken.promise;
		});
		const publishing = published();
		await asked.promise;
		let quiet = false;
		const pausing = desk.office.call(pauseDeliveriesEndpoint, { reason: 'Probe' }, desk.boss).finally(() => {
			quiet = true;
		});
		while (!(await desk.office.office.delivery.isPaused()) && !quiet) await desk.read(await desk.draft());
		for (let n = 0; n < 10; n += 1) await desk.office.office.delivery.isPaused();
		expect([quiet, peer.ofType('Create').length]).toEqual([false, 0]);
		taken.resolve(202);
		expect((await pausing).body).toEqual({ stillSending: 0 });
		expect(peer.ofType('Create')).toHaveLength(1);
		await publishing;
	});
});
