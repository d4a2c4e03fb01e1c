import { afterAll, beforeAll, expect, it } from 'vitest';

import { noticesEndpoint } from '#contract/desk.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { prioritiseEndpoint } from '#contract/service.ts';
import {
	addLabelEndpoint,
	labelsEndpoint,
	mergeEndpoint,
	othersEndpoint,
	retireLabelEndpoint,
	splitEndpoint,
	type TriageAct,
	triageEndpoint,
	unmergeEndpoint,
} from '#contract/triage.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);

beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

type Query = Parameters<typeof call<typeof conversationsEndpoint.input, typeof conversationsEndpoint.output>>[1];
const list = async (query: Query = {}, actor = agent()) => (await call(conversationsEndpoint, query, actor)).body.items;
const words = async (query: Query = {}) => (await list(query)).map(({ excerpt }) => excerpt);
const ask = async (text: string): Promise<string> => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	return (await list({ view: 'all', search: text }))[0]?.id ?? '';
};
const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, agent())).body;
const sort = async (act: TriageAct, ids: readonly string[], actor = agent()) => {
	const items = await Promise.all(
		ids.map(async (id) => ({ conversationId: id, version: (await read(id)).version, act })),
	);
	return (await call(triageEndpoint, { items }, actor)).body.results;
};
/** Takes back what was done, at the version it led to. */
const undo = async (results: Awaited<ReturnType<typeof sort>>) => {
	const items = results.flatMap(({ conversationId, version, undo: act }) =>
		version === null || act === null ? [] : [{ conversationId, version, act }],
	);
	return (await call(triageEndpoint, { items }, agent())).body.results;
};
const inMinutes = (minutes: number) => new Date(desk.office.clock.now() + minutes * 60_000).toISOString();
const later = (minutes: number) => desk.office.at(inMinutes(minutes));

it('narrows and sorts what is in a view, page by page', async () => {
	const ids: string[] = [];
	for (const text of ['Wann kommt der Bus?', 'Wo ist die Rampe?', 'Wer räumt den Weg?']) {
		ids.push(await ask(text));
		await later(1);
	}
	await call(prioritiseEndpoint, { conversationId: ids[1] ?? '', priority: 'urgent' }, agent());
	expect(await words({ priority: 'urgent' })).toEqual(['Wo ist die Rampe?']);
	expect(await words({ priority: 'high' })).toEqual([]);
	expect(await words({ presence: 'form', kind: 'form', view: 'all' })).toHaveLength(3);
	expect(await words({ kind: 'direct' })).toEqual([]);
	expect(await words({ sort: 'newest' })).toEqual(['Wer räumt den Weg?', 'Wo ist die Rampe?', 'Wann kommt der Bus?']);
	expect(await words({ sort: 'oldest' })).toEqual((await words({ sort: 'newest' })).toReversed());
	const { body: first } = await call(conversationsEndpoint, { sort: 'oldest', limit: 2 }, agent());
	const rest = { sort: 'oldest' as const, limit: 2, cursor: first.next };
	expect((await call(conversationsEndpoint, rest, agent())).body.items.map(({ id }) => id)).toEqual([ids[2]]);
	expect(await words({ view: 'unit' })).toHaveLength(3);
	expect(await list({ view: 'unit' }, actorWith('agent', ['elsewhere']))).toEqual([]);
});

