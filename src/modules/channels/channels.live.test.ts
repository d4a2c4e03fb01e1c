import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	beginMastodonEndpoint,
	changePresenceEndpoint,
	checkPresenceEndpoint,
	connectBlueskyEndpoint,
	connectMastodonEndpoint,
	connectPracticeEndpoint,
	getPresenceEndpoint,
	listPresencesEndpoint,
	reconnectPresenceEndpoint,
	setPresenceStateEndpoint,
} from '#contract/channels.ts';
import { deliveryStatusEndpoint } from '#contract/delivery.ts';
import { createUnitEndpoint } from '#contract/people.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { OutgoingRendition } from '#modules/channels/index.ts';
import { film } from '#tests/conformance.ts';
import { startTestOffice, type TestOffice } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';

const actor = (id: string, grants: Actor['grants']): Actor => ({
	kind: 'person',
	id,
	name: id,
	grants,
	elevated: true,
});
const central = actor('petra', [{ role: 'central', units: 'all' }]);
const author = actor('jana', [{ role: 'author', units: ['presse'] }]);

let house: TestOffice;
beforeEach(async () => {
	house = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
});
afterEach(() => house.close());

const practise = async (unitId = 'presse', name = 'Stadt Musterstadt') => {
	const answer = await house.call(connectPracticeEndpoint, { unitId, name }, central);
	expect(answer.problem).toBeNull();
	return answer.body.items;
};
const toOpen = async (name: string) => ({ unitId: 'presse', name, opening: await agreedIn(house) });
const rendition = (): OutgoingRendition => ({
	title: 'Brücke gesperrt',
	text: 'Die Brücke ist gesperrt.',
	language: 'de',
	media: [],
	visibility: 'public',
	createdAt: house.clock.now(),
});
const open = async (id: string) => {
	const channel = await house.office.channels.openChannel(id);
	if (channel === null) throw new Error('no channel');
	return channel;
};

describe('a film that goes to its network in parts', () => {
	it('goes on where it stopped, whoever carries it on', async () => {
		const wish = { unitId: 'presse', name: 'Stadt', networks: ['youtube' as const] };
		const { body } = await house.call(connectPracticeEndpoint, wish, central);
		const network = house.office.practice.network('youtube');
		const carry = async () =>
			(await open(body.items[0]?.id ?? '')).publish(
				{ ...rendition(), practice: true, media: [film({ bytes: new Uint8Array(9 * 1024 * 1024) })] },
				'01k9zq4m8f0000000000000001',
			);
		let parts = 0;
		network.listen(({ status }) => {
			parts += status === 308 ? 1 : 0;
			if (parts === 1) network.feel('failing');
		});
		expect(await carry()).toMatchObject({ error: { type: 'channel.unreachable' } });
		parts = 2;
		network.feel('well');
		expect(await carry()).toMatchObject({ ok: true });
		const asked = network.received().filter(({ path }) => path === '/upload/youtube/v3/videos');
		expect(asked.map(({ method, status }) => `${method} ${status}`)).toEqual([
			...['POST 200', 'PUT 308', 'PUT 308', 'PUT 200'],
		]);
		expect(network.timeline()).toHaveLength(1);
	});
});

describe('practice presences', () => {
	it('are opened at every practice network, once, and speak there', async () => {
		const items = await practise();
		expect(items.map(({ channel, practice, state }) => [channel, practice, state])).toEqual([
			['mastodon', true, 'live'],
			['bluesky', true, 'live'],
		]);
		expect((await practise()).map(({ id }) => id)).toEqual(items.map(({ id }) => id));
		for (const { id, channel } of items) {
			const published = await (await open(id)).publish(rendition(), '01k9zq4m8f0000000000000001');
			expect(published).toMatchObject({ ok: true });
			const network = channel === 'mastodon' ? house.office.practice.mastodon : house.office.practice.bluesky;
			expect(network.timeline()).toMatchObject([{ text: 'Die Brücke ist gesperrt.', author: { official: true } }]);
		}
	});

	it('of two units with the same name get accounts of their own', async () => {
		const [first] = await practise('presse');
		const [second] = await practise('bau');
		expect(second?.handle).not.toBe(first?.handle);
	});

	it('show an owner’s no, and are mended by connecting again', async () => {
		const items = await practise();
		for (const { id, channel } of items) {
			const network = channel === 'mastodon' ? house.office.practice.mastodon : house.office.practice.bluesky;
			network.feel('revoked');
			const ill = await house.call(checkPresenceEndpoint, { id }, author);
			expect(ill.body.health).toMatchObject({ state: 'unauthorised', checkedAt: '2026-03-02T08:00:00.000Z' });
			const again = await house.call(reconnectPresenceEndpoint, { id }, central);
			expect(again.body.presence?.health.state).toBe('well');
			expect(await (await open(id)).publish(rendition(), '01k9zq4m8f0000000000000009')).toMatchObject({ ok: true });
		}
	});

	it('refresh a key that ran out once, whoever asks, and keep the new one', async () => {
		const { bluesky } = house.office.practice;
		const [, presence] = await practise();
		const id = presence?.id ?? '';
		const refreshes = () => bluesky.received().filter(({ path }) => path.endsWith('refreshSession')).length;
		const both = [await open(id), await open(id)];
		bluesky.feel('expired-token');
		const answers = await Promise.all(both.map((channel) => channel.health?.()));
		expect(answers.map((answer) => answer?.ok)).toEqual([true, true]);
		expect(refreshes()).toBe(1);
		expect(await (await open(id)).health?.()).toMatchObject({ ok: true });
		expect(refreshes()).toBe(1);
	});
});

