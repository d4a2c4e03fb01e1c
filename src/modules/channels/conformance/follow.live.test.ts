import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { hours, instant, plus } from '#kernel/time.ts';
import { linkedinVersion } from '#modules/channels/adapters/linkedin/wire.ts';
import type { InboundChange, InboundMessage } from '#modules/channels/channel.ts';
import { filmsOnly, networks, openSubject, picture } from '#tests/conformance.ts';

import { moods } from '../../../practice/practice.ts';

const KEY = '01k9zq4m8f0000000000000001';

const openPublished = async (network: (typeof networks)[number], wishes: Parameters<typeof openSubject>[1] = {}) => {
	const subject = await openSubject(network, wishes);
	const published = await subject.channel.publish(subject.rendition({ media: [subject.shown()] }), KEY);
	if (!published.ok) throw new Error(JSON.stringify(published.error));
	return { ...subject, remote: published.value };
};
type Published = Awaited<ReturnType<typeof openPublished>>;

describe.each(networks)('taking back and mending on %s', (network) => {
	let subject: Published;
	beforeEach(async () => {
		subject = await openPublished(network);
	});
	afterEach(() => subject.close());

	it('withdraws what it published, and says so again when it is gone', async () => {
		const { channel, practice, remote } = subject;
		expect(await channel.withdraw?.(remote)).toMatchObject({ ok: true });
		expect(practice.timeline()).toEqual([]);
		expect(await channel.withdraw?.(remote)).toMatchObject({ ok: true });
	});

	it('does not know whether a withdrawal happened when its answer got lost', async () => {
		const { channel, practice, remote } = subject;
		practice.feel('answers-get-lost');
		expect(await channel.withdraw?.(remote)).toMatchObject({ error: { type: 'channel.unclear' } });
		practice.feel('well');
		expect(await channel.withdraw?.(remote)).toMatchObject({ ok: true });
	});

	it('can edit exactly when it says so, and keeps or changes the pictures as asked', async () => {
		const { channel, practice, remote } = subject;
		expect(channel.edit !== undefined).toBe(channel.capabilities.edit);
		if (!channel.edit || filmsOnly(channel)) return;
		const [before] = practice.timeline();
		const wordsOnly = channel.capabilities.editsWordsOnly === true;
		const alt = wordsOnly ? (before?.media[0]?.alt ?? '') : 'Neuer Plan';
		const kept = subject.rendition({ text: 'Berichtigt: ab Dienstag.', media: [picture(alt)] });
		const edited = await channel.edit(remote, kept, 'edit-1');
		// Where every edition has an id of its own, the newest is the one that counts.
		const newest = edited.ok ? edited.value : remote;
		expect([edited.ok, newest.id !== remote.id]).toEqual([true, network === 'x']);
		const [after] = practice.timeline();
		expect(after).toMatchObject({ text: expect.stringContaining('ab Dienstag'), editedAt: subject.clock.now() });
		expect(after?.media).toMatchObject([{ alt }]);
		expect(after?.media[0]?.id === before?.media[0]?.id).toBe(network !== 'x');
		const other = picture('Ein anderes Bild', { bytes: Buffer.from('anders') });
		expect(await channel.edit(newest, subject.rendition({ media: [other] }), 'edit-2')).toMatchObject(
			wordsOnly ? { error: { type: 'channel.rejected', field: 'edit' } } : { ok: true },
		);
		expect(practice.timeline()[0]?.media[0]?.id !== before?.media[0]?.id).toBe(!wordsOnly);
	});

	it('never lets a key of ours into a failure or the log, in any mood', async () => {
		// What comes too late is told like anything else: no need to wait for it long.
		const impatient = await openPublished(network, { timeoutMs: 700 });
		const { channel, practice, remote, secrets, logged } = impatient;
		const told: unknown[] = [];
		for (const mood of moods.filter((one) => one !== 'hanging')) {
			practice.feel(mood);
			told.push(await channel.publish(impatient.rendition(), `${KEY}-${mood}`));
			told.push(await channel.fetchInbound?.(null), await channel.health?.(), await channel.withdraw?.(remote));
		}
		const text = JSON.stringify([told, logged]);
		expect(told.length).toBeGreaterThan(60);
		for (const secret of secrets) expect(text).not.toContain(secret);
		await impatient.close();
	});
});

