import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { system } from '#kernel/permission.ts';
import { readLine } from '#modules/records/domain/export-line.ts';
import { verifyExport } from '#modules/records/verify.ts';

import { value } from '../desk.ts';
import { incompleteOf } from './along.ts';
import { type Intended, linkOf, shownOf } from './posts.ts';
import { says } from './round.ts';
import type { Town } from './town.ts';
import { NOTED_MS } from './watch.ts';

export interface Tally {
	/** Copies that were meant to be public. */
	readonly intended: number;
	readonly accepted: number;
	readonly lost: readonly string[];
	readonly doubled: readonly string[];
	readonly unclear: readonly string[];
	/** The desk says something else than the network, as of who may answer there. */
	readonly mistold: readonly string[];
	/** The record log does not have each publication exactly once. */
	readonly misrecorded: readonly string[];
	/** A part of a thread that does not answer the one before. */
	readonly misplaced: readonly string[];
	/** Picture, film or description, captions, still picture or list are not there exactly once. */
	readonly incomplete: readonly string[];
	/** A copy was begun although its network had named a later moment. */
	readonly early: readonly string[];
	/** Requests before such a moment, of copies that were on their way when it was named. */
	readonly underWay: number;
}

interface Copy {
	readonly mark: string;
	readonly where: string;
	/** How often it stands there as something of its own. */
	readonly stands: number;
}

/** A repeated activity has the id of the first: receivers know it again, so only distinct ids count. */
const copiesAt = async (town: Town, post: Intended): Promise<readonly Copy[]> => {
	const { mark } = post;
	const atNetworks = town.networks.flatMap(({ kind, network }) => {
		const parts = post.marks.map((part) => {
			const stands = network.everything().filter(({ text }) => text.includes(part)).length;
			return { mark: part, where: kind, stands };
		});
		// Where it was not meant to go, whatever stands is one too many.
		return post.networks.includes(kind) ? parts : parts.filter(({ stands }) => stands > 0).map(strayed);
	});
	const atPeers = town.peers.map(({ received }, n) => {
		const ids = received.filter(({ activity }) => says(activity, mark)).map(({ activity }) => activity['id']);
		return { mark, where: `follower ${n + 1}`, stands: new Set(ids).size };
	});
	const link = await linkOf(town, post);
	const page = link === null ? null : await fetch(link);
	const stands = page?.ok === true && (await page.text()).includes(mark) ? 1 : 0;
	return [{ mark, where: 'newsroom', stands }, ...atNetworks, ...atPeers];
};

const strayed = ({ stands, ...copy }: Copy): Copy => ({ ...copy, stands: stands + 1 });

interface Told {
	readonly unclear: readonly string[];
	readonly mistold: readonly string[];
	/** Deliveries that the desk shows as published. */
	readonly published: readonly string[];
}

/** What the desk shows of a post, beside what stands. */
const toldOf = async (town: Town, post: Intended, copies: readonly Copy[]): Promise<Told> => {
	const shown = (await shownOf(town, post)).filter(({ operation }) => operation === 'publish');
	const name = ({ presence, state, reason }: (typeof shown)[number]): string =>
		`${post.mark} ${presence.channel}: ${state} ${reason?.type ?? ''}`;
	const isTrue = ({ presence, state, part }: (typeof shown)[number]): boolean => {
		const mark = post.marks[(part?.number ?? 1) - 1];
		const copy = copies.find((one) => one.where === presence.channel && one.mark === mark);
		return state === 'unclear' || copy === undefined || copy.stands > 0 === (state === 'published');
	};
	return {
		unclear: shown.filter(({ state }) => state === 'unclear').map(name),
		mistold: shown.filter((one) => !isTrue(one)).map(name),
		published: shown.filter(({ state }) => state === 'published').map(({ id }) => id),
	};
};

/** Holds what was intended against what the networks took, what the desk shows, and what the log keeps. */
export const tallyOf = async (town: Town, posts: readonly Intended[], folder: string): Promise<Tally> => {
	const copies: Copy[] = [];
	const told: Told[] = [];
	for (const post of posts) {
		const there = await copiesAt(town, post);
		copies.push(...there);
		told.push(await toldOf(town, post, there));
	}
	const name = ({ mark, where }: Copy): string => `${mark} at ${where}`;
	const log = await exported(town, folder);
	const { early, underWay } = hastyOf(town, log.leaves);
	return {
		intended: copies.length,
		accepted: copies.filter(({ stands }) => stands > 0).length,
		lost: copies.filter(({ stands }) => stands === 0).map(name),
		doubled: copies.filter(({ stands }) => stands > 1).map(name),
		unclear: told.flatMap(({ unclear }) => unclear),
		mistold: [...told.flatMap(({ mistold }) => mistold), ...posts.flatMap((post) => ajar(town, post))],
		misplaced: posts.flatMap((post) => misplaced(town, post)),
		incomplete: posts.flatMap((post) => incompleteOf(town, post)),
		misrecorded: misrecorded(log, new Set(told.flatMap(({ published }) => published))),
		...{ early, underWay },
	};
};

