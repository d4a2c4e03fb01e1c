import { afterAll, beforeAll, expect, it } from 'vitest';

import {
	checkPresenceEndpoint,
	connectBlueskyEndpoint,
	connectPracticeEndpoint,
	getPresenceEndpoint,
	reconnectPresenceEndpoint,
	setPresenceStateEndpoint,
} from '#contract/channels.ts';
import { noticesEndpoint } from '#contract/desk.ts';
import type { OpeningFacts } from '#contract/opening.ts';
import { changeOpeningsEndpoint, openingsInForceEndpoint } from '#contract/openings.ts';
import { presenceHealthEndpoint, presenceLooksEndpoint, presenceTasksEndpoint } from '#contract/presence-health.ts';
import { planPresenceEndpoint, presenceOpeningEndpoint, stateOpeningEndpoint } from '#contract/presence-opening.ts';
import { instant } from '#kernel/time.ts';
import { keyEndsChore } from '#modules/channels/key-ends.job.ts';
import type { ChannelsNeeds } from '#modules/channels/needs.ts';
import { createNetworks } from '#modules/channels/networks.ts';
import { createProbe } from '#modules/channels/probe-presence.ts';
import { createAct } from '#platform/act.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';
import { admin, musterstadt } from '#tests/visitor.ts';

const central = actorWith('central', 'all');

let house: TestOffice;
let agreed: OpeningFacts;
beforeAll(async () => {
	house = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	await house.office.people.setUpFromAnswers({ authority: musterstadt, admin, units: [] });
	agreed = await agreedIn(house);
});
afterAll(() => house.close());

const show = async (id: string) => (await house.call(getPresenceEndpoint, { id }, central)).body;
const tasks = async (actor = central) => (await house.call(presenceTasksEndpoint, {}, actor)).body.items;
const toldTo = async (personId: string, kind: string) => {
	const reader = actorWith('central', 'all', personId);
	const { body } = await house.call(noticesEndpoint, { limit: 100 }, reader);
	return body.items.filter((notice) => notice.kind === kind);
};

it('a presence is opened with what was agreed, or it is not opened; it may be planned first', async () => {
	const { bluesky } = house.office.practice;
	const { handle, secret } = await bluesky.openAccount({ name: 'Tiefbauamt', handle: 'tiefbau' });
	const account = { unitId: 'bau', name: 'Tiefbauamt', service: bluesky.origin, handle, appPassword: secret };
	const refused = async (opening: OpeningFacts | undefined) =>
		(await house.call(connectBlueskyEndpoint, { ...account, opening }, central)).problem?.type;
	const asked = bluesky.received().length;
	expect(await refused(undefined)).toBe('presence.opening-missing');
	expect(await refused({ ...agreed, consentBy: '' })).toBe('presence.consent-missing');
	expect(await refused({ ...agreed, consentOn: '2026-03-03' })).toBe('presence.consent-ahead');
	expect(await refused({ ...agreed, deputyId: 'nobody' })).toBe('presence.person-unknown');
	expect(bluesky.received().length).toBe(asked);

	const plan = { unitId: 'bau', name: 'Tiefbauamt', network: 'bluesky', opening: agreed } as const;
	const planned = await house.call(planPresenceEndpoint, plan, central);
	const { id } = planned.body;
	expect(planned.body).toMatchObject({ state: 'planned', opening: 'stated', connected: false });
	const live = await house.call(setPresenceStateEndpoint, { id, state: 'live' }, central);
	expect(live.problem?.type).toBe('presence.planned');
	const wrong = { ...account, unitId: 'presse', plannedId: id };
	expect((await house.call(connectBlueskyEndpoint, wrong, central)).problem?.type).toBe('presence.not-planned');
	const connected = await house.call(connectBlueskyEndpoint, { ...account, plannedId: id }, central);
	expect(connected.body).toMatchObject({ id, state: 'live', handle, connected: true, opening: 'stated' });
	const again = await house.call(connectBlueskyEndpoint, { ...account, plannedId: id }, central);
	expect(again.problem?.type).toBe('presence.not-planned');
	const { facts } = (await house.call(presenceOpeningEndpoint, { id }, central)).body;
	expect(facts).toMatchObject({ purpose: agreed.purpose, responsible: { name: 'Rita' }, deputy: { name: 'Denis' } });
});

