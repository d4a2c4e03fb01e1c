import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { pauseDeliveriesEndpoint, resumeDeliveriesEndpoint } from '#contract/delivery.ts';
import { fediverseEndpoint } from '#contract/federation.ts';
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
