import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { DeliveryOrder } from '#modules/delivery/index.ts';
import { machineClock } from '#platform/clock.ts';
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts';
import type { LiveEvent } from '#platform/events.ts';
import { createLog } from '#platform/log.ts';
import { type OpenOffice, openOffice } from '../../src/office.ts';
import { type PracticeNetwork, startPractice } from '../../src/practice/index.ts';
import { agreed } from '../agreed.ts';
import { anOrder } from '../faults/lane.ts';
import { renditionOf } from '../newsroom-site.ts';
import { ask, serverPid, within } from './processes.ts';
import { type DatabaseProxy, openProxy } from './proxy.ts';

const key = randomBytes(32);
let data: string;
let embedded: Embedded;
let proxy: DatabaseProxy;
let network: PracticeNetwork;
let presenceId: string;
/** Two that serve, one of them through a proxy to the database, and two that work, likewise. */
let webs: readonly [OpenOffice, OpenOffice];
let jobs: readonly [OpenOffice, OpenOffice];

const open = (role: 'web' | 'jobs', databaseUrl: string): Promise<OpenOffice> =>
	openOffice({
		...{ databaseUrl, key, data, role, origin: 'http://localhost', lab: true, tsaUrl: undefined },
		...{ logLevel: 'silent', connections: 8 },
	});

beforeAll(async () => {
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-several-'));
	embedded = await startEmbedded({ home: data, log: createLog('silent'), throwAway: true });
	proxy = await openProxy(join(embedded.cluster.socket, '.s.PGSQL.5432'));
	const through = new URL(embedded.url);
	through.searchParams.delete('host');
	through.host = `127.0.0.1:${proxy.port}`;
	// All at once on an empty database: the schema is built once.
	const [a, b, c, d] = await Promise.all([
		open('web', embedded.url),
		open('web', through.href),
		open('jobs', embedded.url),
		open('jobs', through.href),
	]);
	webs = [a, b];
	jobs = [c, d];
	network = await startPractice({ network: 'mastodon', clock: machineClock });
	const account = await network.openAccount({ name: 'Stadt Musterstadt', handle: 'musterstadt' });
	const wanted = { unitId: 'u1', name: 'Stadt', sharedBelow: false, opening: agreed };
	const connected = await a.channels.connectMastodon(system('probe'), wanted, {
		...{ server: network.origin, token: account.secret },
	});
	if (!connected.ok) throw new Error(connected.error.type);
	presenceId = connected.value.id;
}, 120_000);

afterAll(async () => {
	for (const office of [...webs, ...jobs]) await office.close();
	await network.close();
	await proxy.close();
	await embedded.close();
	await rm(data, { recursive: true, force: true });
});

