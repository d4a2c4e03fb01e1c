import { afterAll, beforeAll, expect, it } from 'vitest';

import { keepAppEndpoint, listAppsEndpoint, prepareWakeEndpoint } from '#contract/apps.ts';
import { connectPracticeEndpoint, reconnectPresenceEndpoint, setPresenceStateEndpoint } from '#contract/channels.ts';
import { pauseDeliveriesEndpoint, resumeDeliveriesEndpoint } from '#contract/delivery.ts';
import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import { likeEndpoint } from '#contract/liking.ts';
import { presenceHealthEndpoint } from '#contract/presence-health.ts';
import { listRecordsEndpoint } from '#contract/records.ts';
import { plus, seconds } from '#kernel/time.ts';
import { bodyOf, forgedCalls, signed } from '#tests/hostile/forged-calls.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

const WAIT = { timeout: 15_000 };
const SECRET = 'geheimnis-der-app-4711';
/** The app to which practice accounts are granted. */
const APP = 'amtsfunk-uebung';

let desk: Newsdesk;
let id: string;
let page: string;
beforeAll(async () => {
	desk = await startNewsdesk();
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['facebook' as const] };
	const { body } = await desk.office.call(connectPracticeEndpoint, wish, desk.boss);
	id = body.items[0]?.id ?? '';
	await desk.publish(await desk.draft());
	page = own()?.id.split('_')[0] ?? '';
});
afterAll(() => desk.close());

const network = () => desk.office.office.practice.network('facebook');
const own = () =>
	network()
		.timeline()
		.find(({ author }) => author.official);
const said = (text: string): string => network().reply({ to: own()?.id ?? '', text, as: 'waldkauz' }) ?? '';
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const heard = async (): Promise<readonly string[]> => {
	const found = await desk.office.call(conversationsEndpoint, { channel: 'facebook', view: 'all' }, agent());
	return found.body.items.map(({ excerpt }) => excerpt);
};
const rounds = async (count: number): Promise<void> => {
	const { clock, office } = desk.office;
	for (let i = 0; i < count; i += 1) await clock.windTo(plus(clock.now(), seconds(5)), () => office.idle());
};
const asked = (path: RegExp): number =>
	network()
		.received()
		.filter((one) => path.test(one.path)).length;
const looks = (): number => asked(/\/feed$/);
const secretIs = (clientSecret: string) => {
	const app = { network: 'facebook', clientId: APP, clientSecret, server: network().origin } as const;
	return desk.office.call(keepAppEndpoint, app, desk.boss);
};
const wakeOfApp = async () => {
	const { body } = await desk.office.call(listAppsEndpoint, {}, desk.boss);
	return body.items.find((one) => one.network === 'facebook')?.wake;
};
const wakeOfPresence = async () => (await desk.office.call(presenceHealthEndpoint, { id }, desk.boss)).body.wake;
const call = async (path: string, init: RequestInit): Promise<number> =>
	(await fetch(`${desk.office.base}/hooks/meta/facebook${path}`, init)).status;
const now = (): number => Math.floor(desk.office.clock.now() / 1000);
const post = (body: string, secret: string): Promise<number> => call('', { method: 'POST', ...signed(body, secret) });

it('whoever knows the word is called, and a comment reaches the desk without a turn passing', async () => {
	expect((await desk.office.call(prepareWakeEndpoint, { network: 'facebook' }, desk.boss)).problem?.type).toBe(
		'presence.app-missing',
	);
	await secretIs(SECRET);
	const { body } = await desk.office.call(prepareWakeEndpoint, { network: 'facebook' }, desk.boss);
	const { token, address } = body;
	expect(body).toMatchObject({ address: `${desk.office.origin}/hooks/meta/facebook`, fields: ['feed', 'mention'] });
	expect(await network().hooks?.enter({ app: APP, address, token: 'geraten', secret: SECRET })).toBe(false);
	expect(await wakeOfApp()).toMatchObject({ verifiedAt: null, refused: 1 });
	expect(await network().hooks?.enter({ app: APP, address, token, secret: SECRET })).toBe(true);
	expect(JSON.stringify(await wakeOfApp())).not.toContain(token);
	await rounds(5);
	expect(asked(/\/subscribed_apps$/)).toBe(1);

	await desk.office.settle();
	said('Wie lange dauert das?');
	await expect.poll(heard, WAIT).toEqual([expect.stringContaining('Wie lange dauert das?')]);
	expect(network().hooks?.answered()).toEqual([200]);
	expect((await wakeOfPresence())?.heardAt).toBe(new Date(desk.office.clock.now()).toISOString());
	await desk.office.settle();
	// Who calls is looked at seldom meanwhile.
	const before = looks();
	await rounds(4);
	expect(looks()).toBe(before);
	await rounds(10);
	expect(looks()).toBe(before + 1);
});

