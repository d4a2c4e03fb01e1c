import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCommentEndpoint, changeCommentEndpoint, commentsEndpoint, openTasksEndpoint } from '#contract/comments.ts';
import {
	dropViewEndpoint,
	keepViewEndpoint,
	markNoticesEndpoint,
	noticesEndpoint,
	saveWishEndpoint,
	unreadEndpoint,
	viewsEndpoint,
	wishesEndpoint,
} from '#contract/desk.ts';
import { mailEndpoint, mailsEndpoint } from '#contract/mail.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { leavesAbout } from '#tests/visitor.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const say = (id: string, who: Actor, more: object = {}) =>
	desk.office.call(addCommentEndpoint, { id, body: 'Stimmt das so?', ...more }, who);
type Change = 'resolve' | 'discard' | 'restore' | 'do';
const change = ([id, commentId]: readonly [string, string], to: Change, who: Actor) =>
	desk.office.call(changeCommentEndpoint, { id, commentId, change: to }, who);
const read = async (id: string) => (await desk.office.call(commentsEndpoint, { id }, desk.anna)).body.items;
const kindsOf = async (who: Actor): Promise<string[]> =>
	(await desk.office.call(noticesEndpoint, {}, who)).body.items.map(({ kind }) => kind);

describe('a comment on a passage', () => {
	it('follows its words through edits, and shows the old ones when they are gone', async () => {
		const { jana } = desk;
		const id = await desk.draft('Brücke', 'Die Brücke ist ab Montag gesperrt.');
		const start = 'Die Brücke ist ab '.length;
		const passage = { field: 'text', start, end: start + 'Montag'.length };
		expect((await say(id, jana, { passage })).status).toBe(200);
		await desk.write(id, 'Achtung: Die Brücke ist ab Montag gesperrt.');
		expect((await read(id))[0]?.passage).toMatchObject({ quote: 'Montag', range: [start + 9, start + 15] });
		await desk.write(id, 'Die Brücke ist ab Dienstag gesperrt.');
		expect((await read(id))[0]?.passage).toMatchObject({ quote: 'Montag', range: null });
		const beyond = await say(id, jana, { passage: { field: 'text', start: 0, end: 9000 } });
		expect(beyond.problem?.type).toBe('comment.passage-gone');
	});

	it('is answered, settled by anybody who reads along, and taken back only by its writer', async () => {
		const { office, anna, ben, jana } = desk;
		const id = await desk.draft('Gespräch');
		const first = (await say(id, jana)).body.id;
		const reply = (await say(id, anna, { parentId: first, body: 'Ja, vom Bauleiter.' })).body.id;
		await say(id, ben, { parentId: reply, body: 'Danke.' });
		expect((await read(id)).map(({ parentId }) => parentId)).toEqual([null, first, first]);
		expect((await change([id, first], 'discard', ben)).status).toBe(403);
		expect((await change([id, first], 'resolve', ben)).status).toBe(200);
		expect((await read(id))[0]?.resolvedAt).not.toBeNull();
		await change([id, reply], 'discard', anna);
		expect(await read(id)).toHaveLength(2);
		await change([id, reply], 'restore', anna);
		expect(await read(id)).toHaveLength(3);
		expect(await leavesAbout(office, id)).toEqual(expect.arrayContaining(['post.commented', 'post.comment-changed']));
		const stranger = actorWith('author', ['elsewhere'], 'stranger');
		expect((await say(id, stranger)).status).toBe(404);
	});

	it('addresses colleagues and gives tasks, which wait on their Today until they are done', async () => {
		const { office, anna, ben, jana } = desk;
		const id = await desk.draft('Aufgabe');
		const input = { body: '@Ben Beispiel, bitte den Bauleiter fragen.', mentions: [ben.id], taskFor: ben.id };
		const task = (await say(id, jana, input)).body.id;
		const outside = await say(id, jana, { mentions: ['nobody'] });
		expect(outside.problem?.type).toBe('comment.person-unknown');
		expect(await kindsOf(ben)).toEqual(['task']);
		expect(await kindsOf(anna)).toContain('comment');
		const open = async () => (await office.call(openTasksEndpoint, {}, ben)).body.items.map((one) => one.commentId);
		expect(await open()).toEqual([task]);
		expect((await change([id, task], 'do', anna)).status).toBe(403);
		await change([id, task], 'do', ben);
		expect(await open()).toEqual([]);
	});
});

