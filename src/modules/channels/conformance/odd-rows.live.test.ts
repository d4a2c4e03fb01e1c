import { expect, it } from 'vitest';

import { plus } from '#kernel/time.ts';
import type { InboundPage } from '#modules/channels/channel.ts';
import { networks, openSubject } from '#tests/conformance.ts';

/** Each list of an answer gets a row that has its id and nothing else as it was agreed. */
const withOddRows = (body: unknown): unknown => {
	if (Array.isArray(body)) {
		const [first, ...rest] = body;
		const isRow = typeof first === 'object' && first !== null && ('id' in first || 'uri' in first);
		return isRow ? [first, oddOf(first), ...rest] : body;
	}
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withOddRows(value)]));
};
const oddOf = (row: object) =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			['id', 'uri'].includes(name) ? `${String(value).slice(0, -2)}77` : { lost: 'geheim' },
		]),
	);

it.each(networks)(
	'the others on %s are heard though a row among them is odd, and which one and where is told',
	async (network) => {
		let odd = false;
		const subject = await openSubject(network, { bend: (body) => (odd ? withOddRows(body) : body) });
		const { channel, clock, practice } = subject;
		const published = await channel.publish(
			subject.rendition({ media: [subject.shown()] }),
			'01k9zq4m8f0000000000000001',
		);
		if (!published.ok) throw new Error(JSON.stringify(published.error));
		const say = async (text: string) => {
			practice.reply({ to: published.value.id, text });
			await clock.windTo(plus(clock.now(), 1000), async () => undefined);
		};
		let page: InboundPage = { changes: [], cursor: '', more: false };
		const hear = async () => {
			const fetched = await channel.fetchInbound?.(page.cursor || null);
			if (!fetched?.ok) throw new Error(JSON.stringify(fetched));
			page = fetched.value;
			return page.changes.map((change) =>
				change.kind === 'message' ? /Frage \d/.exec(JSON.stringify(change))?.[0] : change,
			);
		};
		await say('Frage 1');
		expect(await hear()).toEqual(['Frage 1']);
		await say('Frage 2');
		odd = true;
		expect(await hear()).toEqual(['Frage 2']);
		const strange = page.odd ?? [];
		expect(strange.map(({ id }) => id)).toEqual(expect.arrayContaining([expect.stringMatching(/77$/)]));
		expect(strange.every(({ reason }) => /^unknown answer: [\w.]+$/.test(reason))).toBe(true);
		expect(JSON.stringify(page)).not.toContain('geheim');
		// Nothing is taken for deleted, and what comes after is heard.
		expect(await hear()).toEqual([]);
		await say('Frage 3');
		expect(await hear()).toEqual(['Frage 3']);
		odd = false;
		expect(await hear()).toEqual([]);
		expect(page.odd).toEqual([]);
		await subject.close();
	},
);
