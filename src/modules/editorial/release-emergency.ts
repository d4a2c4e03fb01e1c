import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { approvalAround, askedIn } from './approval-around.ts';
import { writeLetters } from './approval-mail.ts';
import { voidApprovals } from './approvals.ts';
import { type BlockFailure, frozenNow, keep } from './ask-for-approval.ts';
import { askedIsOver, tellAll } from './ask-step.ts';
import { slugFor, surroundingsOf } from './context.ts';
import { afterEmbargo, type EmbargoFailure } from './domain/due.ts';
import type { FreezeFailure } from './domain/frozen.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import { hashContent } from './hash-content.ts';
import type { EditorialNeeds } from './needs.ts';
import { publishOrders } from './order-deliveries.ts';
import { prepareMedia } from './prepare-media.ts';
import { addStep, findPost } from './store.ts';
import { editorial } from './tables.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

type Refusal = StageFailure | BlockFailure | FreezeFailure | EmbargoFailure;
export type ReleaseFailure = WorkFailure | Refusal;

interface Release {
	readonly id: string;
	readonly reason: string;
}

const DECIDERS = { roles: ['approver', 'lead'], persons: [] } as const;

/** Sends a post out at once without waiting for a yes. What the checks block stays blocked; somebody else looks at it afterwards. */
export const releaseInEmergency =
	(needs: EditorialNeeds) =>
	async ({ id, reason }: Release, actor: Actor): Promise<Result<Post, ReleaseFailure>> => {
		if (actor.kind !== 'person') return fail({ type: 'access.denied' });
		const seen = await needs.db.read('post to release', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.release-emergency', seen.unitId)) return fail({ type: 'access.denied' });
		const surroundings = await surroundingsOf(needs, seen.unitId);
		const around = await approvalAround(needs, seen.unitId);
		await prepareMedia(needs, seen, surroundings.outlets);
		return workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'release in an emergency', id, permission: 'post.release-emergency' },
			async work({ tx, post, now, settle }) {
				const staged = inStage({ ...post, correction: null }, 'draft', 'in-approval', 'approved');
				if (!staged.ok) return staged;
				const free = afterEmbargo(post, now);
				if (!free.ok) return free;
				const frozen = await frozenNow(tx, post, surroundings);
				if (!frozen.ok) return frozen;
				const contentHash = hashContent(frozen.value);
				await voidApprovals(tx, id, { at: now, reason: 'changed', except: contentHash });
				const out = { state: 'scheduled', slug: slugFor(post), wall: null, dueAt: now, contentHash } as const;
				const released: Post = { ...post, ...out, askedAt: post.askedAt ?? now };
				await keep(tx, released, frozen.value);
				const wrote = [...new Set([post.authorId, ...post.editors])];
				const row = { id: needs.ids.next('emergency'), post_id: id, unit_id: post.unitId, content_hash: contentHash };
				const open = { void_at: null, checked_by: null, checked_at: null, verdict: null, note: null };
				await editorial(tx)
					.insertInto('editorial_emergency')
					.values({ ...row, ...open, by_id: actor.id, wrote, reason, at: toDate(now) })
					.execute();
				await needs.delivery.order(tx, publishOrders({ frozen: frozen.value, contentHash, dueAt: now }));
				await askedIsOver(needs, tx, id);
				const holders = around.holders.filter(({ personId }) => personId !== actor.id);
				const to = askedIn(DECIDERS, { holders, wrote });
				await writeLetters(needs, tx, { kind: 'emergency', to, post, around, by: actor.name, reason });
				await tellAll(needs, tx, { kind: 'emergency', post, to: to.map(({ personId }) => personId), byId: actor.id });
				const payload = { contentHash, content: frozen.value };
				return done<Post>(
					released,
					await settle(released, { what: 'released-in-emergency', detail: { reason }, payload }),
				);
			},
		});
	};

