import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { days, hours, instant, plus, toIso } from '#kernel/time.ts';
import type { OutgoingMedia } from '#modules/channels/channel.ts';
import { film, openSubject, picture, type Subject } from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';
const MEBI = 1024 * 1024;

let subject: Subject;
beforeEach(async () => {
	subject = await openSubject('youtube');
});
afterEach(() => subject.close());

const filmWith = (more: Partial<NonNullable<OutgoingMedia['film']>>): OutgoingMedia => {
	const plain = film();
	return plain.film ? { ...plain, film: { ...plain.film, ...more } } : plain;
};
const uploads = () => subject.practice.received().filter(({ path }) => path === '/upload/youtube/v3/videos');

describe('a film on YouTube', () => {
	it('goes on where it stopped when the line or the process broke between two parts, and is there once', async () => {
		const { practice, rendition } = subject;
		const large = film({ bytes: new Uint8Array(20 * MEBI) });
		let parts = 0;
		practice.listen(({ method, status }) => {
			if (method !== 'PUT' || status !== 308) return;
			parts += 1;
			if (parts === 1) practice.feel('reset');
		});
		const broken = await subject.channel.publish(rendition({ media: [large] }), KEY);
		expect(broken).toMatchObject({ error: { type: 'channel.unreachable' } });
		practice.feel('well');
		const elsewhere = await subject.open();
		expect(await elsewhere.find?.(KEY, rendition({ media: [large] }))).toEqual({ ok: true, value: null });
		expect(await elsewhere.publish(rendition({ media: [large] }), KEY)).toMatchObject({ ok: true });
		const asked = uploads().map(({ method, status }) => `${method} ${status}`);
		// Begun once; 8 MiB; asked twice how far it came; 8 and 4 MiB more.
		expect(asked).toEqual(['POST 200', 'PUT 308', 'PUT 308', 'PUT 308', 'PUT 308', 'PUT 200']);
		const [shown] = practice.timeline();
		expect(practice.media(shown?.media[0]?.id ?? '')?.bytes.length).toBe(20 * MEBI);
		expect(practice.everything()).toHaveLength(1);
	});

	it('is found by its words when the network has forgotten the upload, and not brought a second time', async () => {
		const { practice, clock, rendition, channel } = subject;
		practice.feel('answers-get-lost');
		const made = rendition();
		expect(await channel.publish(made, KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		await clock.windTo(plus(clock.now(), days(8)), async () => undefined);
		expect(await channel.find?.(KEY, made)).toMatchObject({ value: { id: practice.timeline()[0]?.id } });
		expect(await channel.publish(made, KEY)).toMatchObject({ ok: true });
		expect(practice.timeline()).toHaveLength(1);
	});
});

const silent = () => filmWith({ captions: [], silent: { de: 'Ein Kran hebt ein Brückenteil.' } });
const lists = async () => {
	const asked = await subject.channel.lists?.();
	if (!asked?.ok) throw new Error(asked?.error.type);
	return asked.value;
};
const standing = () => subject.practice.timeline().map((one) => one.lists ?? []);

describe('a list on YouTube', () => {
	it('is chosen by its title and takes the film once, though the answer got lost or the process broke before it', async () => {
		const { practice, rendition, channel } = subject;
		const all = await lists();
		expect(all.map(({ title }) => title)).toEqual(['Rathaus kurz erklärt', 'Bauen und Verkehr', 'Aus dem Stadtrat']);
		const [list, other] = all;
		if (!list || !other) throw new Error('no lists');
		// Public, and the process ends before the list.
		expect(await channel.publish(rendition({ media: [silent()] }), KEY)).toMatchObject({ ok: true });
		const made = rendition({ media: [silent()], list });
		const [shown] = practice.timeline();
		expect(await channel.find?.(KEY, made)).toMatchObject({ value: { id: shown?.id, lack: { why: 'pending' } } });
		const elsewhere = await subject.open();
		practice.feel('answers-get-lost');
		expect(await elsewhere.publish(made, KEY)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.listen(({ method, path }) => {
			if (method === 'PUT' && path === '/youtube/v3/videos') practice.feel('answers-get-lost');
		});
		practice.feel('well');
		const sent = await elsewhere.publish(made, KEY);
		expect(sent).toMatchObject({ value: { extra: { list: list.id } } });
		expect(sent.ok && sent.value.lack).toBeUndefined();
		practice.feel('well');
		expect(await channel.find?.(KEY, made)).toMatchObject({ value: { extra: { list: list.id } } });
		expect(await channel.publish(made, KEY)).toMatchObject({ ok: true });
		expect(standing()).toEqual([[list.title]]);
	});
});

describe('a list that takes no film', () => {
	it('because it is gone or full, leaves the film public and says so; another one is taken with an edit', async () => {
		const { rendition, channel } = subject;
		const [list, other] = await lists();
		if (!list || !other) throw new Error('no lists');
		const sent = await channel.publish(rendition({ list: { id: 'PLweg', title: 'Alte Reihe' } }), KEY);
		expect(sent).toMatchObject({
			ok: true,
			value: { lack: { type: 'channel.not-listed', why: 'gone', list: 'Alte Reihe' } },
		});
		if (!sent.ok) throw new Error(sent.error.type);
		expect(standing()).toEqual([[]]);
		const edit = (to: typeof list, from = sent.value) => channel.edit?.(from, rendition({ list: to }), 'edit');
		const full = { ...list, id: list.id.replace(/1$/, 'voll') };
		expect(await edit(full)).toMatchObject({ ok: true, value: { lack: { why: 'full' } } });
		const there = await edit(list);
		expect(standing()).toEqual([[list.title]]);
		await edit(other, there?.ok ? there.value : sent.value);
		expect(standing()).toEqual([[other.title]]);
	});

	it('as the day’s units are used up, does not hold it back either', async () => {
		const { rendition, channel } = subject;
		const [list] = await lists();
		if (!list) throw new Error('no lists');
		// 10,000 units: nineteen films with captions, three without and a deletion leave 148.
		for (let number = 0; number < 19; number += 1) await channel.publish(rendition(), `a${number}`);
		const bare = rendition({ media: [silent()] });
		const last = await channel.publish(bare, 'b0');
		for (const key of ['b1', 'b2']) await channel.publish(bare, key);
		if (last.ok) await channel.withdraw?.(last.value);
		expect(await channel.publish({ ...bare, list }, KEY)).toMatchObject({
			ok: true,
			value: { lack: { why: 'spent' } },
		});
		for (let left = 48; left > 0; left -= 1) expect(await channel.lists?.()).toMatchObject({ ok: true });
		expect(await channel.lists?.()).toMatchObject({ error: { type: 'channel.exhausted', quota: 'units' } });
	});
});

describe('what YouTube does not take or change', () => {
	it('is refused before anything is sent: without a film, or without captions where something is spoken', async () => {
		const { practice, rendition, channel } = subject;
		const before = practice.received().length;
		for (const media of [[], [picture()]])
			expect(await channel.publish(rendition({ media }), KEY)).toMatchObject({
				error: { type: 'channel.rejected', field: 'media' },
			});
		expect(await channel.publish(rendition({ media: [filmWith({ captions: [] })] }), KEY)).toMatchObject({
			error: { type: 'channel.rejected', field: 'captions' },
		});
		expect(practice.received()).toHaveLength(before);
		const silent = filmWith({ captions: [], silent: { de: 'Ein Kran hebt ein Brückenteil.' } });
		expect(await channel.publish(rendition({ media: [silent] }), KEY)).toMatchObject({ ok: true });
	});

	it('changes its words and captions, and says that the film itself cannot be exchanged', async () => {
		const { practice, rendition, channel } = subject;
		const published = await channel.publish(rendition(), KEY);
		if (!published.ok) throw new Error(published.error.type);
		const captions = [
			{ language: 'de', file: 'neu', text: 'WEBVTT\n\n00:00.000 --> 00:01.000\nGuten Abend.\n' },
			{ language: 'en', file: 'en', text: 'WEBVTT\n\n00:00.000 --> 00:01.000\nGood evening.\n' },
		];
		const mended = rendition({ text: 'Berichtigt: ab Dienstag.', media: [filmWith({ captions })] });
		const edited = await channel.edit?.(published.value, mended, 'edit-1');
		expect(edited).toMatchObject({ ok: true, value: { id: published.value.id } });
		expect(practice.timeline()).toMatchObject([{ text: expect.stringContaining('ab Dienstag'), earlier: [{}] }]);
		const put = practice.received().filter(({ path }) => path === '/upload/youtube/v3/captions');
		expect(put.map(({ method }) => method)).toEqual(['POST', 'PUT', 'POST']);
		const other = rendition({ media: [filmWith({ file: 'ein anderer Film' })] });
		expect(await channel.edit?.(published.value, other, 'edit-2')).toMatchObject({
			error: { type: 'channel.rejected', field: 'media' },
		});
	});
});

describe('what YouTube makes wait', () => {
	it('stays private while Google has not audited the project: that is said, and the next try brings it out', async () => {
		const { practice, rendition } = subject;
		const locked = await subject.open('ungeprueft-1');
		expect(await locked.publish(rendition(), KEY)).toMatchObject({
			error: { type: 'channel.rejected', field: 'locked', reason: expect.stringContaining('private') },
		});
		expect(practice.timeline()).toEqual([]);
		expect(await locked.find?.(KEY, rendition())).toEqual({ ok: true, value: null });
		expect(await subject.channel.publish(rendition(), KEY)).toMatchObject({ ok: true });
		expect(uploads().filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('waits for midnight by the Pacific when the day’s units are used up, and then brings out what lies there', async () => {
		const { clock, practice, rendition, channel } = subject;
		const refused = await untilRefused((number) => channel.publish(rendition(), `${KEY}-${number}`));
		expect(refused).toMatchObject({ error: { type: 'channel.exhausted', quota: 'units' } });
		const until = !refused.ok && refused.error.type === 'channel.exhausted' ? refused.error.until : clock.now();
		// The clock stands at 07:30 of 2 March in UTC: half an hour before that midnight.
		expect(toIso(until)).toBe('2026-03-02T08:00:00.000Z');
		const [before, begun] = [practice.timeline().length, uploads().length];
		await clock.windTo(until, async () => undefined);
		expect(await channel.publish(rendition(), `${KEY}-${before}`)).toMatchObject({ ok: true });
		expect(practice.timeline()).toHaveLength(before + 1);
		expect(uploads()).toHaveLength(begun + 1);
	});
});

const untilRefused = async (publish: (number: number) => ReturnType<Subject['channel']['publish']>) => {
	for (let number = 0; number < 30; number += 1) {
		const answer = await publish(number);
		if (!answer.ok) return answer;
	}
	throw new Error('the quota never ended');
};

/** A comment below a film of ours, as it came in. */
const heard = async (text: string) => {
	const { practice, rendition, channel } = subject;
	const published = await channel.publish(rendition(), KEY);
	const id = practice.reply({ to: published.ok ? published.value.id : '', text }) ?? '';
	const page = await channel.fetchInbound?.(null);
	const [change] = page?.ok ? page.value.changes : [];
	if (change?.kind !== 'message' || !page?.ok) throw new Error('no comment came in');
	return { id, message: change.message, cursor: page.value.cursor };
};

describe('an answer on YouTube', () => {
	it('below a film of ours is a comment, found again by its words and by its address', async () => {
		const { practice, rendition, channel } = subject;
		const published = await channel.publish(rendition(), KEY);
		if (!published.ok) throw new Error(published.error.type);
		expect(channel.capabilities.threads).toBeUndefined();
		expect(await channel.locate?.(published.value.url)).toMatchObject({ value: { id: published.value.id } });
		const { link: _, ...bare } = rendition({ media: [], text: 'Der Ring ist frei.', replyTo: published.value });
		practice.feel('answers-get-lost');
		expect(await channel.publish(bare, 'below')).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		const found = await channel.find?.('below', bare);
		const ref = found?.ok ? found.value : null;
		expect(practice.timeline().at(-1)).toMatchObject({ id: ref?.id, replyTo: published.value.id });
		expect(await channel.locate?.(ref?.url ?? '')).toMatchObject({ value: { id: ref?.id } });
		expect(await channel.locate?.('https://stadt.example/nichts')).toEqual({ ok: true, value: null });
	});

	it('is given once, though its first confirmation got lost and the network keeps no key', async () => {
		const { practice, rendition, channel } = subject;
		const { message } = await heard('Wie lange?');
		const { link: _, ...bare } = rendition({ media: [], text: 'Bis Freitag.', replyTo: message.remote });
		practice.feel('answers-get-lost');
		expect(await channel.publish(bare, 'answer')).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		const again = await (await subject.open()).publish(bare, 'answer');
		expect(practice.timeline().filter(({ text }) => text === 'Bis Freitag.')).toHaveLength(1);
		if (!again.ok) throw new Error(again.error.type);
		const said = again.value;
		expect(await channel.edit?.(said, { ...bare, text: 'Bis Samstag.' }, 'answer-2')).toMatchObject({ ok: true });
		expect(practice.timeline().at(-1)).toMatchObject({ text: 'Bis Samstag.', replyTo: message.remote.id });
		expect(await channel.withdraw?.(said)).toMatchObject({ ok: true });
		expect(practice.timeline()).toHaveLength(2);
	});

	it('hides and shows a comment, and does not take a hidden one for deleted', async () => {
		const { practice, channel, clock } = subject;
		const { id, message, cursor } = await heard('Pfui!');
		const about = { message: message.remote, author: message.author };
		expect(await channel.moderation?.hide?.(about)).toMatchObject({ ok: true });
		expect(practice.moderated().hidden).toEqual([id]);
		const later = await channel.fetchInbound?.(cursor);
		expect(later).toMatchObject({ ok: true, value: { changes: [] } });
		expect(await channel.moderation?.show?.(about)).toMatchObject({ ok: true });
		await clock.windTo(plus(clock.now(), hours(2)), async () => undefined);
		practice.editReply(id, 'Schade.');
		const changed = await channel.fetchInbound?.(later?.ok ? later.value.cursor : null);
		expect(changed).toMatchObject({ value: { changes: [{ message: { text: 'Schade.', editedAt: clock.now() } }] } });
		expect(subject.refreshes()).toBe(1);
		expect(clock.now()).toBe(instant('2026-03-02T09:30:00Z'));
	});
});
