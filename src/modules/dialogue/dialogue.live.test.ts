import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
	assignEndpoint,
	closeEndpoint,
	conversationCountsEndpoint,
	conversationEndpoint,
	conversationsEndpoint,
	noteEndpoint,
	reopenEndpoint,
	replyEndpoint,
	sourcesEndpoint,
} from '#contract/dialogue.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeEach(async () => {
	desk = await startNewsdesk();
});
afterEach(() => desk.close());

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const POLL_MS = 5_000;

/** Lets the sources be asked, with everything that follows from it. */
const poll = async (times = 1) => {
	for (let i = 0; i < times; i += 1) {
		const at = new Date(desk.office.clock.now() + POLL_MS).toISOString();
		await desk.office.at(at);
	}
};

const list = async (query: object = {}) => (await desk.office.call(conversationsEndpoint, query, agent())).body.items;
const read = async (id: string) => (await desk.office.call(conversationEndpoint, { conversationId: id }, agent())).body;
const answer = async (id: string, text: string) => {
	const { version } = await read(id);
	return desk.office.call(replyEndpoint, { conversationId: id, text, seenVersion: version }, agent());
};

/** A post of ours that stands on a network, and a citizen's word below it. */
const asked = async (network: 'mastodon' | 'bluesky', text: string, visibility: 'public' | 'private' = 'public') => {
	const practice = desk.office.office.practice[network];
	if (practice.timeline().length === 0) await desk.publish(await desk.draft());
	const post = practice.timeline().find(({ author }) => author.official);
	if (!post) throw new Error('our post does not stand there');
	practice.reply({ to: post.id, text, as: 'waldkauz', visibility });
	await poll(2);
	const [item] = await list({ channel: network, view: 'all' });
	if (!item) throw new Error(`nothing came in from ${network}`);
	return item;
};

describe.each(['mastodon', 'bluesky'] as const)('an answer on %s', (network) => {
	it('arrives once, with our post, and with the deadline of the house', async () => {
		const item = await asked(network, 'Wie lange dauert das?');
		await poll(3);
		expect(await list({ view: 'all' })).toHaveLength(1);
		expect(item).toMatchObject({
			channel: network,
			state: 'open',
			visibility: 'public',
			excerpt: expect.stringContaining('Wie lange dauert das?'),
		});
		expect(item.dueAt?.slice(0, 13)).toBe('2026-03-03T08');
		const conversation = await read(item.id);
		expect(conversation.post?.title).toBe('Mühlkanalbrücke gesperrt');
		expect(conversation.messages).toHaveLength(1);
	});

	it('is answered where it was asked, below the citizen', async () => {
		const item = await asked(network, 'Wie lange dauert das?');
		expect((await answer(item.id, 'Bis Freitag.')).status).toBe(200);
		await desk.office.settle();
		const practice = desk.office.office.practice[network];
		const ours = practice.timeline().filter(({ text }) => text.includes('Bis Freitag.'));
		const theirs = practice.timeline().find(({ text }) => text.includes('Wie lange'));
		expect(ours).toHaveLength(1);
		expect(ours[0]?.replyTo).toBe(theirs?.id);
		const conversation = await read(item.id);
		expect(conversation).toMatchObject({ state: 'answered', dueAt: null });
		expect(conversation.messages.at(-1)).toMatchObject({ direction: 'out', delivery: 'published' });
	});

	it('is stored once although the network lists it twice and out of order', async () => {
		const practice = desk.office.office.practice[network];
		await desk.publish(await desk.draft());
		const post = practice.timeline().find(({ author }) => author.official);
		practice.feel('duplicates');
		for (const word of ['eins', 'zwei', 'drei']) practice.reply({ to: post?.id ?? '', text: word, as: 'waldkauz' });
		await poll(2);
		practice.feel('reordering');
		practice.reply({ to: post?.id ?? '', text: 'vier', as: 'waldkauz' });
		await poll(3);
		const [item] = await list({ view: 'all' });
		const said = (await read(item?.id ?? '')).messages.map(({ text }) => text.replace(/^@\S+\s*/, ''));
		expect([...said].sort()).toEqual(['drei', 'eins', 'vier', 'zwei']);
	});
});