it('the same call again wakes nobody, another one about the same adds nothing', async () => {
	const before = { looks: looks(), heard: await heard() };
	const body = bodyOf({ page, now: now() });
	expect(await post(body, SECRET)).toBe(200);
	await expect.poll(looks, WAIT).toBe(before.looks + 1);
	expect(await post(body, SECRET)).toBe(200);
	// A page that nobody reads here is answered the same.
	expect(await post(bodyOf({ page: '4711', now: now() }), SECRET)).toBe(200);
	await desk.office.settle();
	expect({ looks: looks(), heard: await heard() }).toEqual({ ...before, looks: before.looks + 1 });
});

it('forged calls are refused and counted, and who brings too many is not listened to', async () => {
	expect(forgedCalls.length).toBeGreaterThanOrEqual(15);
	const before = { looks: looks(), refused: (await wakeOfApp())?.refused ?? 0 };
	const at = { secret: SECRET, page, now: now() };
	const from = { 'x-forwarded-for': '203.0.113.7' };
	for (const { name, ask, status } of forgedCalls) {
		const { method = 'POST', path = '', body, headers } = ask(at);
		const got = await call(path, { method, headers: { ...headers, ...from }, ...(body === undefined ? {} : { body }) });
		expect([name, got]).toEqual([name, status]);
	}
	expect((await wakeOfApp())?.refused).toBe(before.refused + forgedCalls.length);
	for (let n = forgedCalls.length; n < 30; n += 1) await call('', { method: 'POST', headers: from });
	const { headers, body } = signed(bodyOf(at), SECRET);
	expect(await call('', { method: 'POST', body, headers: { ...headers, ...from } })).toBe(429);
	await desk.office.settle();
	expect(looks()).toBe(before.looks);
	expect(await fetch(`${desk.office.base}/hooks/meta/mastodon`)).toMatchObject({ status: 404 });
});

it.each(['instagram', 'threads'] as const)(
	'%s calls as well, each at its own address and in its own words',
	async (name) => {
		const wish = { unitId: desk.unitId, name: 'Stadt', networks: [name] };
		const { body } = await desk.office.call(connectPracticeEndpoint, wish, desk.boss);
		const [presence] = body.items;
		const other = desk.office.office.practice.network(name);
		const app = { network: name, clientId: APP, clientSecret: SECRET, server: other.origin } as const;
		await desk.office.call(keepAppEndpoint, app, desk.boss);
		const { address, token } = (await desk.office.call(prepareWakeEndpoint, { network: name }, desk.boss)).body;
		expect(await other.hooks?.enter({ app: APP, address, token, secret: SECRET })).toBe(true);
		await rounds(5);
		other.reply({ text: 'Wann ist der Markt?', mentions: presence?.handle ?? '', as: 'radlerin' });
		const wakeOf = async () =>
			(await desk.office.call(presenceHealthEndpoint, { id: presence?.id ?? '' }, desk.boss)).body.wake?.heardAt ??
			null;
		await expect.poll(wakeOf, WAIT).toBe(new Date(desk.office.clock.now()).toISOString());
		expect(other.hooks?.answered()).toEqual([200]);
	},
);

