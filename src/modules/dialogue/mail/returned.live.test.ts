import { afterAll, beforeAll, expect, it } from 'vitest';

import { noticesEndpoint } from '#contract/desk.ts';
import {
	assignEndpoint,
	conversationEndpoint,
	conversationsEndpoint,
	reopenEndpoint,
	replyEndpoint,
} from '#contract/dialogue.ts';
import { addTargetEndpoint, handOverEndpoint, handoversEndpoint, settleHandoverEndpoint } from '#contract/handover.ts';
import { changeMailSettingsEndpoint } from '#contract/mail.ts';
import { mailboxesEndpoint, saveMailboxEndpoint } from '#contract/mailboxes.ts';
import { startImapServer } from '#tests/imap-server.ts';
import { startMailServer } from '#tests/mail-server.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { report } from '#tests/raw-mail.ts';

let desk: Newsdesk;
let box: Awaited<ReturnType<typeof startImapServer>>;
let post: Awaited<ReturnType<typeof startMailServer>>;
let colleague: Awaited<ReturnType<Newsdesk['employ']>>;
const lead = () => actorWith('lead', [desk.unitId], 'lead-1');
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');

beforeAll(async () => {
	[desk, box, post] = await Promise.all([startNewsdesk(), startImapServer(), startMailServer()]);
	const server = { host: '127.0.0.1', port: post.port, security: 'none' as const, user: '' };
	const from = { fromMail: 'amtsfunk@musterstadt.example', fromName: 'Musterstadt' };
	await desk.office.call(changeMailSettingsEndpoint, { ...server, ...from }, desk.boss);
	const mailbox = {
		...{ unit: desk.unitId, name: 'Tiefbauamt', address: 'tiefbau@musterstadt.example', folder: 'INBOX' },
		...{ host: '127.0.0.1', port: box.port, security: 'none' as const, ...box.account },
	};
	await desk.office.call(saveMailboxEndpoint, mailbox, lead());
	colleague = await desk.employ('Pia Probe', 'agent');
	await poll();
});
afterAll(async () => {
	await desk.close();
	await box.close();
	await post.close();
});

const poll = async (minutes = 1) => {
	await desk.office.at(new Date(desk.office.clock.now() + minutes * 60_000 + 1_000).toISOString());
	await desk.office.settle();
};
const list = async () =>
	(await desk.office.call(conversationsEndpoint, { channel: 'mail', view: 'all' }, agent())).body.items;
const read = async (id: string) => (await desk.office.call(conversationEndpoint, { conversationId: id }, agent())).body;
const mailbox = async () =>
	(await desk.office.call(mailboxesEndpoint, { unit: desk.unitId }, lead())).body.mailboxes[0];
const letter = (text: string, from: string): string =>
	`From: ${from}\nTo: tiefbau@musterstadt.example\nSubject: Frage\nMessage-ID: <${from.split(' ')[0]}@web.example>\nDate: Mon, 2 Mar 2026 09:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`;

/** Somebody who asked by mail and was answered. */
const answeredBy = async (from: string) => {
	box.deliver(letter('Wann kommt die Tonne?', from));
	await poll();
	const id = (await list()).find(({ counterpart }) => counterpart.includes(from.split(' ')[0] ?? ''))?.id ?? '';
	const answer = { conversationId: id, text: 'Am Dienstag.', seenVersion: (await read(id)).version };
	expect((await desk.office.call(replyEndpoint, answer, agent())).status).toBe(200);
	await desk.office.settle();
	return id;
};

it('shows which answer came back and why, tells who is to know, and owes it again', async () => {
	const id = await answeredBy('Zoe <zoe@web.example>');
	const sent = post.to('zoe')[0]?.messageId ?? '';
	box.deliver(report(sent, 'delayed'));
	box.deliver(report('<fremd@web.example>', 'failed'));
	await poll();
	expect(await read(id)).toMatchObject({ state: 'answered', dueAt: null });
	box.deliver(report(sent, 'failed'));
	box.deliver(report(sent, 'failed'));
	await poll();
	const back = await read(id);
	expect(back).toMatchObject({ state: 'open', dueAt: expect.any(String) });
	expect(back.messages.at(-1)).toMatchObject({
		...{ direction: 'out', delivery: 'refused' },
		returned: { kind: 'no-such-address', status: '5.1.1', reason: '550 5.1.1 no such user' },
	});
	expect((await mailbox())?.aside.filter(({ kind }) => kind === 'bounce')).toHaveLength(4);
	const told = await desk.office.call(noticesEndpoint, {}, agent());
	expect(told.body.items.filter(({ kind }) => kind === 'mail-returned')).toMatchObject([
		{ postId: id, title: expect.stringContaining('Tonne'), readAt: null, by: null },
	]);
	const anew = { conversationId: id, text: 'Am Dienstag, vormittags.', seenVersion: back.version };
	expect((await desk.office.call(replyEndpoint, anew, agent())).status).toBe(200);
	expect((await desk.office.call(noticesEndpoint, { unread: 'true' }, agent())).body.items).toEqual([]);
});

