import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { withdrawReplyEndpoint } from '#contract/answering.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { liftActEndpoint, moderationEndpoint, takeStepEndpoint } from '#contract/moderation.ts';
import {
	closeVoicesEndpoint,
	decideVoiceEndpoint,
	postVoicesEndpoint,
	saveVoiceRuleEndpoint,
	type Voice,
	voicesEndpoint,
} from '#contract/voices.ts';
import { type FediverseDesk, startFediverseDesk } from '#tests/fediverse-desk.ts';
import { naughtyStrings } from '#tests/hostile/naughty.ts';
import { actorWith } from '#tests/office.ts';

let fedi: FediverseDesk;
let post: string;
let page: string;

beforeAll(async () => {
	fedi = await startFediverseDesk();
	post = await fedi.draft();
	page = await fedi.published(post);
});
afterAll(() => fedi.close());

const agent = () => actorWith('agent', [fedi.desk.unitId], 'agent-1');
const lead = () => actorWith('lead', [fedi.desk.unitId], 'lead-1');
const call: FediverseDesk['desk']['office']['call'] = (...given) => fedi.desk.office.call(...given);

/** Long enough for what came in to be polled, looked through and carried out. */
const rounds = async () => {
	for (let i = 0; i < 2; i += 1)
		await fedi.desk.office.at(new Date(fedi.desk.office.clock.now() + 11_000).toISOString());
	await fedi.desk.office.settle();
};

let serial = 10;
const under = (more: object = {}) => ({ inReplyTo: page, published: fedi.now(), ...more });
/** Somebody answers our post from another server. */
const say = async (content: string, more: object = {}) => {
	serial += 1;
	const id = `${fedi.peer.origin}/notes/${serial}`;
	const object = fedi.note({ id, content, ...under(more) });
	expect(await fedi.send({ type: 'Create', object })).toBe(202);
	await rounds();
	return id;
};
const voices = async (view: 'all' | 'waiting' = 'all') =>
	(await call(voicesEndpoint, { id: post, view, limit: 100 }, agent())).body.items;
const voice = async (text: string): Promise<Voice> => {
	const found = (await voices()).find((one) => one.text.includes(text));
	if (!found) throw new Error(`nobody said ${text}`);
	return found;
};
const decide = async (text: string, decision: 'show' | 'hide', more: object = {}) => {
	const { id: messageId, seen } = await voice(text);
	return call(decideVoiceEndpoint, { id: post, messageId, decision, seen, ...more }, agent());
};
/** The page follows when it hears of a change: soon, not at once. */
const onPage = (address = page) => expect.poll(() => read(address), { timeout: 20_000 });
const read = async (address = page) => (await fetch(address, { headers: { accept: 'text/html' } })).text();
let version = 0;
const setMode = async (mode: 'off' | 'approval' | 'at-once') => {
	const saved = await call(saveVoiceRuleEndpoint, { unit: fedi.desk.unitId, version, mode }, lead());
	({ version } = saved.body);
	await fedi.desk.office.settle();
};

it('stands under the post for staff from the first moment, and on the page only once the unit opened it and a person agreed', async () => {
	await say('<p>Kommt der Bus noch durch?</p>');
	await say('<p>Nur unter uns.</p>', { to: [fedi.actor], cc: [] });
	await say('<p>Nicht für die Bühne.</p>', { to: [`${fedi.peer.eva}/followers`], cc: [fedi.actor, 'as:Public'] });
	expect((await voices()).map(({ standing }) => standing)).toEqual(['narrow', 'narrow', 'waiting']);
	expect(await voice('Bus')).toMatchObject({ channel: 'activitypub', conversation: 'open', mayDecide: false });
	await onPage().not.toContain('Bus noch durch');

	await setMode('approval');
	await onPage().not.toContain('Bus noch durch');
	expect((await decide('unter uns', 'show')).problem?.type).toBe('voice.not-public');
	expect((await decide('Bus', 'show', { seen: 'etwas anderes' })).problem?.type).toBe('voice.changed-meanwhile');
	const stranger = actorWith('agent', ['another-unit'], 'agent-2');
	const { id: messageId, seen } = await voice('Bus');
	const theirs = { id: post, messageId, seen, decision: 'show' as const };
	expect((await call(decideVoiceEndpoint, theirs, stranger)).problem?.type).toBe('access.denied');
	expect((await decide('Bus', 'show')).problem).toBeNull();
	await fedi.desk.office.settle();
	await onPage().toContain('Bus noch durch');
	const html = await read();
	expect(html).toContain('Eva Bürgerin');
	expect(html).toContain('rel="nofollow ugc noopener noreferrer"');
	expect(html).toContain('itemtype="https://schema.org/Comment"');
	expect(html).toMatch(/>1 Kommentar</);
	for (const words of ['Nur unter uns', 'Nicht für die Bühne']) expect(html).not.toContain(words);
});

