import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { savePostEndpoint } from '#contract/editorial.ts';
import { withdrawPostEndpoint } from '#contract/editorial-acts.ts';
import { type FediverseDesk, PUBLIC, readDocument, startFediverseDesk } from '#tests/fediverse-desk.ts';
import { leavesAbout } from '#tests/visitor.ts';

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

const QUOTE = '/notes/zitat';
const ask = (object: string, more: Record<string, unknown> = {}) =>
	send({ type: 'QuoteRequest', object, instrument: `${peer.origin}${QUOTE}`, ...more });
const told = async (type: string) => {
	await desk.office.settle();
	return peer.ofType(type).filter(({ object }) => (object as { type?: string }).type === 'QuoteRequest');
};
const saidFor = async (value: 'followers' | 'nobody') => {
	const id = await draft();
	const base = (await desk.read(id)).versions['quotes']?.v ?? 0;
	expect((await desk.office.call(savePostEndpoint, { id, quotes: { base, value } }, desk.anna)).status).toBe(200);
	return { id, page: await published(id) };
};

describe('who wants to quote', () => {
	it('gets a stamp that stands at its address until the post is withdrawn, and the quote reaches the desk', async () => {
		const { id, page } = await saidFor('followers');
		expect((await readDocument(page)).body['interactionPolicy']).toEqual({
			canQuote: { automaticApproval: [`${actor}/folgende`] },
		});
		expect(await ask(page)).toBe(202);
		expect([(await told('Reject')).length, (await told('Accept')).length]).toEqual([1, 0]);
		await follow();
		const request = { id: newId() };
		for (const one of [request, request, {}]) expect(await ask(page, one)).toBe(202);
		const accepted = await told('Accept');
		const stamp = String(accepted[0]?.['result']);
		const instrument = `${peer.origin}${QUOTE}`;
		expect(accepted).toMatchObject([
			{ actor, to: [peer.eva], result: stamp, object: { ...request, actor: peer.eva, object: page, instrument } },
			{ result: stamp },
		]);
		expect(await readDocument(stamp)).toMatchObject({
			status: 200,
			body: {
				id: stamp,
				type: 'QuoteAuthorization',
				attributedTo: actor,
				interactingObject: instrument,
				interactionTarget: page,
			},
		});
		const quoting = note({ id: instrument, quote: page, quoteAuthorization: stamp, cc: [] });
		expect(await send({ type: 'Create', object: quoting })).toBe(202);
		expect(await arrivals()).toMatchObject([{ kind: 'message', message: { remote: { id: instrument } } }]);

		await desk.office.call(withdrawPostEndpoint, { id, note: 'Die Sperrung entfällt.' }, desk.jana);
		await desk.office.settle();
		expect(peer.ofType('Delete')).toContainEqual(expect.objectContaining({ actor, to: [peer.eva], object: stamp }));
		expect((await readDocument(stamp)).status).toBe(410);
		expect(await ask(page)).toBe(202);
		expect([(await told('Reject')).length, (await told('Accept')).length]).toEqual([2, 2]);
		const kept = (await leavesAbout(desk.office, presenceId)).filter((kind) => kind.includes('quote'));
		expect(kept).toEqual(['fediverse.quote-allowed', 'fediverse.quote-revoked']);
	});

	it('is refused where nobody may, and for a post that is not theirs; a quote taken back leaves nothing', async () => {
		const { page } = await saidFor('nobody');
		expect(await ask(page)).toBe(202);
		expect(await told('Reject')).toHaveLength(1);
		const open = await published();
		expect((await readDocument(open)).body['interactionPolicy']).toEqual({ canQuote: { automaticApproval: [PUBLIC] } });
		expect(await ask(open, { instrument: 'https://else.example/notes/1' })).toBe(202);
		expect(
			await ask(open, { instrument: { id: `${peer.origin}${QUOTE}`, attributedTo: `${peer.origin}/users/uwe` } }),
		).toBe(202);
		expect(await told('Accept')).toEqual([]);
		expect(await ask(open)).toBe(202);
		const [accepted] = await told('Accept');
		expect(await send({ type: 'Delete', object: `${peer.origin}${QUOTE}` })).toBe(202);
		expect((await fetch(String(accepted?.['result']))).status).toBe(404);
	});
});

it('loses the stamp by a correction that closes the post, and by a block', async () => {
	const [closed, open] = [await published(), await published()];
	const stamped = async (page: string, name: string) => {
		const instrument = `${peer.origin}/notes/${name}`;
		expect(await ask(page, { instrument })).toBe(202);
		const accepted = await told('Accept');
		return String(
			accepted.find(({ object }) => (object as Record<string, unknown>)['instrument'] === instrument)?.['result'],
		);
	};
	const stamps = [await stamped(closed, 'erstes'), await stamped(open, 'zweites')];
	const capabilities = (await desk.office.office.channels.presence(presenceId))?.capabilities ?? null;
	const channel = desk.office.office.federation.channel({ id: presenceId, capabilities });
	const about = {
		postId: 'p',
		unitId: desk.unitId,
		kind: 'news',
		topic: null,
		slug: closed.split('/').at(-1) ?? '',
	} as const;
	const said = { title: '', text: 'Berichtigt.', language: 'de', media: [], visibility: 'public' } as const;
	const rendition = { ...said, about, quotes: 'nobody', createdAt: desk.office.clock.now() } as const;
	for (let twice = 0; twice < 2; twice += 1)
		expect((await channel?.edit?.({ id: closed, url: closed }, rendition, 'correction'))?.ok).toBe(true);
	const message = { id: `${peer.origin}/notes/zweites`, url: '', extra: { inbox: `${peer.eva}/inbox` } };
	const who = { message, author: { remoteId: peer.eva, handle: 'eva@example' } };
	expect((await channel?.moderation?.block?.(who, 'act-1'))?.ok).toBe(true);
	await desk.office.settle();
	const revoked = peer.ofType('Delete').map(({ object }) => object);
	expect(revoked.sort()).toEqual([...stamps].sort());
	for (const stamp of stamps) expect((await readDocument(stamp)).status).toBe(410);
	expect(await ask(open)).toBe(202);
	expect(await told('Reject')).toHaveLength(1);
});
