import { timingSafeEqual } from 'node:crypto';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate, hours, type Instant, plus, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { sayIn } from '#web/languages/index.ts';

import { approvalAround } from './approval-around.ts';
import { askedOf } from './approvals.ts';
import { type ApprovalRefusal, guestId, mayApprove, standingOf } from './domain/approval.ts';
import type { Guest } from './domain/approval-rule.ts';
import { inStage, type StageFailure } from './domain/post.ts';
import { linkApprovalAllowed } from './link-allowed.ts';
import type { EditorialNeeds } from './needs.ts';
import { tokenHash } from './secret-token.ts';
import { findPost } from './store.ts';
import { editorial } from './tables.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

/** A link that was not used by then is worth nothing. */
const VALID_MS = hours(48);
/** So often a wrong code is borne; then the link ends. */
const MOST_TRIES = 5;

type Refusal =
	| StageFailure
	| ApprovalRefusal
	| { readonly type: 'approval.links-rest' }
	| { readonly type: 'approval.guest-unknown' }
	| { readonly type: 'approval.guest-works-here'; readonly name: string };
export type MakeLinkFailure = WorkFailure | Refusal;

interface MadeLink {
	/** To be told by telephone; nobody can read it anywhere afterwards. */
	readonly code: string;
	readonly name: string;
	readonly expiresAt: Instant;
}

interface MakeLink {
	readonly id: string;
	readonly guestId: string;
}

/** Sends a named guest the link to decide; the code it needs is shown to who asks, never mailed. An earlier link ends. */
export const makeApprovalLink =
	(needs: EditorialNeeds) =>
	async ({ id, guestId: wanted }: MakeLink, actor: Actor): Promise<Result<MadeLink, MakeLinkFailure>> => {
		const seen = await needs.db.read('post for a link', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.write', seen.unitId)) return fail({ type: 'access.denied' });
		const around = await approvalAround(needs, seen.unitId);
		const guest = await needs.db.read('guests of a plan', async (tx) => guestOf(await askedOf(tx, seen), wanted));
		if (guest === null) return fail({ type: 'approval.guest-unknown' });
		if (await needs.people.isStaffAddress(guest.mail))
			return fail({ type: 'approval.guest-works-here', name: guest.name });
		const allowed = await linkApprovalAllowed(needs.restraints, { unitId: seen.unitId, at: needs.clock.now() });
		if (!allowed) return fail({ type: 'approval.links-rest' });
		return workOnPost<MadeLink, Refusal>(needs, actor, {
			job: { label: 'make approval link', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'in-approval');
				if (!staged.ok) return staged;
				const asked = await askedOf(tx, post);
				const hash = post.contentHash ?? '';
				const by = { id: guestId(guest.id), roles: [], guest: true };
				const step = mayApprove(asked, { by, hash, now });
				if (!step.ok) return step;
				const token = needs.ids.secret();
				const code = codeFrom(needs.ids.secret());
				const expiresAt = plus(now, VALID_MS);
				await endLinks(tx, { postId: id, guest: guest.id, now, ended: 'taken-back' });
				await addLink(needs, tx, { id, hash, step: step.value.id, guest, token, code, actor, now, expiresAt });
				const say = sayIn(around.language);
				const values = { title: post.content.title, by: actor.name, link: `${needs.origin}/desk/freigabe#${token}` };
				const [subject, text] = [say('approval.letter.link.subject', values), say('approval.letter.link.text', values)];
				await needs.mailer.send(tx, { to: guest.mail, kind: 'approval', subject, text });
				const detail = { guest: guest.name, office: guest.office };
				const payload = { contentHash: hash, step: step.value.id, mail: guest.mail };
				const leaf = await settle(post, { what: 'link-sent', detail, payload });
				return done<MadeLink>({ code, name: guest.name, expiresAt }, leaf);
			},
		});
	};

const guestOf = (asked: Awaited<ReturnType<typeof askedOf>>, id: string): Guest | null =>
	standingOf(asked)
		.filter(({ state }) => state === 'open')
		.flatMap(({ step }) => step.deciders.guests)
		.find((guest) => guest.id === id) ?? null;

const codeFrom = (secret: string): string =>
	String(Buffer.from(secret, 'base64url').readUIntBE(0, 6) % 1_000_000).padStart(6, '0');

