import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppNetwork, networkNames } from '#kernel/channel-name.ts';
import { fail, ok } from '#kernel/result.ts';
import { instant } from '#kernel/time.ts';
import type { ChannelsNeeds } from '#modules/channels/needs.ts';
import { woundClock } from '#platform/clock.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import type { Outbound } from '#platform/outbound/outbound.ts';
import { networks, openSubject, type Subject } from '#tests/conformance.ts';

import { makeNetwork } from './adapters/all.ts';
import { createBluesky } from './adapters/bluesky/bluesky.ts';
import { openSession, refreshSession } from './adapters/bluesky/connect.ts';
import { readAccount } from './adapters/mastodon/connect.ts';
import { createMastodon } from './adapters/mastodon/mastodon.ts';
import { keepApart, neverPractice, practiceOnly } from './apart.ts';
import type { Channel, RemoteRef } from './channel.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = woundClock(instant('2026-03-02T07:30:00Z'));
const remote: RemoteRef = {
	id: 'at://did:plc:abc/app.bsky.feed.post/3kabcdefghijk',
	url: 'https://netz.example/1',
	extra: { cid: 'bafyabc', rootUri: 'at://x', rootCid: 'y' },
};

/** Stands for the real network, and counts who knocks. */
let planted: Server;
let knocks = 0;
let elsewhere = '';
beforeEach(async () => {
	knocks = 0;
	planted = createServer((socket) => {
		knocks += 1;
		socket.destroy();
	});
	await new Promise<void>((ready) => planted.listen(0, '127.0.0.1', ready));
	elsewhere = `http://127.0.0.1:${(planted.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((closed) => planted.close(closed)));

/** An adapter whose stored address leads to the planted server, with the door it is given. */
const misled = (network: (typeof networks)[number], outbound: Outbound, { capabilities }: Channel): Channel => {
	const notes = { read: async () => null, write: async () => undefined };
	const needs = { outbound, clock, notes };
	const key = { token: 'zeichen', accountId: '1', capabilities };
	if (network === 'mastodon') return createMastodon(needs)({ origin: elsewhere, ...key });
	if (network !== 'bluesky') return misledApp(network, outbound, capabilities);
	const session = {
		accessToken: () => 'zeichen',
		refresh: async () => {
			const fresh = await refreshSession(needs, { service: elsewhere, refreshJwt: 'zeichen' });
			return fresh.ok ? ok(fresh.value.accessJwt) : fresh;
		},
	};
	return createBluesky(needs)({
		service: elsewhere,
		web: elsewhere,
		did: 'did:plc:abc',
		handle: 'a.b',
		session,
		capabilities,
	});
};

const misledApp = (network: AppNetwork, outbound: Outbound, capabilities: Channel['capabilities']): Channel => {
	const lost = fail({ type: 'channel.unauthorised', reason: '' } as const);
	const openSession = () => ({ accessToken: () => 'zeichen', refresh: async () => lost });
	const notes = { read: async () => null, write: async () => undefined };
	const known = { notes, practicePages: null, mediaAddress: null, meter: async () => undefined };
	const at = { outbound, clock, openSession, appOf: async () => null, ...known };
	const account = { channel: network, server: elsewhere, accountId: '1', handle: 'a', accessToken: 'zeichen' };
	const key = { ...account, refreshToken: null, expiresAt: null, scopes: [], app: null };
	return makeNetwork(network, at).open({ id: 'p', capabilities }, key);
};

const doings = (subject: Subject): Readonly<Record<string, (channel: Channel, outbound: Outbound) => unknown>> => ({
	publish: (channel) => channel.publish(subject.rendition(), 'k1'),
	'publish with a picture': (channel) => channel.publish(subject.rendition({ media: [subject.shown()] }), 'k2'),
	answer: (channel) => channel.publish(subject.rendition({ media: [], replyTo: remote }), 'k3'),
	find: (channel) => channel.find?.('k1', subject.rendition()),
	edit: (channel) => channel.edit?.(remote, subject.rendition(), 'k4'),
	withdraw: (channel) => channel.withdraw?.(remote),
	poll: (channel) => channel.fetchInbound?.(null),
	'ask for health': (channel) => channel.health?.(),
	'read the limits': (_channel, outbound) => readAccount({ origin: elsewhere, token: 'z' }, { outbound, clock }),
	'open a session': (_channel, outbound) =>
		openSession({ outbound, clock }, { service: elsewhere, web: elsewhere, handle: 'a.b', appPassword: 'z' }),
	'refresh a key': (_channel, outbound) => refreshSession({ outbound, clock }, { service: elsewhere, refreshJwt: 'z' }),
});

const doorsAt = (origin: string) => {
	const openAccount = () => Promise.reject(new Error('not asked for'));
	// NOTE: every name has its entry.
	return Object.fromEntries(
		networkNames.map((name) => [name, { origin, openAccount }]),
	) as unknown as ChannelsNeeds['practice'];
};

describe.each(networks)('a presence that practises like %s', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network);
	});
	afterEach(() => subject.close());

	it('reaches nothing outside by any of its doings, wherever its stored address leads', async () => {
		const lab = createOutbound({ lab: true, allowLoopback: [], log: silent, timeoutMs: 2000 });
		const guarded = practiceOnly(lab, doorsAt(subject.practice.origin));
		for (const [name, doing] of Object.entries(doings(subject))) {
			knocks = 0;
			await doing(misled(network, guarded, subject.channel), guarded);
			expect([name, knocks]).toEqual([name, 0]);
			await doing(misled(network, lab, subject.channel), lab);
			// Not all have a way to correct what they never said; everything else knocks when nobody holds it back.
			if (name !== 'edit' || network === 'mastodon') expect([name, knocks > 0]).toEqual([name, true]);
		}
		const inside = await guarded({ method: 'GET', url: new URL(subject.practice.origin) });
		expect(inside.ok).toBe(true);
	});
});

describe.each(networks)('what practises and what is real on %s', (network) => {
	let subject: Subject;
	beforeEach(async () => {
		subject = await openSubject(network);
	});
	afterEach(() => subject.close());

	it('neither changes nor answers nor takes back what is real, nor the other way round', async () => {
		const there: RemoteRef = { ...remote, url: `https://stadt.example/uebung/${network}/1` };
		const heard: string[] = [];
		const hear = (what: string) => async () => {
			heard.push(what);
			return ok(remote);
		};
		const channel: Channel = {
			...subject.channel,
			publish: hear('publish'),
			edit: hear('edit'),
			withdraw: async () => {
				heard.push('withdraw');
				return ok(undefined);
			},
		};
		for (const practice of [true, false]) {
			const [own, other] = practice ? [there, remote] : [remote, there];
			const apart = keepApart(channel, practice);
			const made = subject.rendition({ practice });
			const foreign = subject.rendition({ practice: !practice });
			const refused = [
				await apart.publish(foreign, 'k'),
				await apart.publish({ ...made, replyTo: other }, 'k'),
				await apart.edit?.(other, made, 'k'),
				await apart.edit?.(own, foreign, 'k'),
				await apart.withdraw?.(other),
			];
			for (const answer of refused)
				expect(answer).toMatchObject({ error: { type: 'channel.rejected', field: 'practice' } });
			expect(heard).toEqual([]);
			await apart.publish({ ...made, replyTo: own }, 'k');
			await apart.edit?.(own, made, 'k');
			await apart.withdraw?.(own);
			expect(heard.splice(0)).toEqual(['publish', 'edit', 'withdraw']);
		}
	});

	it('is nothing a real presence reaches, except on trial', async () => {
		const { origin } = subject.practice;
		const practice = doorsAt(origin);
		const outbound = createOutbound({ lab: false, allowLoopback: [origin], log: silent });
		const url = new URL('/api/v2/instance', origin);
		const before = subject.practice.received().length;
		const real = await neverPractice(outbound, { practice, lab: false })({ method: 'GET', url });
		expect(real).toMatchObject({ error: { type: 'outbound.forbidden' } });
		const planted = await neverPractice(outbound, { practice, lab: false })({ method: 'GET', url: new URL(elsewhere) });
		expect(planted).toMatchObject({ error: { type: 'outbound.forbidden' } });
		expect([knocks, subject.practice.received().length]).toEqual([0, before]);
		const trial = await neverPractice(outbound, { practice, lab: true })({ method: 'GET', url });
		expect(trial.ok).toBe(true);
	});
});