describe('a message that was not public', () => {
	it('is marked, and is never answered more widely', async () => {
		const item = await asked('mastodon', 'Mein Antrag liegt noch bei Ihnen.', 'private');
		expect(item.visibility).toBe('private');
		const { version } = await read(item.id);
		const input = {
			conversationId: item.id,
			text: 'Wir melden uns.',
			seenVersion: version,
			visibility: 'public' as const,
		};
		expect((await desk.office.call(replyEndpoint, input, agent())).problem?.type).toBe(
			'conversation.wider-than-message',
		);
		expect((await answer(item.id, 'Wir melden uns.')).status).toBe(200);
		await desk.office.settle();
		const ours = desk.office.office.practice.mastodon.timeline().find(({ text }) => text.includes('Wir melden uns.'));
		expect(ours?.visibility).toBe('private');
	});
});

describe('two people at one conversation', () => {
	it('cannot both answer without knowing of each other', async () => {
		const item = await asked('mastodon', 'Wie lange?');
		const { version } = await read(item.id);
		const send = (text: string) =>
			desk.office.call(replyEndpoint, { conversationId: item.id, text, seenVersion: version }, agent());
		const answers = await Promise.all([send('Bis Freitag.'), send('Bis Samstag.')]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(answers.find(({ status }) => status === 409)?.problem?.type).toBe('conversation.moved-on');
	});
});

describe('tending a conversation', () => {
	it('notes, assigns, closes and opens again, and a citizen who writes on opens it too', async () => {
		const item = await asked('mastodon', 'Wie lange?');
		const call = desk.office.call;
		const conversationId = item.id;
		await call(noteEndpoint, { conversationId, text: 'Tiefbau fragen' }, agent());
		await call(assignEndpoint, { conversationId, personId: desk.anna.id }, agent());
		expect(await read(item.id)).toMatchObject({ assignee: { name: 'Anna Probe' } });
		expect((await read(item.id)).messages.at(-1)).toMatchObject({ direction: 'note', text: 'Tiefbau fragen' });
		await call(closeEndpoint, { conversationId, reason: 'erledigt' }, agent());
		expect((await call(replyEndpoint, { conversationId, text: 'x', seenVersion: 99 }, agent())).problem?.type).toBe(
			'conversation.closed',
		);
		await call(reopenEndpoint, { conversationId }, agent());
		expect(await read(item.id)).toMatchObject({ state: 'open', dueAt: expect.any(String) });
		await call(closeEndpoint, { conversationId }, agent());
		await asked('mastodon', 'Noch etwas: gilt das auch für Räder?');
		expect(await read(item.id)).toMatchObject({ state: 'open' });
		expect(
			await desk.office.office.practice.mastodon.timeline().some(({ text }) => text.includes('Tiefbau fragen')),
		).toBe(false);
	});

	it('is for those who may, in their unit', async () => {
		const item = await asked('mastodon', 'Wie lange?');
		const stranger = actorWith('agent', ['another-unit'], 'stranger');
		const conversationId = item.id;
		expect((await desk.office.call(conversationEndpoint, { conversationId }, stranger)).status).toBe(403);
		expect(
			(await desk.office.call(replyEndpoint, { conversationId, text: 'x', seenVersion: 1 }, stranger)).status,
		).toBe(403);
		expect((await desk.office.call(conversationsEndpoint, {}, stranger)).body.items).toEqual([]);
		expect((await desk.office.call(conversationsEndpoint, {}, desk.anna)).status).toBe(403);
	});
});

describe('an answer of ours', () => {
	it('is held back by the house rules', async () => {
		const item = await asked('mastodon', 'Wohin soll ich überweisen?');
		const held = await answer(item.id, 'Bitte auf DE89 3704 0044 0532 0130 00.');
		expect(held.problem).toMatchObject({ type: 'conversation.reply-blocked' });
		expect((await read(item.id)).messages).toHaveLength(1);
	});

	it('stays unclear instead of going out twice when the network swallows its answer', async () => {
		const item = await asked('bluesky', 'Wie lange?');
		const practice = desk.office.office.practice.bluesky;
		practice.feel('answers-get-lost');
		await answer(item.id, 'Bis Freitag.');
		await desk.office.settle();
		practice.feel('well');
		await poll(20);
		expect(practice.timeline().filter(({ text }) => text.includes('Bis Freitag.'))).toHaveLength(1);
		expect((await read(item.id)).messages.at(-1)).toMatchObject({ direction: 'out', delivery: 'published' });
	});
});

describe('what its author changes', () => {
	it.each(['mastodon', 'bluesky'] as const)(
		'on %s is followed: an edit shows, a deletion takes the text away',
		async (network) => {
			const item = await asked(network, 'Wie lange?');
			const practice = desk.office.office.practice[network];
			const theirs = practice.timeline().find(({ text }) => text.includes('Wie lange?'));
			if (network === 'mastodon') {
				practice.editReply(theirs?.id ?? '', 'Wie lange noch?');
				await poll(20);
				expect((await read(item.id)).messages).toMatchObject([
					{ text: expect.stringContaining('Wie lange noch?'), editedAt: expect.any(String) },
				]);
			}
			practice.deleteReply(theirs?.id ?? '');
			await poll(20);
			expect((await read(item.id)).messages).toMatchObject([{ text: '', deletedAt: expect.any(String) }]);
		},
	);
});

describe.each(['mastodon', 'bluesky'] as const)('an outage of %s', (network) => {
	it('is told meanwhile, and caught up without loss: many pages, and what was taken back at that time', async () => {
		const first = await asked(network, 'Vor dem Ausfall.');
		const practice = desk.office.office.practice[network];
		const post = practice.timeline().find(({ author }) => author.official);
		const say = (text: string) => practice.reply({ to: post?.id ?? '', text, as: 'waldkauz' }) ?? '';
		practice.feel('failing');
		await poll(2);
		const during = await desk.office.call(sourcesEndpoint, {}, agent());
		expect(during.body.sources.find(({ channel }) => channel === network)?.failure).toBe('channel.unreachable');
		const words = Array.from({ length: 45 }, (_, n) => `Zeile ${String(n).padStart(2, '0')}`);
		const ids = words.map(say);
		practice.deleteReply(ids[7] ?? '');
		practice.deleteReply(practice.timeline().find(({ text }) => text.includes('Vor dem Ausfall'))?.id ?? '');
		await poll(3);
		expect((await read(first.id)).messages).toHaveLength(1);
		practice.feel('well');
		await poll(10);
		const { messages } = await read(first.id);
		const heard = messages
			.filter(({ deletedAt }) => deletedAt === null)
			.map(({ text }) => /Zeile \d\d/.exec(text)?.[0]);
		// All of one moment: who asks for the newest first may list them the other way round.
		expect(heard.toSorted()).toEqual(words.filter((_, n) => n !== 7));
		expect(messages.filter(({ deletedAt }) => deletedAt !== null).map(({ text }) => text)).toContain('');
		expect(JSON.stringify(messages)).not.toContain('Vor dem Ausfall');
		const after = await desk.office.call(sourcesEndpoint, {}, agent());
		expect(after.body.sources.find(({ channel }) => channel === network)?.failure).toBeNull();
		expect(after.body.gaps).toEqual([]);
	});
});

describe('the question form', () => {
	it('gives a receipt; the answer stands behind it and nowhere else', async () => {
		const { dialogue } = desk.office.office;
		const taken = await dialogue.receiveQuestion({
			text: 'Gibt es eine <b>Rampe</b>?',
			language: 'de',
			name: 'K. Probe',
			mail: 'k@probe.example',
		});
		if (!taken.ok) throw new Error(taken.error.type);
		const [item] = await list();
		expect(item).toMatchObject({ channel: 'form', visibility: 'private', excerpt: 'Gibt es eine <b>Rampe</b>?' });
		expect(await read(item?.id ?? '')).toMatchObject({ asker: { name: 'K. Probe', mailed: true } });
		expect((await answer(item?.id ?? '', 'Ja, an der Fischertreppe.')).status).toBe(200);
		expect(await dialogue.readReceipt(taken.value.receiptSecret)).toMatchObject({
			state: 'answered',
			answers: [{ text: 'Ja, an der Fischertreppe.' }],
		});
		expect(await dialogue.readReceipt('erraten')).toBeNull();
		expect(await dialogue.receiveQuestion({ text: ' \u0000 ', language: 'de' })).toMatchObject({ ok: false });
	});
});

describe('the list', () => {
	it('pages by key, counts, and searches', async () => {
		const { dialogue } = desk.office.office;
		for (let i = 0; i < 7; i += 1) await dialogue.receiveQuestion({ text: `Frage Nummer ${i}`, language: 'de' });
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await desk.office.call(conversationsEndpoint, { limit: 3, ...(cursor ? { cursor } : {}) }, agent());
			seen.push(...page.body.items.map(({ excerpt }) => excerpt));
			cursor = page.body.next;
		} while (cursor);
		expect(new Set(seen).size).toBe(7);
		expect(seen).toHaveLength(7);
		expect(await list({ search: 'nummer 4' })).toHaveLength(1);
		expect(await list({ search: '100%_' })).toEqual([]);
		const counts = await desk.office.call(conversationCountsEndpoint, {}, agent());
		expect(counts.body).toMatchObject({ open: 7, mine: 0, unassigned: 7 });
	});
});