const listener = (subject: () => Published) => {
	let cursor: string | null = null;
	const fetch = async (): Promise<readonly InboundChange[]> => {
		const page = await subject().channel.fetchInbound?.(cursor);
		if (!page?.ok) throw new Error(JSON.stringify(page));
		cursor = page.value.cursor;
		return page.value.changes;
	};
	return {
		forget: () => {
			cursor = null;
		},
		cursor: () => cursor,
		fetch,
		messages: async (): Promise<readonly InboundMessage[]> =>
			(await fetch()).flatMap((change) => (change.kind === 'message' ? [change.message] : [])),
		say: async (text: string) => {
			const { practice, clock, remote } = subject();
			const id = practice.reply({ to: remote.id, text });
			await clock.windTo(plus(clock.now(), 1000), async () => undefined);
			return id;
		},
	};
};

describe.each(networks)('hearing answers on %s', (network) => {
	let subject: Published;
	const { forget, fetch, messages, say } = listener(() => subject);
	beforeEach(async () => {
		forget();
		subject = await openPublished(network);
	});
	afterEach(() => subject.close());

	it.each(['well', 'duplicates', 'reordering'] as const)('once each and in order when it is %s', async (mood) => {
		subject.practice.feel(mood);
		expect(await messages()).toEqual([]);
		for (const number of [1, 2, 3]) await say(`Frage ${number}`);
		const first = await messages();
		expect(first.map(({ text, html }) => (text ?? html)?.match(/Frage \d/)?.[0])).toEqual([
			'Frage 1',
			'Frage 2',
			'Frage 3',
		]);
		expect(await messages()).toEqual([]);
		await say('Frage 4');
		expect(await messages()).toHaveLength(1);
		expect(first[0]).toMatchObject({
			inReplyTo: subject.remote.id,
			visibility: 'public',
			// Some know people by their short names only.
			author: { displayName: expect.stringMatching(/^waldkauz$/i) },
		});
	});

	it('every one of many, page by page', async () => {
		await fetch();
		const heard = new Set<string>();
		for (let number = 1; number <= 190; number += 1) await say(`Frage ${number}`);
		for (let round = 0; round < 6; round += 1) for (const { remote } of await messages()) heard.add(remote.id);
		expect(heard.size).toBe(190);
	});

	// Where only what stands below our own posts can be asked for, nobody is heard who names us elsewhere.
	it('mentions too, as far as they can be asked for', async () => {
		subject.practice.reply({
			text: 'Danke für den Radweg!',
			mentions: network === 'bluesky' ? 'stadt.uebung.test' : 'stadt',
		});
		const [message, ...more] = await messages();
		expect([message === undefined, more]).toEqual([network === 'linkedin', []]);
		if (network === 'linkedin') return;
		expect(message?.inReplyTo).toBeUndefined();
		expect(message?.text ?? message?.html).toContain('Danke für den Radweg!');
	});
});

describe.each(networks)('following answers on %s', (network) => {
	let subject: Published;
	const { forget, cursor, fetch, messages, say } = listener(() => subject);
	beforeEach(async () => {
		forget();
		subject = await openPublished(network);
	});
	afterEach(() => subject.close());

	it('sees what became of them: changed or deleted', async () => {
		const first = await say('Wann?');
		await messages();
		if (network === 'mastodon') {
			subject.practice.editReply(first ?? '', 'Wann genau?');
			expect(await messages()).toMatchObject([{ remote: { id: first }, editedAt: subject.clock.now() }]);
		}
		subject.practice.deleteReply(first ?? '');
		// Where looking costs money it is done once a day.
		if (network === 'x') await subject.clock.windTo(plus(subject.clock.now(), hours(25)), async () => undefined);
		expect(await fetch()).toEqual([{ kind: 'deleted', remoteId: first }]);
		expect(await fetch()).toEqual([]);
	});

	it('answers where they were asked', async () => {
		await say('Wie lange?');
		const [question] = await messages();
		if (question === undefined) throw new Error('no question came in');
		const { link: _none, ...bare } = subject.rendition({ media: [], text: 'Bis Freitag.', replyTo: question.remote });
		const answered = await subject.channel.publish(bare, 'answer-1');
		expect(answered).toMatchObject({ ok: true });
		const [, , answer] = subject.practice.timeline();
		expect(answer).toMatchObject({ replyTo: question.remote.id, text: expect.stringContaining('Bis Freitag.') });
		expect(await subject.channel.find?.('answer-1', bare)).toMatchObject({ value: { id: answer?.id } });
	});

	it('never takes a broken answer for silence', async () => {
		for (const mood of ['lying', 'failing', 'reset', 'revoked'] as const) {
			subject.practice.feel(mood);
			expect(await subject.channel.fetchInbound?.(cursor())).toMatchObject({ ok: false });
		}
	});
});