describe('presences', () => {
	it('are seen by those who may, page by page', async () => {
		await practise('presse', 'Presse');
		await practise('bau', 'Bauamt');
		const all = await house.call(listPresencesEndpoint, {}, central);
		expect(all.body.items.map(({ name }) => name)).toEqual(['Bauamt', 'Bauamt', 'Presse', 'Presse']);
		const page = await house.call(listPresencesEndpoint, { limit: 3 }, central);
		const rest = await house.call(listPresencesEndpoint, { limit: 3, cursor: page.body.next }, central);
		expect([...page.body.items, ...rest.body.items]).toEqual(all.body.items);
		const own = await house.call(listPresencesEndpoint, {}, author);
		expect(own.body.items.map(({ unitId }) => unitId)).toEqual(['presse', 'presse']);
		const foreign = all.body.items[0]?.id ?? '';
		expect((await house.call(getPresenceEndpoint, { id: foreign }, author)).status).toBe(404);
		expect((await house.call(connectPracticeEndpoint, { unitId: 'presse', name: 'x' }, author)).status).toBe(403);
	});

	it('of the unit above are seen below it once they are open to it', async () => {
		const top = await house.call(createUnitEndpoint, { name: 'Stadt', short: 'S', parentId: null }, central);
		const unit = { name: 'Tiefbauamt', short: 'TBA', parentId: top.body.id };
		const below = (await house.call(createUnitEndpoint, unit, central)).body.id;
		const writer = actor('emre', [{ role: 'author', units: [below] }]);
		const [{ id } = { id: '' }] = await practise(top.body.id);
		const seen = async (unitId?: string) =>
			(await house.call(listPresencesEndpoint, { unitId }, writer)).body.items.some((one) => one.id === id);
		await house.call(changePresenceEndpoint, { id, name: 'Rathaus', sharedBelow: false }, central);
		expect([await seen(), await seen(below)]).toEqual([false, false]);
		expect((await house.call(getPresenceEndpoint, { id }, writer)).status).toBe(404);
		await house.call(changePresenceEndpoint, { id, name: 'Rathaus', sharedBelow: true }, central);
		expect([await seen(), await seen(below)]).toEqual([true, true]);
		expect((await house.call(getPresenceEndpoint, { id }, writer)).status).toBe(200);
	});
});

describe('a presence in the register', () => {
	it('is renamed, paused, resumed and retired; retiring destroys the key for good', async () => {
		const [{ id } = { id: '' }] = await practise();
		const renamed = await house.call(changePresenceEndpoint, { id, name: 'Rathaus', sharedBelow: false }, central);
		expect(renamed.body).toMatchObject({ name: 'Rathaus', sharedBelow: false });
		const stops = async () => (await house.call(deliveryStatusEndpoint, {}, central)).body.stops;
		for (const state of ['paused', 'live', 'restrained', 'retired'] as const) {
			const set = await house.call(setPresenceStateEndpoint, { id, state }, central);
			expect(set.body).toMatchObject({ state, connected: state !== 'retired' });
			expect((await stops()).map(({ target }) => target)).toEqual(state === 'paused' ? [id] : []);
		}
		expect(await house.office.channels.openChannel(id)).toBeNull();
		const [kept] = await house.office.channels.retiredPresences();
		expect(kept).toMatchObject({ id, connected: false, retiredAt: house.clock.now() });
		const back = await house.call(setPresenceStateEndpoint, { id, state: 'live' }, central);
		expect(back.problem?.type).toBe('presence.retired');
		expect((await house.call(reconnectPresenceEndpoint, { id }, central)).problem?.type).toBe('presence.retired');
	});

	it('show whether the profile leads back here, as last seen', async () => {
		const { mastodon } = house.office.practice;
		const [there, without] = await practise();
		const look = async () => {
			const ids = [there?.id ?? '', without?.id ?? ''];
			const found = await Promise.all(ids.map((id) => house.call(getPresenceEndpoint, { id }, central)));
			return found.map(({ body }) => body.linkBack.state);
		};
		expect(await look()).toEqual(['unknown', 'unknown']);
		for (const presence of [there, without])
			await house.call(checkPresenceEndpoint, { id: presence?.id ?? '' }, central);
		expect(await look()).toEqual(['stands', 'missing']);
		const handle = there?.handle?.replace(/@.*$/, '') ?? '';
		await mastodon.openAccount({ name: 'Presse', handle, website: 'https://fremde.example/' });
		expect(await look()).toEqual(['stands', 'missing']);
		await house.call(checkPresenceEndpoint, { id: there?.id ?? '' }, central);
		expect(await look()).toEqual(['missing', 'missing']);
	});

	it('give every unit a newsroom once, first in the list of where it may publish', async () => {
		await practise();
		const { channels, corridor } = house.office;
		for (let time = 0; time < 2; time += 1)
			await corridor.db.transact('newsroom', async (tx) => ok(await channels.ensureNewsroom(tx, 'presse', 'Newsroom')));
		const mine = await channels.presencesFor('presse');
		expect(mine.map(({ channel }) => channel)).toEqual(['newsroom', 'mastodon', 'bluesky']);
		expect(await channels.presencesFor('nirgends')).toEqual([]);
		expect((await channels.livePresences()).length).toBe(3);
	});
});