const order = async (texts: readonly string[]): Promise<void> => {
	const orders = texts.map((text): DeliveryOrder => {
		const base = anOrder({ source: 'dialogue', subject: text, dueAt: machineClock.now() });
		return { ...base, presenceId, rendition: { ...base.rendition, text, createdAt: machineClock.now() } };
	});
	const [web] = webs;
	await web.corridor.db.transact('order', async (tx) => ok(await web.delivery.order(tx, orders)));
};
/** So that a test that is run again counts its own copies alone. */
let cuts = 0;
const named = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what} ${n}`);
const standing = (what: string) =>
	network
		.timeline()
		.map(({ text }) => text)
		.filter((text) => text.startsWith(what));
const settled = async (texts: readonly string[], ms: number): Promise<void> =>
	within(ms, async () => {
		const states = (await webs[0].delivery.deliveriesOf(texts)).map(({ state }) => state);
		expect(states).toEqual(texts.map(() => 'published'));
	});

/** Takes every letter, and knows which inboxes got one. */
const openSink = async () => {
	const heard = new Set<string>();
	const server = createServer((request, response) => {
		request.resume().once('end', () => {
			heard.add(request.url ?? '');
			response.writeHead(202).end();
		});
	}).listen(0, '0.0.0.0');
	await once(server, 'listening');
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return { heard, port: (server.address() as AddressInfo).port, close };
};

/** A Fediverse account with so many followers; answers how it says something. */
const speakTo = async (followers: number, port: number) => {
	const [{ people, federation, channels }] = webs;
	const admin = { name: 'Probe', mail: 'probe@musterstadt.example', password: randomBytes(16).toString('hex') };
	const units = [{ name: 'Musterstadt', short: 'MU' }];
	await people.setUpFromAnswers({ authority: await people.authority(), admin, units });
	const unitId = (await people.units())[0]?.id ?? '';
	const on = await federation.switchOn(system('probe'), {
		unitId,
		name: 'Fediverse',
		handle: 'stadt',
		opening: agreed,
	});
	if (!on.ok) throw new Error(on.error.type);
	await ask(
		embedded.url,
		`insert into federation_follower (identifier, follower, inbox, shared_inbox, host, since_at)
		select 'stadt', inbox, inbox, null, split_part(split_part(inbox, '//', 2), '/', 1), now() from (
			select format('http://127.0.1.%s:${port}/inbox/%s', n % 20 + 1, n) as inbox from generate_series(1, ${followers}) n) x`,
	);
	const capabilities = (await channels.presence(on.value.id))?.capabilities ?? null;
	const channel = federation.channel({ id: on.value.id, capabilities });
	if (channel === null) throw new Error('there is no channel');
	const about = { postId: 'p1', unitId, kind: 'news', topic: null, slug: 'abgerissen' } as const;
	const shape = {
		title: '',
		text: 'Die Brücke ist gesperrt.',
		language: 'de',
		media: [],
		visibility: 'public',
	} as const;
	return () => channel.publish({ ...shape, about, createdAt: machineClock.now() }, 'key-fan-out');
};

describe('several processes on one database', () => {
	it('a page one of them publishes stands in all of them, though they kept the old one', async () => {
		const pageOf = async (office: OpenOffice) => (await office.fetch(new Request('http://localhost/'))).text();
		for (const web of webs) expect(await pageOf(web)).not.toContain('Mühlkanalbrücke');
		const channel = jobs[0].newsroom.channel(null);
		expect(await channel.publish(renditionOf({}), 'key-1')).toMatchObject({ ok: true });
		await within(2000, async () => {
			for (const web of webs) expect(await pageOf(web)).toContain('Mühlkanalbrücke');
		});
	});

	it('a question sent to two of them at once is one question', async () => {
		const question = { text: 'Wann öffnet die Brücke?', language: 'de', unitId: 'u1', proof: 'stamp-1' } as const;
		const taken = await Promise.all(webs.map((web) => web.dialogue.receiveQuestion(question)));
		expect(taken[0]).toMatchObject({ ok: true });
		expect(taken[1]).toEqual(taken[0]);
		expect(await ask(embedded.url, 'select count(*)::int as n from dialogue_question')).toEqual([{ n: 1 }]);
	});

	it('a live event of one is heard by all; whoever was cut off is told to ask for everything', async () => {
		const heard = webs.map((): (LiveEvent | 'missed')[] => []);
		const off = webs.map((web, n) =>
			web.corridor.events.subscribe(
				(event) => event.topic === 'post' && heard[n]?.push(event),
				() => heard[n]?.push('missed'),
			),
		);
		const announce = (id: string) =>
			jobs[0].corridor.db.transact('announce', async (tx) => {
				await jobs[0].corridor.events.announce(tx, { topic: 'post', id });
				return ok(undefined);
			});
		await announce('p1');
		await within(2000, () => expect(heard).toEqual([[{ topic: 'post', id: 'p1' }], [{ topic: 'post', id: 'p1' }]]));
		await ask(
			embedded.adminUrl,
			"select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen amtsfunk'",
		);
		await announce('p2');
		await within(5000, () => {
			for (const one of heard) expect(one).toContain('missed');
		});
		await announce('p3');
		await within(2000, () => {
			for (const one of heard) expect(one.at(-1)).toEqual({ topic: 'post', id: 'p3' });
		});
		for (const stop of off) stop();
	});
});

describe('trouble with the database while deliveries run', () => {
	it('restarted in the middle: the processes stay, go on within five seconds, nothing is lost or doubled', async () => {
		const texts = named('Neustart', 30);
		await order(texts);
		await within(5000, () => expect(standing('Neustart').length).toBeGreaterThan(2));
		const before = serverPid(embedded.cluster.data);
		process.kill(before, 'SIGINT');
		await within(10_000, async () => {
			expect(existsSync(`/proc/${before}`)).toBe(false);
			await ask(embedded.url, 'select 1');
		});
		const then = standing('Neustart').length;
		await within(5000, () => expect(standing('Neustart').length).toBeGreaterThan(then));
		await settled(texts, 45_000);
		expect(standing('Neustart').sort()).toEqual([...texts].sort());
	});

	it('connections cut, commits done whose answers are lost: nothing is lost or doubled', async () => {
		cuts += 1;
		const what = `Abgerissen zum ${cuts}. Mal`;
		const texts = named(what, 30);
		await order(texts);
		proxy.loseCommits(8);
		for (let n = 0; n < 4; n += 1) {
			await ask(
				embedded.adminUrl,
				"select pg_terminate_backend(pid) from pg_stat_activity where datname = 'amtsfunk' and random() < 0.5",
			);
			await pause(150);
		}
		// A copy that was cut off more than once waits a minute and more for its next turn.
		await settled(texts, 150_000);
		proxy.loseCommits(0);
		expect(standing(what).sort()).toEqual([...texts].sort());
		expect(proxy.lost).toBeGreaterThan(0);
	}, 200_000);

	it('commits of the fan-out whose answers are lost: every follower hears, and nobody waits for ever', async () => {
		const sink = await openSink();
		const say = await speakTo(200, sink.port);
		// Only the one behind the proxy carries: every lost answer is its own.
		await jobs[0].federation.stop();
		proxy.loseCommits(12);
		expect(await say()).toMatchObject({ ok: true });
		// Twelve losses may come one after the other, each with its pause of a second.
		await within(45_000, async () => {
			expect(sink.heard.size).toBe(200);
			expect(await ask(embedded.url, 'select count(*)::int as n from federation_recipient')).toEqual([{ n: 0 }]);
		});
		proxy.loseCommits(0);
		await jobs[0].federation.start();
		sink.close();
	});

	it('slow, it is waited for without a pile of connections, and all is well when it is quick again', async () => {
		proxy.delay(120);
		const [, slow] = webs;
		const asked = Array.from({ length: 24 }, (_, n) => slow.fetch(new Request(`http://localhost/beitrag/keiner-${n}`)));
		await pause(700);
		expect(proxy.connections).toBeLessThanOrEqual(2 * (8 + 5));
		for (const answer of await Promise.all(asked)) expect([404, 503]).toContain(answer.status);
		proxy.delay(0);
		await within(5000, async () => {
			const { status } = await slow.fetch(new Request('http://localhost/beitrag/keiner'));
			expect(status).toBe(404);
		});
	});
});