it('knows at once of what its own mail server refused, an answer as well as a hand-over', async () => {
	const gone = await answeredBy('Weg <weg@web.example>');
	// Nobody has it any more: all who answer in the unit are told.
	await desk.office.call(assignEndpoint, { conversationId: gone, personId: null }, agent());
	await poll();
	expect(await read(gone)).toMatchObject({ state: 'open', dueAt: expect.any(String) });
	expect((await read(gone)).messages.at(-1)).toMatchObject({ returned: { reason: expect.stringContaining('550') } });
	const first = (await desk.office.call(noticesEndpoint, { unread: 'true' }, colleague)).body.items;
	expect(first).toContainEqual(expect.objectContaining({ kind: 'mail-returned', postId: gone }));
	const { dueAt } = await read(gone);
	await poll(3);
	expect((await read(gone)).dueAt).toBe(dueAt);

	// Nor does a hand-over arrive there: nobody knows of it, and somebody is told.
	const { id: handoverId } = await handOver(gone, 'weg@web.example');
	await poll();
	expect(await pastOf(gone)).toMatchObject([
		{ name: 'Bauhof', sending: 'returned', reason: expect.stringContaining('550') },
	]);
	expect(await toldOf(gone)).toContainEqual(expect.objectContaining({ kind: 'mail-returned', title: '→ Bauhof' }));
	const known = { conversationId: gone, handoverId, decision: 'arrived' as const };
	const again = { ...known, decision: 'again' as const };
	expect((await desk.office.call(settleHandoverEndpoint, again, agent())).problem?.type).toBe(
		'handover.nothing-to-settle',
	);
	expect((await desk.office.call(settleHandoverEndpoint, known, agent())).status).toBe(200);
});

it('recognises a hand-over that was taken and came back later', async () => {
	const id = await answeredBy('Ida <ida@web.example>');
	await handOver(id, 'bauhof@innen.example');
	const [mail] = post.to('bauhof');
	expect(mail && post.returnPath(mail)).toBe('tiefbau@musterstadt.example');
	const sent = mail?.messageId ?? '';
	await poll(30);
	box.deliver(report(sent, 'delayed'));
	box.deliver(report(sent.replace('<', '<x'), 'failed'));
	await poll();
	expect(await pastOf(id)).toMatchObject([{ sending: 'mail', reason: null }]);
	expect(await toldOf(id)).toEqual([]);
	box.deliver(report(sent, 'failed'));
	box.deliver(report(sent, 'failed'));
	await poll();
	expect(await pastOf(id)).toMatchObject([{ sending: 'returned', reason: '550 5.1.1 no such user' }]);
	expect(await toldOf(id)).toHaveLength(1);
	expect(await read(id)).toMatchObject({ state: 'closed' });

	// Who called there says so; a report that comes later still changes nothing.
	const [{ id: handoverId = '' } = {}] = await pastOf(id);
	const known = { conversationId: id, handoverId, decision: 'arrived' as const };
	expect((await desk.office.call(settleHandoverEndpoint, known, agent())).status).toBe(200);
	box.deliver(report(sent, 'failed'));
	await poll();
	expect(await pastOf(id)).toMatchObject([{ sending: 'sent' }]);
	expect(await toldOf(id)).toEqual([]);

	// Opened again, it goes to another target.
	expect((await desk.office.call(reopenEndpoint, { conversationId: id }, agent())).status).toBe(200);
	await handOver(id, 'hof@innen.example');
	expect(await pastOf(id)).toMatchObject([{ sending: 'mail' }, { sending: 'sent' }]);
});

const pastOf = async (id: string) =>
	(await desk.office.call(handoversEndpoint, { conversationId: id }, agent())).body.past;
/** What those who answer there were told of it. */
const toldOf = async (id: string) => {
	const unread = [colleague, agent()].map((who) => desk.office.call(noticesEndpoint, { unread: 'true' }, who));
	const told = (await Promise.all(unread)).flatMap(({ body }) => body.items);
	return told.filter(({ kind, postId }) => kind === 'mail-returned' && postId === id);
};

const handOver = async (conversationId: string, address: string) => {
	const texts = { publicText: 'Es geht weiter.', privateText: 'Es liegt beim Bauhof.', contact: 'Telefon 115' };
	const fields = { unitId: desk.unitId, kind: 'mailbox' as const, name: 'Bauhof', address, ...texts };
	const target = await desk.office.call(addTargetEndpoint, fields, lead());
	const handing = {
		...{ conversationId, targetId: target.body.id, seenVersion: (await read(conversationId)).version },
		...{ text: 'Es liegt beim Bauhof.', visibility: 'private' as const, data: 'Wann kommt die Tonne?' },
		...{ relevant: [], fileReference: '' },
	};
	const handed = await desk.office.call(handOverEndpoint, handing, agent());
	expect(handed.status).toBe(200);
	await desk.office.settle();
	return handed.body;
};