it('beyond the networks set free a resolution is named, until the house sets them free', async () => {
	const plan = { unitId: 'bau', name: 'Stellen', network: 'linkedin', opening: agreed } as const;
	const refused = await house.call(planPresenceEndpoint, plan, central);
	expect(refused.problem?.type).toBe('presence.resolution-missing');
	const resolution = 'Beschluss 12/2026';
	const decided = await house.call(planPresenceEndpoint, { ...plan, opening: { ...agreed, resolution } }, central);
	expect(decided.body).toMatchObject({ state: 'planned' });
	const rule = (await house.call(openingsInForceEndpoint, {}, central)).body;
	const document = { networks: [...rule.document.networks, 'linkedin' as const] };
	const change = { base: rule.number, note: 'Der Rat hat es freigegeben', document };
	expect((await house.call(changeOpeningsEndpoint, change, central)).body).toEqual({ number: 1 });
	expect((await house.call(planPresenceEndpoint, plan, central)).problem).toBeNull();
});

/** At a network whose keys end, with one that cannot be renewed. */
const connectEnding = async (): Promise<string> => {
	const linkedin = house.office.practice.network('linkedin');
	const { handle, secret } = await linkedin.openAccount({ name: 'Stadt', handle: 'stadt' });
	const grant = JSON.stringify({ ...JSON.parse(secret), refreshToken: null });
	const key = { channel: 'linkedin', server: linkedin.origin, handle, secret: grant, practice: true } as const;
	const wanted = { unitId: 'presse', name: 'Stadt', sharedBelow: false };
	const connected = await house.office.channels.connectKey(central, wanted, key);
	if (!connected.ok) throw new Error(connected.error.type);
	const { id } = connected.value;
	expect((await house.call(stateOpeningEndpoint, { id, opening: agreed }, central)).body.opening).toBe('stated');
	return id;
};

/** The office's doors at another time of day: whole days are wound past without every poll on the way. */
const needsAt = (iso: string): ChannelsNeeds => {
	const { corridor, practice, people, desk, records } = house.office;
	const { db, log } = corridor;
	const clock = { ...house.clock, now: () => instant(iso) };
	const outbound = createOutbound({ lab: true, allowLoopback: practice.origins, onlyPractice: false, log });
	const act = createAct({ db, ledger: records.ledger });
	const around = { ...corridor, clock, act, outbound, people, notices: desk, practice: practice.doors };
	const outgoing = { hold: async () => undefined, free: async () => [] };
	const nothing = {
		outgoing,
		underWay: async () => false,
		openDeliveries: async () => 0,
		mended: async () => undefined,
		reconnected: async () => [],
		budgetChanged: async () => undefined,
		zone: async () => 'Europe/Berlin',
		unitPath: async () => [],
	};
	return { ...around, ...nothing, origin: house.origin, lab: true, freeNetworks: async () => [] };
};
const warnAt = (iso: string) => keyEndsChore(needsAt(iso)).run();
const lookAt = (iso: string) => {
	const needs = needsAt(iso);
	return createProbe(needs, createNetworks(needs)).chore.run();
};

