import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint, type Message } from '#contract/dialogue.ts';
import {
	addTargetEndpoint,
	handOverEndpoint,
	handoverSharesEndpoint,
	handoversEndpoint,
	settleHandoverEndpoint,
	unmaskEndpoint,
} from '#contract/handover.ts';
import { fail, ok } from '#kernel/result.ts';
import { createAct } from '#platform/act.ts';
import type { Outbound, OutboundRequest } from '#platform/outbound/outbound.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import { sendHandovers } from './send.job.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const lead = () => actorWith('lead', [desk.unitId], 'lead-1');
const words = 'Wo liegt mein Antrag auf Wohngeld?';

const question = async () => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text: words, name: 'Eva', language: 'de' });
	const { items } = (await desk.office.call(conversationsEndpoint, {}, agent())).body;
	const found = items.find(({ excerpt }) => excerpt === words);
	if (!found) throw new Error('no question came in');
	return found;
};

const target = async (kind: 'phone' | 'webhook', address: string) => {
	const texts = { publicText: 'Es geht weiter bei 115.', privateText: 'Ihr Anliegen liegt beim Wohngeldamt.' };
	const fields = { unitId: desk.unitId, kind, name: 'Wohngeldamt', address, contact: 'Telefon 115', ...texts };
	return (await desk.office.call(addTargetEndpoint, fields, lead())).body;
};

const handing = (conversationId: string, targetId: string, seenVersion: number) => ({
	...{ conversationId, targetId, seenVersion, text: 'Ihr Anliegen liegt beim Wohngeldamt.' },
	...{ visibility: 'private' as const, data: 'Anliegen: Stand eines Antrags', relevant: [], fileReference: '' },
});

const read = async (conversationId: string) =>
	(await desk.office.call(conversationEndpoint, { conversationId }, agent())).body;
const isTheirs = ({ direction }: Message) => direction === 'in';

/** Carries what is due through a door of the test's own, which says what came by. */
const send = async (answer: Awaited<ReturnType<Outbound>>) => {
	const seen: OutboundRequest[] = [];
	const { corridor, records } = desk.office.office;
	const act = createAct({ db: corridor.db, ledger: records.ledger });
	const outbound: Outbound = async (request) => {
		seen.push(request);
		return answer;
	};
	await sendHandovers({ ...corridor, act, outbound }).run();
	return seen;
};

it('closes here without the words, with a receipt that names nobody', async () => {
	const item = await question();
	const { id } = await target('phone', '115');
	const input = handing(item.id, id, item.version);
	const refused = await desk.office.call(handOverEndpoint, { ...input, relevant: ['decision'] }, agent());
	expect(refused.problem?.type).toBe('handover.needs-file-reference');
	const { body, status } = await desk.office.call(handOverEndpoint, input, agent());
	expect(status).toBe(200);
	const after = await read(item.id);
	expect(after).toMatchObject({ state: 'closed', dueAt: null, asker: null });
	expect(JSON.stringify(after)).not.toContain('Wohngeld?');
	expect(after.messages.find(isTheirs)).toMatchObject({ sealed: true, text: '' });
	const secret = body.receipt.split('/').at(-1) ?? '';
	const page = await (await desk.office.office.fetch(new Request(body.receipt))).text();
	expect(page).toContain('Telefon 115');
	expect(page).not.toContain(words);
	expect(await desk.office.office.dialogue.readHandover(`${secret}x`)).toBeNull();
	const { lines } = (await desk.office.call(handoverSharesEndpoint, {}, agent())).body;
	expect(lines).toContainEqual({ month: '2026-03', unitId: desk.unitId, conversations: 1, handedOver: 1 });

	const why = { conversationId: item.id, reason: 'Nachfrage der Aufsicht' };
	expect((await desk.office.call(unmaskEndpoint, why, agent())).problem?.type).toBe('access.denied');
	const shown = await desk.office.call(unmaskEndpoint, why, lead());
	expect(shown.body.words.map(({ text }) => text)).toEqual([words]);
	expect(JSON.stringify(await read(item.id))).not.toContain('Wohngeld?');
});

it('sends only what was shown, signed, once, and leaves a doubt to a person', async () => {
	const item = await question();
	const { id, key } = await target('webhook', 'https://fach.example/ein');
	const { body } = await desk.office.call(handOverEndpoint, handing(item.id, id, item.version), agent());
	const [letter] = await send(fail({ type: 'outbound.lost', reason: 'cut' }));
	const bytes = new TextDecoder().decode(letter?.bytes);
	expect(JSON.parse(bytes)).toEqual({ id: body.id, fileReference: null, content: 'Anliegen: Stand eines Antrags' });
	const at = letter?.headers?.['x-amtsfunk-timestamp'];
	const signature = createHmac('sha256', key ?? '')
		.update(`${at}.${bytes}`)
		.digest('hex');
	expect(letter?.headers).toMatchObject({ 'idempotency-key': body.id, 'x-amtsfunk-signature': signature });

	const past = async () =>
		(await desk.office.call(handoversEndpoint, { conversationId: item.id }, agent())).body.past[0];
	expect(await past()).toMatchObject({ sending: 'unclear', attempts: 1 });
	expect(await send(fail({ type: 'outbound.lost', reason: 'cut' }))).toHaveLength(0);
	const decision = { conversationId: item.id, handoverId: body.id, decision: 'again' as const };
	await desk.office.call(settleHandoverEndpoint, decision, agent());
	const taken = { status: 202, headers: new Headers(), body: '', bytes: new Uint8Array() };
	const [again] = await send(ok(taken));
	expect(again?.headers?.['idempotency-key']).toBe(body.id);
	expect(await past()).toMatchObject({ sending: 'sent' });
	expect((await desk.office.call(settleHandoverEndpoint, decision, agent())).problem?.type).toBe(
		'handover.nothing-to-settle',
	);
});

it('stays sealed although the network lists the message again', async () => {
	const practice = desk.office.office.practice.mastodon;
	await desk.publish(await desk.draft());
	const post = practice.timeline().find(({ author }) => author.official);
	practice.reply({ to: post?.id ?? '', text: 'Mein Bescheid fehlt.', as: 'waldkauz' });
	const poll = async () => {
		for (let i = 0; i < 3; i += 1) await desk.office.at(new Date(desk.office.clock.now() + 5_000).toISOString());
	};
	await poll();
	const { items } = (await desk.office.call(conversationsEndpoint, { channel: 'mastodon' }, agent())).body;
	const item = items[0];
	const { id } = await target('webhook', 'https://fach.example/ein');
	const input = handing(item?.id ?? '', id, item?.version ?? 0);
	expect((await desk.office.call(handOverEndpoint, { ...input, visibility: 'public' }, agent())).status).toBe(200);
	practice.feel('duplicates');
	practice.reply({ to: post?.id ?? '', text: 'Noch etwas.', as: 'waldkauz' });
	await poll();
	const after = await read(item?.id ?? '');
	expect(after.messages.filter(isTheirs).map(({ sealed }) => sealed)).toEqual([true, false]);
	expect(JSON.stringify(after)).not.toContain('Bescheid fehlt');
	const ours = practice.timeline().find(({ text }) => text.includes('liegt beim Wohngeldamt'));
	expect(ours?.text).not.toContain('/uebergabe/');
	expect(await send(fail({ type: 'outbound.lost', reason: 'practice never leaves' }))).toHaveLength(0);
});
