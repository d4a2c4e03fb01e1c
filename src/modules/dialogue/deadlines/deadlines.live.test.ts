import { afterAll, beforeAll, expect, it } from 'vitest';

import { noticesEndpoint } from '#contract/desk.ts';
import { assignEndpoint, conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { mailsEndpoint } from '#contract/mail.ts';
import { invitePersonEndpoint } from '#contract/people.ts';
import { prioritiseEndpoint, type ServiceView, saveServiceEndpoint, serviceEndpoint } from '#contract/service.ts';
import { acceptInvitationEndpoint } from '#contract/sign-in.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { visitor } from '#tests/visitor.ts';

let desk: Newsdesk;
let leadId: string;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const lead = () => actorWith('lead', [desk.unitId], leadId);
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);

beforeAll(async () => {
	desk = await startNewsdesk();
	const roles = [{ role: 'lead' as const, unitId: desk.unitId }];
	const input = { name: 'Rosa Leitung', mail: 'rosa@musterstadt.example', roles, by: 'link' as const };
	const { body } = await call(invitePersonEndpoint, input, desk.boss);
	leadId = body.id;
	const token = body.link?.split('#')[1] ?? '';
	await visitor(desk.office).call(acceptInvitationEndpoint, { token, password: 'noch ein langes Passwort' });
});
afterAll(() => desk.close());

const ask = async (text: string): Promise<string> => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	const { body } = await call(conversationsEndpoint, { view: 'all', search: text }, agent());
	return body.items[0]?.id ?? '';
};
const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, agent())).body;
const service = async () => (await call(serviceEndpoint, { unit: desk.unitId }, lead())).body;
const save = async (change: Partial<ServiceView>) => {
	const { version, service: before } = await service();
	return call(saveServiceEndpoint, { unit: desk.unitId, version, service: { ...before, ...change } }, lead());
};
const told = async () =>
	(await call(noticesEndpoint, {}, lead())).body.items.map(({ kind, postId, readAt }) => ({
		...{ kind, postId },
		read: readAt !== null,
	}));
const letters = async () => {
	const { body } = await call(mailsEndpoint, {}, desk.boss);
	return body.items.filter(({ kind }) => kind === 'answer-overdue').map(({ to }) => to);
};

const everything = { presenceId: null, kind: null, priority: null } as const;
const anHour = { ...everything, clock: 'open', minutes: 60 } as const;

it('winds deadlines by hours and promises of the unit, and anew when these change', async () => {
	const id = await ask('Wann öffnet die Brücke?');
	expect((await read(id)).dueAt).toBe('2026-03-03T08:00:00.000Z');
	expect((await service()).own).toBe(false);

	const half = [['08:00', '12:00']] as const;
	const week = [half, [], half, half, half, [], []] as const;
	expect((await save({ week, promises: [anHour] })).status).toBe(200);
	expect((await read(id)).dueAt).toBe('2026-03-02T09:00:00.000Z');

	const urgent = { ...everything, priority: 'urgent', clock: 'open', minutes: 30 } as const;
	await save({ promises: [{ ...anHour, minutes: 300 }, urgent] });
	expect((await read(id)).dueAt).toBe('2026-03-04T09:00:00.000Z');
	await save({ closures: [{ from: '2026-03-03', until: '2026-03-04', note: 'Betriebsausflug' }] });
	expect((await read(id)).dueAt).toBe('2026-03-05T09:00:00.000Z');
	await call(prioritiseEndpoint, { conversationId: id, priority: 'urgent' }, agent());
	expect(await read(id)).toMatchObject({ priority: 'urgent', dueAt: '2026-03-02T08:30:00.000Z' });

	const { version } = await service();
	const input = { unit: desk.unitId, version: version - 1, service: null };
	expect((await call(saveServiceEndpoint, input, lead())).problem?.type).toBe('service.changed-meanwhile');
	expect((await save({ week: [[], [], [], [], [], [], []] })).problem?.type).toBe('service.never-open');
	await call(saveServiceEndpoint, { ...input, version }, lead());
	expect(await service()).toMatchObject({ own: false, service: { promises: [] } });
	expect((await read(id)).dueAt).toBe('2026-03-03T08:00:00.000Z');
	const { version: seenVersion } = await read(id);
	await call(replyEndpoint, { conversationId: id, text: 'Am Freitag.', seenVersion }, agent());
});

it('reminds who has it before, tells the lead and the mailbox after, each once', async () => {
	const soon = { ...everything, clock: 'open', minutes: 8 } as const;
	await save({ promises: [soon], warnShare: 50, mailbox: 'tiefbau@musterstadt.example' });
	const id = await ask('Wer räumt den Schnee?');
	await call(assignEndpoint, { conversationId: id, personId: leadId }, lead());
	const mine = async () => (await told()).filter(({ postId }) => postId === id).map(({ kind, read }) => [kind, read]);
	await desk.office.at('2026-03-02T08:03:00Z');
	expect(await mine()).toEqual([]);
	await desk.office.at('2026-03-02T08:06:00Z');
	expect(await mine()).toEqual([['answer-due', false]]);
	expect(await letters()).toEqual([]);
	await desk.office.at('2026-03-02T08:10:00Z');
	expect((await mine()).toSorted()).toEqual([
		['answer-due', false],
		['answer-overdue', false],
	]);
	const all = ['rosa@musterstadt.example', 'tiefbau@musterstadt.example'];
	expect((await letters()).toSorted()).toEqual(all);

	await desk.office.at('2026-03-02T08:14:00Z');
	expect(await mine()).toHaveLength(2);
	expect(await letters()).toHaveLength(2);
	const { version: seenVersion } = await read(id);
	await call(replyEndpoint, { conversationId: id, text: 'Der Bauhof.', seenVersion }, agent());
	expect((await mine()).every(([, isRead]) => isRead)).toBe(true);
});
