import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	acceptChangeEndpoint,
	approvalRulesEndpoint,
	approveWithChangeEndpoint,
	checkReleaseEndpoint,
	createRuleEndpoint,
	releaseEndpoint,
	releasesToCheckEndpoint,
	ruleVersionsEndpoint,
	saveRuleEndpoint,
} from '#contract/approval.ts';
import { noticesEndpoint } from '#contract/desk.ts';
import { waitingPostsEndpoint } from '#contract/editorial.ts';
import { askForApprovalEndpoint, publishPostEndpoint } from '#contract/editorial-acts.ts';
import type { Actor } from '#kernel/permission.ts';
import { rulesAt, stepFor } from '#tests/approval-desk.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { leavesAbout } from '#tests/visitor.ts';

import { approvalMigrations } from './approval-migrations.ts';

let desk: Newsdesk;
let paul: Actor;
let crisis: Actor;
beforeAll(async () => {
	desk = await startNewsdesk();
	paul = await desk.employ('Paul Leiter', 'lead');
	crisis = await desk.employ('Kim Krise', 'crisis');
});
afterAll(() => desk.close());

const { ruleOf, under, approve, approvalOf, subjectsTo } = rulesAt(() => desk);
const noticesOf = async (who: Actor): Promise<string[]> =>
	(await desk.office.call(noticesEndpoint, {}, who)).body.items.map(({ kind }) => kind);

describe('steps by rule', () => {
	it('come in turn, ask the next only when the one before is done, and hold until both said yes', () =>
		under(ruleOf([stepFor('Fachlich', ['approver']), stepFor('Leitung', ['lead'])]), async () => {
			const { office, anna, jana } = desk;
			const id = await desk.draft('Brückenfest');
			expect((await approvalOf(id)).steps.map(({ name, state }) => [name, state])).toEqual([
				['Fachlich', 'open'],
				['Leitung', 'waits'],
			]);
			const hash = await desk.ask(id);
			expect((await office.call(waitingPostsEndpoint, {}, paul)).body.items).toEqual([]);
			expect((await approve(id, hash, paul)).problem?.type).toBe('post.step-waits');
			expect((await approve(id, hash, desk.ben)).problem?.type).toBe('post.not-asked');
			expect((await approve(id, hash, jana)).body.state).toBe('in-approval');
			expect((await approve(id, hash, jana)).problem?.type).toBe('post.approved-already');
			expect((await office.call(waitingPostsEndpoint, {}, paul)).body.items.map((post) => post.id)).toEqual([id]);
			expect(await subjectsTo('paul@musterstadt.example')).toContain('Bitte freigeben: Brückenfest');
			expect(await noticesOf(paul)).toContain('approval-asked');
			expect((await approve(id, hash, paul)).body.state).toBe('approved');
			expect(await noticesOf(anna)).toContain('approved');
			expect((await office.call(publishPostEndpoint, { id }, anna)).status).toBe(200);
		}));

	it('all at once take each yes as it comes', () =>
		under(ruleOf([stepFor('A', ['approver']), stepFor('B', ['lead'])], { order: 'at-once' }), async () => {
			const id = await desk.draft('Zugleich');
			const hash = await desk.ask(id);
			expect((await approve(id, hash, paul)).body.state).toBe('in-approval');
			expect((await approve(id, hash, desk.jana)).body.state).toBe('approved');
		}));

	it('are asked for only when enough different people are there', () =>
		under(ruleOf([stepFor('Drei', ['approver', 'lead'], { eyes: 3 })]), async () => {
			const id = await desk.draft('Zu viele Augen');
			const refused = await desk.office.call(askForApprovalEndpoint, { id }, desk.anna);
			expect(refused.problem).toMatchObject({ type: 'post.nobody-to-approve', detail: { step: 'Drei' } });
			expect((await approvalOf(id)).lacking).toBe('Drei');
		}));
});

