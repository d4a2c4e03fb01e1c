import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { pauseDeliveriesEndpoint, resumeDeliveriesEndpoint } from '#contract/delivery.ts';
import { noticesEndpoint } from '#contract/desk.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { withdrawPostEndpoint } from '#contract/editorial-acts.ts';
import { changeMailSettingsEndpoint } from '#contract/mail.ts';
import * as wire from '#contract/press.ts';
import { listRecordsEndpoint } from '#contract/records.ts';
import { type MailServer, startMailServer } from '#tests/mail-server.ts';
import { type Newsdesk, settleRights, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
let post: MailServer;
let lead: ReturnType<typeof actorWith>;
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-02T08:00:00Z');
	post = await startMailServer();
	lead = await desk.employ('Rita Leitung', 'lead');
});
afterAll(async () => {
	await desk.close();
	await post.close();
});

const call: Newsdesk['office']['call'] = (endpoint, input, actor) =>
	desk.office.call(endpoint, input, actor ?? desk.anna);
const made = <T>(answer: { readonly status: number; readonly body: T }): T => {
	expect([answer.status, answer.body]).toEqual([200, answer.body]);
	return answer.body;
};
const list = async (name: string) => made(await call(wire.createPressListEndpoint, { unitId: desk.unitId, name })).id;
const contact = (mail: string, listIds: string[], more: object = {}) => ({
	...{ unitId: desk.unitId, mail, name: mail.split('@')[0] ?? '', outlet: 'Tagblatt', listIds },
	...{ source: 'Anmeldung per Mail', since: '2026-01-05', ...more },
});
const add = async (mail: string, listIds: string[], more: object = {}) =>
	made(await call(wire.addPressContactEndpoint, contact(mail, listIds, more))).id;
const contacts = async (q?: string) => made(await call(wire.listPressContactsEndpoint, { ...(q ? { q } : {}) })).items;

const details = {
	kind: 'press-release',
	contact: 'Anna Probe',
	phone: '',
	mail: 'presse@musterstadt.example',
} as const;
const release = async (title: string, lists: readonly string[]) => {
	const id = await desk.draft(title, `${title}. Die Brücke ist wieder offen.`);
	const input = {
		...{ id, kind: { base: 0, value: 'press-release' as const } },
		details: { base: 0, value: { ...details, embargo: null, lists: [...lists] } },
	};
	made(await call(savePostEndpoint, input));
	return id;
};
const press = async (id: string) => made(await call(wire.postPressEndpoint, { id }));
const recipients = async (id: string, only: 'trouble' | 'all' = 'all') =>
	made(await call(wire.listRecipientsEndpoint, { id, only })).items;
const standing = async (id: string) =>
	Object.fromEntries((await recipients(id)).map(({ mail, state }) => [mail, state]));
/** Lets minutes pass: an announcement may come late, the chore of every minute does not. */
const later = async (minutes: number) => {
	const at = new Date(desk.office.clock.now() + minutes * 60_000).toISOString();
	await desk.office.at(at);
	await desk.office.settle();
};

const connect = () =>
	call(
		changeMailSettingsEndpoint,
		{
			...{ host: '127.0.0.1', port: post.port, security: 'none', user: '' },
			...{ fromMail: 'amtsfunk@musterstadt.example', fromName: 'Musterstadt' },
		},
		desk.boss,
	);

