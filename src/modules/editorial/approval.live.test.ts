import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostEndpoint, savePostEndpoint, waitingPostsEndpoint } from '#contract/editorial.ts';
import {
	approvePostEndpoint,
	askForApprovalEndpoint,
	publishPostEndpoint,
	sendBackEndpoint,
} from '#contract/editorial-acts.ts';
import { mailsEndpoint } from '#contract/mail.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { leavesAbout } from '#tests/visitor.ts';

let desk: Newsdesk;
beforeEach(async () => {
	desk = await startNewsdesk();
});
afterEach(() => desk.close());

describe('four eyes', () => {
	it('ask by mail, and say yes to exactly what was shown', async () => {
		const { office, jana, boss } = desk;
		const id = await desk.draft();
		const contentHash = await desk.ask(id);
		expect((await office.call(waitingPostsEndpoint, {}, jana)).body.items.map((post) => post.id)).toEqual([id]);
		const { items } = (await office.call(mailsEndpoint, {}, boss)).body;
		expect(items.map(({ to, subject }) => `${to}: ${subject}`)).toContain(
			'lena@musterstadt.example: Bitte freigeben: Mühlkanalbrücke gesperrt',
		);
		const other = await office.call(approvePostEndpoint, { id, contentHash: '0'.repeat(64) }, jana);
		expect(other.problem?.type).toBe('post.content-differs');
		expect((await office.call(approvePostEndpoint, { id, contentHash }, jana)).body.state).toBe('approved');
		expect(await leavesAbout(office, id)).toEqual(['post.created', 'post.approval-asked', 'post.approved']);
	});

	it('are never the two of the author, whatever role they hold', async () => {
		const { office, anna, unitId } = desk;
		const id = await desk.draft();
		const contentHash = await desk.ask(id);
		const both = { ...anna, grants: [...anna.grants, { role: 'lead' as const, units: [unitId] }] };
		expect((await office.call(approvePostEndpoint, { id, contentHash }, both)).problem?.type).toBe('post.own-approval');
		expect((await office.call(approvePostEndpoint, { id, contentHash }, anna)).status).toBe(403);
	});

	it('are never those of somebody who edited it', async () => {
		const { office, jana } = desk;
		const id = await desk.draft();
		await desk.write(id, 'Jana hat mitgeschrieben.', jana);
		const second = actorWith('lead', [desk.unitId], 'someone-else');
		const refused = await office.call(askForApprovalEndpoint, { id }, desk.anna);
		expect(refused.problem?.type).toBe('post.nobody-to-approve');
		expect((await office.call(waitingPostsEndpoint, {}, second)).body.items).toEqual([]);
	});

	it('are those of people: a program with a key does not count', async () => {
		const { office, jana } = desk;
		const id = await desk.draft();
		const contentHash = await desk.ask(id);
		const program = { ...jana, kind: 'token' as const, id: 'program' };
		expect((await office.call(approvePostEndpoint, { id, contentHash }, program)).status).toBe(403);
	});

	it('do not reach into another unit', async () => {
		const { office } = desk;
		const id = await desk.draft();
		const contentHash = await desk.ask(id);
		const stranger = actorWith('approver', ['elsewhere'], 'stranger');
		expect((await office.call(approvePostEndpoint, { id, contentHash }, stranger)).status).toBe(403);
		expect((await office.call(sendBackEndpoint, { id, reason: 'Nein danke' }, stranger)).status).toBe(403);
	});
});

describe('an edit', () => {
	it('takes the approval back, with a leaf for each', async () => {
		const { office, anna } = desk;
		const id = await desk.draft();
		const contentHash = await desk.approve(id);
		expect((await desk.write(id, 'Doch anders.')).status).toBe(200);
		const post = await desk.read(id);
		expect(post).toMatchObject({ state: 'draft', contentHash: null });
		expect(post.approvals).toMatchObject([{ contentHash, voidReason: 'changed' }]);
		expect((await office.call(publishPostEndpoint, { id }, anna)).problem?.type).toBe('post.not-possible-now');
		expect(await leavesAbout(office, id)).toContain('post.approval-voided');
		const again = await office.call(approvePostEndpoint, { id, contentHash }, desk.jana);
		expect(again.problem?.type).toBe('post.not-possible-now');
	});

	it('of the same words is none', async () => {
		const id = await desk.draft();
		await desk.approve(id);
		await desk.write(id, (await desk.read(id)).text);
		expect((await desk.read(id)).state).toBe('approved');
	});
});

