import { describe, expect, it } from 'vitest';

import { hours, minutes, plus } from '#kernel/time.ts';
import { openSubject, picture } from '#tests/conformance.ts';

const KEY = '01k9zq4m8f0000000000000001';

describe('a poll', () => {
	it('is put where it can be counted, keeps its votes through an edit, and is refused before it is sent where it cannot stand', async () => {
		const subject = await openSubject('mastodon');
		const { channel, clock, practice } = subject;
		const poll = { options: ['Spielplatz', 'Wasserspiel'], many: false, closesAt: plus(clock.now(), hours(24)) };
		const published = await channel.publish(subject.rendition({ media: [], poll }), KEY);
		if (!published.ok) throw new Error(published.error.type);
		expect(practice.timeline()[0]?.options).toEqual(poll.options);
		const mended = subject.rendition({ media: [], text: 'Was fehlt am Markt?', poll });
		expect(await channel.edit?.(published.value, mended, 'edit-1')).toMatchObject({ ok: true });
		expect(practice.timeline()[0]).toMatchObject({ text: expect.stringContaining('am Markt'), options: poll.options });
		const refused = [
			subject.rendition({ media: [picture()], poll }),
			subject.rendition({ media: [], poll: { ...poll, closesAt: plus(clock.now(), minutes(4)) } }),
			subject.rendition({ media: [], poll: { ...poll, closesAt: plus(clock.now(), hours(24 * 40)) } }),
		];
		for (const [at, rendition] of refused.entries())
			expect(await channel.publish(rendition, `other-${at}`)).toMatchObject({
				error: { type: 'channel.rejected', field: 'poll' },
			});
		expect(practice.timeline()).toHaveLength(1);
		await subject.close();
	});

	it('stays open for a day on Threads, whatever else is asked for', async () => {
		const subject = await openSubject('threads');
		const { channel, clock, practice } = subject;
		const poll = { options: ['Ja', 'Nein'], many: false, closesAt: plus(clock.now(), hours(24)) };
		expect(await channel.publish(subject.rendition({ poll }), KEY)).toMatchObject({ ok: true });
		expect(practice.timeline()[0]?.options).toEqual(['Ja', 'Nein']);
		const before = practice.received().length;
		const refused = [
			{ ...poll, closesAt: plus(clock.now(), hours(72)) },
			{ ...poll, many: true },
			{ ...poll, options: ['Ja', 'Nein', 'Vielleicht', 'Weiß nicht', 'Egal'] },
			{ ...poll, options: ['Ja', 'Nein, lieber das andere, das mit dem Turm'] },
		];
		for (const [at, one] of refused.entries())
			expect(await channel.publish(subject.rendition({ poll: one }), `other-${at}`)).toMatchObject({
				error: { type: 'channel.rejected', field: 'poll' },
			});
		expect(practice.received()).toHaveLength(before);
		await subject.close();
	});

	it('goes to LinkedIn for one of its spans, and a card stands where nothing else does', async () => {
		const subject = await openSubject('linkedin');
		const { channel, clock, practice } = subject;
		const poll = (wait: number) => ({ options: ['Ja', 'Nein'], many: false, closesAt: plus(clock.now(), hours(wait)) });
		const asked = await channel.publish(subject.rendition({ poll: poll(70), text: 'Was fehlt?' }), KEY);
		expect(asked).toMatchObject({ ok: true });
		expect(await channel.publish(subject.rendition({ poll: poll(48) }), KEY)).toMatchObject({
			error: { type: 'channel.rejected', field: 'poll' },
		});
		const carded = await channel.publish(subject.rendition(), KEY);
		const [first, second] = practice.timeline();
		expect([first?.options, first?.card]).toEqual([['Ja', 'Nein'], null]);
		expect(second?.card).toEqual({ url: 'https://musterstadt.de/2026/bruecke', title: 'Mühlkanalbrücke gesperrt' });
		// The card keeps its title, so a correction of the title is refused and one of the words is not.
		const remote = carded.ok ? carded.value : { id: '', url: '' };
		expect(await channel.edit?.(remote, subject.rendition({ text: 'Ab Mittwoch.' }), 'e1')).toMatchObject({ ok: true });
		expect(await channel.edit?.(remote, subject.rendition({ title: 'Brücke offen' }), 'e2')).toMatchObject({
			error: { type: 'channel.rejected', field: 'edit' },
		});
		await subject.close();
	});
});
