import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint, type Message, replyEndpoint } from '#contract/dialogue.ts';
import { withdrawPostEndpoint } from '#contract/editorial-acts.ts';
import {
	listFediverseReportsEndpoint,
	setFediverseSecureEndpoint,
	switchOnFediverseEndpoint,
} from '#contract/federation.ts';
import { confirmActEndpoint, moderationEndpoint, takeStepEndpoint } from '#contract/moderation.ts';
import { minutes, plus, seconds, toIso } from '#kernel/time.ts';

import { startNewsdesk } from '../newsdesk.ts';
import { actorWith } from '../office.ts';
import { agreedIn } from '../opening.ts';

const NOW = '2026-03-02T08:00:00Z';
const agent = actorWith('central', 'all');

/** One of two installations of this very product, each under a name of its own and TLS. */
const startCity = async (name: string) => {
	const desk = await startNewsdesk(NOW, name);
	const { office, unitId, boss } = desk;
	const input = { unitId, name: 'Fediverse', handle: 'tiefbau', opening: await agreedIn(office) };
	const switched = await office.call(switchOnFediverseEndpoint, input, boss);
	expect(switched.problem).toBeNull();
	const talks = async () => (await office.call(conversationsEndpoint, { view: 'all' }, agent)).body.items;
	const read = async (conversationId: string) =>
		(await office.call(conversationEndpoint, { conversationId }, agent)).body;
	return {
		...desk,
		handle: `@tiefbau@${new URL(office.origin).host}`,
		talks,
		read,
		async said(text: string): Promise<Message | undefined> {
			for (const { id } of await talks()) {
				const found = (await read(id)).messages.find((message) => message.text.includes(text));
				if (found) return found;
			}
			return undefined;
		},
		async answer(conversationId: string, text: string) {
			const { version } = await read(conversationId);
			const reply = { conversationId, text, language: 'de', seenVersion: version };
			expect((await office.call(replyEndpoint, reply, agent)).problem).toBeNull();
		},
		secure: (on: boolean) => office.call(setFediverseSecureEndpoint, { secure: on }, boss),
	};
};

let a: Awaited<ReturnType<typeof startCity>>;
let b: Awaited<ReturnType<typeof startCity>>;

/** Lets letters go back and forth until both have heard all that was said. */
const exchange = async () => {
	for (let round = 0; round < 3; round += 1)
		for (const { office } of [a, b]) await office.at(toIso(plus(office.clock.now(), seconds(5))));
};
const publishNaming = async (text: string) => {
	const id = await a.draft('Umleitung über die Nachbarstadt', `${text} ${b.handle}`);
	await a.publish(id);
	await exchange();
	return id;
};

beforeAll(async () => {
	[a, b] = [await startCity('stadt-a.test'), await startCity('stadt-b.test')];
});
afterAll(async () => {
	await a?.close();
	await b?.close();
});

