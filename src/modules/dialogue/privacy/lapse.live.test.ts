import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { connectPracticeEndpoint } from '#contract/channels.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { retentionEndpoint } from '#contract/privacy.ts';
import { listRecordsEndpoint } from '#contract/records.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
let post = '';
beforeAll(async () => {
	desk = await startNewsdesk();
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['linkedin' as const] };
	const id = (await desk.office.call(connectPracticeEndpoint, wish, desk.boss)).body.items[0]?.id ?? '';
	post = await desk.draft('Brücke gesperrt', 'Die Brücke ist gesperrt.');
	const { renditions, versions } = await desk.read(post);
	const value = [...renditions.map(({ presenceId }) => presenceId).filter((one) => one !== id), id];
	const presences = { base: versions['presences']?.v ?? 0, value };
	await desk.office.call(savePostEndpoint, { id: post, presences }, desk.anna);
	await desk.publish(post);
});
afterAll(() => desk.close());

const linkedin = () => desk.office.office.practice.network('linkedin');
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const engine = () => desk.office.office.corridor.engine.engine;
const run = (name: string) =>
	Promise.all(desk.office.office.dialogue.chores.filter((one) => one.name === name).map((chore) => chore.run()));
const read = async (id: string) => (await desk.office.call(conversationEndpoint, { conversationId: id }, agent())).body;
const later = async (ms: number) => desk.office.at(new Date(desk.office.clock.now() + ms).toISOString());

const talk = async () => {
	const [ours] = linkedin().timeline();
	linkedin().reply({ to: ours?.id ?? '', text: 'Wie lange dauert das?', as: 'waldkauz' });
	await later(10_000);
	await later(10_000);
	const { items } = (await desk.office.call(conversationsEndpoint, { view: 'all', channel: 'linkedin' }, agent())).body;
	return items[0]?.id ?? '';
};

/** Everything about it happened so many hours earlier. */
const older = async (id: string, hours: number) => {
	const ago = sql.raw(`interval '${hours} hours'`);
	await sql`update dialogue_message set sent_at = sent_at - ${ago} where conversation_id = ${id}`.execute(engine());
	await sql`update dialogue_counterpart set named_at = named_at - ${ago}
		where id = (select counterpart_id from dialogue_conversation where id = ${id})`.execute(engine());
	await sql`update records_entry set at = at - ${ago} where subject = ${id}`.execute(engine());
};
const kinds = async (subject: string) => {
	const asked = { subject, limit: 100 };
	const { items } = (await desk.office.call(listRecordsEndpoint, asked, actorWith('privacy', 'all'))).body;
	return items.filter(({ erased }) => !erased).map(({ kind }) => kind);
};

it('who wrote on LinkedIn goes within a day and what they wrote within two, while it is still open; what we said stays', async () => {
	const id = await talk();
	const first = await read(id);
	expect(first).toMatchObject({ masked: false, state: 'open' });
	const answer = { conversationId: id, text: 'Bis Freitag.', seenVersion: first.version };
	expect((await desk.office.call(replyEndpoint, answer, agent())).status).toBe(200);
	await later(5_000);
	await sql`update dialogue_conversation set state = 'open' where id = ${id}`.execute(engine());

	await older(id, 22);
	await run('dialogue.lapse');
	expect(await read(id)).toMatchObject({ masked: false, messages: [{ text: 'Wie lange dauert das?' }, {}] });
	expect(await kinds(id)).toContain('message.received');

	await older(id, 2);
	await run('dialogue.lapse');
	const nameless = await read(id);
	expect(nameless).toMatchObject({ masked: true, messages: [{ text: 'Wie lange dauert das?' }, {}] });
	const { rows } = await sql`select p.handle, p.display_name, m.original from dialogue_counterpart p
		join dialogue_conversation c on c.counterpart_id = p.id
		join dialogue_message m on m.conversation_id = c.id and m.direction = 'in' where c.id = ${id}`.execute(engine());
	expect(rows).toEqual([{ handle: '', display_name: '', original: null }]);
	expect(await kinds(id)).not.toContain('message.received');

	await older(id, 24);
	await run('dialogue.lapse');
	const [theirs, ours] = (await read(id)).messages;
	expect(theirs).toMatchObject({ direction: 'in', text: '', deletedAt: null });
	// Where it stands is still known: there it can be read and answered.
	expect(theirs?.url).toMatch(/^https?:/);
	expect(ours).toMatchObject({ direction: 'out', text: 'Bis Freitag.' });
	const { version } = await read(id);
	await run('dialogue.lapse');
	expect((await read(id)).version).toBe(version);
});

it('the terms of the network stand beside those of the house', async () => {
	const { items } = (await desk.office.call(retentionEndpoint, {}, actorWith('privacy', 'all'))).body;
	const most = items.filter((one) => one.most !== null).map((one) => [one.source, one.most]);
	expect(most).toEqual([['linkedin', { nameHours: 24, wordHours: 48 }]]);
});