describe('the way of a post', () => {
	it('keeps the steps it was asked under when the rule changes, and every version stays', () =>
		under(ruleOf([stepFor('Fachlich', ['approver'])]), async (ruleId) => {
			const { office, boss, jana } = desk;
			const id = await desk.draft('Alte Regel');
			const hash = await desk.ask(id);
			const { unitId: _, ...body } = ruleOf([stepFor('Leitung', ['lead'])]);
			expect((await office.call(saveRuleEndpoint, { ...body, id: ruleId, version: 1 }, boss)).status).toBe(200);
			const twice = await office.call(saveRuleEndpoint, { ...body, id: ruleId, version: 1 }, boss);
			expect(twice.problem?.type).toBe('approval.rule-changed-meanwhile');
			expect((await approve(id, hash, jana)).body.state).toBe('approved');
			const { items } = (await office.call(ruleVersionsEndpoint, { id: ruleId }, boss)).body;
			expect(items.map(({ version, steps }) => [version, steps[0]?.name])).toEqual([
				[2, 'Leitung'],
				[1, 'Fachlich'],
			]);
			expect(await leavesAbout(office, ruleId)).toEqual(['approval.rule-saved', 'approval.rule-saved']);
		}));

	it('begins with a mentor while the author is new', () =>
		under(ruleOf([stepFor('Leitung', ['lead'])], { mentor: { posts: 1, personId: desk.jana.id } }), async () => {
			const id = await desk.draft('Mit Begleitung');
			const hash = await desk.ask(id);
			expect((await approve(id, hash, desk.jana)).body.state).toBe('in-approval');
			expect((await approve(id, hash, paul)).body.state).toBe('approved');
			const old = await desk.draft('Ohne Begleitung');
			await desk.office.call(publishPostEndpoint, { id }, desk.anna);
			await desk.office.at((await desk.read(id)).dueAt ?? '');
			await desk.office.settle();
			expect((await approvalOf(old)).steps.map(({ name }) => name)).toEqual(['Leitung']);
		}));
});

describe('a deadline', () => {
	it('reminds by mail, passes to the substitute, and tells the lead, once each', () =>
		under(
			ruleOf([
				stepFor('Frist', ['approver'], {
					...{ deadlineMinutes: 6, remindMinutes: 3, substituteId: desk.ben.id, escalateTo: ['lead'] },
				}),
			]),
			async () => {
				const id = await desk.draft('Eilt');
				const hash = await desk.ask(id);
				// Asked before a day of opening hours could have several spans.
				const { engine } = desk.office.office.corridor.engine;
				const week = JSON.stringify([...Array(5).fill(['08:00', '16:00']), null, null]);
				const aged = await sql`update editorial_approval_plan set plan = jsonb_set(plan, '{hours,week}', ${week}::jsonb)
					where content_hash = ${hash} and plan -> 'hours' is not null`.execute(engine);
				expect(aged.numAffectedRows).toBe(1n);
				await approvalMigrations['editorial-111']?.up(engine);
				expect((await approve(id, hash, desk.ben)).problem?.type).toBe('post.not-asked');
				const start = desk.office.clock.now();
				const wind = (minutes: number) => desk.office.at(new Date(start + minutes * 60_000).toISOString());
				await wind(4);
				expect(await subjectsTo('lena@musterstadt.example')).toContain('Erinnerung: Eilt wartet auf Ihre Freigabe');
				await wind(7);
				await wind(9);
				expect(await subjectsTo('ben@musterstadt.example')).toContain('Sie vertreten: Eilt freigeben');
				const told = (await subjectsTo('paul@musterstadt.example')).filter((one) =>
					one.startsWith('Freigabe überfällig'),
				);
				expect(told).toEqual(['Freigabe überfällig: Eilt']);
				expect((await approve(id, hash, desk.ben)).body.state).toBe('approved');
			},
		));
});

