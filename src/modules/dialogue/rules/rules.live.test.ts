import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { moderationEndpoint, takeStepEndpoint } from '#contract/moderation.ts';
import { listRecordsEndpoint } from '#contract/records.ts';
import {
	addRuleEndpoint,
	changeRuleEndpoint,
	conversationRulesEndpoint,
	dismissMatchEndpoint,
	hiddenByRuleEndpoint,
	reviewHiddenEndpoint,
	ruleMatchesEndpoint,
	rulesEndpoint,
	saveHidingEndpoint,
	switchRuleEndpoint,
	tryRuleEndpoint,
} from '#contract/rules.ts';
import { hearingAt } from '#tests/heard.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
	await desk.publish(await desk.draft());
});
afterAll(() => desk.close());

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const lead = () => actorWith('lead', [desk.unitId], 'lead-1');
const hearing = hearingAt(() => desk);
const { practice, rounds, page } = hearing;
const heard = (channel: 'bluesky', text: string, as: string) => hearing.heard({ channel, text, as }, agent());

const hides = {
	name: 'Bekannte Gewinnspiele',
	conditions: [{ is: 'domains' as const, hosts: ['gewinn.example'] }],
	effects: { label: null, priority: null, duty: false, propose: { step: 'hide' as const, rule: '6' }, hides: true },
};
const rules = async () => (await desk.office.call(rulesEndpoint, { unit: desk.unitId }, lead())).body;
const matchesAt = async (conversationId: string) => {
	await rounds();
	return (await desk.office.call(conversationRulesEndpoint, { conversationId }, agent())).body.items;
};
const toReview = async () => (await desk.office.call(hiddenByRuleEndpoint, {}, agent())).body.items;

it('lets a rule propose once it was tried out, and counts for the rule whether a person followed', async () => {
	const before = await heard('bluesky', 'Sie haben gewonnen! gewinn.example/1', 'radlerin');
	const opinion = { ...hides, conditions: [...hides.conditions, { is: 'hint' as const, hint: 'insult' as const }] };
	const add = (rule: object) => desk.office.call(addRuleEndpoint, { unit: desk.unitId, rule: rule as never }, lead());
	expect((await add(opinion)).problem?.type).toBe('rule.not-by-form');
	const { id: ruleId } = (await add(hides)).body;
	const turn = (version: number) => desk.office.call(switchRuleEndpoint, { ruleId, version, on: true }, lead());
	expect((await turn(1)).problem?.type).toBe('rule.not-tried');
	const { items, looked } = (await desk.office.call(tryRuleEndpoint, { ruleId, version: 1 }, lead())).body;
	expect(items.map(({ messageId }) => messageId)).toEqual([before.messageId]);
	expect(looked).toBe(1);
	const change = {
		ruleId,
		version: 1,
		rule: { ...hides, conditions: [...hides.conditions, { is: 'stranger' as const }] },
	};
	expect((await desk.office.call(changeRuleEndpoint, change, lead())).status).toBe(200);
	expect((await turn(2)).problem?.type).toBe('rule.not-tried');
	expect((await desk.office.call(changeRuleEndpoint, { ...change, version: 2, rule: hides }, lead())).status).toBe(200);
	await desk.office.call(tryRuleEndpoint, { ruleId, version: 3 }, lead());
	expect((await turn(3)).status).toBe(200);

	const at = await heard('bluesky', 'Abholen: https://gewinn.example/2', 'lindenweg');
	const [match] = await matchesAt(at.conversationId);
	expect(match).toMatchObject({ state: 'open', version: 3, propose: { step: 'hide', rule: '6' } });
	expect(match?.why).toEqual([{ is: 'domains', found: ['gewinn.example'] }]);
	expect(practice('bluesky').moderated().hidden).not.toContain(at.remoteId);
	const { conversationId, messageId } = at;
	const dismiss = { conversationId, messageId, ruleId };
	expect((await desk.office.call(dismissMatchEndpoint, { ...dismiss, dismissed: true }, agent())).status).toBe(200);
	expect((await rules()).rules[0]).toMatchObject({ proposed: 1, followed: 0, dismissed: 1, hidden: 0 });
	await desk.office.call(dismissMatchEndpoint, { ...dismiss, dismissed: false }, agent());
	const reasons = {
		facts: 'Werbung für ein Gewinnspiel.',
		proportion: 'Verborgen ist das Mildeste.',
		words: '',
		until: null,
	};
	const { remoteId: _, ...message } = at;
	const step = { ...message, ...reasons, step: 'hide' as const, rule: '6' };
	expect((await desk.office.call(takeStepEndpoint, step, agent())).status).toBe(200);
	expect((await rules()).rules[0]).toMatchObject({ proposed: 1, followed: 1, dismissed: 0, hidden: 0 });
	const list = await desk.office.call(ruleMatchesEndpoint, { ruleId }, lead());
	expect(list.body.items.map(({ state }) => state)).toEqual(['followed']);
});

