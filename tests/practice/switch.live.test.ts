import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
	connectBlueskyEndpoint,
	connectMastodonEndpoint,
	getPresenceEndpoint,
	practisePresenceEndpoint,
	reconnectPresenceEndpoint,
	setPresenceStateEndpoint,
} from '#contract/channels.ts';
import { listDeliveriesEndpoint, retryDeliveryEndpoint } from '#contract/delivery.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { publishPostEndpoint, withdrawPostEndpoint } from '#contract/editorial-acts.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';

import { type PracticeNetwork, startPractice } from '../../src/practice/index.ts';

const central = actorWith('central', 'all', 'petra');
const lead = (unitId: string) => actorWith('lead', [unitId], 'ida');
const author = (unitId: string) => actorWith('author', [unitId], 'anna');

let desk: Newsdesk;
/** Stand for the real networks; other software on other ports than the practice networks of the house. */
let real: { mastodon: PracticeNetwork; bluesky: PracticeNetwork };
let ids: { mastodon: string; bluesky: string };

beforeEach(async () => {
	desk = await startNewsdesk();
	const { clock } = desk.office;
	real = {
		mastodon: await startPractice({ network: 'mastodon', clock, pages: 'https://mastodon.example' }),
		bluesky: await startPractice({ network: 'bluesky', clock }),
	};
	const wanted = { unitId: desk.unitId, name: 'Rathaus', opening: await agreedIn(desk.office) };
	const account = { name: 'Rathaus', handle: 'rathaus' };
	const tooter = await real.mastodon.openAccount(account);
	const skyer = await real.bluesky.openAccount(account);
	const mastodon = await desk.office.call(
		connectMastodonEndpoint,
		{ ...wanted, server: real.mastodon.origin, token: tooter.secret },
		central,
	);
	const bluesky = await desk.office.call(
		connectBlueskyEndpoint,
		{ ...wanted, service: real.bluesky.origin, handle: skyer.handle, appPassword: skyer.secret },
		central,
	);
	expect([mastodon.problem, bluesky.problem]).toEqual([null, null]);
	ids = { mastodon: mastodon.body.id, bluesky: bluesky.body.id };
});
afterEach(async () => {
	await Promise.all([real.mastodon.close(), real.bluesky.close()]);
	await desk.close();
});

const practise = (id: string, practice: boolean, who = central) =>
	desk.office.call(practisePresenceEndpoint, { id, practice }, who);
const both = async (practice: boolean) => {
	for (const id of Object.values(ids)) expect((await practise(id, practice)).problem).toBeNull();
};
/** A post for the newsroom and the two presences, out. */
const publish = async (title: string, end: 'out' | 'approved' = 'out') => {
	const id = await desk.draft(title);
	const post = await desk.read(id);
	const house = post.outlets.find(({ channel }) => channel === 'newsroom')?.id ?? '';
	const chosen = [house, ids.mastodon, ids.bluesky];
	const base = post.versions['presences']?.v ?? 0;
	await desk.office.call(savePostEndpoint, { id, presences: { base, value: chosen } }, desk.anna);
	if (end === 'out') await desk.publish(id);
	else await desk.approve(id);
	return id;
};
const copies = async (subject: string) => {
	const { body } = await desk.office.call(listDeliveriesEndpoint, { subject }, desk.anna);
	return body.items.filter(({ presence }) => presence.channel !== 'newsroom');
};
const shown = (network: PracticeNetwork) => network.timeline().map(({ text }) => text.split('\n')[0]);

