import { once } from 'node:events';
import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import {
	checkPresenceEndpoint,
	connectMastodonEndpoint,
	connectPracticeEndpoint,
	getPresenceEndpoint,
} from '#contract/channels.ts';
import { keepPricesEndpoint, readCostsEndpoint, setTermsEndpoint } from '#contract/costs.ts';
import { listDeliveriesForHelpEndpoint, releaseDeliveriesEndpoint } from '#contract/delivery.ts';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint } from '#contract/dialogue.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { presenceTasksEndpoint } from '#contract/presence-health.ts';
import { keepProxyEndpoint, listProxiesEndpoint } from '#contract/proxies.ts';
import { firstPrices } from '#kernel/prices.ts';
import { ok } from '#kernel/result.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { agreedIn } from '#tests/opening.ts';

let desk: Newsdesk;
let id = '';
beforeAll(async () => {
	// A quarter of an hour before the month of the office ends.
	desk = await startNewsdesk('2026-03-31T21:45:00Z');
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['x' as const] };
	id = (await call(connectPracticeEndpoint, wish, desk.boss)).body.items[0]?.id ?? '';
});
afterAll(() => desk.close());

const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);
const x = () => desk.office.office.practice.network('x');
const posts = () =>
	x()
		.timeline()
		.filter(({ author }) => author.official).length;
const costs = async (limit = 50) => (await call(readCostsEndpoint, { id, limit }, desk.boss)).body;
const terms = (budget: number | null, tier: 'pay-per-use' | 'public-utility' = 'pay-per-use', withLink = true) =>
	call(setTermsEndpoint, { id, tier, budget, withLink }, desk.boss);
const engine = () => desk.office.office.corridor.engine.engine;
const help = async () => {
	const { items } = (await call(listDeliveriesForHelpEndpoint, { limit: 50 }, desk.boss)).body;
	return items.filter(({ presence }) => presence.id === id);
};
const windOn = async (ms: number) => {
	await desk.office.at(new Date(desk.office.clock.now() + ms).toISOString());
	await desk.office.settle();
};
/** A post that goes to X as well, with its own words there. */
const publish = async (title: string, leadsBack?: boolean) => {
	const post = await desk.draft(title, `${title}. Bitte fahren Sie über den Ring.`);
	if (leadsBack !== undefined) {
		const renditionLinks = { [id]: { base: 0, value: leadsBack } };
		expect((await call(savePostEndpoint, { id: post, renditionLinks }, desk.anna)).status).toBe(200);
	}
	await desk.publish(post);
	return post;
};

it('books each copy once, at the price of its moment: with a link, without, and when nobody knows', async () => {
	await publish('Brücke gesperrt');
	await publish('Ring wieder frei', false);
	const texts = x()
		.timeline()
		.map(({ text }) => text.includes('://'));
	expect(texts.toSorted()).toEqual([false, true]);
	const { budget, items, kinds } = await costs();
	expect(items.map(({ kind, micro, possible }) => [kind, micro, possible])).toEqual([
		['post', 15_000, false],
		['post-with-link', 200_000, false],
	]);
	expect(budget).toMatchObject({ state: 'none', spent: 215_000, possible: 0, left: null });
	expect(kinds.map(({ kind }) => kind)).toEqual(['post-with-link', 'post']);

	const prices = { ...firstPrices.prices, post: 20_000 };
	const dearer = { asOf: '2026-03-31', prices };
	expect((await call(keepPricesEndpoint, dearer, desk.anna)).status).toBe(403);
	expect((await call(keepPricesEndpoint, dearer, desk.boss)).status).toBe(200);
	x().feel('answers-get-lost');
	await terms(null, 'pay-per-use', false);
	await publish('Umleitung geändert');
	x().feel('well');
	// Certain or not, it is in the book; so is the looking for it.
	expect((await costs()).items.filter(({ kind }) => kind.startsWith('post'))).toHaveLength(3);
	await windOn(2 * 60_000);
	// Whether it was repeated or found: it stands once, and is paid once.
	expect(posts()).toBe(3);
	const after = await costs();
	expect(after.items.filter(({ kind }) => kind.startsWith('post')).map(({ micro }) => micro)).toEqual([
		...[20_000, 15_000, 200_000],
	]);
	expect(after.budget.possible).toBe(0);
});

const near = () => desk.office.office.channels.chores.filter(({ name }) => name === 'channels.budget-near');

/** What stands at the account on the first page of the desk. */
const waiting = async () => {
	const { items } = (await call(presenceTasksEndpoint, { limit: 50 }, desk.boss)).body;
	return items.filter(({ presenceId }) => presenceId === id).map(({ kind }) => kind);
};