describe('two installations, each under its own name and TLS', () => {
	it('a statement that names the other city arrives at its desk, once', async () => {
		await publishNaming('Die Umleitung führt ab Montag durch die Nachbarstadt.');
		await exchange();
		const heard = await b.talks();
		expect(heard).toHaveLength(1);
		expect(heard[0]).toMatchObject({ channel: 'activitypub', visibility: 'public', state: 'open' });
		expect(heard[0]?.counterpart).toContain(new URL(a.office.origin).host);
		expect((await b.said('Die Umleitung führt'))?.direction).toBe('in');
	});

	it('the answer reaches the first city as an answer to its post, and goes on from there', async () => {
		const [first] = await b.talks();
		await b.answer(first?.id ?? '', 'Wir stellen die Schilder auf.');
		await exchange();
		const [talk] = await a.talks();
		expect(talk).toMatchObject({ channel: 'activitypub', state: 'open' });
		expect((await a.read(talk?.id ?? '')).post?.title).toBe('Umleitung über die Nachbarstadt');
		await a.answer(talk?.id ?? '', 'Danke, wir kommen am Freitag vorbei.');
		await exchange();
		expect(await b.talks()).toHaveLength(1);
		expect(await b.said('Danke, wir kommen am Freitag vorbei.')).toMatchObject({
			direction: 'in',
			visibility: 'public',
		});
		expect((await a.said('Danke, wir kommen'))?.delivery).toBe('published');
	});

	it('a withdrawal reaches the other city', async () => {
		const id = await publishNaming('Diese Sperrung gibt es doch nicht.');
		expect((await b.said('Diese Sperrung'))?.deletedAt).toBeNull();
		const withdrawn = await a.office.call(withdrawPostEndpoint, { id, note: 'Ein Irrtum.' }, a.jana);
		expect(withdrawn.problem).toBeNull();
		await exchange();
		const texts = await Promise.all((await b.talks()).map(async ({ id: talk }) => (await b.read(talk)).messages));
		expect(texts.flat().filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(1);
	});

	it('goes on when both ask for signatures, without waiting for each other', async () => {
		for (const city of [a, b]) expect((await city.secure(true)).problem).toBeNull();
		await publishNaming('Auch mit Ausweis kommt die Nachricht an.');
		expect(await b.said('Auch mit Ausweis')).toMatchObject({ direction: 'in' });
		const talk = (await b.talks()).find(({ excerpt }) => excerpt.includes('Auch mit Ausweis'));
		await b.answer(talk?.id ?? '', 'Und die Antwort auch.');
		await exchange();
		expect(await a.said('Und die Antwort auch.')).toMatchObject({ direction: 'in' });
	});
});

it('reports to the other city without a name, and hears nothing from whom it blocked until the block ends', async () => {
	await publishNaming('Das hier ist der Anlass.');
	const talk = (await b.talks()).find(({ excerpt }) => excerpt.includes('der Anlass'));
	const conversationId = talk?.id ?? '';
	const act = async (step: 'delete' | 'block-until', until: string | null) => {
		const [message] = (await b.read(conversationId)).messages;
		const reasons = { facts: 'Der Beitrag beschimpft uns.', proportion: 'Ermahnungen halfen nicht.', words: '' };
		const at = { conversationId, messageId: message?.id ?? '', seenVersion: 0 };
		const input = { ...at, ...reasons, step, until, rule: '1' };
		const { body, problem } = await b.office.call(takeStepEndpoint, input, agent);
		expect(problem).toBeNull();
		const yes = { conversationId, actId: body.id, decision: 'confirm' as const, reason: 'So ist es.' };
		expect((await b.office.call(confirmActEndpoint, yes, actorWith('lead', 'all', 'second'))).problem).toBeNull();
		await exchange();
	};
	const { ladder } = (await b.office.call(moderationEndpoint, { conversationId }, agent)).body;
	expect(ladder.map(({ means, why }) => means ?? why)).toEqual(['reply', 'no-hide', 'report', 'block', 'block']);

	await act('delete', null);
	const [report] = (await a.office.call(listFediverseReportsEndpoint, {}, a.boss)).body.items;
	expect(report).toMatchObject({ host: new URL(b.office.origin).host });
	expect(report?.text).toContain('Der Beitrag beschimpft uns.');
	expect(JSON.stringify(report)).not.toContain('tiefbau@');

	const until = toIso(plus(b.office.clock.now(), minutes(2)));
	await act('block-until', until);
	await exchange();
	const before = (await b.talks()).length;
	await publishNaming('Von dieser Umleitung hört die Nachbarstadt nichts.');
	await exchange();
	expect(await b.talks()).toHaveLength(before);
	for (const { office } of [a, b]) await office.at(toIso(plus(office.clock.now(), minutes(4))));
	await exchange();
	await publishNaming('Nach der Sperre hören wir voneinander.');
	await exchange();
	expect(await b.said('Nach der Sperre')).toMatchObject({ direction: 'in' });
	expect(await b.said('hört die Nachbarstadt nichts')).toBeUndefined();
});