describe('sending back', () => {
	it('returns the post with a reason, by mail too', async () => {
		const { office, jana, boss } = desk;
		const id = await desk.draft();
		await desk.ask(id);
		expect((await office.call(sendBackEndpoint, { id, reason: 'Bitte kürzer.' }, jana)).body.state).toBe('draft');
		expect((await desk.read(id)).steps[0]).toMatchObject({ what: 'sent-back', detail: { reason: 'Bitte kürzer.' } });
		const { items } = (await office.call(mailsEndpoint, {}, boss)).body;
		expect(items.map(({ to }) => to)).toContain('anna@musterstadt.example');
	});
});

describe('checks', () => {
	it('block the request for approval, with the place', async () => {
		const { office, anna } = desk;
		const id = await desk.draft('Winterdienst', 'Rufen Sie Herrn Beispiel an: 0151 0000 4711');
		const refused = await office.call(askForApprovalEndpoint, { id }, anna);
		expect(refused.problem).toMatchObject({
			type: 'post.blocked',
			detail: { findings: [{ rule: 'personal-phone', field: 'text', found: '0151 0000 4711', range: [29, 43] }] },
		});
	});
});

describe('two editors on one draft', () => {
	it('never overwrite each other unseen, and are told the words of the other', async () => {
		const { office, anna, ben } = desk;
		const id = await desk.draft();
		const first = await office.call(savePostEndpoint, { id, text: { base: 0, value: 'Text von Anna.' } }, anna);
		expect(first.status).toBe(200);
		const second = await office.call(savePostEndpoint, { id, text: { base: 0, value: 'Text von Ben.' } }, ben);
		expect(second.status).toBe(409);
		expect(second.problem).toMatchObject({
			type: 'post.changed-meanwhile',
			detail: { conflicts: [{ field: 'text', version: 1, by: anna.id, value: 'Text von Anna.' }] },
		});
		expect((await office.call(savePostEndpoint, { id, title: { base: 0, value: 'Titel von Ben' } }, ben)).status).toBe(
			200,
		);
		expect(await desk.read(id)).toMatchObject({ title: 'Titel von Ben', text: 'Text von Anna.' });
	});

	it('and at the very same moment one of them is told', async () => {
		const { office, anna, ben } = desk;
		const id = await desk.draft();
		const both = await Promise.all(
			[anna, ben].map((who) => office.call(savePostEndpoint, { id, text: { base: 0, value: `Von ${who.name}` } }, who)),
		);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
	});
});

describe('a draft', () => {
	it('is begun once, however often the answer gets lost', async () => {
		const { office, anna, unitId } = desk;
		await office.call(createPostEndpoint, { unitId }, anna);
		const headers = { 'x-actor': anna.id, 'content-type': 'application/json', 'idempotency-key': 'k1' };
		const body = JSON.stringify({ unitId, title: 'Einmal' });
		const ids = [];
		for (let time = 0; time < 3; time += 1) {
			const answer = await fetch(`${office.origin}/api/posts`, { method: 'POST', headers, body });
			ids.push(((await answer.json()) as { id: string }).id);
		}
		expect(new Set(ids).size).toBe(1);
		// Its process died before it had answered: whether it was done nobody can say, and it is not done again by itself.
		const { engine } = office.office.corridor.engine;
		await sql`update platform_idempotency set status = null, body = null, line = 7 where key = 'k1'`.execute(engine);
		const cut = await fetch(`${office.origin}/api/posts`, { method: 'POST', headers, body });
		expect([cut.status, await cut.json()]).toMatchObject([409, { type: 'request.cut-off' }]);
	});

	it('of another unit is neither written nor seen', async () => {
		const { office } = desk;
		const id = await desk.draft();
		const stranger = actorWith('author', ['elsewhere'], 'stranger');
		expect((await office.call(createPostEndpoint, { unitId: desk.unitId }, stranger)).status).toBe(403);
		expect((await office.call(savePostEndpoint, { id, title: { base: 0, value: 'x' } }, stranger)).status).toBe(403);
	});
});