it('spends a budget once, though two processes book from it at the same time', async () => {
	const { db } = desk.office.office.corridor;
	const { book } = desk.office.office.channels;
	await terms((await costs()).budget.spent + 20_000);
	const copy = (deliveryId: string) => ({
		deliveryId,
		presenceId: id,
		channel: 'x',
		text: 'Kurz.',
		answersOthers: false,
		anyway: false,
	});
	const reserve = async (deliveryId: string, after: () => Promise<void>) => {
		const done = await db.transact('reserve', async (tx) => {
			const over = await book.reserve(tx, [copy(deliveryId)]);
			await after();
			return ok([...over]);
		});
		return done.ok ? done.value : null;
	};
	let second: Promise<readonly string[] | null> | undefined;
	const waits = async () => {
		const { rows } = await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(engine());
		return rows.length > 0;
	};
	const first = await reserve('erste', async () => {
		let settled = false;
		second = reserve('zweite', async () => undefined).finally(() => {
			settled = true;
		});
		while (!settled && !(await waits())) await new Promise((next) => setImmediate(next));
	});
	expect([first, await second]).toEqual([[], ['zweite']]);
	await sql`delete from channels_cost where delivery_id = 'erste'`.execute(engine());
	await terms(null);
});

it('an account named twice in a post is meant once', async () => {
	const post = await desk.draft('Doppelt');
	const presences = { base: 0, value: [id, id] };
	expect((await call(savePostEndpoint, { id: post, presences }, desk.anna)).status).toBe(200);
	expect((await desk.read(post)).renditions.map(({ presenceId }) => presenceId)).toEqual([id]);
});

it('holds what the budget does not reach for, until somebody says so or raises it; nothing is dropped', async () => {
	const { spent } = (await costs()).budget;
	await terms(spent + 25_000);
	expect((await costs()).budget).toMatchObject({ state: 'warning', left: 25_000 });
	const told = async () => {
		const { rows } = await sql<{ kind: string }>`select kind from desk_notice where kind = 'budget-near'`.execute(
			engine(),
		);
		return rows.length;
	};
	await Promise.all(near().map((chore) => chore.run()));
	const first = await told();
	expect(first).toBeGreaterThan(0);
	await Promise.all(near().map((chore) => chore.run()));
	expect(await told()).toBe(first);
	expect(await waiting()).toEqual(['budget-near']);
	const before = posts();
	await publish('Dritte Sperrung', true);
	expect(posts()).toBe(before);
	const [held] = await help();
	expect(held).toMatchObject({ state: 'waiting', held: 'review', reason: { type: 'delivery.budget-used-up' } });
	expect((await costs()).budget.spent).toBe(spent);

	await call(releaseDeliveriesEndpoint, { ids: [held?.id ?? ''] }, desk.boss);
	await windOn(1_000);
	expect([posts(), (await help()).length]).toEqual([before + 1, 0]);
	expect((await costs()).budget).toMatchObject({ state: 'used-up', spent: spent + 200_000, left: 0 });

	await publish('Vierte Sperrung', false);
	expect([posts(), (await help()).length]).toEqual([before + 1, 1]);
	await terms(5_000_000);
	await windOn(1_000);
	expect([posts(), (await help()).length]).toEqual([before + 2, 0]);
	await Promise.all(near().map((chore) => chore.run()));
	expect(await waiting()).toEqual([]);
});

it('reads no more once the month is used up, and reads on in the next one', async () => {
	const heard = () =>
		x()
			.received()
			.filter(({ path }) => path.endsWith('/mentions')).length;
	const mention = (text: string) => x().reply({ to: x().timeline()[0]?.id ?? '', text, as: 'waldkauz' });
	mention('@stadt Wie lange noch?');
	await windOn(10_000);
	const read = (await costs()).items.find(({ kind }) => kind === 'read');
	expect(read).toMatchObject({ count: 1, micro: 5_000, possible: false });
	await terms((await costs()).budget.spent);
	await windOn(1_000);
	const silent = heard();
	mention('@stadt Und der Bus?');
	await windOn(12_000);
	expect(heard()).toBe(silent);
	await desk.office.at('2026-04-01T00:00:00+02:00');
	expect(await costs()).toMatchObject({ month: '2026-04', budget: { state: 'well' } });
	await windOn(20_000);
	const { items } = (await call(conversationsEndpoint, { view: 'all', channel: 'x' }, agent())).body;
	expect(items.length).toBeGreaterThan(0);
	expect((await costs()).kinds).toMatchObject([{ kind: 'read', count: 1 }]);
}, 120_000);