it('keeps contacts with their source, once per address, on lists of the unit only', async () => {
	const local = await list('Lokales');
	await add('Ruth@tagblatt.example', [local]);
	const again = await call(wire.addPressContactEndpoint, contact('ruth@TAGBLATT.example', []));
	expect(again.problem?.type).toBe('press.address-taken');
	expect((await call(wire.createPressListEndpoint, { unitId: desk.unitId, name: 'lokales' })).problem?.type).toBe(
		'press.list-taken',
	);
	expect((await call(wire.addPressContactEndpoint, contact('x@y.example', ['nowhere']))).problem?.type).toBe(
		'press.no-such-list',
	);
	const [ruth] = await contacts('TAGBLATT ruth');
	expect(ruth).toMatchObject({ source: 'Anmeldung per Mail', since: '2026-01-05', state: 'active', listIds: [local] });
	const stale = { ...contact('ruth@tagblatt.example', [local]), id: ruth?.id ?? '', base: 9, state: 'paused' as const };
	expect((await call(wire.changePressContactEndpoint, stale)).problem?.type).toBe('press.changed-meanwhile');
	const away = actorWith('author', ['elsewhere'], 'away');
	expect((await call(wire.removePressContactEndpoint, { id: ruth?.id ?? '' }, away)).problem?.type).toBe(
		'access.denied',
	);
	expect((await call(wire.listPressContactsEndpoint, {}, away)).body.items).toEqual([]);
	made(await call(wire.removePressContactEndpoint, { id: ruth?.id ?? '' }));
	const { rows } = await sql<{ payload: string }>`select row_to_json(e)::text as payload from records_entry e`.execute(
		desk.office.office.corridor.engine.engine,
	);
	expect(rows.some(({ payload }) => /ruth@/i.test(payload))).toBe(false);
});

it('reads a table in whole or not at all, and the same table twice changes nothing', async () => {
	const content = (text: string) => ({ unitId: desk.unitId, content: Buffer.from(text).toString('base64') });
	const head = 'E-Mail;Name;Herkunft;Seit;Verteiler\r\n';
	const wrong = content(`${head}otto@funk.example;Otto;Anruf;2.3.2026;Lokales\r\nkeine;Ida;;2.3.2026;Sport\r\n`);
	const preview = made(await call(wire.previewContactsEndpoint, wrong));
	expect(preview.rows.map(({ errors }) => errors.map(({ field }) => field))).toEqual([[], ['mail', 'source', 'lists']]);
	expect((await call(wire.importContactsEndpoint, wrong)).problem?.type).toBe('press.table-has-errors');
	expect(await contacts('otto')).toEqual([]);
	const good = content(`${head}otto@funk.example;Otto;Anruf;2.3.2026;Lokales\r\n`);
	expect(made(await call(wire.importContactsEndpoint, good))).toEqual({ added: 1, joined: 0 });
	expect(made(await call(wire.importContactsEndpoint, good))).toEqual({ added: 0, joined: 0 });
	made(await call(wire.removePressContactEndpoint, { id: (await contacts('otto'))[0]?.id ?? '' }));
});

it('stays in the practice mailbox while there is no mail server', async () => {
	const lists = [await list('Übung')];
	await add('eva@tagblatt.example', lists);
	const id = await release('Brücke in Übung', lists);
	await desk.publish(id);
	await later(2);
	expect(await standing(id)).toEqual({ 'e…@tagblatt.example': 'practice' });
});

it('writes to everybody on the chosen lists once, each alone, when the page stands', async () => {
	made(await connect());
	const [one, two] = [await list('Zeitungen'), await list('Sender')];
	await add('ruth@tagblatt.example', [one, two]);
	await add('jim@herald.example', [two], { language: 'en' });
	const paused = await add('pia@tagblatt.example', [one]);
	const input = { ...contact('pia@tagblatt.example', [one]), id: paused, base: 1, state: 'paused' as const };
	made(await call(wire.changePressContactEndpoint, input));

	const id = await release('Brücke offen', [one, two]);
	const { id: mediaId } = (await desk.upload(await desk.picture())).body;
	await settleRights(desk, mediaId);
	const before = await press(id);
	expect(before).toMatchObject({ recipients: 2, leftOut: 1, mailing: null });
	expect(before.lists.map(({ name, recipients: count }) => [name, count])).toEqual([
		['Zeitungen', 1],
		['Sender', 2],
	]);
	await desk.publish(id);
	await later(2);
	expect(await standing(id)).toEqual({ 'r…@tagblatt.example': 'sent', 'j…@herald.example': 'sent' });
	expect(post.releases()).toHaveLength(2);
	const [mail] = post.to('ruth');
	expect(mail?.subject).toBe('Pressemitteilung: Brücke offen');
	expect(JSON.stringify(mail)).not.toContain('herald');
	expect([mail?.replyTo].flat().map((reply) => reply?.text)).toEqual(['presse@musterstadt.example']);
	for (const words of ['Die Brücke ist wieder offen.', 'Frei zur Veröffentlichung', 'Anna Probe', '/beitrag/'])
		expect(mail?.text).toContain(words);
	expect(post.to('jim')[0]?.subject).toBe('Press release: Brücke offen');
	const kept = made(await call(listRecordsEndpoint, { kind: 'press.sent', subject: id }, lead)).items;
	expect(kept).toHaveLength(2);
	await later(5);
	expect(post.releases()).toHaveLength(2);
});

