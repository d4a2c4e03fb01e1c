import { Object as FedifyObject, Note, Organization } from '@fedify/vocab';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { withdrawPostEndpoint } from '#contract/editorial-acts.ts';
import {
	blockFediverseHostEndpoint,
	listFediverseReportsEndpoint,
	setFediverseSecureEndpoint,
} from '#contract/federation.ts';
import { type FediverseDesk, PUBLIC, readDocument, startFediverseDesk } from '#tests/fediverse-desk.ts';
import { startFediverseServer } from '#tests/fediverse-server.ts';
import { actorWith } from '#tests/office.ts';

let desk: FediverseDesk['desk'];
let peer: FediverseDesk['peer'];
let presenceId: FediverseDesk['presenceId'];
let actor: FediverseDesk['actor'];
let newId: FediverseDesk['newId'];
let send: FediverseDesk['send'];
let draft: FediverseDesk['draft'];
let follow: FediverseDesk['follow'];
let published: FediverseDesk['published'];
let note: FediverseDesk['note'];
let arrivals: FediverseDesk['arrivals'];
let close: FediverseDesk['close'];

beforeEach(async () => {
	({ desk, peer, presenceId, actor, newId, send, draft, follow, published, note, arrivals, close } =
		await startFediverseDesk());
});
afterEach(() => close());

describe.each(['cavage', 'rfc9421'] as const)('somebody who follows, signed with %s', (kind) => {
	it('is accepted, and gets what is published, its correction and its withdrawal', async () => {
		expect(await send({ type: 'Follow', object: actor }, { kind })).toBe(202);
		await desk.office.settle();
		expect(peer.ofType('Accept')).toMatchObject([{ actor, object: { type: 'Follow', actor: peer.eva } }]);
		expect((await readDocument(`${actor}/folgende`)).body).toMatchObject({ totalItems: 1 });
		const id = await draft();
		const page = await published(id);
		expect(peer.ofType('Create')).toMatchObject([{ actor, object: { id: page, type: 'Note', attributedTo: actor } }]);
		await desk.office.call(withdrawPostEndpoint, { id, note: 'Die Sperrung entfällt.' }, desk.jana);
		await desk.office.settle();
		expect(peer.ofType('Delete')).toMatchObject([{ actor, object: { id: page, type: 'Tombstone' } }]);
		expect(await readDocument(page)).toMatchObject({
			status: 410,
			body: { id: page, type: 'Tombstone', formerType: 'Note' },
		});
	});
});

it('a page and its statement share one address', async () => {
	const page = await published();
	const found = await readDocument(page);
	expect(found).toMatchObject({
		status: 200,
		body: { id: page, type: 'Note', tag: [{ type: 'Hashtag', name: '#Verkehr' }] },
	});
	const html = await fetch(page, { headers: { accept: 'text/html' } });
	expect(html.headers.get('content-type')).toContain('text/html');
	expect([found.vary, html.headers.get('vary')].every((vary) => /\baccept\b(?!-)/.test(vary ?? ''))).toBe(true);
});

it('documents read back through a vocabulary nobody here wrote', async () => {
	const page = await published();
	const organization = await FedifyObject.fromJsonLd((await readDocument(actor)).body, {});
	expect(organization).toBeInstanceOf(Organization);
	expect((organization as Organization).inboxId?.href).toBe(`${actor}/eingang`);
	expect((organization as Organization).publicKeyId?.href).toBe(`${actor}#main-key`);
	const statement = await FedifyObject.fromJsonLd((await readDocument(page)).body, {});
	expect(statement).toBeInstanceOf(Note);
	expect(String((statement as Note).content)).toContain('gesperrt');
});

describe('what is not proved', () => {
	it('an actor does not speak for another', async () => {
		expect(await send({ type: 'Create', actor: `${peer.origin}/users/uwe`, object: note() })).toBe(401);
		expect(await send({ type: 'Follow', id: 'https://else.example/1', object: actor })).toBe(401);
	});
	it('a body is refused by its size before anything is read of it', async () => {
		expect(await send({ type: 'Create', object: note({ content: 'x'.repeat(300_000) }) })).toBe(413);
	});
});