it('counts copies only where somebody wished it, and books each reading', async () => {
	const chores = desk.office.office.delivery.chores.filter(({ name }) => name === 'delivery.counting');
	const round = () => Promise.all(chores.map((chore) => chore.run()));
	const read = async () => (await costs()).kinds.find(({ kind }) => kind === 'own-read')?.count ?? 0;
	const before = await read();
	await round();
	expect(await read()).toBe(before);
	const wish = { id, tier: 'pay-per-use' as const, budget: 0, withLink: true, counts: true };
	expect((await call(setTermsEndpoint, wish, desk.boss)).body.terms).toMatchObject({ counts: true });
	await round();
	// The budget does not reach for it.
	expect(await read()).toBe(before);
	await terms(5_000_000);
	await round();
	expect([posts() > 3, await read()]).toEqual([true, before + posts()]);
	await round();
	expect(await read()).toBe(before + posts());
});

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');

it('offers an answer only where the access allows one, and says where else', async () => {
	const [first] = (await call(conversationsEndpoint, { view: 'all', channel: 'x' }, agent())).body.items;
	const conversationId = first?.id ?? '';
	const read = async () => (await call(conversationEndpoint, { conversationId }, agent())).body;
	expect((await read()).mayAnswer).toBe(true);
	await sql`update dialogue_message set remote = jsonb_set(remote, '{extra,call}', '"none"')
		where conversation_id = ${conversationId} and direction = 'in'`.execute(engine());
	const { mayAnswer, threadUrl, version } = await read();
	expect([mayAnswer, typeof threadUrl]).toEqual([false, 'string']);
	const answer = { conversationId, text: 'Bis Freitag.', seenVersion: version };
	expect((await call(replyEndpoint, answer, agent())).problem?.type).toBe('conversation.answer-elsewhere');
	await terms(5_000_000, 'public-utility');
	expect((await read()).mayAnswer).toBe(true);
	expect((await call(replyEndpoint, answer, agent())).status).toBe(200);
	await windOn(1_000);
	// What is not charged by the call is not booked.
	expect((await costs()).kinds.map(({ kind }) => kind)).not.toContain('summoned-reply');
	expect((await call(getPresenceEndpoint, { id }, agent())).body.terms).toEqual({
		...{ tier: 'public-utility', withLink: true, counts: true },
	});
});

it('goes to one network through the proxy of the house, whose secret nobody sees again', async () => {
	const asked: (string | undefined)[] = [];
	const proxy = createServer().listen(0, '127.0.0.1');
	proxy.on('connect', (request, client) => {
		asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
		const [host, port] = (request.url ?? '').split(':');
		const line = net.connect(Number(port), host, () => {
			client.write('HTTP/1.1 200 OK\r\n\r\n');
			line.pipe(client).pipe(line);
		});
		line.on('error', () => client.destroy());
		client.on('error', () => line.destroy());
	});
	await once(proxy, 'listening');
	const { port } = proxy.address() as AddressInfo;
	const address = `http://amt:geheim@127.0.0.1:${port}`;
	const keep = (network: 'mastodon' | 'x', wanted: string | null, actor = desk.boss) =>
		call(keepProxyEndpoint, { network, address: wanted }, actor);
	expect((await keep('mastodon', address, desk.anna)).status).toBe(403);
	expect((await keep('mastodon', 'ftp://proxy')).problem?.type).toBe('proxy.no-address');
	expect((await keep('mastodon', address)).status).toBe(200);
	const listed = (await call(listProxiesEndpoint, {}, desk.boss)).body;
	expect(listed.items.find(({ network }) => network === 'mastodon')?.address).toBe(`http://127.0.0.1:${port}`);
	const { rows } = await sql<{ sealed: Buffer }>`select sealed from channels_proxy`.execute(engine());
	expect(JSON.stringify(listed) + rows[0]?.sealed.toString('latin1')).not.toContain('geheim');

	const mastodon = desk.office.office.practice.mastodon;
	const { secret } = await mastodon.openAccount({ name: 'Amt', handle: 'amt' });
	const opening = await agreedIn(desk.office);
	const wish = { unitId: desk.unitId, name: 'Amt', server: mastodon.origin, token: secret, opening };
	const connected = await call(connectMastodonEndpoint, wish, desk.boss);
	expect([connected.problem, connected.body.practice]).toEqual([null, false]);
	const target = new URL(mastodon.origin).host;
	const key = `Basic ${Buffer.from('amt:geheim').toString('base64')}`;
	expect(new Set(asked)).toEqual(new Set([`${target} ${key}`]));
	await keep('mastodon', null);
	const before = asked.length;
	await call(checkPresenceEndpoint, { id: connected.body.id }, desk.boss);
	expect(asked.length).toBe(before);
	proxy.closeAllConnections();
	proxy.close();
});