it('follows its author: an edit waits for a new yes, a deletion is gone at once', async () => {
	const id = await say('<p>Gute Lösung.</p>');
	await decide('Gute Lösung', 'show');
	await fedi.desk.office.settle();
	await onPage().toContain('Gute Lösung.');
	const object = fedi.note({ id, content: '<p>Kauft bei mir Reifen.</p>', ...under({ updated: fedi.now() }) });
	await fedi.send({ type: 'Update', object });
	await rounds();
	expect(await voice('Reifen')).toMatchObject({ standing: 'waiting' });
	await onPage().not.toMatch(/Gute Lösung|Reifen/);
	await decide('Reifen', 'show');
	await fedi.desk.office.settle();
	await onPage().toContain('Reifen');
	await fedi.send({ type: 'Delete', object: { id, type: 'Tombstone' } });
	await rounds();
	await onPage().not.toContain('Reifen');
	await onPage().toMatch(/>1 Kommentar</);
});

it('shows what we answered in public below the voice, in the name of the house, until it is withdrawn', async () => {
	await setMode('at-once');
	const other = await fedi.published(await fedi.draft());
	await say('<p>Fährt die Linie 7 noch?</p>', { inReplyTo: other });
	const { items } = (await call(conversationsEndpoint, { view: 'all' }, agent())).body;
	const conversationId = items.find(({ excerpt }) => excerpt.includes('Linie 7'))?.id ?? '';
	const seen = async () => (await call(conversationEndpoint, { conversationId }, agent())).body;
	const answer = async (text: string, visibility: 'public' | 'private') => {
		const { version: seenVersion } = await seen();
		const input = { conversationId, text, visibility, language: 'de', seenVersion };
		expect((await call(replyEndpoint, input, agent())).problem).toBeNull();
		await rounds();
	};
	await answer('Sie fährt eine Umleitung.', 'public');
	await answer('Das nur für Sie.', 'private');
	await onPage(other).toContain('Sie fährt eine Umleitung.');
	const html = await read(other);
	expect(html).toMatch(/schema\.org\/GovernmentOrganization"><span itemprop="name">Musterstadt/);
	expect(html).not.toMatch(/Das nur für Sie|agent-1/);

	const { messages, version: seenVersion } = await seen();
	const messageId = messages.find(({ text }) => text.includes('Umleitung'))?.id ?? '';
	const back = { conversationId, messageId, seenVersion, reason: 'Der Plan ist geändert.' };
	expect((await call(withdrawReplyEndpoint, back, agent())).problem).toBeNull();
	await rounds();
	await onPage(other).not.toContain('Umleitung');
	await onPage(other).toContain('Linie 7');
	await setMode('approval');
});

it('shows at once where the unit says so, but holds back what a person must see, and what moderation hides', async () => {
	await setMode('at-once');
	await say('<p>Danke für die Auskunft.</p>');
	await say('<p>Meine IBAN ist DE02 1203 0000 0000 2020 51.</p>');
	await onPage().toContain('Danke für die Auskunft.');
	await onPage().not.toContain('Meine IBAN');
	expect(await voice('Meine IBAN')).toMatchObject({ standing: 'held', masked: true });
	await decide('Meine IBAN', 'show');
	await fedi.desk.office.settle();
	await onPage().toContain('Meine IBAN');
	await onPage().not.toContain('1203');

	const { items } = (await call(conversationsEndpoint, { view: 'all' }, agent())).body;
	const { id: messageId, conversationId } = await voice('Danke für die Auskunft');
	const { ladder } = (await call(moderationEndpoint, { conversationId }, agent())).body;
	expect(ladder.find(({ step }) => step === 'hide')).toMatchObject({ means: 'hide' });
	const reasons = { facts: 'Das steht hier zur Probe.', proportion: 'Verbergen ist das Mildeste.', rule: '1' };
	const seenVersion = items.find(({ id }) => id === conversationId)?.version ?? 0;
	const step = { conversationId, messageId, step: 'hide' as const, until: null, words: '', seenVersion, ...reasons };
	const { id: actId } = (await call(takeStepEndpoint, step, agent())).body;
	await rounds();
	await onPage().not.toContain('Danke für die Auskunft.');
	expect(await voice('Danke')).toMatchObject({ standing: 'moderated', mayDecide: false });
	await call(liftActEndpoint, { conversationId, actId, reason: 'Die Probe ist vorbei.' }, lead());
	await rounds();
	await onPage().toContain('Danke für die Auskunft.');

	expect((await decide('Danke', 'hide')).problem?.type).toBe('voice.reason-missing');
	await decide('Danke', 'hide', { reason: 'Gehört nicht zur Sache.' });
	await fedi.desk.office.settle();
	await onPage().not.toContain('Danke für die Auskunft.');
	expect((await voices('waiting')).every(({ standing }) => standing !== 'hidden')).toBe(true);
});

it('shows older ones page by page, and none of it is markup, whatever was written', async () => {
	const { engine } = fedi.desk.office.office.corridor.engine;
	const { conversationId } = await voice('Bus');
	const rows = naughtyStrings.filter((text) => text.trim() !== '' && !text.includes('\0')).slice(0, 120);
	for (const [at, text] of rows.entries()) {
		const id = `naughty-${at}`;
		await sql`insert into dialogue_message (id, conversation_id, direction, text, visibility, sent_at, language)
			values (${id}, ${conversationId}, 'in', ${text.toWellFormed()}, 'public', ${new Date(fedi.desk.office.clock.now() - at * 1000)}, '"><b>')`.execute(
			engine,
		);
		await sql`delete from dialogue_unread where message_id = ${id}`.execute(engine);
		await sql`insert into dialogue_voice (message_id, post_id, said_at, state)
			values (${id}, ${post}, ${new Date(fedi.desk.office.clock.now() - at * 1000)}, 'shown')`.execute(engine);
	}
	await sql`update dialogue_counterpart set display_name = '<img src=x onerror=alert(1)>'`.execute(engine);
	await setMode('approval');
	await onPage().toContain('/kommentare?nach=');
	let address: string | null = page;
	let count = 0;
	for (let most = 20; address !== null && most > 0; most -= 1) {
		const html: string = await read(address);
		const section = html.slice(html.search(/class="in voices"/));
		expect(section).not.toMatch(/<(img|script|iframe|svg|style|object)[\s>]/i);
		expect(section).not.toMatch(/<[^>]*\son\w+=/);
		count += section.match(/schema\.org\/Comment/g)?.length ?? 0;
		const next: string | undefined = /href="([^"]*\/kommentare\?nach=[^"]*)"/.exec(section)?.[1];
		address = next === undefined ? null : new URL(next.replaceAll('&amp;', '&'), page).href;
	}
	// The bus and the masked account number as well.
	expect(count).toBe(rows.length + 2);
});

it('goes from the page with the name that is not kept, with one post that is closed, and with the conversation', async () => {
	const { engine } = fedi.desk.office.office.corridor.engine;
	await sql`delete from dialogue_message where id like 'naughty-%'`.execute(engine);
	await sql`update dialogue_counterpart set display_name = '', handle = '', masked_at = now()`.execute(engine);
	await sql`update dialogue_message set remote = '{}' where direction = 'in'`.execute(engine);
	await setMode('approval');
	await onPage().toContain('Jemand');
	const html = await read();
	expect(html).toContain('Bus noch durch');
	expect(html).not.toContain('/notes/');

	const author = fedi.desk.anna;
	expect((await call(closeVoicesEndpoint, { id: post, closed: true }, author)).problem).toBeNull();
	await fedi.desk.office.settle();
	await onPage().not.toContain('Bus noch durch');
	await expect.poll(async () => (await fetch(`${page}/kommentare`)).status, { timeout: 20_000 }).toBe(404);
	expect((await call(postVoicesEndpoint, { id: post }, author)).body).toMatchObject({ closed: true, mayClose: true });
	await call(closeVoicesEndpoint, { id: post, closed: false }, author);
	await fedi.desk.office.settle();
	await onPage(`${page}/kommentare`).toContain('Bus noch durch');

	const { conversationId } = await voice('Bus');
	await sql`delete from dialogue_message where conversation_id = ${conversationId}`.execute(engine);
	expect((await voices()).filter((one) => one.conversationId === conversationId)).toEqual([]);
});

it('leaves our own name before the words out on the page, and keeps it at the desk', async () => {
	await say(
		`<p><span class="h-card"><a href="${fedi.actor}" class="u-url mention">@<span>tiefbau</span></a></span> Wer streut am Markt?</p>`,
	);
	await setMode('approval');
	expect((await decide('streut', 'show')).status).toBe(200);
	expect((await voice('streut')).text).toBe('@tiefbau Wer streut am Markt?');
	await onPage().toContain('>Wer streut am Markt?');
	await setMode('off');
	await onPage().not.toContain('streut');
});