it('binds the approval to the choice of lists', async () => {
	const lists = [await list('Gebunden')];
	const id = await release('Gebundene Brücke', []);
	await desk.approve(id);
	const base = (await desk.read(id)).versions['details']?.v ?? 0;
	made(await call(savePostEndpoint, { id, details: { base, value: { ...details, embargo: null, lists } } }));
	expect(await desk.read(id)).toMatchObject({ state: 'draft', contentHash: null });
});

it('leaves lists by the link of a mail, and no table brings the address back', async () => {
	const [mail] = post.to('ruth');
	const link = /List-Unsubscribe: <(\S+)>/.exec(
		mail?.headerLines.map(({ line }) => line.replaceAll(/\r?\n\s+/g, ' ')).join('\n') ?? '',
	)?.[1];
	const path = new URL(link ?? '').pathname;
	const page = await fetch(`${desk.office.base}${path}`);
	const text = await page.text();
	expect([page.status, text.includes('r…@tagblatt.example'), text.includes('ruth@')]).toEqual([200, true, false]);
	expect(await contacts('ruth')).toHaveLength(1);
	const click = () =>
		fetch(`${desk.office.base}${path}`, {
			method: 'POST',
			body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
		});
	expect([(await click()).status, (await click()).status]).toEqual([200, 200]);
	expect(await contacts('ruth')).toEqual([]);
	expect((await fetch(`${desk.office.base}${path.slice(0, -1)}`)).status).toBe(404);
	const table = 'E-Mail;Herkunft;Seit\r\nruth@tagblatt.example;Anruf;2.3.2026\r\n';
	const file = { unitId: desk.unitId, content: Buffer.from(table).toString('base64') };
	const [row] = made(await call(wire.previewContactsEndpoint, file)).rows;
	expect(row?.errors).toMatchObject([{ field: 'mail', problem: 'unsubscribed' }]);
	const add = contact('ruth@tagblatt.example', []);
	expect((await call(wire.addPressContactEndpoint, add)).problem?.type).toBe('press.unsubscribed');
	made(await call(wire.addPressContactEndpoint, { ...add, askedAgain: true }));
});

it('shows a lost answer as unclear and a refused mailbox as what to mend, and repeats neither by itself', async () => {
	const lists = [await list('Tücken')];
	await add('verloren@tagblatt.example', lists);
	await add('knapp@tagblatt.example', lists);
	const gone = await add('weg@tagblatt.example', lists);
	const id = await release('Brücke mit Tücken', lists);
	await desk.publish(id);
	await later(6);
	expect(await standing(id)).toEqual({
		'v…@tagblatt.example': 'unclear',
		'w…@tagblatt.example': 'refused',
		'k…@tagblatt.example': 'sent',
	});
	expect([post.to('verloren').length, post.to('knapp').length]).toEqual([1, 1]);
	const told = made(await call(noticesEndpoint, {})).items.filter(({ kind }) => kind === 'press-trouble');
	expect(told).toMatchObject([{ postId: id }]);

	const [unclear, refused] = ['unclear', 'refused'].map(async (state) =>
		(await recipients(id, 'trouble')).find((one) => one.state === state),
	);
	const decide = { id, recipientId: (await unclear)?.id ?? '' };
	made(await call(wire.confirmPressEndpoint, decide));
	expect((await call(wire.confirmPressEndpoint, decide)).problem?.type).toBe('press.decided-meanwhile');
	const resend = { id, recipientId: (await refused)?.id ?? '' };
	expect((await call(wire.resendPressEndpoint, resend)).problem?.type).toBe('press.contact-paused');
	const [bounced] = await contacts('weg@');
	expect(bounced).toMatchObject({ state: 'bounced', bounce: expect.stringContaining('no such mailbox') });
	const mended = { ...contact('wieder@tagblatt.example', lists), id: gone, base: bounced?.version ?? 0 };
	made(await call(wire.changePressContactEndpoint, { ...mended, state: 'bounced' }));
	made(await call(wire.resendPressEndpoint, resend));
	await later(2);
	expect(post.to('wieder')).toHaveLength(1);
	expect((await press(id)).mailing?.counts).toEqual({ sent: 3 });
});

