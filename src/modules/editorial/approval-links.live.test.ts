import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuleEndpoint, decideByLinkEndpoint, makeLinkEndpoint, showLinkEndpoint } from '#contract/approval.ts';
import { mailEndpoint, mailsEndpoint } from '#contract/mail.ts';
import { rulesAt, stepFor } from '#tests/approval-desk.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { leavesAbout } from '#tests/visitor.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

const { ruleOf, under, approvalOf } = rulesAt(() => desk);
const guest = {
	id: 'g1',
	name: 'Frieda Feuer',
	mail: 'frieda@feuerwehr.example',
	office: 'Feuerwehr, Einsatzleitung',
};
const guestRule = () =>
	ruleOf([stepFor('Feuerwehr', [], { deciders: { roles: [], persons: [], guests: [guest] } })], {
		name: 'Mit Feuerwehr',
	});
const guestIn = async (id: string) => (await approvalOf(id)).steps[0]?.guests[0]?.id ?? '';
const tokenIn = async (): Promise<string> => {
	const { items } = (await desk.office.call(mailsEndpoint, { limit: 100 }, desk.boss)).body;
	const sent = items.find(({ to }) => to === guest.mail);
	const { text } = (await desk.office.call(mailEndpoint, { id: sent?.id ?? '' }, desk.boss)).body;
	return /freigabe#([\w-]+)/.exec(text ?? '')?.[1] ?? '';
};

describe('approval by link', () => {
	it('lets a named person decide once, with the code they were told', () =>
		under(guestRule(), async () => {
			const { office, anna } = desk;
			const id = await desk.draft('Übung der Feuerwehr');
			await desk.ask(id);
			const made = (await office.call(makeLinkEndpoint, { id, guestId: await guestIn(id) }, anna)).body;
			const token = await tokenIn();
			const shown = (await office.call(showLinkEndpoint, { token })).body;
			expect(shown).toMatchObject({ title: 'Übung der Feuerwehr', guest: { office: guest.office }, press: [] });
			expect((await desk.read(id)).state).toBe('in-approval');
			const decide = { token, contentHash: shown.contentHash, no: null };
			const wrong = made.code === '000000' ? '000001' : '000000';
			expect((await office.call(decideByLinkEndpoint, { ...decide, code: wrong })).problem?.type).toBe(
				'approval.wrong-code',
			);
			const both = await Promise.all(
				[1, 2].map(() => office.call(decideByLinkEndpoint, { ...decide, code: made.code })),
			);
			expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
			expect((await desk.read(id)).state).toBe('approved');
			expect(await leavesAbout(office, id)).toContain('post.approved-by-link');
		}));
});

describe('an approval link', () => {
	it('ends after five wrong codes, when it expires, and when the content changes', () =>
		under(guestRule(), async () => {
			const { office, anna } = desk;
			const id = await desk.draft('Fünf Versuche');
			const contentHash = await desk.ask(id);
			const { code } = (await office.call(makeLinkEndpoint, { id, guestId: await guestIn(id) }, anna)).body;
			const token = await tokenIn();
			const wrong = { token, contentHash, no: null, code: code === '000000' ? '000001' : '000000' };
			for (let tries = 0; tries < 5; tries += 1) await office.call(decideByLinkEndpoint, wrong);
			expect((await office.call(decideByLinkEndpoint, { ...wrong, code })).problem?.type).toBe('approval.link-ended');
			const next = (await office.call(makeLinkEndpoint, { id, guestId: await guestIn(id) }, anna)).body;
			const fresh = await tokenIn();
			await desk.write(id, 'Ganz anders.');
			const late = await office.call(decideByLinkEndpoint, { ...wrong, token: fresh, code: next.code });
			expect(late.problem?.type).toBe('approval.link-ended');
			expect((await office.call(showLinkEndpoint, { token: fresh })).status).toBe(410);
		}));

	it('is for people without an account: a colleague is never a guest, however the address is spelled', async () => {
		for (const mail of ['anna@musterstadt.example', 'Anna+privat@Musterstadt.example']) {
			const deciders = { roles: [], persons: [], guests: [{ ...guest, mail }] };
			const refused = await desk.office.call(createRuleEndpoint, ruleOf([stepFor('X', [], { deciders })]), desk.boss);
			expect(refused.problem?.type).toBe('approval.guest-works-here');
		}
		const id = await desk.draft('Ohne Regel');
		await desk.ask(id);
		const unknown = await desk.office.call(makeLinkEndpoint, { id, guestId: 'g1' }, desk.anna);
		expect(unknown.problem?.type).toBe('approval.guest-unknown');
	});
});