describe('notices', () => {
	it('page by key, are read one by one or all, and only one’s own', async () => {
		const { office, ben, jana } = desk;
		const id = await desk.draft('Viele');
		for (let count = 0; count < 5; count += 1) await say(id, jana, { mentions: [ben.id] });
		const first = (await office.call(noticesEndpoint, { limit: 3 }, ben)).body;
		const rest = (await office.call(noticesEndpoint, { limit: 3, cursor: first.next }, ben)).body;
		const ids = [...first.items, ...rest.items].map((one) => one.id);
		expect(new Set(ids).size).toBe(6);
		const before = (await office.call(unreadEndpoint, {}, ben)).body.count;
		await office.call(markNoticesEndpoint, { read: true, ids: ids.slice(0, 2) }, ben);
		expect((await office.call(unreadEndpoint, {}, ben)).body.count).toBe(before - 2);
		await office.call(markNoticesEndpoint, { read: true }, jana);
		expect((await office.call(unreadEndpoint, {}, ben)).body.count).toBe(before - 2);
		await office.call(markNoticesEndpoint, { read: true }, ben);
		expect((await office.call(noticesEndpoint, { unread: 'true' }, ben)).body.items).toEqual([]);
	});

	it('come by kind as each person wishes, and what was not read on the desk in one mail', async () => {
		const { office, boss, ben, jana } = desk;
		await office.call(saveWishEndpoint, { kind: 'comment', desk: false, mail: false }, jana);
		const lasting = await office.call(saveWishEndpoint, { kind: 'emergency', desk: false, mail: false }, jana);
		expect(lasting.body).toMatchObject({ desk: true });
		const wishes = (await office.call(wishesEndpoint, {}, jana)).body.items;
		expect(wishes.find(({ kind }) => kind === 'comment')).toMatchObject({ desk: false, mail: false });
		const id = await desk.draft('Sammelmail');
		const before = await kindsOf(jana);
		const first = (await say(id, jana)).body.id;
		await say(id, ben, { parentId: first });
		expect(await kindsOf(jana)).toEqual(before);
		await say(id, jana, { mentions: [ben.id] });
		await say(id, jana, { mentions: [ben.id] });
		await office.at(new Date(office.clock.now() + 6 * 60_000).toISOString());
		for (const { run } of office.office.desk.chores) await run();
		const { items } = (await office.call(mailsEndpoint, { limit: 100 }, boss)).body;
		const digests = items.filter(({ to, kind }) => kind === 'digest' && to.startsWith('ben@'));
		expect(digests.map(({ subject }) => subject)).toEqual(['2 Benachrichtigungen im Amtsfunk']);
		const { text } = (await office.call(mailEndpoint, { id: digests[0]?.id ?? '' }, boss)).body;
		expect(text).toContain('In einem Kommentar angesprochen: Sammelmail');
		expect(items.filter(({ to, kind }) => kind === 'digest' && to.startsWith('lena@'))).toEqual([]);
	});
});

describe('kept views', () => {
	it('belong to one person, and the same name replaces', async () => {
		const { office, anna, ben } = desk;
		const search = { liste: 'published', thema: 'Verkehr' };
		const kept = (await office.call(keepViewEndpoint, { place: 'editorial', name: 'Verkehr', search }, anna)).body;
		await office.call(keepViewEndpoint, { place: 'editorial', name: 'Verkehr', search: { liste: 'draft' } }, anna);
		const views = (await office.call(viewsEndpoint, { place: 'editorial' }, anna)).body.items;
		expect(views).toEqual([{ id: kept.id, name: 'Verkehr', search: { liste: 'draft' } }]);
		expect((await office.call(viewsEndpoint, { place: 'editorial' }, ben)).body.items).toEqual([]);
		expect((await office.call(dropViewEndpoint, { id: kept.id }, ben)).problem?.type).toBe('desk.view-not-found');
		expect((await office.call(dropViewEndpoint, { id: kept.id }, anna)).status).toBe(200);
	});
});
