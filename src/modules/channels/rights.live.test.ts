import { afterAll, beforeAll, expect, it } from 'vitest';

import { keepAppEndpoint } from '#contract/apps.ts';
import { reconnectPresenceEndpoint } from '#contract/channels.ts';
import { noticesEndpoint } from '#contract/desk.ts';
import type { OpeningFacts } from '#contract/opening.ts';
import { presenceHealthEndpoint, presenceTasksEndpoint } from '#contract/presence-health.ts';
import { minutes, plus, toIso } from '#kernel/time.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';
import { admin, musterstadt } from '#tests/visitor.ts';

const central = actorWith('central', 'all');
/** What was not asked for yet when the presence was connected. */
const newer = ['pages_manage_engagement', 'read_insights'];

let house: TestOffice;
let opening: OpeningFacts;
beforeAll(async () => {
	house = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	await house.office.people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
	opening = await agreedIn(house);
});
afterAll(() => house.close());

const rightsOf = async (id: string) => (await house.call(presenceHealthEndpoint, { id }, central)).body.rights;
const tasks = async () => (await house.call(presenceTasksEndpoint, {}, central)).body.items;
const compare = async () => {
	for (const chore of house.office.channels.chores) if (chore.name === 'channels.rights') await chore.run();
};
const told = async (personId: string) => {
	const { body } = await house.call(
		noticesEndpoint,
		{ limit: 100, unread: 'true' },
		actorWith('central', 'all', personId),
	);
	return body.items.filter(({ kind }) => kind === 'rights-missing').length;
};

/** As an earlier version connected it: with fewer rights. */
const connectEarlier = async (): Promise<string> => {
	const facebook = house.office.practice.network('facebook');
	const { handle, secret } = await facebook.openAccount({ name: 'Stadt', handle: 'stadt' });
	const grant = JSON.parse(secret);
	const scopes = grant.scopes.filter((scope: string) => !newer.includes(scope));
	const key = { channel: 'facebook', server: facebook.origin, handle, practice: false } as const;
	const wanted = { unitId: 'presse', name: 'Stadt', sharedBelow: false, opening };
	const typed = { ...key, secret: JSON.stringify({ ...grant, scopes }) };
	const connected = await house.office.channels.connectKey(central, wanted, typed);
	if (!connected.ok) throw new Error(connected.error.type);
	return connected.value.id;
};

it('a presence connected before newer rights were asked says which, since when and what for, until its owner agrees again', async () => {
	const id = await connectEarlier();
	const missing = [
		{ right: 'pages_manage_engagement', uses: ['answer', 'change-answer', 'hide', 'remove', 'block', 'like'] },
		{ right: 'read_insights', uses: ['count'] },
	] as const;
	expect(await rightsOf(id)).toMatchObject({ missing, since: null });
	const since = toIso(house.clock.now());
	await compare();
	const responsible = opening.responsibleId;
	expect(await told(responsible)).toBe(1);
	await house.clock.windTo(plus(house.clock.now(), minutes(1)), async () => undefined);
	await compare();
	expect(await rightsOf(id)).toMatchObject({ missing, since });
	expect(await tasks()).toMatchObject([
		{ kind: 'rights-missing', presenceId: id, openedAt: since, lacks: [...missing[0].uses, 'count'] },
	]);
	// Nobody is told twice of the same.
	expect(await told(responsible)).toBe(1);

	const facebook = house.office.practice.network('facebook');
	const app = { network: 'facebook', clientId: 'stadt-app', clientSecret: 'geheim-4711' } as const;
	await house.call(keepAppEndpoint, { ...app, server: facebook.origin }, central);
	const { body } = await house.call(reconnectPresenceEndpoint, { id }, central);
	const agreed = await fetch(body.authorizeUrl ?? '', { redirect: 'manual' });
	const landed = await fetch(agreed.headers.get('location') ?? '', { redirect: 'manual' });
	expect(landed.headers.get('location')).toContain(id);
	expect(await rightsOf(id)).toMatchObject({ missing: [], since: null });
	expect(await tasks()).toEqual([]);
	expect(await told(responsible)).toBe(0);
});