describe('a presence that begins and ends to practise', () => {
	it('practises with everything that belongs to it, and comes back as it was', async () => {
		const before = await desk.office.call(getPresenceEndpoint, { id: ids.mastodon }, central);
		const first = await publish('Erst echt');
		expect(await copies(first)).toMatchObject([
			{ state: 'published', practice: false },
			{ state: 'published', practice: false },
		]);

		await both(true);
		const inHouse = desk.office.office.practice;
		const now = await desk.office.call(getPresenceEndpoint, { id: ids.mastodon }, central);
		expect(now.body).toMatchObject({
			practice: true,
			connected: true,
			resting: { handle: before.body.handle },
			capabilities: { text: { most: 500 } },
		});
		expect(now.body.url).toContain('/uebung/mastodon/');
		const counts = () => [real.mastodon.received().length, real.bluesky.received().length];
		const asked = counts();
		const second = await publish('Dann geübt');
		expect((await copies(second)).map(({ state, practice }) => [state, practice])).toEqual([
			['published', true],
			['published', true],
		]);
		expect(shown(inHouse.mastodon)).toContain('Dann geübt');
		expect(shown(inHouse.bluesky)).toContain('Dann geübt');
		await desk.office.at('2026-03-02T08:12:00Z');
		expect(counts()).toEqual(asked);
		expect(shown(real.mastodon)).toEqual(['Erst echt']);

		await both(false);
		const back = await desk.office.call(getPresenceEndpoint, { id: ids.mastodon }, central);
		const { health: _, ...same } = back.body;
		const { health: __, ...was } = before.body;
		expect(same).toEqual(was);
		const third = await publish('Wieder echt');
		expect((await copies(third)).every(({ practice }) => !practice)).toBe(true);
		expect(shown(real.mastodon)).toEqual(['Erst echt', 'Wieder echt']);
		expect(shown(real.bluesky)).toEqual(['Erst echt', 'Wieder echt']);
		expect(shown(inHouse.mastodon)).not.toContain('Wieder echt');
	});
});

describe('a presence that practises', () => {
	it('knocks at no real server while it practises, with no delivery, no poll and no look', async () => {
		const doors: Server[] = [];
		let knocks = 0;
		await both(true);
		for (const network of Object.values(real)) {
			const { port } = new URL(network.origin);
			await network.close();
			const door = createServer((socket) => {
				knocks += 1;
				socket.destroy();
			});
			await new Promise<void>((ready) => door.listen(Number(port), '127.0.0.1', ready));
			doors.push(door);
		}
		await publish('Nur geübt');
		desk.office.office.practice.bluesky.feel('expired-token');
		for (const chore of desk.office.office.channels.chores) await chore.run();
		await desk.office.at('2026-03-02T08:12:00Z');
		expect(knocks).toBe(0);
		await both(false);
		for (const chore of desk.office.office.channels.chores) await chore.run();
		expect(knocks).toBeGreaterThan(0);
		for (const door of doors) await new Promise((closed) => door.close(closed));
	});

	it('keeps both keys good: one that is renewed late, and one that is revoked in practice', async () => {
		const { channels, practice } = desk.office.office;
		const before = await channels.openChannel(ids.bluesky);
		expect((await practise(ids.bluesky, true)).problem).toBeNull();
		real.bluesky.feel('expired-token');
		// A request that was under way renews the real key: it lands beside the practice key, not upon it.
		expect(await before?.health?.()).toMatchObject({ ok: true });
		expect(await (await channels.openChannel(ids.bluesky))?.health?.()).toMatchObject({ ok: true });
		practice.bluesky.feel('revoked');
		const again = await desk.office.call(reconnectPresenceEndpoint, { id: ids.bluesky }, central);
		expect(again.problem).toBeNull();
		expect((await practise(ids.bluesky, false)).problem).toBeNull();
		const refreshes = () => real.bluesky.received().filter(({ path }) => path.endsWith('refreshSession')).length;
		expect(await (await channels.openChannel(ids.bluesky))?.health?.()).toMatchObject({ ok: true });
		expect(refreshes()).toBe(1);
	});

	it('changes sides only when nothing is under way, by those who may', async () => {
		expect((await practise(ids.mastodon, true, author(desk.unitId))).status).toBe(403);
		expect((await practise('nirgends', true)).problem?.type).toBe('presence.not-found');
		const house = (await desk.read(await desk.draft())).outlets.find(({ channel }) => channel === 'newsroom')?.id ?? '';
		expect((await practise(house, true)).problem?.type).toBe('presence.cannot-practise');
		real.mastodon.feel('throttling');
		await publish('Gebremst');
		const refused = await practise(ids.mastodon, true);
		expect(refused.problem).toMatchObject({ type: 'presence.has-open-deliveries', detail: { count: 1 } });
		real.mastodon.feel('well');
		await desk.office.at('2026-03-02T08:30:00Z');
		expect((await practise(ids.mastodon, true)).problem).toBeNull();
		expect((await practise(ids.mastodon, true)).body.practice).toBe(true);
		const retired = await desk.office.call(setPresenceStateEndpoint, { id: ids.mastodon, state: 'retired' }, central);
		expect(retired.problem?.type).toBe('presence.practises');
	});
});