describe('what is said to us', () => {
	it('arrives once, with who said it and how wide', async () => {
		const page = await published();
		const activity = { id: newId(), type: 'Create', object: note({ inReplyTo: page }) };
		expect(await send(activity)).toBe(202);
		expect(await send(activity)).toBe(202);
		expect(await arrivals()).toMatchObject([
			{ kind: 'message', message: { inReplyTo: page, visibility: 'public', author: { displayName: 'Eva Bürgerin' } } },
		]);
	});
	it('by an embedded object of another server is fetched from there, not believed', async () => {
		const other = await startFediverseServer();
		const foreign = { ...note(), id: `${other.origin}/notes/9`, attributedTo: other.eva };
		expect(await send({ type: 'Create', object: foreign })).toBe(202);
		expect(await arrivals()).toEqual([]);
		await other.close();
	});
	it('is taken back, even before it comes', async () => {
		await send({ type: 'Create', object: note() });
		await send({ type: 'Delete', object: { id: `${peer.origin}/notes/1`, type: 'Tombstone' } });
		await send({ type: 'Delete', object: `${peer.origin}/notes/2` });
		await send({ type: 'Create', object: note({ id: `${peer.origin}/notes/2` }) });
		const changes = await arrivals();
		expect(changes.map(({ kind }) => kind)).toEqual(['message', 'deleted']);
	});
	it.each([
		['public', { to: [PUBLIC], cc: [] as string[] }],
		['private', { to: [] as string[], cc: [] as string[] }],
	] as const)('is answered exactly as widely, and once to a follower: %s', async (visibility, { to, cc }) => {
		await follow();
		await send({ type: 'Create', object: note({ to: [...to, actor], cc }) });
		await desk.office.at('2026-03-02T08:00:05Z');
		const agent = actorWith('agent', [desk.unitId]);
		const list = await desk.office.call(conversationsEndpoint, {}, agent);
		const conversationId = list.body.items[0]?.id ?? '';
		const { body: talk } = await desk.office.call(conversationEndpoint, { conversationId }, agent);
		const input = { conversationId, text: 'Bis Freitag.', language: 'de', seenVersion: talk.version };
		expect((await desk.office.call(replyEndpoint, input, agent)).status).toBe(200);
		await desk.office.at('2026-03-02T08:00:20Z');
		const [create, ...more] = peer.ofType('Create');
		expect(more).toEqual([]);
		const object = create?.['object'] as Record<string, string[]>;
		expect(object).toMatchObject({ inReplyTo: `${peer.origin}/notes/1`, tag: [{ type: 'Mention', href: peer.eva }] });
		expect(object['to']).toEqual(visibility === 'private' ? [peer.eva] : [PUBLIC]);
		if (visibility === 'private') expect(object['cc']).toEqual([]);
		const shown = await fetch(String(object['id']), { headers: { accept: 'application/activity+json' } });
		expect(shown.status).toBe(visibility === 'private' ? 404 : 200);
	});
	it('a report is kept for leads, without who sent it', async () => {
		const page = await published();
		await send({ type: 'Flag', object: [actor, page], content: 'Das stimmt nicht.' });
		const reports = await desk.office.call(listFediverseReportsEndpoint, {}, desk.boss);
		expect(reports.body.items).toMatchObject([{ text: 'Das stimmt nicht.', presenceId, objects: [actor, page] }]);
		expect(JSON.stringify(reports.body)).not.toContain('eva');
	});
});

it('a blocked person follows no more, is told so, and is heard again once the block is undone', async () => {
	await follow();
	const capabilities = (await desk.office.office.channels.presence(presenceId))?.capabilities ?? null;
	const moderation = desk.office.office.federation.channel({ id: presenceId, capabilities })?.moderation;
	const message = {
		id: `${peer.origin}/notes/1`,
		url: `${peer.origin}/notes/1`,
		extra: { inbox: `${peer.eva}/inbox` },
	};
	const about = { message, author: { remoteId: peer.eva, handle: 'eva@example' } };
	for (let twice = 0; twice < 2; twice += 1) expect((await moderation?.block?.(about, 'act-1'))?.ok).toBe(true);
	await desk.office.settle();
	expect(peer.ofType('Reject')).toMatchObject([{ actor, object: { type: 'Follow', actor: peer.eva, object: actor } }]);
	expect(peer.ofType('Block')).toMatchObject([{ actor, object: peer.eva }]);
	expect((await readDocument(`${actor}/folgende`)).body).toMatchObject({ totalItems: 0 });
	expect(await send({ type: 'Create', object: note() })).toBe(202);
	expect(await arrivals()).toEqual([]);
	await follow();
	expect([peer.ofType('Accept'), peer.ofType('Reject')].map(({ length }) => length)).toEqual([1, 2]);

	expect((await moderation?.unblock?.(about, 'act-1'))?.ok).toBe(true);
	await desk.office.settle();
	const [block] = peer.ofType('Block');
	expect(peer.ofType('Undo')).toMatchObject([
		{ actor, object: { id: block?.['id'], type: 'Block', object: peer.eva } },
	]);
	expect(await send({ type: 'Create', object: note({ id: `${peer.origin}/notes/2` }) })).toBe(202);
	expect(await arrivals()).toHaveLength(1);

	expect((await moderation?.report?.(about, 'Netiquette 1: beleidigt'))?.ok).toBe(true);
	await desk.office.settle();
	const [flag] = peer.ofType('Flag');
	const house = `${desk.office.origin}/fediverse/haus`;
	expect(flag).toMatchObject({ actor: house, object: [peer.eva, message.id], content: 'Netiquette 1: beleidigt' });
	expect(JSON.stringify(flag)).not.toContain(actor);
});

it('a blocked server is refused in and out', async () => {
	await follow();
	const { host } = new URL(peer.origin);
	const input = { host, reason: 'Beleidigungen' };
	expect((await desk.office.call(blockFediverseHostEndpoint, input, desk.boss)).status).toBe(200);
	expect(await send({ type: 'Create', object: note() })).toBe(403);
	await published();
	expect(peer.ofType('Create')).toEqual([]);
});

it('asks for a signature in secure mode, except for the house itself', async () => {
	await desk.office.call(setFediverseSecureEndpoint, { secure: true }, desk.boss);
	const headers = { accept: 'application/activity+json' };
	expect((await fetch(actor, { headers })).status).toBe(401);
	expect((await fetch(`${desk.office.origin}/fediverse/haus`, { headers })).status).toBe(200);
});
