import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { z } from 'zod';

import type {
	changeShortLinkEndpoint,
	createShortLinkEndpoint,
	listShortLinksEndpoint,
	ShortLinkShape,
} from '#contract/sharing.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { shortAddress, textAbout } from '../context.ts';
import type { EditorialNeeds } from '../needs.ts';
import { perUnit, unitsAsked } from '../planning/per-unit.ts';
import { type ShortLinkTable, sharing } from './tables.ts';

type Made = { readonly code: string };
type Foreign = { readonly type: 'short-link.foreign'; readonly host: string };
export type ShortLinkFailure = { readonly type: 'access.denied' } | Foreign;
export type ChangeFailure = ShortLinkFailure | { readonly type: 'short-link.not-found' };

/** Letters and digits that nobody confuses on a poster. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 6;

export const codeFrom = (secret: string): string =>
	[...Buffer.from(secret, 'base64url').subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** A short address leads only to the house's own sites: else anybody could borrow its good name. */
const isOwn = async (needs: EditorialNeeds, target: string): Promise<Result<void, Foreign>> => {
	const { own } = await textAbout(needs, await needs.policy.inForce());
	const host = new URL(target).hostname.toLowerCase();
	const fits = own.domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
	return fits ? ok(undefined) : fail({ type: 'short-link.foreign', host });
};

export const createShortLink =
	(needs: EditorialNeeds) =>
	async (
		{ unitId, name, target }: z.output<typeof createShortLinkEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, ShortLinkFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const own = await isOwn(needs, target);
		if (!own.ok) return own;
		return needs.act<Made, ShortLinkFailure>('make short link', actor, async (tx) => {
			const code = codeFrom(needs.ids.secret());
			const row = { code, unit_id: unitId, post_id: null, name, target, made_by: actor.id, ended_at: null };
			await sharing(tx)
				.insertInto('editorial_short_link')
				.values({ ...row, at: toDate(needs.clock.now()) })
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id: code, unitId });
			return done({ code }, { kind: 'short-link.made', subject: code, unitId, payload: { name, target } });
		});
	};

export const changeShortLink =
	(needs: EditorialNeeds) =>
	async (
		{ code, target, ended }: z.output<typeof changeShortLinkEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, ChangeFailure>> => {
		const own = await isOwn(needs, target);
		return needs.act<Made, ChangeFailure>('change short link', actor, async (tx) => {
			const row = await sharing(tx)
				.selectFrom('editorial_short_link')
				.select('unit_id')
				.where('code', '=', code)
				.where('post_id', 'is', null)
				.forUpdate()
				.executeTakeFirst();
			if (row === undefined) return fail({ type: 'short-link.not-found' });
			if (!may(actor, 'post.write', row.unit_id)) return fail({ type: 'access.denied' });
			if (!own.ok) return own;
			const ended_at = ended ? toDate(needs.clock.now()) : null;
			const set = { target, ended_at };
			await sharing(tx).updateTable('editorial_short_link').set(set).where('code', '=', code).execute();
			const about = { subject: code, unitId: row.unit_id, payload: { target, ended } };
			await needs.events.announce(tx, { topic: 'setting', id: code, unitId: row.unit_id });
			return done({ code }, { kind: 'short-link.changed', ...about });
		});
	};

type Row = Selectable<ShortLinkTable>;
type View = z.input<typeof ShortLinkShape>;

/** Short addresses with a target of their own, the latest first. */
export const listShortLinks =
	({ db, origin }: Pick<EditorialNeeds, 'db' | 'origin'>) =>
	async (
		{ unitId, cursor, limit }: z.output<typeof listShortLinksEndpoint.input>,
		actor: Actor,
	): Promise<Result<{ items: View[]; next?: string }, never>> => {
		const after = fromCursor(cursor, 2);
		const deep = after ? sql`(at, code) < (${String(after[0])}::timestamptz, ${String(after[1])})` : sql`true`;
		const list = (more: RawBuilder<unknown>) =>
			sql`select * from editorial_short_link where post_id is null and ${deep} and ${more}
				order by at desc, code desc limit ${limit + 1}`;
		const found = perUnit(unitsAsked(actor, unitId), { list, order: sql`at desc, code desc`, most: limit + 1 });
		const { rows } = await db.read('short links', (tx) => sql<Row>`${found}`.execute(sharing(tx)));
		const items = rows.slice(0, limit).map(
			(row): View => ({
				...{ code: row.code, unitId: row.unit_id, name: row.name, address: shortAddress(origin, row.code) },
				...{ target: row.target ?? '', at: row.at.toISOString(), ended: row.ended_at !== null },
				mayChange: may(actor, 'post.write', row.unit_id),
			}),
		);
		const last = rows.length > limit ? items.at(-1) : undefined;
		return ok(last ? { items, next: toCursor([last.at, last.code]) } : { items });
	};
