import { afterAll, beforeAll, expect, it } from 'vitest';

import { connectPracticeEndpoint } from '#contract/channels.ts';
import { readCostsEndpoint, setTermsEndpoint } from '#contract/costs.ts';
import { listDeliveriesForHelpEndpoint } from '#contract/delivery.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { correctPostEndpoint, publishCorrectionEndpoint } from '#contract/editorial-acts.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
let id = '';
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-10T08:00:00Z');
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['x' as const] };
	id = (await desk.office.call(connectPracticeEndpoint, wish, desk.boss)).body.items[0]?.id ?? '';
});
afterAll(() => desk.close());

const onX = () =>
	desk.office.office.practice
		.network('x')
		.timeline()
		.filter(({ author }) => author.official)
		.map(({ text }) => text);
const spent = async () => (await desk.office.call(readCostsEndpoint, { id, limit: 1 }, desk.boss)).body.budget.spent;
const setBudget = (budget: number) =>
	desk.office.call(setTermsEndpoint, { id, tier: 'pay-per-use', budget, withLink: true }, desk.boss);
const help = async () => {
	const { items } = (await desk.office.call(listDeliveriesForHelpEndpoint, { limit: 50 }, desk.boss)).body;
	return items.filter(({ presence }) => presence.id === id).map(({ reason }) => reason?.type);
};
const aMinute = async () => {
	await desk.office.at(new Date(desk.office.clock.now() + 60_000).toISOString());
	await desk.office.settle();
};

it('goes without its link for less once a correction says so, and what waited with one goes no more', async () => {
	const { office, anna } = desk;
	// Enough for a post, not for one with a link.
	await setBudget(50_000);
	const post = await desk.draft('Brücke gesperrt', 'Bitte fahren Sie über den Ring.');
	await desk.publish(post);
	expect([onX(), await help()]).toEqual([[], ['delivery.budget-used-up']]);

	const reason = 'Ohne Link reicht das Budget.';
	expect((await office.call(correctPostEndpoint, { id: post, reason }, anna)).status).toBe(200);
	const base = (await desk.read(post)).versions[`leads:${id}`]?.v ?? 0;
	await office.call(savePostEndpoint, { id: post, renditionLinks: { [id]: { base, value: false } } }, anna);
	await desk.approve(post);
	expect((await office.call(publishCorrectionEndpoint, { id: post }, anna)).status).toBe(200);
	await aMinute();
	expect(onX()).toHaveLength(1);
	expect(onX()[0]).not.toContain('://');
	expect([await help(), await spent()]).toEqual([[], 15_000]);

	// Money or not: what was replaced stays where it is.
	await setBudget(5_000_000);
	await aMinute();
	expect(onX()).toHaveLength(1);
});