describe('connecting', () => {
	it('a Mastodon account goes through its owner’s agreement, once', async () => {
		const { mastodon } = house.office.practice;
		await mastodon.openAccount({ name: 'Stadtwerke', handle: 'werke' });
		const wanted = { ...(await toOpen('Stadtwerke')), server: mastodon.origin };
		const begun = await house.call(beginMastodonEndpoint, wanted, central);
		const address = new URL(begun.body.authorizeUrl);
		expect(address.searchParams.get('code_challenge_method')).toBe('S256');
		const agreed = await fetch(address, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams([...address.searchParams, ['as', 'werke']]),
		});
		const back = agreed.headers.get('location') ?? '';
		const landed = await fetch(back, { redirect: 'manual' });
		const id = new URL(landed.headers.get('location') ?? '', house.origin).searchParams.get('connected') ?? '';
		const presence = await house.call(getPresenceEndpoint, { id }, central);
		expect(presence.body).toMatchObject({
			name: 'Stadtwerke',
			handle: 'werke@uebung.example',
			capabilities: { text: { most: 500 } },
		});
		const twice = await fetch(back, { redirect: 'manual' });
		expect(twice.headers.get('location')).toContain('presence.authorisation-over');
		const refused = await fetch(`${house.origin}/api/agreements/callback?error=access_denied`, {
			redirect: 'manual',
		});
		expect(refused.headers.get('location')).toContain('presence.not-agreed');
	});

	it('says plainly what is wrong, and never shows the key', async () => {
		const { mastodon, bluesky } = house.office.practice;
		const wanted = await toOpen('Stadt');
		const token = 'geheimes-zeichen-1234';
		const tries = [
			[connectMastodonEndpoint, { ...wanted, server: mastodon.origin, token }, 'presence.key-refused'],
			[connectMastodonEndpoint, { ...wanted, server: 'kein server', token }, 'presence.no-such-server'],
			[connectMastodonEndpoint, { ...wanted, server: 'mastodon.social', token }, 'presence.real-key-in-lab'],
			[connectMastodonEndpoint, { ...wanted, server: 'http://127.0.0.1:1', token }, 'presence.server-unreachable'],
			[connectMastodonEndpoint, { ...wanted, server: bluesky.origin, token }, 'presence.server-unreachable'],
			[
				connectBlueskyEndpoint,
				{ ...wanted, service: bluesky.origin, handle: 'stadt', appPassword: token },
				'presence.key-refused',
			],
		] as const;
		for (const [endpoint, input, type] of tries) {
			const answer = await house.call<typeof endpoint.input, typeof endpoint.output>(
				endpoint as never,
				input as never,
				central,
			);
			expect(answer.problem?.type).toBe(type);
			expect(JSON.stringify(answer.problem)).not.toContain(token);
		}
	});

	it('takes an account once', async () => {
		const { bluesky } = house.office.practice;
		const { handle, secret } = await bluesky.openAccount({ name: 'Stadt', handle: 'stadt' });
		const input = {
			...(await toOpen('Stadt')),
			service: bluesky.origin,
			handle: `@${handle}`,
			appPassword: secret,
		};
		expect((await house.call(connectBlueskyEndpoint, input, central)).body).toMatchObject({ handle, practice: false });
		expect((await house.call(connectBlueskyEndpoint, input, central)).problem?.type).toBe('presence.already-connected');
	});
});
