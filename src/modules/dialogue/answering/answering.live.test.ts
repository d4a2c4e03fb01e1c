import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { answerHelpEndpoint } from '#contract/answer-help.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { addTargetEndpoint, handOverEndpoint } from '#contract/handover.ts';
import { createPieceEndpoint } from '#contract/pieces.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);
const ask = async (text: string): Promise<string> => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	const { items } = (await call(conversationsEndpoint, { view: 'all', search: text.slice(0, 40) }, agent())).body;
	// Whichever of those alike is found first: this one is meant.
	return items.find(({ excerpt }) => excerpt.slice(0, 20) === text.slice(0, 20))?.id ?? '';
};
const versionOf = async (conversationId: string) =>
	(await call(conversationEndpoint, { conversationId }, agent())).body.version;
const answer = async (conversationId: string, text: string) =>
	call(replyEndpoint, { conversationId, text, seenVersion: await versionOf(conversationId) }, agent());
const help = async (conversationId: string, actor = agent()) =>
	(await call(answerHelpEndpoint, { conversationId }, actor)).body;
const proposed = async (conversationId: string) => (await help(conversationId)).earlier.map(({ answer: said }) => said);

it('proposes what was answered to the like, with its source, until the question is handed over', async () => {
	const first = await ask('Wie verlängere ich meine Bücher aus der Stadtbibliothek?');
	expect(await proposed(first)).toEqual([]);
	expect((await answer(first, 'Online im Konto der Bibliothek, bis zu dreimal.')).status).toBe(200);
	const second = await ask('Bücher der Bibliothek online verlengern, geht das?');
	expect((await help(second)).earlier).toMatchObject([
		{ conversationId: first, answer: 'Online im Konto der Bibliothek, bis zu dreimal.', unitId: desk.unitId },
	]);
	expect(await proposed(await ask('Wann tagt der Stadtrat?'))).toEqual([]);
	expect((await call(answerHelpEndpoint, { conversationId: second }, actorWith('author', [desk.unitId]))).status).toBe(
		403,
	);

	const lead = actorWith('lead', [desk.unitId], 'lead-1');
	const target = {
		kind: 'phone',
		name: 'Bibliothek',
		address: '115',
		contact: 'Telefon 115',
		publicText: 'Bitte rufen Sie an.',
	} as const;
	const added = await call(
		addTargetEndpoint,
		{ ...target, unitId: desk.unitId, privateText: 'Bitte rufen Sie an.' },
		lead,
	);
	const handed = await call(
		handOverEndpoint,
		{
			...{
				conversationId: first,
				targetId: added.body.id,
				text: 'Bitte rufen Sie an.',
				visibility: 'private',
				data: 'Anliegen: Ausleihe',
			},
			...{ relevant: [], fileReference: '', seenVersion: await versionOf(first) },
		},
		lead,
	);
	expect(handed.status).toBe(200);
	expect(await proposed(second)).toEqual([]);
	const { rows } = await sql`select 1 from dialogue_precedent`.execute(desk.office.office.corridor.engine.engine);
	expect(rows).toEqual([]);
});

it('brings text blocks of the unit with the gaps filled that are known, and holds those that are not', async () => {
	const text = 'Stand {{Datum}}, {{Stelle}}: Das regelt {{wer}}.';
	const piece = { kind: 'block', name: 'Zuständig', text, unitId: desk.unitId } as const;
	expect((await call(createPieceEndpoint, piece, actorWith('author', [desk.unitId], 'author-1'))).status).toBe(200);
	const id = await ask('Wer räumt den Schnee am Marktplatz?');
	const [block] = (await help(id)).blocks;
	expect(block).toMatchObject({
		name: 'Zuständig',
		text: expect.stringMatching(/^Stand 2\. März 2026, .+: Das regelt \{\{wer\}\}\.$/),
	});
	const held = await answer(id, block?.text ?? '');
	expect(held.problem?.type).toBe('conversation.reply-blocked');
	expect(JSON.stringify(held.problem)).toContain('placeholder-open');
	expect((await answer(id, block?.text.replace('{{wer}}', 'der Bauhof') ?? '')).status).toBe(200);
});