it('hides by rule only where the unit wants it, stops at its limit, and keeps each for a person to look at', async () => {
	const hiding = { unit: desk.unitId, version: 0, on: true, perHour: 1 };
	expect((await rules()).hiding).toMatchObject({ on: false, version: 0 });
	expect((await desk.office.call(saveHidingEndpoint, hiding, agent())).problem?.type).toBe('access.denied');
	expect((await desk.office.call(saveHidingEndpoint, hiding, lead())).status).toBe(200);
	const at = await heard('bluesky', 'Gratis bei gewinn.example/3', 'waldkauz');
	const [match] = await matchesAt(at.conversationId);
	expect(match).toMatchObject({ state: 'hidden' });
	await rounds();
	expect(practice('bluesky').moderated().hidden).toContain(at.remoteId);
	const asked = { conversationId: at.conversationId };
	const [act] = (await desk.office.call(moderationEndpoint, asked, agent())).body.acts;
	if (!act) throw new Error('nothing was done');
	expect(act).toMatchObject({
		automatic: { rule: hides.name, version: 3 },
		by: '',
		state: 'standing',
		sending: 'done',
	});
	const { items } = (await desk.office.call(listRecordsEndpoint, { subject: at.conversationId }, lead())).body;
	const kinds = items.map(({ kind }) => kind).toReversed();
	expect(kinds.indexOf('moderation.evidence-captured')).toBeLessThan(kinds.indexOf('moderation.ordered-by-rule'));
	expect(kinds).toContain('moderation.evidence-captured');
	expect((await page(act.objectionLink)).text).toContain('mit automatisierten Mitteln');

	const flood = await heard('bluesky', 'Noch mehr auf gewinn.example/4', 'radlerin');
	expect(await matchesAt(flood.conversationId)).toContainEqual(expect.objectContaining({ state: 'open' }));
	expect(practice('bluesky').moderated().hidden).not.toContain(flood.remoteId);
	expect((await rules()).hiding.stoppedAt).not.toBeNull();

	expect(await toReview()).toMatchObject([
		{ actId: act.id, late: false, number: '6', text: 'Gratis bei gewinn.example/3' },
	]);
	await sql`update dialogue_moderation set review_due_at = ${new Date(desk.office.clock.now())} where id = ${act.id}`.execute(
		desk.office.office.corridor.engine.engine,
	);
	expect((await toReview())[0]?.late).toBe(true);
	const review = { actId: act.id, decision: 'revert' as const };
	expect((await desk.office.call(reviewHiddenEndpoint, review, agent())).status).toBe(200);
	expect((await desk.office.call(reviewHiddenEndpoint, review, agent())).problem?.type).toBe('rule.reviewed-already');
	await rounds();
	expect(await toReview()).toEqual([]);
	expect(practice('bluesky').moderated().hidden).not.toContain(at.remoteId);
	expect((await rules()).rules[0]).toMatchObject({ hidden: 1, reverted: 1 });
	const figures = await page(`${desk.office.origin}/netiquette/zahlen`);
	expect(figures.text).toContain('Eine Nachricht haben wir mit automatisierten Mitteln verborgen');
});