type CheckRefusal = { readonly type: 'post.nothing-to-check' } | { readonly type: 'post.own-approval' };
export type CheckFailure = WorkFailure | CheckRefusal;

interface Check {
	readonly id: string;
	readonly verdict: 'fine' | 'not-fine';
	readonly note: string;
}

/** Looks at an emergency release afterwards. Never who released it or wrote any of it. */
export const checkRelease =
	(needs: EditorialNeeds) =>
	({ id, verdict, note }: Check, actor: Actor): Promise<Result<{ id: string }, CheckFailure>> =>
		needs.act<{ id: string }, CheckFailure>('check a release', actor, async (tx) => {
			const found = await toCheck(tx, id, actor);
			if (!found.ok) return found;
			const { post, row } = found.value;
			const now = needs.clock.now();
			await editorial(tx)
				.updateTable('editorial_emergency')
				.set({ checked_by: actor.id, checked_at: toDate(now), verdict, note })
				.where('id', '=', row.id)
				.execute();
			const detail = { verdict, reason: note };
			const step = { id: needs.ids.next('step'), postId: id, at: now, byId: actor.id, what: 'release-checked', detail };
			await addStep(tx, step);
			await tellAll(needs, tx, { kind: 'emergency', post, to: [row.by_id, ...row.wrote], byId: actor.id });
			await needs.events.announce(tx, { topic: 'post', id, unitId: post.unitId });
			const payload = { ...detail, contentHash: row.content_hash };
			const leaf: Leaf = { kind: 'post.release-checked', subject: id, unitId: post.unitId, payload };
			return done({ id }, leaf);
		});

/** The release this person may look at now. */
const toCheck = async (tx: Tx, id: string, actor: Actor) => {
	const post = await findPost(tx, id);
	if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
	if (actor.kind !== 'person' || !may(actor, 'post.approve', post.unitId)) return fail({ type: 'access.denied' });
	const row = await lockUnchecked(tx, id);
	if (row === undefined) return fail({ type: 'post.nothing-to-check' });
	const own = row.by_id === actor.id || row.wrote.includes(actor.id);
	return own ? fail({ type: 'post.own-approval' }) : ok({ post, row });
};

const lockUnchecked = (tx: Tx, postId: string) =>
	editorial(tx)
		.selectFrom('editorial_emergency')
		.selectAll()
		.where('post_id', '=', postId)
		.where('checked_at', 'is', null)
		.orderBy('at')
		.forUpdate()
		.executeTakeFirst();

const WHOLE = 100;

/** Releases nobody has looked at yet, that this person may look at; oldest first. */
export const releasesToCheck = (needs: EditorialNeeds) => async (_: unknown, actor: Actor) => {
	const units = unitsWhere(actor, 'post.approve');
	const rows = await needs.db.read('releases to check', (tx) => {
		let query = editorial(tx)
			.selectFrom('editorial_emergency as e')
			.innerJoin('editorial_post as p', 'p.id', 'e.post_id')
			.select(['e.id', 'e.post_id', 'e.unit_id', 'e.reason', 'e.at', 'e.by_id', 'e.wrote', 'p.title'])
			.where('e.checked_at', 'is', null)
			.orderBy('e.at')
			.orderBy('e.id')
			.limit(WHOLE);
		if (units !== 'all') query = query.where('e.unit_id', 'in', units.length > 0 ? [...units] : ['']);
		return query.execute();
	});
	const mine = rows.filter(({ by_id, wrote }) => by_id !== actor.id && !wrote.includes(actor.id));
	const names = await needs.people.names(mine.map(({ by_id }) => by_id));
	const items = mine.map((row) => ({
		postId: row.post_id,
		unitId: row.unit_id,
		title: row.title,
		reason: row.reason,
		by: { id: row.by_id, name: names.get(row.by_id) ?? '' },
		at: row.at.toISOString(),
	}));
	return ok({ items });
};