it('does one thing with many, each by what was read, and takes it back', async () => {
	const lead = actorWith('lead', [desk.unitId], 'lead-1');
	expect((await call(addLabelEndpoint, { name: 'Radweg' }, agent())).status).toBe(403);
	const { id: label } = (await call(addLabelEndpoint, { name: 'Radweg' }, lead)).body;
	expect((await call(addLabelEndpoint, { name: 'radweg' }, lead)).problem?.type).toBe('label.there-already');
	const ids = [await ask('Erste Laterne?'), await ask('Zweite Laterne?'), await ask('Dritte Laterne?')];
	const before = await Promise.all(ids.map(read));

	const labelled = await sort({ do: 'label', add: [label], remove: [] }, ids);
	expect(labelled.map(({ failure }) => failure)).toEqual([null, null, null]);
	expect(await words({ label })).toHaveLength(3);
	const stale = before.map(({ id, version }) => ({ conversationId: id, version, act: { do: 'wake' as const } }));
	const refused = (await call(triageEndpoint, { items: stale }, agent())).body.results;
	expect(refused.map(({ failure }) => failure)).toEqual(Array(3).fill('conversation.moved-on'));
	const stranger = actorWith('agent', ['elsewhere'], 'stranger');
	expect((await sort({ do: 'wake' }, ids.slice(0, 1), stranger))[0]?.failure).toBe('access.denied');

	for (const act of [
		{ do: 'assign', personId: desk.anna.id },
		{ do: 'prioritise', priority: 'high' },
		{ do: 'snooze', until: inMinutes(60), reason: 'Bauhof fragen' },
		{ do: 'close', reason: 'doppelt' },
		{ do: 'turn', state: 'waiting' },
	] satisfies TriageAct[])
		await undo(await sort(act, ids));
	await undo(labelled.map((result) => ({ ...result, version: (result.version ?? 0) + 10 })));
	const after = await Promise.all(ids.map(read));
	const lasting = ({ state, dueAt, priority, assignee, labels, snoozed }: (typeof after)[number]) => ({
		state,
		dueAt,
		priority,
		assignee,
		labels,
		snoozed,
	});
	expect(after.map(lasting)).toEqual(before.map(lasting));
	// Whatever else happened in it meanwhile, a label is put on as it was meant.
	const late = ids.slice(0, 1).map((conversationId) => ({ conversationId, version: 0 }));
	const put = late.map((item) => ({ ...item, act: { do: 'label' as const, add: [label], remove: [] } }));
	const [result] = (await call(triageEndpoint, { items: put }, agent())).body.results;
	expect([result?.failure, (await read(ids[0] ?? '')).labels]).toEqual([null, [label]]);

	const mixed = await sort({ do: 'assign', personId: 'nobody' }, ids.slice(0, 1));
	expect(mixed[0]?.failure).toBe('conversation.nobody-there');
	await call(retireLabelEndpoint, { id: label }, lead);
	expect((await sort({ do: 'label', add: [label], remove: [] }, ids))[0]?.failure).toBe('conversation.no-such-label');
	expect((await call(labelsEndpoint, {}, agent())).body.items).toEqual([{ id: label, name: 'Radweg', retired: true }]);
	await sort({ do: 'close', reason: '' }, ids);
});

it('brings back what was put off, to who put it off, and keeps the promise running meanwhile', async () => {
	const id = await ask('Ist der Park offen?');
	const { dueAt } = await read(id);
	await sort({ do: 'snooze', until: inMinutes(1), reason: 'Gartenamt fragen' }, [id]);
	expect(await words({ search: 'Park' })).toEqual([]);
	expect((await list({ view: 'snoozed' })).map(({ snoozed }) => snoozed?.reason)).toEqual(['Gartenamt fragen']);
	expect((await read(id)).dueAt).toBe(dueAt);
	await later(2.5);
	expect(await words({ search: 'Park' })).toEqual(['Ist der Park offen?']);
	const told = (await call(noticesEndpoint, {}, agent())).body.items;
	expect(told.map(({ kind, postId, title }) => [kind, postId, title])).toEqual([['follow-up', id, 'Gartenamt fragen']]);
});

it('rests the clock while it is the citizen’s turn, until the citizen writes', async () => {
	await desk.publish(await desk.draft());
	const { mastodon } = desk.office.office.practice;
	const post = mastodon.timeline().find(({ author }) => author.official)?.id ?? '';
	mastodon.reply({ to: post, text: 'Wie lange noch?', as: 'waldkauz' });
	await later(0.2);
	const [item] = await list({ channel: 'mastodon' });
	const id = item?.id ?? '';
	await later(1);
	await sort({ do: 'turn', state: 'waiting' }, [id]);
	expect(await read(id)).toMatchObject({ state: 'waiting', dueAt: null });
	expect((await list({ view: 'waiting' })).map((one) => one.id)).toEqual([id]);
	await sort({ do: 'snooze', until: inMinutes(600), reason: '' }, [id]);
	await later(2);
	mastodon.reply({ to: post, text: 'Ich meine die Brücke.', as: 'waldkauz' });
	await later(0.2);
	const back = await read(id);
	expect(back).toMatchObject({ state: 'open', snoozed: null });
	const rested = (Date.parse(back.dueAt ?? '') - Date.parse(item?.dueAt ?? '')) / 60_000;
	expect(rested).toBeGreaterThan(1.5);
	expect(rested).toBeLessThan(3.5);

	const asking = { conversationId: id, text: 'Welche Brücke?', seenVersion: back.version, awaits: true };
	expect((await call(replyEndpoint, asking, agent())).status).toBe(200);
	expect(await read(id)).toMatchObject({ state: 'waiting', dueAt: null });
});

