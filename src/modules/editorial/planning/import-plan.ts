import { createHash } from 'node:crypto';

import type { z } from 'zod';

import { topics } from '#contract/editorial.ts';
import type { importPlanEndpoint, previewImportEndpoint } from '#contract/planning-exchange.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate, toIso } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { outletsFor, placeDraft } from '../create-draft.ts';
import { parseCsv, separatorOf } from '../domain/planning/csv.ts';
import { type Known, type PlanRow, readHead, readRow } from '../domain/planning/plan-table.ts';
import type { Rendition } from '../domain/post.ts';
import { decodeTable } from './decode-table.ts';
import { keepWish } from './move-post.ts';
import type { PlanningNeeds } from './needs.ts';
import { planning } from './tables.ts';

type File = z.output<typeof previewImportEndpoint.input>;
type Preview = z.input<typeof previewImportEndpoint.output>;
export type ReadFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'plan.table-without-headline' }
	| { readonly type: 'plan.table-too-long'; readonly most: number };
export type ImportFailure =
	| ReadFailure
	| { readonly type: 'plan.table-has-errors' }
	| { readonly type: 'plan.table-empty' }
	| { readonly type: 'plan.table-known' };

/** More rows than this in one file are no plan that anybody has looked through. */
const MOST_ROWS = 300;

interface Table {
	readonly encoding: Preview['encoding'];
	readonly rows: readonly PlanRow[];
	readonly hash: string;
	readonly zone: string;
}

const readTable = async (
	needs: PlanningNeeds,
	{ unitId, content }: File,
	actor: Actor,
): Promise<Result<Table, ReadFailure>> => {
	if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
	const bytes = Buffer.from(content, 'base64');
	const { text, encoding } = decodeTable(bytes);
	const [first, ...rows] = parseCsv(text, separatorOf(text));
	const head = readHead(first);
	if (head === null) return fail({ type: 'plan.table-without-headline' });
	if (rows.length > MOST_ROWS) return fail({ type: 'plan.table-too-long', most: MOST_ROWS });
	const known = await knownTo(needs, unitId, actor);
	const hash = createHash('sha256').update(bytes).digest('hex');
	return ok({ encoding, hash, zone: known.zone, rows: rows.map((row) => readRow(row, head, known)) });
};

const knownTo = async (needs: PlanningNeeds, unitId: string, actor: Actor): Promise<Known> => {
	const presences = await needs.channels.presencesFor(unitId);
	const named = await needs.db.read('names in a table', async (tx) => ({
		groups: await planning(tx)
			.selectFrom('editorial_target_group')
			.select(['id', 'name'])
			.where('archived', '=', false)
			.execute(),
		campaigns: await planning(tx)
			.selectFrom('editorial_campaign')
			.select(['id', 'name', 'unit_id'])
			.orderBy('last_day', 'desc')
			.limit(500)
			.execute(),
	}));
	const { zone } = await needs.people.authority();
	const campaigns = named.campaigns.filter(({ unit_id }) => may(actor, 'post.read', unit_id));
	return { zone, now: needs.clock.now(), topics, presences, groups: named.groups, campaigns };
};

/** Says what a table would become and what is wrong with each row. Changes nothing. */
export const previewImport =
	(needs: PlanningNeeds) =>
	async (file: File, actor: Actor): Promise<Result<Preview, ReadFailure>> => {
		const table = await readTable(needs, file, actor);
		if (!table.ok) return table;
		const rows = table.value.rows.map(({ line, title, kind, at, topic, errors }) => ({
			line,
			title,
			kind,
			topic,
			at: at === null ? null : toIso(at as Instant), // NOTE: made by readWallTime.
			errors: [...errors],
		}));
		return ok({ encoding: table.value.encoding, rows });
	};

/** Makes a draft of every row: all of them, or none where one has an error. The same file twice is refused. */
export const importPlan =
	(needs: PlanningNeeds) =>
	async (file: File, actor: Actor): Promise<Result<z.input<typeof importPlanEndpoint.output>, ImportFailure>> => {
		const table = await readTable(needs, file, actor);
		if (!table.ok) return table;
		const { rows, hash, zone } = table.value;
		if (rows.length === 0) return fail({ type: 'plan.table-empty' });
		if (rows.some(({ errors }) => errors.length > 0)) return fail({ type: 'plan.table-has-errors' });
		const renditions = await outletsFor(needs, file.unitId);
		return needs.act<{ postIds: string[] }, ImportFailure>('import plan', actor, async (tx) => {
			const kept = await planning(tx)
				.insertInto('editorial_import')
				.values({ hash, unit_id: file.unitId, at: toDate(needs.clock.now()) })
				.onConflict((there) => there.doNothing())
				.executeTakeFirst();
			if (kept.numInsertedOrUpdatedRows === 0n) return fail({ type: 'plan.table-known' });
			const leaves: Leaf[] = [];
			const postIds: string[] = [];
			for (const row of rows) {
				const { id, leaf } = await placeRow(needs, tx, { row, unitId: file.unitId, renditions, actor, zone });
				postIds.push(id);
				leaves.push(leaf);
			}
			const all = { kind: 'plan.imported' as const, subject: hash, unitId: file.unitId, payload: { posts: postIds } };
			return done({ postIds }, all, ...leaves);
		});
	};

interface Placed {
	readonly row: PlanRow;
	readonly unitId: string;
	readonly renditions: readonly Rendition[];
	readonly actor: Actor;
	readonly zone: string;
}

const placeRow = async (needs: PlanningNeeds, tx: Tx, { row, unitId, renditions, actor, zone }: Placed) => {
	const { title, text, kind, topic, presenceIds, local, at } = row;
	const chosen = presenceIds.length === 0 ? renditions : presenceIds.map((presenceId) => ({ presenceId, text: null }));
	const content = {
		title,
		text,
		kind,
		topic,
		language: 'de',
		renditions: chosen,
		media: [],
		details: null,
	};
	const { post, leaf } = await placeDraft(needs, tx, { start: { unitId, content, what: 'created' }, actor });
	if (local !== null && at !== null) await keepWish(tx, post.id, { wall: { local, zone }, at: at as Instant }); // NOTE: made by readWallTime.
	await planning(tx)
		.updateTable('editorial_post')
		.set({ target_groups: [...row.groupIds], campaign_id: row.campaignId })
		.where('id', '=', post.id)
		.execute();
	return { id: post.id, leaf };
};
