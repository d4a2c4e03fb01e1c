import { afterAll, beforeAll, expect, it } from 'vitest';

import { connectPracticeEndpoint, getPresenceEndpoint, setPresenceStateEndpoint } from '#contract/channels.ts';
import { conversationsEndpoint } from '#contract/dialogue.ts';
import { presenceHealthEndpoint } from '#contract/presence-health.ts';
import { minutes, plus, seconds } from '#kernel/time.ts';
import { forgedPushes, signed } from '#tests/hostile/forged-pushes.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

const WAIT = { timeout: 15_000 };
const HOOK = '/hooks/websub/';

let desk: Newsdesk;
let id: string;
/** What the office told the hub. */
const told: { mode: string; callback: string; topic: string; secret: string }[] = [];
beforeAll(async () => {
	desk = await startNewsdesk();
	network().listen(({ path, body }) => {
		const said = body as Readonly<Record<string, string>>;
		if (path !== '/subscribe') return;
		const [mode = '', callback = '', topic = '', secret = ''] = ['mode', 'callback', 'topic', 'secret'].map(
			(name) => said[`hub.${name}`],
		);
		told.push({ mode, callback, topic, secret });
	});
	network().hub?.grant(880);
	const wish = { unitId: desk.unitId, name: 'Stadt', networks: ['youtube' as const] };
	const { body } = await desk.office.call(connectPracticeEndpoint, wish, desk.boss);
	id = body.items[0]?.id ?? '';
});
afterAll(() => desk.close());

const network = () => desk.office.office.practice.network('youtube');
const subscribers = () => network().hub?.subscribers() ?? [];
const wind = async (count: number, ms = seconds(5)): Promise<void> => {
	const { clock, office } = desk.office;
	for (let i = 0; i < count; i += 1) await clock.windTo(plus(clock.now(), ms), () => office.idle());
};
const looks = (): number =>
	network()
		.received()
		.filter(({ path }) => path.endsWith('/commentThreads')).length;
const heard = async (): Promise<readonly string[]> => {
	const agent = actorWith('agent', [desk.unitId], 'agent-1');
	const found = await desk.office.call(conversationsEndpoint, { channel: 'youtube', view: 'all' }, agent);
	return found.body.items.map(({ excerpt }) => excerpt);
};
const call = async (token: string, init: RequestInit & { readonly path?: string | undefined }): Promise<number> =>
	(await fetch(`${desk.office.base}${HOOK}${token}${init.path ?? ''}`, init)).status;
const current = () => {
	const last = told.at(-1);
	if (last === undefined) throw new Error('the hub was never asked');
	return { ...last, token: last.callback.split(HOOK)[1] ?? '' };
};

it('a film put up elsewhere wakes the desk at once, and what is said below it is there', async () => {
	await wind(5);
	await expect.poll(() => subscribers().length, WAIT).toBe(1);
	const { callback, secret, token } = current();
	expect(callback).toBe(`${desk.office.origin}${HOOK}${token}`);
	expect([token.length >= 32, secret.length >= 32, token === secret]).toEqual([true, true, false]);
	await desk.office.settle();
	const handle = (await desk.office.call(getPresenceEndpoint, { id }, desk.boss)).body.handle ?? '';
	const before = looks();
	const up = await network().hub?.putUp(handle, 'Live aus dem Stadtrat');
	expect(up?.answers).toEqual([204]);
	await expect.poll(looks, WAIT).toBe(before + 1);
	network().reply({ to: up?.id ?? '', text: 'Wann ist die nächste Sitzung?', as: 'waldkauz' });
	await network().hub?.putUp(handle, 'Live aus dem Stadtrat, zweiter Teil');
	await expect.poll(heard, WAIT).toEqual([expect.stringContaining('nächste Sitzung')]);
	const { body } = await desk.office.call(presenceHealthEndpoint, { id }, desk.boss);
	expect(body.wake?.heardAt).toBe(new Date(desk.office.clock.now()).toISOString());
});

it('the same push again wakes nobody, and a hub may sign with more', async () => {
	await desk.office.settle();
	const { token, secret } = current();
	const { path: _, ...push } = signed(secret, '<feed>1</feed>', 'sha256');
	const before = looks();
	expect(await call(token, { method: 'POST', ...push })).toBe(204);
	await expect.poll(looks, WAIT).toBe(before + 1);
	expect(await call(token, { method: 'POST', ...push })).toBe(204);
	await desk.office.settle();
	expect(looks()).toBe(before + 1);
});

it('forged pushes are refused, and who brings too many is not listened to', async () => {
	expect(forgedPushes.length).toBeGreaterThanOrEqual(10);
	const { token, secret, topic } = current();
	const from = { 'x-forwarded-for': '203.0.113.7' };
	const before = looks();
	for (const { name, ask, status } of forgedPushes) {
		const { method = 'POST', headers, ...rest } = ask({ secret, topic });
		expect([name, await call(token, { method, headers: { ...headers, ...from }, ...rest })]).toEqual([name, status]);
	}
	for (let n = forgedPushes.length; n < 30; n += 1) await call('geraten', { method: 'POST', headers: from });
	const { headers, ...push } = signed(secret, '<feed>2</feed>');
	expect(await call(token, { method: 'POST', headers: { ...headers, ...from }, ...push })).toBe(429);
	await desk.office.settle();
	expect([looks(), subscribers().length]).toEqual([before, 1]);
});

it('is renewed before its lease ends, and no question is answered that comes unasked', async () => {
	const [lease] = subscribers();
	const { token, topic } = current();
	const asked = told.length;
	await wind(1, minutes(10) + seconds(10));
	const unasked = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': '1' });
	expect(await call(token, { path: `?${unasked}&hub.lease_seconds=600` })).toBe(404);
	expect(told).toHaveLength(asked);
	await wind(1, minutes(2));
	await expect.poll(() => told.length, WAIT).toBe(asked + 1);
	await expect.poll(() => (subscribers()[0]?.until ?? 0) > (lease?.until ?? 0), WAIT).toBe(true);
	expect((lease?.until ?? 0) - desk.office.clock.now()).toBeGreaterThan(minutes(1));
	expect([current().token, current().secret]).toEqual([token, told[0]?.secret]);
});

it('a presence that is given up is pushed to no more', async () => {
	const { token, secret } = current();
	expect((await desk.office.call(setPresenceStateEndpoint, { id, state: 'retired' }, desk.boss)).status).toBe(200);
	await expect.poll(() => subscribers().length, WAIT).toBe(0);
	expect(current().mode).toBe('unsubscribe');
	const { path: _, ...push } = signed(secret, '<feed>3</feed>');
	expect(await call(token, { method: 'POST', ...push })).toBe(404);
});