it('joins and parts what one person said, and lets answers find their way', async () => {
	const { mastodon } = desk.office.office.practice;
	const [known] = await list({ channel: 'mastodon', view: 'all' });
	const id = known?.id ?? '';
	const said = async (conversationId: string) =>
		(await read(conversationId)).messages.map(({ text }) => text.replace(/^@\S+\s*/, ''));
	const before = await said(id);
	const { messages, version: seenVersion } = await read(id);
	const cut = messages.find(({ text }) => text.includes('Ich meine'))?.id ?? '';
	const fresh = (await call(splitEndpoint, { conversationId: id, seenVersion, messageId: cut }, agent())).body;
	expect(await said(fresh.id)).toEqual(['Ich meine die Brücke.']);
	expect(await said(id)).not.toContain('Ich meine die Brücke.');
	const others = (await call(othersEndpoint, { conversationId: id }, agent())).body.items;
	expect(others).toMatchObject([{ id: fresh.id, mergeable: true, excerpt: expect.stringContaining('Ich meine') }]);
	const single = { conversationId: fresh.id, seenVersion: fresh.version, messageId: cut };
	expect((await call(splitEndpoint, single, agent())).problem?.type).toBe('conversation.nothing-left');

	const both = { conversationId: id, seenVersion: fresh.otherVersion, other: fresh.id, otherVersion: fresh.version };
	expect((await call(mergeEndpoint, { ...both, otherVersion: 0 }, agent())).problem?.type).toBe(
		'conversation.moved-on',
	);
	const merged = (await call(mergeEndpoint, both, agent())).body;
	expect(await said(id)).toEqual(before);
	expect(await read(fresh.id)).toMatchObject({ state: 'closed', mergedInto: id, messages: [] });
	const back = { conversationId: id, seenVersion: merged.version, other: fresh.id };
	expect((await call(unmergeEndpoint, back, agent())).status).toBe(200);
	expect(await read(fresh.id)).toMatchObject({ state: 'open', mergedInto: null, dueAt: expect.any(String) });
	expect((await call(unmergeEndpoint, back, agent())).problem?.type).toBe('conversation.moved-on');

	// The other way round: what the first thread hears later goes on where its messages are now.
	const now = { seenVersion: (await read(fresh.id)).version, otherVersion: (await read(id)).version };
	await call(mergeEndpoint, { conversationId: fresh.id, other: id, ...now }, agent());
	const post = mastodon.timeline().find(({ author }) => author.official)?.id ?? '';
	mastodon.reply({ to: post, text: 'Und der Radweg?', as: 'waldkauz' });
	await later(0.2);
	expect(await said(fresh.id)).toContain('Und der Radweg?');
	expect(await read(id)).toMatchObject({ state: 'closed', mergedInto: fresh.id });
});

it('tells once a day of a post that draws unusually many messages', async () => {
	const lead = await desk.employ('Rosa Leitung', 'lead');
	const { mastodon } = desk.office.office.practice;
	const post = mastodon.timeline().find(({ author }) => author.official)?.id ?? '';
	const told = async () =>
		(await call(noticesEndpoint, {}, lead)).body.items.filter(({ kind }) => kind === 'many-messages');
	for (let n = 0; n < 4; n += 1) mastodon.reply({ to: post, text: `Frage ${n}?`, as: 'radlerin' });
	await later(1.2);
	expect(await told()).toEqual([]);
	for (let n = 4; n < 12; n += 1) mastodon.reply({ to: post, text: `Frage ${n}?`, as: 'radlerin' });
	await later(1.2);
	expect(await told()).toMatchObject([{ title: 'Mühlkanalbrücke gesperrt', by: null }]);
	for (let n = 12; n < 16; n += 1) mastodon.reply({ to: post, text: `Frage ${n}?`, as: 'radlerin' });
	await later(1.2);
	expect(await told()).toHaveLength(1);
});

it.each(['mastodon', 'bluesky'] as const)(
	'puts what %s tells of before its parent where it belongs, as soon as that comes',
	async (network) => {
		const practice = desk.office.office.practice[network];
		await desk.publish(await desk.draft(`Radweg auf ${network}`));
		const post = practice.timeline().findLast(({ author }) => author.official);
		const us = `@${post?.author.handle}`;
		const parent = practice.reply({ to: post?.id ?? '', text: 'Zuerst gesagt.', as: 'waldkauz', late: true }) ?? '';
		practice.reply({ to: parent, text: `${us} Dann ergänzt.`, as: 'waldkauz' });
		practice.reply({ to: parent, text: `${us} Von jemand anderem.`, as: 'lindenweg' });
		await later(0.2);
		const found = async () =>
			(await list({ channel: network, view: 'all' })).filter(
				({ excerpt, mergedInto }) => mergedInto === null && /Dann|jemand|Zuerst/.test(excerpt),
			);
		expect((await found()).map(({ excerpt }) => /Dann|jemand|Zuerst/.exec(excerpt)?.[0]).toSorted()).toEqual([
			...['Dann', 'jemand'],
		]);
		practice.arrive?.(parent);
		await later(0.2);
		const now = await found();
		expect(now.map(({ postTitle }) => postTitle)).toEqual(Array(2).fill(`Radweg auf ${network}`));
		const own = await read(now.find(({ excerpt }) => !excerpt.includes('jemand'))?.id ?? '');
		expect(own.messages.map(({ text }) => /Dann|Zuerst/.exec(text)?.[0]).toSorted()).toEqual(['Dann', 'Zuerst']);
		expect(own).toMatchObject({ state: 'open', dueAt: expect.any(String) });
	},
);