it('holds still while a switch is off, and asks a person when that took long', async () => {
	const lists = [await list('Gehalten')];
	// More than are sent at a time: the lanes meet the switch together.
	const names = ['mia', 'nils', 'olga', 'paul', 'rosa', 'sven', 'tina'];
	for (const name of names) await add(`${name}@tagblatt.example`, lists);
	const id = await release('Gehaltene Brücke', lists);
	post.away(true);
	await desk.publish(id);
	await later(1);
	expect((await press(id)).mailing?.counts).toEqual({ waiting: 7 });
	made(await call(pauseDeliveriesEndpoint, { reason: 'Probe' }, desk.boss));
	post.away(false);
	await later(3);
	expect(post.to('mia')).toEqual([]);
	expect((await press(id)).mailing?.rests).toBe('switched-off');
	await sql`update editorial_press_mailing set ready_at = ready_at - interval '40 minutes' where post_id = ${id}`.execute(
		desk.office.office.corridor.engine.engine,
	);
	made(await call(resumeDeliveriesEndpoint, {}, desk.boss));
	await later(2);
	expect((await press(id)).mailing?.rests).toBe('held');
	expect(post.to('mia')).toEqual([]);
	made(await call(wire.releasePressEndpoint, { id }));
	await later(2);
	expect(names.map((name) => post.to(name).length)).toEqual(names.map(() => 1));
});

it('sends nothing more of a post that was taken back', async () => {
	const lists = [await list('Zurück')];
	await add('kai@tagblatt.example', lists);
	const id = await release('Zurückgenommene Brücke', lists);
	post.away(true);
	await desk.publish(id);
	await later(1);
	made(await call(withdrawPostEndpoint, { id, note: 'Ein Irrtum.' }, lead));
	post.away(false);
	await later(10);
	expect(await standing(id)).toEqual({ 'k…@tagblatt.example': 'stopped' });
	expect(post.to('kai')).toEqual([]);
});

it('calls a mail unclear whose process died while it was under way, and sends the rest', async () => {
	const lists = [await list('Absturz')];
	await add('ada@tagblatt.example', lists);
	await add('bob@tagblatt.example', lists);
	const id = await release('Brücke im Absturz', lists);
	post.away(true);
	await desk.publish(id);
	await later(1);
	// What a killed process leaves: the mark that this one mail was being handed over.
	await sql`update editorial_press_recipient set state = 'sending', due_at = null,
		lease_until = ${new Date(desk.office.clock.now() + 300_000)} where post_id = ${id} and masked like 'a%'`.execute(
		desk.office.office.corridor.engine.engine,
	);
	post.away(false);
	await later(4);
	expect(await standing(id)).toEqual({ 'a…@tagblatt.example': 'sending', 'b…@tagblatt.example': 'sent' });
	await later(4);
	expect(await standing(id)).toEqual({ 'a…@tagblatt.example': 'unclear', 'b…@tagblatt.example': 'sent' });
	expect([post.to('ada').length, post.to('bob').length]).toEqual([0, 1]);
});
