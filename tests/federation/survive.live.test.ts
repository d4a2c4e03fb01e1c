import { verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hours, plus, seconds } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';
import { restoreBackup } from '#platform/db/backup/restore.ts';
import { takeBackup } from '#platform/db/backup/take.ts';
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import type { OfficeSettings } from '../../src/corridor.ts';
import { allMigrations } from '../../src/migrations.ts';
import { type OpenOffice, openOffice } from '../../src/office.ts';
import { type FediverseDesk, startFediverseDesk } from '../fediverse-desk.ts';

type Fediverse = Awaited<FediverseDesk>;
const log = createLog('silent');
let fediverse: Fediverse;
let settings: OfficeSettings;
let before: unknown[];
let place: string;
const actor = '/fediverse/tiefbau';

const documents = async (office: Pick<OpenOffice, 'fetch'>): Promise<unknown[]> => {
	const { origin } = settings;
	const resource = encodeURIComponent(`acct:tiefbau@${new URL(origin).host}`);
	const paths = [actor, `${actor}/folgende`, `/.well-known/webfinger?resource=${resource}`, '/fediverse/haus'];
	return Promise.all(
		paths.map(async (path) => {
			const accept = path.includes('webfinger') ? 'application/jrd+json' : 'application/activity+json';
			const answer = await office.fetch(new Request(`${origin}${path}`, { headers: { accept } }));
			return { path, status: answer.status, body: await answer.json() };
		}),
	);
};

/** Whether what the peer received last was signed with the key that the actor had at the very beginning. */
const isSignedWithFirstKey = (): boolean => {
	const letter = fediverse.peer.received.at(-1);
	const header = String(letter?.headers['signature']);
	const part = (name: string): string => new RegExp(`${name}="([^"]+)"`).exec(header)?.[1] ?? '';
	const lines = part('headers')
		.split(' ')
		.map((name) => `${name}: ${name === '(request-target)' ? 'post /inbox' : letter?.headers[name]}`);
	const [{ body } = { body: {} }] = before as { body: { publicKey?: { publicKeyPem: string } } }[];
	const pem = body.publicKey?.publicKeyPem ?? '';
	return verify('sha256', Buffer.from(lines.join('\n')), pem, Buffer.from(part('signature'), 'base64'));
};

beforeAll(async () => {
	place = await mkdtemp(join(tmpdir(), 'amtsfunk-survive-'));
	fediverse = await startFediverseDesk();
	({ settings } = fediverse.desk.office);
	expect(await fediverse.follow()).toBe(202);
	before = await documents(fediverse.desk.office.office);
});
afterAll(async () => {
	await fediverse?.close();
	await rm(place, { recursive: true, force: true });
});

describe('who one is in the Fediverse', () => {
	it('is there before: an actor with its key, one follower, an address', () => {
		expect(before).toMatchObject([
			{ status: 200, body: { publicKey: { publicKeyPem: expect.stringContaining('PUBLIC KEY') } } },
			{ status: 200, body: { totalItems: 1 } },
			{ status: 200 },
			{ status: 200 },
		]);
	});

	it('is the same after a restart', async () => {
		const again = await openOffice(settings);
		expect(await documents(again)).toEqual(before);
		await again.close();
	});

	it('is the same after backup and restore, and what still waited goes out from there, signed with the first key', async () => {
		const { peer, desk } = fediverse;
		peer.answerWith(() => 503);
		await fediverse.published();
		expect(peer.ofType('Create')).toEqual([]);
		const { clock } = desk.office;
		const { databaseUrl: url, data } = settings;
		const { files } = desk.office.office.corridor;
		const premises = { clock, data, files, keyFile: join(data, 'key'), url, embedded: undefined };
		const from = await takeBackup(premises, { portable: true, to: place });
		const home = join(place, 'restored');
		await restoreBackup({ from, data: home, migrations: allMigrations, log });
		peer.answerWith(() => 202);
		const embedded: Embedded = await startEmbedded({ home, log });
		const later = woundClock(plus(clock.now(), hours(2)));
		const restored = await openOffice({ ...settings, databaseUrl: embedded.url, data: home, clock: later });
		await later.windTo(plus(later.now(), seconds(5)), () => restored.idle());
		expect(await documents(restored)).toEqual(before);
		expect(peer.ofType('Create')).toHaveLength(1);
		expect(isSignedWithFirstKey()).toBe(true);
		await restored.close();
		await embedded.close();
	});

	it('is not told under another address, and the office says so', async () => {
		const moved = await openOffice({ ...settings, origin: 'http://127.0.0.1:9999' });
		const answer = await moved.fetch(
			new Request(`http://127.0.0.1:9999${actor}`, { headers: { accept: 'application/activity+json' } }),
		);
		expect(answer.status).toBe(404);
		expect((await moved.health()).reasons).toContainEqual({
			...{ part: 'federation', type: 'federation.moved' },
			detail: { origin: settings.origin },
		});
		await moved.close();
	});
});
