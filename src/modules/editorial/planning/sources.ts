import type { z } from 'zod';

import type { addSourceEndpoint, listSourcesEndpoint } from '#contract/planning-exchange.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import type { PlanningNeeds } from './needs.ts';
import { planning } from './tables.ts';

type View = z.input<typeof listSourcesEndpoint.output>;

/** The sources of the units one may read. An authority has a handful. */
export const listSources =
	({ db }: PlanningNeeds) =>
	async (_: unknown, actor: Actor): Promise<Result<View, never>> => {
		const rows = await db.read('sources', (tx) =>
			planning(tx)
				.selectFrom('editorial_source')
				.selectAll()
				.select(({ selectFrom, fn }) =>
					selectFrom('editorial_source_item')
						.whereRef('source_id', '=', 'editorial_source.id')
						.where('post_id', 'is not', null)
						.select(fn.countAll<string>().as('count'))
						.as('drafts'),
				)
				.orderBy('name')
				.orderBy('id')
				.execute(),
		);
		const items = rows
			.filter(({ unit_id }) => may(actor, 'post.read', unit_id))
			.map((row) => ({
				id: row.id,
				unitId: row.unit_id,
				name: row.name,
				url: row.url,
				language: row.language,
				askedAt: row.asked_at?.toISOString() ?? null,
				failure: row.failure,
				drafts: Number(row.drafts ?? 0),
				mayChange: may(actor, 'post.write', row.unit_id),
			}));
		return ok({ items });
	};

type Made = { readonly id: string };
export type SourceFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'plan.no-such-source' }
	| { readonly type: 'plan.address-with-password' };

/** Begins to make drafts from the entries of an address. Who adds it is the author of the drafts. */
export const addSource =
	(needs: PlanningNeeds) =>
	async (
		{ unitId, name, url, language }: z.output<typeof addSourceEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, SourceFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const { username, password } = new URL(url);
		if (username !== '' || password !== '') return fail({ type: 'plan.address-with-password' });
		return needs.act<Made, SourceFailure>('add source', actor, async (tx) => {
			const id = needs.ids.next('source');
			const at = toDate(needs.clock.now());
			const row = { id, unit_id: unitId, name, url, language, added_by: actor.id, added_at: at };
			await planning(tx)
				.insertInto('editorial_source')
				.values({ ...row, asked_at: null, failure: null })
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			return done({ id }, { kind: 'plan.source-added', subject: id, unitId, payload: { name, url, language } });
		});
	};

/** Asks an address no more. What came of it stays. */
export const removeSource =
	(needs: PlanningNeeds) =>
	({ id }: Made, actor: Actor): Promise<Result<Record<string, never>, SourceFailure>> =>
		needs.act<Record<string, never>, SourceFailure>('remove source', actor, async (tx) => {
			const of = planning(tx);
			const row = await of
				.selectFrom('editorial_source')
				.selectAll()
				.where('id', '=', id)
				.forUpdate()
				.executeTakeFirst();
			if (row === undefined) return fail({ type: 'plan.no-such-source' });
			if (!may(actor, 'post.write', row.unit_id)) return fail({ type: 'access.denied' });
			await of.deleteFrom('editorial_source_item').where('source_id', '=', id).execute();
			await of.deleteFrom('editorial_source').where('id', '=', id).execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId: row.unit_id });
			return done({}, { kind: 'plan.source-removed', subject: id, unitId: row.unit_id, payload: { url: row.url } });
		});
