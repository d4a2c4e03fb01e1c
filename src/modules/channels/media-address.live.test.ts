import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listDeliveriesEndpoint } from '#contract/delivery.ts';
import { savePostEndpoint } from '#contract/editorial.ts';
import { system } from '#kernel/permission.ts';
import { type Newsdesk, settleRights, startNewsdesk } from '#tests/newsdesk.ts';

let desk: Newsdesk;
beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

it('a picture is fetched from the house while its copy is being sent, as the JPEG that network takes, and never afterwards', async () => {
	const { office, unitId, anna } = desk;
	const wish = { unitId, name: 'Musterstadt', networks: ['instagram' as const] };
	const connected = await office.office.channels.connectPractice(system('test'), wish);
	const presence = connected.ok ? (connected.value[0]?.id ?? '') : '';
	const network = office.office.practice.network('instagram');
	const seen: { readonly status: number; readonly type: string | null; readonly bytes: Buffer }[] = [];
	const addresses: string[] = [];
	const fetched: Promise<unknown>[] = [];
	const fetchIt = async (url: string) => {
		const answer = await fetch(url);
		seen.push({
			status: answer.status,
			type: answer.headers.get('content-type'),
			bytes: Buffer.from(await answer.arrayBuffer()),
		});
	};
	network.listen(({ method, path, body }) => {
		const url = (body as { image_url?: string } | undefined)?.image_url;
		if (method !== 'POST' || !path.endsWith('/media') || url === undefined) return;
		addresses.push(url);
		// It stays under way: the copy goes on once the network is well again.
		network.feel('failing');
		fetched.push(fetchIt(url));
	});
	const png = await sharp({ create: { width: 900, height: 600, channels: 4, background: '#3366aa80' } })
		.png()
		.toBuffer();
	const picture = (await desk.upload(png, 'plan.png')).body.id;
	await settleRights(desk, picture);
	const id = await desk.draft();
	const { versions, renditions } = await desk.read(id);
	const presences = [...new Set([...renditions.map(({ presenceId }) => presenceId), presence])];
	const chosen = { base: versions['presences']?.v ?? 0, value: presences };
	const media = { base: 0, value: [picture] };
	const alts = { [picture]: { base: 0, value: { de: 'Plan der Sperrung' } } };
	const saved = await office.call(savePostEndpoint, { id, presences: chosen, media, alts }, anna);
	expect(saved.problem).toBeNull();
	await desk.publish(id);
	await Promise.all(fetched);
	expect(seen).toMatchObject([{ status: 200, type: 'image/jpeg' }]);
	expect((await sharp(seen[0]?.bytes).metadata()).format).toBe('jpeg');
	const [address = ''] = addresses;
	const state = async () =>
		(await office.call(listDeliveriesEndpoint, { subject: id }, anna)).body.items.find(
			(one) => one.presence.id === presence,
		)?.state;
	expect([await state(), (await fetch(address)).status]).toEqual(['waiting', 200]);

	network.feel('well');
	await office.clock.windTo((office.clock.now() + 60_000) as never, () => office.office.idle());
	expect([await state(), (await fetch(address)).status]).toEqual(['published', 404]);
	const [shown] = network.timeline();
	expect(shown?.media).toMatchObject([{ alt: 'Plan der Sperrung' }]);
	expect(network.media(shown?.media[0]?.id ?? '')?.bytes.equals(seen[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
	expect(addresses).toHaveLength(1);
	const secret = new URL(address).pathname.split('/').at(-1) ?? '';
	const { rows } = await sql<{ text: string }>`select row_to_json(d)::text as text from delivery_delivery d`.execute(
		office.office.corridor.engine.engine,
	);
	expect(rows.length).toBeGreaterThan(3);
	expect(rows.map(({ text }) => text).join()).not.toContain(secret.slice(0, 40));
});
