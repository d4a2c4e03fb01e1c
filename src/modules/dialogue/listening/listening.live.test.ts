import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationsEndpoint } from '#contract/dialogue.ts';
import { ok } from '#kernel/result.ts';
import { plus, seconds } from '#kernel/time.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';

import { type OpenOffice, openOffice } from '../../../office.ts';
import { dialogue } from '../tables.ts';
import { claimLine } from './line.ts';

let desk: Newsdesk;
let second: OpenOffice | undefined;
beforeAll(async () => {
	desk = await startNewsdesk('2026-03-02T08:00:00Z', undefined, { streams: true });
});
afterAll(async () => {
	await second?.close();
	await desk.close();
});

const WAIT = { timeout: 15_000 };
const network = () => desk.office.office.practice.mastodon;
const heard = async (): Promise<readonly string[]> => {
	const agent = actorWith('agent', [desk.unitId], 'agent-1');
	const found = await desk.office.call(conversationsEndpoint, { channel: 'mastodon', view: 'all' }, agent);
	return found.body.items.map(({ excerpt }) => excerpt);
};
/** Winds the clock of every process by one round after the other. */
const rounds = async (count: number): Promise<void> => {
	const { clock, office } = desk.office;
	const idle = async () => void (await Promise.all([office.idle(), second?.idle()]));
	for (let i = 0; i < count; i += 1) await clock.windTo(plus(clock.now(), seconds(5)), idle);
};
const stands = async (): Promise<boolean> => {
	const rows = await desk.office.office.corridor.db.read('lines', (tx) =>
		dialogue(tx).selectFrom('dialogue_listening').selectAll().execute(),
	);
	return rows.some(({ opened_at }) => opened_at !== null);
};
const asked = (): number =>
	network()
		.received()
		.filter(({ path }) => path === '/api/v1/notifications').length;
const lines = () => network().lines?.count();

const said = (text: string): void => {
	const post = network()
		.timeline()
		.find(({ author }) => author.official);
	network().reply({ to: post?.id ?? '', text, as: 'waldkauz' });
};

it('a line wakes the desk without a round passing, and the rounds leave the network alone meanwhile', async () => {
	await desk.publish(await desk.draft());
	await rounds(2);
	await expect.poll(stands, WAIT).toBe(true);
	await desk.office.settle();
	said('Wie lange dauert das?');
	await expect.poll(heard, WAIT).toEqual([expect.stringContaining('Wie lange dauert das?')]);
	await desk.office.settle();
	const before = asked();
	await rounds(4);
	expect(asked()).toBe(before);
	await rounds(10);
	expect(asked()).toBe(before + 1);
});

it('what comes in while the line is cut is brought by the rounds', async () => {
	// Slow, and no lines: the ordinary answers still come.
	network().feel('slow');
	network().lines?.cut();
	await expect.poll(stands, WAIT).toBe(false);
	said('Und der Bus?');
	await rounds(3);
	expect(await heard()).toEqual(expect.arrayContaining([expect.stringContaining('Und der Bus?')]));
	expect(lines()).toBe(0);
	network().feel('well');
});

it('of two processes one keeps the line; one that is gone keeps it from nobody', async () => {
	second = await openOffice(desk.office.settings);
	for (let i = 0; i < 20 && !(await stands()); i += 1) await rounds(1);
	await expect.poll(stands, WAIT).toBe(true);
	await rounds(6);
	expect(lines()).toBe(1);
	const { corridor } = desk.office.office;
	const [row] = await corridor.db.read('lines', (tx) =>
		dialogue(tx).selectFrom('dialogue_listening').selectAll().execute(),
	);
	const all = [corridor.events.line(), second.corridor.events.line()];
	expect(all).toContain(row?.line);
	const other = all.find((one) => one !== row?.line) ?? 0;
	const taking = () => claimLine(corridor.db, row?.presence_id ?? '', { line: other, now: corridor.clock.now() });
	expect(await taking()).toBe(false);
	await corridor.db.transact('its holder was killed', async (tx) => {
		await dialogue(tx).updateTable('dialogue_listening').set({ line: 4711 }).execute();
		return ok(undefined);
	});
	expect(await taking()).toBe(true);
});