const codeHash = ({ sealer }: Pick<EditorialNeeds, 'sealer'>, token: string, code: string): string =>
	sealer.fingerprint('approval code', `${tokenHash(token)} ${code}`);

interface NewLink {
	readonly id: string;
	readonly hash: string;
	readonly step: string;
	readonly guest: Guest;
	readonly token: string;
	readonly code: string;
	readonly actor: Actor;
	readonly now: Instant;
	readonly expiresAt: Instant;
}

const addLink = async (needs: EditorialNeeds, tx: Tx, link: NewLink): Promise<void> => {
	const { id, hash, step, guest, token, code, actor, now, expiresAt } = link;
	await editorial(tx)
		.insertInto('editorial_approval_link')
		.values({
			...{ id: needs.ids.next('link'), post_id: id, content_hash: hash, step, guest_id: guest.id },
			...{ guest_name: guest.name, guest_office: guest.office, guest_mail: guest.mail },
			...{ token_hash: tokenHash(token), code_hash: codeHash(needs, token, code), asked_by: actor.id },
			...{ at: toDate(now), expires_at: toDate(expiresAt), tries: 0, ended_at: null, ended: null },
		})
		.execute();
};

interface End {
	readonly postId: string;
	readonly guest: string;
	readonly now: Instant;
	readonly ended: 'used' | 'declined' | 'taken-back';
}

/** Ends every open link of a guest to a post. */
export const endLinks = async (tx: Tx, { postId, guest, now, ended }: End): Promise<void> => {
	await editorial(tx)
		.updateTable('editorial_approval_link')
		.set({ ended_at: toDate(now), ended })
		.where('post_id', '=', postId)
		.where('guest_id', '=', guest)
		.where('ended_at', 'is', null)
		.execute();
};

export interface OpenLink {
	readonly id: string;
	readonly postId: string;
	readonly contentHash: string;
	readonly step: string;
	readonly guest: Guest;
	readonly tries: number;
	readonly expiresAt: Instant;
}

/** The link a token stands for, while it is good. `lock` holds it until the transaction ends. */
export const findLink = async (
	tx: Tx,
	{ token, now, lock = false }: { readonly token: string; readonly now: Instant; readonly lock?: boolean },
): Promise<OpenLink | null> => {
	let query = editorial(tx)
		.selectFrom('editorial_approval_link')
		.selectAll()
		.where('token_hash', '=', tokenHash(token))
		.where('ended_at', 'is', null)
		.where('expires_at', '>', toDate(now));
	if (lock) query = query.forUpdate();
	const row = await query.executeTakeFirst();
	if (row === undefined) return null;
	const guest = { id: row.guest_id, name: row.guest_name, office: row.guest_office, mail: row.guest_mail };
	const of = { id: row.id, postId: row.post_id, contentHash: row.content_hash, step: row.step };
	return { ...of, guest, tries: row.tries, expiresAt: fromDate(row.expires_at) };
};

/** Counts a try before the code is looked at, in a transaction of its own: a wrong one is not forgotten by a rollback. */
export const tryCode = async (
	needs: Pick<EditorialNeeds, 'db' | 'clock' | 'sealer'>,
	{ token, code }: { readonly token: string; readonly code: string },
): Promise<'right' | 'wrong' | 'ended'> => {
	const result = await needs.db.transact('try approval code', async (tx) => {
		const now = needs.clock.now();
		const link = await findLink(tx, { token, now, lock: true });
		if (link === null) return ok('ended' as const);
		const row = editorial(tx).updateTable('editorial_approval_link').where('id', '=', link.id);
		const kept = await editorial(tx)
			.selectFrom('editorial_approval_link')
			.select('code_hash')
			.where('id', '=', link.id)
			.executeTakeFirstOrThrow();
		if (same(kept.code_hash, codeHash(needs, token, code))) return ok('right' as const);
		const last = link.tries + 1 >= MOST_TRIES;
		const end = last ? { ended_at: toDate(now), ended: 'too-many-tries' as const } : {};
		await row.set({ tries: link.tries + 1, ...end }).execute();
		return ok(last ? ('ended' as const) : ('wrong' as const));
	});
	return result.ok ? result.value : 'ended';
};

const same = (one: string, other: string): boolean =>
	one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