describe('practice and the real thing', () => {
	it('carries nothing across: neither an approval, nor a withdrawal, nor an answer', async () => {
		const out = await publish('Echt und öffentlich');
		const mine = real.mastodon.timeline().find(({ text }) => text.startsWith('Echt'))?.id ?? '';
		real.mastodon.reply({ to: mine, text: 'Wie lange?' });
		await desk.office.at('2026-03-02T08:04:00Z');
		const agent = actorWith('agent', [desk.unitId], 'gül');
		const [heard] = (await desk.office.call(conversationsEndpoint, {}, agent)).body.items;
		expect(heard).toMatchObject({ practice: false, excerpt: expect.stringContaining('Wie lange?') });

		const approved = await publish('Für echt freigegeben', 'approved');
		await both(true);
		const sent = await desk.office.call(publishPostEndpoint, { id: approved }, desk.anna);
		expect(sent.problem?.type).toBe('post.content-differs');
		await desk.office.call(withdrawPostEndpoint, { id: out, note: 'Überholt.' }, lead(desk.unitId));
		await desk.office.at('2026-03-02T08:06:00Z');
		const stopped = (await copies(out)).filter(({ operation }) => operation === 'withdraw');
		expect(stopped.map(({ state, reason }) => [state, reason])).toEqual(
			stopped.map(() => ['refused', expect.objectContaining({ type: 'channel.rejected', field: 'practice' })]),
		);
		expect(stopped).toHaveLength(2);
		expect(shown(real.mastodon)).toContain('Echt und öffentlich');
		const inHouse = desk.office.office.practice;
		expect([...shown(inHouse.mastodon), ...shown(inHouse.bluesky)]).toEqual([]);
		const conversationId = heard?.id ?? '';
		const { body } = await desk.office.call(conversationEndpoint, { conversationId }, agent);
		const answer = { conversationId, text: 'Bis Freitag.', seenVersion: body.version };
		expect((await desk.office.call(replyEndpoint, answer, agent)).problem?.type).toBe('conversation.other-world');

		// What citizens wrote on the real network meanwhile is heard afterwards, and nothing twice.
		const practised = await publish('Geübt');
		const copy = inHouse.mastodon.timeline().find(({ text }) => text.startsWith('Geübt'))?.id ?? '';
		inHouse.mastodon.reply({ to: copy, text: 'Nur gespielt' });
		real.mastodon.reply({ to: mine, text: 'Noch da?', as: 'radlerin' });
		await desk.office.at('2026-03-02T08:12:00Z');
		const list = async () => {
			const { items } = (await desk.office.call(conversationsEndpoint, { view: 'all' }, agent)).body;
			return items.map(({ excerpt, practice }) => [excerpt.replace(/^@\S+ /, ''), practice]).toSorted();
		};
		expect(await list()).toEqual([
			['Nur gespielt', true],
			['Wie lange?', false],
		]);
		await both(false);
		await desk.office.at('2026-03-02T08:13:00Z');
		expect(await list()).toEqual([
			['Noch da?', false],
			['Nur gespielt', true],
			['Wie lange?', false],
		]);
		expect((await desk.office.call(replyEndpoint, answer, agent)).problem).toBeNull();
		await desk.office.at('2026-03-02T08:14:00Z');
		expect(shown(real.mastodon).some((text) => text?.includes('Bis Freitag.'))).toBe(true);
		expect((await copies(practised)).every(({ practice }) => practice)).toBe(true);
		for (const { id } of stopped)
			expect((await desk.office.call(retryDeliveryEndpoint, { id }, lead(desk.unitId))).problem).toBeNull();
		await desk.office.at('2026-03-02T08:16:00Z');
		expect(shown(real.mastodon)).not.toContain('Echt und öffentlich');
	});
});

describe('the public', () => {
	it('is not shown what practises', async () => {
		const page = async (path: string) => (await fetch(`${desk.office.origin}${path}`)).text();
		const register = async () => (await page('/')) + (await page('/auftritte'));
		expect(await register()).toContain('https://mastodon.example/@rathaus');
		await both(true);
		const { link } = await desk.read(await publish('Geübt'));
		await desk.office.at('2026-03-02T08:05:00Z');
		const now = (await register()) + (await page(new URL(link).pathname));
		expect(now).toContain('Geübt');
		expect(now).not.toContain('https://mastodon.example/@rathaus');
		expect(now).not.toContain('/uebung/mastodon/@rathaus');
	});
});
