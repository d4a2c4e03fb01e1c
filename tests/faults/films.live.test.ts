import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { NetworkKind } from '../../bench/faults/plan.ts';
import { type Along, type Intended, orderPost } from '../../bench/faults/posts.ts';
import { GRACE_MS, settle } from '../../bench/faults/round.ts';
import { tallyOf } from '../../bench/faults/tally.ts';
import { openTown, type Town } from '../../bench/faults/town.ts';
import { freshDatabase } from '../database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let data: string;
let town: Town;

beforeAll(async () => {
	database = await freshDatabase();
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	town = await openTown({ databaseUrl: database.url, data });
}, 240_000);

afterAll(async () => {
	await town.close();
	await database.drop();
	await rm(data, { recursive: true, force: true });
});

/** Between two lives: an unclear copy is looked for again, and nothing counts as late. */
const AWAY_MS = 60_000;

/** One request on the way: which one it is, counted among those like it. */
interface Step {
	readonly asked: RegExp;
	readonly nth?: number;
}

const networkOf = (kind: NetworkKind) => {
	const found = town.networks.find((one) => one.kind === kind);
	if (found === undefined) throw new Error(`no ${kind}`);
	return found.network;
};

/** Starts the program and kills it with -9 when the network has done what that request asked, before it can say so. */
const killAfter = async (kind: NetworkKind, { asked, nth = 1 }: Step): Promise<void> => {
	const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
	const product = town.start();
	let left = nth;
	networkOf(kind).listen(({ method, path }) => {
		if (left === 0 || !asked.test(`${method} ${path}`)) return;
		left -= 1;
		if (left === 0) reach(product.kill());
	});
	await reached;
	town.jump(AWAY_MS);
};

/** Everything the town was ever given: its record is held against all of it. */
const posts: Intended[] = [];

const isWhole = async (kind: NetworkKind, along: Along, steps: readonly Step[]): Promise<void> => {
	const mark = `Meldung 1.${posts.length + 1}`;
	const post = await orderPost(town, { mark, marks: [mark], gated: false, along });
	posts.push(post);
	town.jump(GRACE_MS);
	for (const step of steps) await killAfter(kind, step);
	await settle(town, [post]);
	const { intended, accepted, underWay: _, ...wrong } = await tallyOf(town, posts, data);
	expect(wrong).toEqual({
		...{ lost: [], doubled: [], unclear: [], mistold: [], misrecorded: [], misplaced: [], incomplete: [], early: [] },
	});
	expect(accepted).toBe(intended);
};

it(
	'a film for YouTube, killed with -9 after every step, is there once and public, with all that belongs to it',
	() =>
		isWhole('youtube', 'long film', [
			{ asked: /^POST .upload.youtube.v3.videos$/ },
			{ asked: /^PUT .upload.youtube.v3.videos$/ },
			// It asks how far it came, and brings the second of two parts.
			{ asked: /^PUT .upload.youtube.v3.videos$/, nth: 2 },
			{ asked: /^POST .upload.youtube.v3.captions$/ },
			{ asked: /^POST .upload.youtube.v3.thumbnails.set$/ },
			// It is public, and in no list yet.
			{ asked: /^PUT .youtube.v3.videos$/ },
			{ asked: /^POST .youtube.v3.playlistItems$/ },
		]),
	600_000,
);

it(
	'a picture for Instagram, killed with -9 after every step, is there once with its description',
	() => isWhole('instagram', 'picture', [{ asked: /^POST .*\/media$/ }, { asked: /^POST .*\/media_publish$/ }]),
	600_000,
);