describe('an approver who changes the words', () => {
	it('approves a version the author sees and agrees to; every other yes is void', () =>
		under(ruleOf([stepFor('A', ['approver']), stepFor('B', ['lead'])], { order: 'at-once' }), async () => {
			const { office, anna, jana } = desk;
			const id = await desk.draft('Mit Änderung');
			const hash = await desk.ask(id);
			await approve(id, hash, jana);
			const text = { base: 0, value: 'Die Brücke ist ab Dienstag gesperrt.' };
			const own = await office.call(
				approveWithChangeEndpoint,
				{ id, contentHash: hash, text },
				{ ...anna, grants: paul.grants },
			);
			expect(own.problem?.type).toBe('post.own-approval');
			const changed = await office.call(approveWithChangeEndpoint, { id, contentHash: hash, text }, paul);
			expect(changed.body.state).toBe('in-approval');
			const post = await desk.read(id);
			expect(post.text).toBe('Die Brücke ist ab Dienstag gesperrt.');
			const now = post.contentHash ?? '';
			expect((await approvalOf(id)).change).toMatchObject({ by: { id: paul.id }, mayAccept: true });
			expect((await office.call(acceptChangeEndpoint, { id, contentHash: now }, desk.ben)).problem?.type).toBe(
				'post.nothing-to-accept',
			);
			await office.call(acceptChangeEndpoint, { id, contentHash: now }, anna);
			expect((await approvalOf(id)).change).toBeNull();
			expect((await approve(id, now, jana)).body.state).toBe('approved');
			expect((await approve(id, now, paul)).status).toBe(409);
			const voided = (await desk.read(id)).approvals.filter(({ voidReason }) => voidReason === 'changed');
			expect(voided.map(({ person }) => person.id)).toEqual([jana.id]);
		}));
});

describe('an emergency release', () => {
	it('goes out at once, by a named role, and waits on Today until somebody else has looked', async () => {
		const { office, anna, jana } = desk;
		const id = await desk.draft('Trinkwasser abkochen');
		const reason = 'Keime im Wasser, jede Minute zählt.';
		expect((await office.call(releaseEndpoint, { id, reason }, anna)).status).toBe(403);
		expect((await office.call(releaseEndpoint, { id, reason }, { ...crisis, elevated: false })).problem?.type).toBe(
			'access.second-factor',
		);
		expect((await office.call(releaseEndpoint, { id, reason }, crisis)).body.state).toBe('scheduled');
		await office.settle();
		expect((await desk.read(id)).state).toBe('published');
		expect((await office.call(releasesToCheckEndpoint, {}, jana)).body.items.map(({ postId }) => postId)).toEqual([id]);
		const wrote = { ...anna, grants: jana.grants };
		const check = { id, verdict: 'fine' as const, note: 'Text und Lage stimmen.' };
		expect((await office.call(checkReleaseEndpoint, check, wrote)).problem?.type).toBe('post.own-approval');
		expect((await office.call(checkReleaseEndpoint, check, jana)).status).toBe(200);
		expect((await office.call(releasesToCheckEndpoint, {}, jana)).body.items).toEqual([]);
		expect(await leavesAbout(office, id)).toEqual(
			expect.arrayContaining(['post.released-in-emergency', 'post.release-checked']),
		);
		await office.office.records.sequenceNow();
		const page = await (await fetch(`${office.origin}${new URL((await desk.read(id)).link).pathname}/nachweis`)).text();
		expect(page).toContain('im Notfall ohne Freigabe veröffentlicht');
		expect(page).not.toContain('Krise');
	});

	it('never takes out what a check blocks', async () => {
		const id = await desk.draft('Notfall', 'Rufen Sie Herrn Beispiel an: 0151 0000 4711');
		const refused = await desk.office.call(releaseEndpoint, { id, reason: 'Es eilt sehr.' }, paul);
		expect(refused.problem?.type).toBe('post.blocked');
	});
});

describe('the rules themselves', () => {
	it('belong to who manages approval where they hold', async () => {
		const { office } = desk;
		const everywhere = ruleOf([stepFor('A', ['approver'])], { unitId: null });
		expect((await office.call(createRuleEndpoint, everywhere, paul)).status).toBe(403);
		const foreign = ruleOf([stepFor('A', ['approver'])], { unitId: 'elsewhere' });
		expect((await office.call(createRuleEndpoint, foreign, paul)).status).toBe(403);
		await under(ruleOf([stepFor('A', ['approver'])]), async (id) => {
			const { items } = (await office.call(approvalRulesEndpoint, {}, paul)).body;
			expect(items.map((rule) => [rule.id, rule.mayChange])).toEqual([[id, true]]);
		});
		const nobody = await office.call(createRuleEndpoint, ruleOf([stepFor('Leer', [])]), desk.boss);
		expect(nobody.problem).toMatchObject({ type: 'approval.step-without-deciders', detail: { step: 'Leer' } });
	});
});
