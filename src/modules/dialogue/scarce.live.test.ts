import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationsEndpoint } from '#contract/dialogue.ts';
import { type Instant, instant, minutes, plus, seconds } from '#kernel/time.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import { dialogue } from './tables.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(async () => {
	await desk.close();
});

const network = () => desk.office.office.practice.mastodon;
const rounds = async (count: number): Promise<void> => {
	const { clock, office } = desk.office;
	for (let i = 0; i < count; i += 1) await clock.windTo(plus(clock.now(), seconds(4)), () => office.idle());
};
const looks = (): number =>
	network()
		.received()
		.filter(({ path }) => path === '/api/v1/notifications').length;
const heard = async (): Promise<number> => {
	const agent = actorWith('agent', [desk.unitId], 'agent-1');
	return (await desk.office.call(conversationsEndpoint, { channel: 'mastodon', view: 'all' }, agent)).body.items.length;
};
const state = () =>
	desk.office.office.corridor.db.read('sources', (tx) =>
		dialogue(tx).selectFrom('dialogue_source').selectAll().where('failures', '>', 0).executeTakeFirst(),
	);
/** Somebody else asks the network for this account, until so much is left of its 300 calls; answers when all are there again. */
const leave = async (left: number): Promise<Instant> => {
	const official = network()
		.timeline()
		.find(({ author }) => author.official);
	const { secret } = await network().openAccount({ name: 'Musterstadt', handle: official?.author.handle ?? '' });
	const address = new URL('/api/v1/accounts/verify_credentials', network().origin);
	for (;;) {
		const { headers } = await fetch(address, { headers: { authorization: `Bearer ${secret}` } });
		if (Number(headers.get('x-ratelimit-remaining')) <= left) return instant(headers.get('x-ratelimit-reset') ?? '');
	}
};
const flood = (): void => {
	const post = network()
		.timeline()
		.find(({ author }) => author.official);
	for (let n = 0; n < 200; n += 1) network().reply({ to: post?.id ?? '', text: `Frage ${n}?`, as: 'waldkauz' });
};

it('in a flood, what a network allows is left to what goes out: the questions are read a page a minute until it allows all again', async () => {
	await desk.publish(await desk.draft());
	await rounds(1);
	await leave(80);
	flood();
	const before = looks();
	await rounds(10);
	expect(looks() - before).toBeLessThanOrEqual(4);
	await desk.publish(await desk.draft('Ring wieder frei', 'Der Ring ist ab sofort wieder frei.'));
	await desk.office.settle();
	expect(
		network()
			.timeline()
			.filter(({ author }) => author.official),
	).toHaveLength(2);
	// The window of five minutes has ended: all that waited is read.
	await rounds(80);
	expect(await heard()).toBeGreaterThan(0);
	expect(looks() - before).toBeGreaterThan(10);
});

it('told to wait, it asks again when the network said, and not later for having been told so often', async () => {
	const { clock } = desk.office;
	// A window that has only just begun.
	await clock.windTo(plus(await leave(250), 1), () => desk.office.office.idle());
	const resetAt = await leave(0);
	expect(resetAt - clock.now()).toBeGreaterThan(minutes(4));
	const before = looks();
	while (plus(clock.now(), seconds(4)) < resetAt) await rounds(1);
	expect(looks() - before).toBe(1);
	await rounds(3);
	expect(await state()).toBeUndefined();
	expect(looks() - before).toBeGreaterThan(1);
});