/** Posts that anybody may answer though nobody should, or the other way round. */
const ajar = ({ networks }: Town, { mark, gated }: Intended): readonly string[] =>
	networks
		.filter(({ kind }) => kind === 'bluesky')
		.flatMap(({ network }) => network.everything().filter(({ text }) => text.includes(mark)))
		.filter(({ closed = false }) => closed !== gated)
		.map(() => `${mark} at bluesky: ${gated ? 'open' : 'closed'} for answers`);

/** At the network itself: which post each part of a thread answers. */
const misplaced = ({ networks }: Town, { marks }: Intended): readonly string[] =>
	networks.flatMap(({ kind, network }) => {
		const copies = marks.map((mark) => network.everything().find(({ text }) => text.includes(mark)));
		// A network without threads takes all parts in one post.
		if (new Set(copies.map((copy) => copy?.id)).size === 1) return [];
		return copies.flatMap((copy, at) => {
			const before = at === 0 ? null : copies[at - 1]?.id;
			return copy !== undefined && copy.replyTo !== before ? [`${marks[at]} at ${kind}`] : [];
		});
	});

const Leaf = z.object({
	kind: z.enum(['delivery.published', 'delivery.sending']),
	at: z.iso.datetime(),
	data: z.object({ delivery: z.string(), presence: z.string() }),
});
type Leaf = z.output<typeof Leaf>;

/** What a line of the export keeps of a delivery. */
const leafIn = (text: string): Leaf | null => {
	const line = text === '' ? null : readLine(text);
	if (line?.type !== 'entry' || line.payload === undefined) return null;
	return Leaf.safeParse(JSON.parse(line.payload)).data ?? null;
};

interface Log {
	readonly leaves: readonly Leaf[];
	readonly wrong: readonly string[];
}

/** What the record log keeps, from an export that verifies by itself. */
const exported = async ({ desk }: Town, folder: string): Promise<Log> => {
	const to = join(folder, 'faults-export.jsonl');
	value(await desk.office.records.exportRecords(system('bench'), { to, subject: undefined }));
	const report = await verifyExport(to);
	const wrong = report.ok ? [] : [`the export does not verify: ${JSON.stringify(report.problems.slice(0, 3))}`];
	return { leaves: (await readFile(to, 'utf8')).split('\n').flatMap((text) => leafIn(text) ?? []), wrong };
};

/** Every publication that the desk shows has exactly one leaf. */
const misrecorded = ({ leaves, wrong: unverified }: Log, published: ReadonlySet<string>): readonly string[] => {
	const wrong = [...unverified];
	const count = Map.groupBy(
		leaves.filter(({ kind }) => kind === 'delivery.published'),
		({ data }) => data.delivery,
	);
	for (const id of published)
		if (count.get(id)?.length !== 1) wrong.push(`${count.get(id)?.length ?? 0} leaves for delivery ${id}`);
	for (const id of count.keys()) if (!published.has(id)) wrong.push(`a leaf for delivery ${id}, which is not shown so`);
	return wrong;
};

/** Tells requests of copies that were begun after their network had named a later moment from those of copies on their way. */
const hastyOf = ({ networks, presences }: Town, leaves: readonly Leaf[]): Pick<Tally, 'early' | 'underWay'> => {
	const begun = leaves.filter(({ kind }) => kind === 'delivery.sending');
	const early: string[] = [];
	let underWay = 0;
	for (const { kind, watch } of networks)
		for (const { what, after, told, at, earlyMs } of watch.hasty) {
			const begunSince = begun.find(
				(leaf) =>
					leaf.data.presence === presences.get(kind) &&
					Date.parse(leaf.at) > told + NOTED_MS &&
					Date.parse(leaf.at) <= at,
			);
			if (begunSince)
				early.push(
					`${what}, ${earlyMs} ms early, begun ${Date.parse(begunSince.at) - told} ms after ${after} was told to wait`,
				);
			else underWay += 1;
		}
	return { early, underWay };
};