describe('what only one of them has', () => {
	it('Mastodon keeps the visibility of an answer', async () => {
		const subject = await openPublished('mastodon');
		for (const visibility of ['public', 'unlisted', 'followers', 'private'] as const)
			subject.practice.reply({ to: subject.remote.id, text: visibility, visibility });
		const page = await subject.channel.fetchInbound?.(null);
		const heard = page?.ok ? page.value.changes : [];
		expect(heard.map((change) => change.kind === 'message' && change.message.visibility)).toEqual([
			'public',
			'unlisted',
			'followers',
			'private',
		]);
		await subject.close();
	});

	it('Bluesky refreshes a token that ran out, once, and goes on', async () => {
		const subject = await openPublished('bluesky');
		await subject.clock.windTo(plus(subject.clock.now(), hours(3)), async () => undefined);
		expect(await subject.channel.publish(subject.rendition(), 'later')).toMatchObject({ ok: true });
		expect(subject.refreshes()).toBe(1);
		subject.practice.feel('expired-token');
		expect(await subject.channel.health?.()).toMatchObject({ ok: true });
		expect(subject.refreshes()).toBe(2);
		await subject.clock.windTo(plus(subject.clock.now(), hours(24 * 100)), async () => undefined);
		expect(await subject.channel.health?.()).toMatchObject({ error: { type: 'channel.expired' } });
		await subject.close();
	});

	it('LinkedIn hears an answer to an answer, changes its own, asks again once a day, and ends with its version', async () => {
		const subject = await openPublished('linkedin');
		const { channel, practice, clock, remote } = subject;
		practice.reply({ to: remote.id, text: 'Wie lange?' });
		const first = await channel.fetchInbound?.(null);
		const [question] = first?.ok ? first.value.changes : [];
		if (!first?.ok || question?.kind !== 'message') throw new Error('no question came in');
		const { link: _none, ...bare } = subject.rendition({
			text: 'Bis Freitag (12 Uhr).',
			replyTo: question.message.remote,
		});
		const answered = await channel.publish(bare, 'answer');
		if (!answered.ok) throw new Error(JSON.stringify(answered.error));
		// A comment is plain: nothing in it is marked.
		expect(practice.timeline().at(-1)?.text).toBe('Bis Freitag (12 Uhr).');
		expect(await channel.edit?.(answered.value, { ...bare, text: 'Bis Samstag.' }, 'edit')).toMatchObject({ ok: true });
		expect(practice.timeline().at(-1)?.text).toBe('Bis Samstag.');
		const deeper = practice.reply({ to: question.message.remote.id, text: 'Danke!' });
		const second = await channel.fetchInbound?.(first.value.cursor);
		expect(second).toMatchObject({
			value: {
				changes: [{ message: { remote: { id: deeper }, inReplyTo: question.message.remote.id, root: remote.id } }],
			},
		});
		await clock.windTo(plus(clock.now(), hours(25)), async () => undefined);
		practice.editReply(deeper ?? '', 'Danke sehr!');
		expect(await channel.fetchInbound?.(second?.ok ? second.value.cursor : null)).toMatchObject({
			value: { changes: [{ message: { remote: { id: deeper }, text: 'Danke sehr!', editedAt: expect.any(Number) } }] },
		});
		expect(await channel.withdraw?.(answered.value)).toMatchObject({ ok: true });
		await clock.windTo(instant(`${linkedinVersion.endsOn}T00:00:00Z`), async () => undefined);
		expect(await channel.health?.()).toMatchObject({
			error: { type: 'channel.changed', reason: expect.stringMatching(/^HTTP 426.*202608 of the interface ended/) },
		});
		await subject.close();
	});
});
