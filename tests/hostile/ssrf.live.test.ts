import { generateKeyPairSync } from 'node:crypto';
import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { beginMastodonEndpoint, connectBlueskyEndpoint, connectMastodonEndpoint } from '#contract/channels.ts';
import { createRemote } from '#modules/federation/remote.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';

import { privateHosts } from './private-hosts.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const boss = actorWith('admin', 'all');
const agent = actorWith('agent', 'all');

/** Counts whoever comes, and answers nothing. */
const startCanary = async () => {
	let connections = 0;
	const server = createServer((socket) => {
		connections += 1;
		socket.destroy();
	});
	await new Promise<void>((resolve) => server.listen(0, '::', resolve));
	const { port } = server.address() as AddressInfo;
	return { port, connections: () => connections, close: () => server.close() };
};

let office: TestOffice;
let canary: Awaited<ReturnType<typeof startCanary>>;
/** Every form with both schemes, and forms that no name stands in. */
let addresses: readonly string[];

beforeAll(async () => {
	canary = await startCanary();
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z', lab: false });
	const { port } = canary;
	const forms = privateHosts.flatMap((host) => [`http://${host}:${port}`, `https://${host}:${port}`]);
	const others = [
		`https://user@127.0.0.1:${port}`,
		`https://social.example@127.0.0.1:${port}`,
		`https://127.0.0.1:${port}#@social.example`,
		`https://127.0.0.1:${port}\\@social.example`,
		`file:///etc/passwd`,
		`gopher://127.0.0.1:${port}/_x`,
		`ftp://127.0.0.1:${port}/`,
		`data:text/html,x`,
		`//127.0.0.1:${port}`,
		`http:127.0.0.1:${port}`,
	];
	addresses = [...forms, ...others];
});
afterAll(async () => {
	await office.close();
	canary.close();
});

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signer = async () => ({ keyId: 'https://amt.example/fediverse/haus#key', key: privateKey });

it('an account is connected at no private address, whatever form it is typed in', async () => {
	const opening = await agreedIn(office);
	for (const server of addresses) {
		const wanted = { unitId: 'u1', name: 'Stadt', sharedBelow: false, opening };
		const short = server.slice(0, 200);
		const answers = [
			await office.call(beginMastodonEndpoint, { ...wanted, server: short }, boss),
			await office.call(connectMastodonEndpoint, { ...wanted, server: short, token: 'geheim' }, boss),
			await office.call(
				connectBlueskyEndpoint,
				{ ...wanted, service: short, handle: 'stadt.example', appPassword: 'geheim' },
				boss,
			),
		];
		for (const { status } of answers)
			expect([server, Math.floor(status / 100) === 2, status === 500]).toEqual([server, false, false]);
	}
	expect(canary.connections()).toBe(0);
});

it('a picture in a message is fetched from no private address', async () => {
	const { engine } = office.office.corridor.engine;
	await sql`insert into dialogue_counterpart values ('c', 'mastodon', 'f', '@x', 'X')`.execute(engine);
	await sql`insert into dialogue_conversation (id, unit_id, channel, counterpart_id, state, visibility, excerpt, version, opened_at, last_at)
		values ('k', 'u1', 'mastodon', 'c', 'open', 'public', '', 0, now(), now())`.execute(engine);
	const media = JSON.stringify(addresses.map((url) => ({ url: `${url}/bild.png`, alt: '', mime: 'image/png' })));
	await sql`insert into dialogue_message (id, conversation_id, direction, text, visibility, media, sent_at)
		values ('m', 'k', 'in', '', 'public', ${media}, now())`.execute(engine);
	await office.call(
		connectMastodonEndpoint,
		{ unitId: 'x', name: 'x', sharedBelow: false, server: 'x', token: 'x' },
		agent,
	);
	for (const at of addresses.keys()) {
		const answer = await fetch(`${office.base}/api/messages/m/media/${at}`, { headers: { 'x-actor': agent.id } });
		expect([addresses[at], answer.status]).toEqual([addresses[at], 502]);
	}
	expect(canary.connections()).toBe(0);
});

it('neither a foreign actor, its key nor a handle leads to a private address', async () => {
	const outbound = createOutbound({ lab: false, allowLoopback: [], log });
	const clock = office.office.corridor.clock;
	const actors = { house: signer, signer } as unknown as Parameters<typeof createRemote>[0]['actors'];
	const remote = createRemote({ outbound, clock, actors, isBlocked: async () => false });
	for (const address of addresses) {
		expect((await remote.actor(`${address}/users/eva`)).ok).toBe(false);
		expect(await remote.lookUp(`@eva@${address.replace(/^\w+:\/*/, '')}`)).toBeNull();
	}
	expect(canary.connections()).toBe(0);
});

it('neither a redirect nor a name that changes its mind leads to a private address', async () => {
	const web = createWebServer((request, response) => {
		const to = addresses[Number(request.url?.slice(1))] ?? '';
		response.writeHead(302, { location: `${to}/`.replaceAll(/[^\x20-\x7e]/g, encodeURIComponent) }).end();
	});
	await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
	let asked = 0;
	// The first answer is good, every later one leads home.
	const resolve = async () => [{ address: asked++ === 0 ? '93.184.216.34' : '127.0.0.1', family: 4 }];
	const outbound = createOutbound({ lab: false, allowLoopback: [origin], log, resolve, timeoutMs: 300 });
	const actors = { house: signer, signer } as unknown as Parameters<typeof createRemote>[0]['actors'];
	const remote = createRemote({ outbound, clock: office.office.corridor.clock, actors, isBlocked: async () => false });
	for (const at of addresses.keys()) expect((await remote.document(`${origin}/${at}`)).ok).toBe(false);
	for (let n = 0; n < 3; n += 1)
		expect((await remote.document(`https://wechselt.example:${canary.port}/`)).ok).toBe(false);
	expect(asked).toBeGreaterThan(1);
	expect(canary.connections()).toBe(0);
	web.closeAllConnections();
	web.close();
});