it('with a new secret the old one is worth nothing, and what was set up outlasts a new key', async () => {
	await secretIs('ein-neues-geheimnis');
	expect(await post(bodyOf({ page, now: now() + 1 }), SECRET)).toBe(403);
	expect(await post(bodyOf({ page, now: now() + 1 }), 'ein-neues-geheimnis')).toBe(200);
	const { heardAt } = (await wakeOfPresence()) ?? {};
	expect((await desk.office.call(reconnectPresenceEndpoint, { id }, desk.boss)).status).toBe(200);
	expect(await wakeOfPresence()).toMatchObject({ subscribedAt: null, heardAt });
	await rounds(5);
	expect(await wakeOfPresence()).toMatchObject({ subscribedAt: expect.any(String), heardAt });
	expect((await wakeOfApp())?.verifiedAt).not.toBeNull();
});

it('a citizen’s words are liked once, by who may answer, and no longer when that is taken back', async () => {
	const conversationOf = async (text: string) => {
		const found = await desk.office.call(conversationsEndpoint, { channel: 'facebook', view: 'all' }, agent());
		const { id: conversationId = '' } = found.body.items.find(({ excerpt }) => excerpt.includes(text)) ?? {};
		return (await desk.office.call(conversationEndpoint, { conversationId }, agent())).body;
	};
	const conversation = () => conversationOf('Wie lange dauert das?');
	const { id: conversationId, messages, can } = await conversation();
	const messageId = messages.find(({ direction }) => direction === 'in')?.id ?? '';
	const like = (liked: boolean, actor = agent()) =>
		desk.office.call(likeEndpoint, { conversationId, messageId, liked }, actor);
	const stateOf = async () => (await conversation()).messages.find((one) => one.id === messageId)?.like?.state;
	const likes = () => asked(/\/likes$/);
	const shown = () =>
		network()
			.timeline()
			.find(({ text }) => text === 'Wie lange dauert das?')?.likes;
	expect(can.like).toBe(true);
	expect((await like(true, actorWith('author', [desk.unitId]))).problem?.type).toBe('access.denied');

	// What never left is taken back without the network hearing of it; a stopped house says nothing either.
	await like(true);
	await like(false);
	await desk.office.call(pauseDeliveriesEndpoint, { reason: 'Trauerfall' }, desk.boss);
	await Promise.all([like(true), like(true)]);
	await rounds(3);
	expect([await stateOf(), likes()]).toEqual(['leaving', 0]);
	await desk.office.call(resumeDeliveriesEndpoint, {}, desk.boss);
	await rounds(3);
	expect([await stateOf(), likes(), shown()]).toEqual(['stands', 1, 1]);
	await like(true);
	await rounds(3);
	expect(likes()).toBe(1);

	// The answer is lost: it is said again until the network has heard it, and stands there once.
	await like(false);
	await rounds(3);
	network().feel('answers-get-lost');
	await like(true);
	await rounds(3);
	network().feel('well');
	await rounds(15);
	expect([await stateOf(), shown()]).toEqual(['stands', 1]);
	await like(false);
	await rounds(3);
	expect([await stateOf(), shown()]).toEqual([undefined, 0]);

	const own = messages.find(({ direction }) => direction !== 'in')?.id ?? 'nothing';
	const wrong = await desk.office.call(likeEndpoint, { conversationId, messageId: own, liked: true }, agent());
	expect(wrong.problem?.type).toBe('conversation.no-such-message');
	const { body } = await desk.office.call(listRecordsEndpoint, { subject: conversationId, limit: 50 }, desk.boss);
	const kinds = body.items.map(({ kind }) => kind);
	expect(kinds.filter((kind) => kind === 'message.liked')).toHaveLength(3);
	expect(kinds.filter((kind) => kind === 'message.like-taken-back')).toHaveLength(3);
});

it('a presence that is given up is called for no more', async () => {
	const before = asked(/\/subscribed_apps$/);
	expect((await desk.office.call(setPresenceStateEndpoint, { id, state: 'retired' }, desk.boss)).status).toBe(200);
	await desk.office.settle();
	expect(asked(/\/subscribed_apps$/)).toBe(before + 1);
	const answered = network().hooks?.answered().length;
	said('Hört noch jemand zu?');
	await rounds(1);
	expect(network().hooks?.answered().length).toBe(answered);
});