it('an access that ends is told of 14, 7 and 1 days ahead, once each, and no more when it was renewed', async () => {
	const id = await connectEnding();
	const { keyEndsAt } = await show(id);
	expect(keyEndsAt).toBe('2026-05-01T08:00:00.000Z');
	const told = async () => (await toldTo(agreed.deputyId, 'key-ends')).length;
	const stages = async () => (await tasks()).filter(({ kind }) => kind === 'key-ends').map(({ stage }) => stage);
	const after = async (iso: string) => {
		await warnAt(iso);
		return [await stages(), await told()];
	};
	expect(await after('2026-04-17T06:00:00Z')).toEqual([[], 0]);
	expect(await after('2026-04-17T09:00:00Z')).toEqual([['14'], 1]);
	const responsible = actorWith('author', ['nirgends'], agreed.responsibleId);
	expect((await tasks(responsible)).map(({ presenceId, keyEndsAt: at }) => [presenceId, at])).toEqual([
		[id, keyEndsAt],
	]);
	expect(await tasks(actorWith('author', ['presse'], 'jemand'))).toEqual([]);
	expect(await after('2026-04-23T08:00:00Z')).toEqual([['14'], 1]);
	// The clock jumps past the second warning: only the last one is given, and only that one is left to read.
	expect(await after('2026-04-30T12:00:00Z')).toEqual([['1'], 2]);
	expect(await after('2026-04-30T13:00:00Z')).toEqual([['1'], 2]);
	const unread = (await toldTo(agreed.deputyId, 'key-ends')).filter(({ readAt }) => readAt === null);
	expect(unread).toHaveLength(1);
	expect((await house.call(reconnectPresenceEndpoint, { id }, central)).body.presence?.keyEndsAt).toBeNull();
	expect(await after('2026-04-30T14:00:00Z')).toEqual([[], 2]);
	expect((await toldTo(agreed.deputyId, 'key-ends')).every(({ readAt }) => readAt !== null)).toBe(true);
});

it('every presence is looked at once a day; what does not answer becomes a task until it does', async () => {
	const wish = { unitId: 'presse', name: 'Probe', networks: ['mastodon' as const] };
	const id = (await house.call(connectPracticeEndpoint, wish, central)).body.items[0]?.id ?? '';
	const { mastodon } = house.office.practice;
	const looks = async (cursor?: string) =>
		(await house.call(presenceLooksEndpoint, { id, limit: 2, cursor }, central)).body;
	const mine = async () => (await tasks()).filter(({ presenceId }) => presenceId === id);
	for (const day of ['03', '04', '05'])
		for (const minute of ['00', '30']) await lookAt(`2026-03-${day}T12:${minute}:00Z`);
	const first = await looks();
	const all = [...first.items, ...(await looks(first.next)).items];
	expect(all.map(({ outcome, latency }) => `${outcome} ${latency}`)).toEqual(Array(3).fill('well quick'));
	expect(all.map(({ at }) => at.slice(8, 10))).toEqual(['05', '04', '03']);
	mastodon.feel('revoked');
	expect((await house.call(checkPresenceEndpoint, { id }, central)).body.health.state).toBe('unauthorised');
	expect(await mine()).toMatchObject([{ kind: 'not-well', stage: 'unauthorised' }]);
	const strip = (await house.call(presenceHealthEndpoint, { id }, central)).body.days;
	expect([strip.length, strip.at(-1), strip[0]?.outcome]).toEqual([
		90,
		{ day: '2026-03-02', outcome: 'unauthorised' },
		null,
	]);
	await house.call(reconnectPresenceEndpoint, { id }, central);
	expect(await mine()).toEqual([]);
	const presence = await house.office.channels.presence(id);
	if (presence === null) throw new Error('it is gone');
	const reason = 'unknown answer: 3.account.acct';
	for (let time = 0; time < 2; time += 1)
		await house.office.channels.reportTrouble(presence, { type: 'channel.changed', reason });
	expect((await mine()).map(({ kind }) => kind)).toEqual(['answers-differ', 'not-well']);
	await house.office.channels.reportSurprises(presence, [reason]);
	await house.office.channels.reportSurprises({ id, practice: false }, [reason]);
	const { surprises } = (await house.call(presenceHealthEndpoint, { id }, central)).body;
	expect(surprises).toMatchObject([{ field: '*.account.acct', count: 3 }]);
	// Two days without it, and it is over.
	await lookAt('2026-03-08T12:00:00Z');
	expect(await mine()).toEqual([]);
	await house.call(setPresenceStateEndpoint, { id, state: 'retired' }, central);
	await lookAt('2026-07-01T08:00:00Z');
	expect((await looks()).items).toEqual([]);
});
