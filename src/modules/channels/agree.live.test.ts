import { afterAll, beforeAll, expect, it } from 'vitest';

import { keepAppEndpoint, listAppsEndpoint } from '#contract/apps.ts';
import {
	beginPresenceEndpoint,
	checkPresenceEndpoint,
	connectPracticeEndpoint,
	getPresenceEndpoint,
} from '#contract/channels.ts';
import type { OpeningFacts } from '#contract/opening.ts';
import { hours, plus } from '#kernel/time.ts';
import type { Renewal } from '#modules/channels/adapters/session.ts';
import type { ChannelsNeeds } from '#modules/channels/needs.ts';
import { createSessions } from '#modules/channels/sessions.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';

const central = actorWith('central', 'all');
const SECRET = 'geheimnis-der-app-4711';

let house: TestOffice;
beforeAll(async () => {
	house = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	wanted = { network: 'x', unitId: 'presse', name: 'Stadt', sharedBelow: false, opening: await agreedIn(house) };
});
afterAll(() => house.close());

let wanted: { network: 'x'; unitId: string; name: string; sharedBelow: boolean; opening: OpeningFacts };

it('an owner agrees through the authority’s own app, whose secret nobody sees again, and the key renews itself', async () => {
	const x = house.office.practice.network('x');
	await x.openAccount({ name: 'Stadt', handle: 'stadt' });
	expect((await house.call(beginPresenceEndpoint, wanted, central)).problem?.type).toBe('presence.app-missing');
	const bare = { network: 'x', clientId: 'stadt-app' } as const;
	expect((await house.call(keepAppEndpoint, bare, central)).problem?.type).toBe('app.secret-missing');
	await house.call(keepAppEndpoint, { ...bare, clientSecret: SECRET, server: x.origin }, central);
	// Without a new secret the known one stays.
	const kept = await house.call(keepAppEndpoint, { ...bare, server: x.origin }, central);
	const listed = await house.call(listAppsEndpoint, {}, central);
	const redirectUri = `${house.origin}/api/agreements/callback`;
	expect(listed.body.items.find(({ network }) => network === 'x')).toMatchObject({
		...{ clientId: 'stadt-app', server: x.origin, redirectUri },
		rights: expect.arrayContaining([{ right: 'tweet.moderate.write', uses: ['hide'] }]),
	});
	expect(JSON.stringify([kept.body, listed.body])).not.toContain(SECRET);

	const begun = await house.call(beginPresenceEndpoint, wanted, central);
	const agreed = await fetch(begun.body.authorizeUrl, { redirect: 'manual' });
	const landed = await fetch(agreed.headers.get('location') ?? '', { redirect: 'manual' });
	const id = new URL(landed.headers.get('location') ?? '', house.origin).searchParams.get('connected') ?? '';
	const presence = await house.call(getPresenceEndpoint, { id }, central);
	expect(presence.body).toMatchObject({ channel: 'x', handle: 'stadt', practice: false, health: { state: 'well' } });

	const renewals = () => x.received().filter(({ path }) => path === '/2/oauth2/token').length;
	const before = renewals();
	await house.clock.windTo(plus(house.clock.now(), hours(3)), async () => undefined);
	expect((await house.call(checkPresenceEndpoint, { id }, central)).body.health.state).toBe('well');
	expect((await house.call(checkPresenceEndpoint, { id }, central)).body.health.state).toBe('well');
	expect(renewals() - before).toBe(1);
});

it('an owner of several pages is asked which one, and the page’s own key is kept and signed for', async () => {
	const facebook = house.office.practice.network('facebook');
	const asked: URLSearchParams[] = [];
	facebook.listen(({ path, query }) => void (/^\/v25\.0\/\d/.test(path) && asked.push(query)));
	for (const [name, handle] of [
		['Stadt', 'stadt'],
		['Stadtbad', 'stadtbad'],
	] as const)
		await facebook.openAccount({ name, handle });
	const app = { network: 'facebook', clientId: 'stadt-app', clientSecret: SECRET, server: facebook.origin } as const;
	await house.call(keepAppEndpoint, app, central);
	const connect = async (account?: string) => {
		const wish = { ...wanted, network: 'facebook', ...(account === undefined ? {} : { account }) } as const;
		const begun = await house.call(beginPresenceEndpoint, wish, central);
		const agreed = await fetch(begun.body.authorizeUrl, { redirect: 'manual' });
		const landed = await fetch(agreed.headers.get('location') ?? '', { redirect: 'manual' });
		return new URL(landed.headers.get('location') ?? '', house.origin).searchParams;
	};
	const open = await connect();
	expect(open.get('problem')).toBe('presence.several-accounts');
	expect(open.get('which')).toMatch(/^Stadt \(\d+\), Stadtbad \(\d+\)$/);
	const id = (await connect('stadtbad')).get('connected') ?? '';
	const presence = await house.call(getPresenceEndpoint, { id }, central);
	expect(presence.body).toMatchObject({ channel: 'facebook', handle: 'stadtbad', health: { state: 'well' } });
	// The owner's first key has run out by then; the page's does not.
	await house.clock.windTo(plus(house.clock.now(), hours(3)), async () => undefined);
	expect((await house.call(checkPresenceEndpoint, { id }, central)).body.health.state).toBe('well');
	expect(asked.every((query) => /^[0-9a-f]{64}$/.test(query.get('appsecret_proof') ?? ''))).toBe(true);
	expect(asked.length).toBeGreaterThan(1);
});

it('a key is renewed by one process only, however many ask, and the others take what it got', async () => {
	const wish = { unitId: 'bau', name: 'Bauamt', networks: ['x' as const] };
	const { body } = await house.call(connectPracticeEndpoint, wish, central);
	const id = body.items[0]?.id ?? '';
	const { db, sealer } = house.office.corridor;
	const needs = { db, sealer, clock: house.clock } as unknown as ChannelsNeeds;
	let asked = 0;
	let answer = (): void => undefined;
	const asking = new Promise<void>((go) => {
		answer = go;
	});
	const renewal: Renewal<never> = {
		same: (key) => key as never,
		accessToken: (key: { readonly accessToken: string }) => key.accessToken,
		async renew(key: object) {
			asked += 1;
			await asking;
			return { ok: true, value: { ...key, accessToken: 'neu', refreshToken: 'neu' } as never };
		},
	};
	// Two processes know nothing of each other but the database.
	const [first, second] = [createSessions(needs), createSessions(needs)];
	const stale = { accessToken: 'noch unbekannt' } as never;
	const sessions = [first(id, stale, renewal), second(id, stale, renewal)];
	const known = await sessions[0]?.refresh('noch unbekannt');
	const expired = known?.ok ? known.value : '';
	expect(asked).toBe(0);
	const both = Promise.all(sessions.map((session) => session.refresh(expired)));
	const rounds = async (): Promise<void> => {
		for (let round = 0; round < 40; round += 1)
			await house.clock.windTo(plus(house.clock.now(), 250), () => new Promise((go) => setImmediate(go)));
	};
	await rounds();
	answer();
	const settled = await Promise.race([both, untilSettled(rounds, both)]);
	expect(settled.map((one) => one.ok && one.value)).toEqual(['neu', 'neu']);
	expect(asked).toBe(1);
});

/** Winds on until everybody who waits for the other has looked again. */
const untilSettled = async <T>(rounds: () => Promise<void>, both: Promise<T>): Promise<T> => {
	let done = false;
	void both.then(() => {
		done = true;
	});
	while (!done) await rounds();
	return both;
};
