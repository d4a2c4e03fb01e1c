import type { z } from 'zod';

import type { showLinkEndpoint } from '#contract/approval.ts';
import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';

import { type ApprovalAround, approvalAround } from './approval-around.ts';
import { endLinks, findLink, type OpenLink, tryCode } from './approval-links.ts';
import { writeLetters } from './approval-mail.ts';
import { askedOf, voidApprovals } from './approvals.ts';
import { countYes } from './approve-post.ts';
import { askedIsOver, tellAll } from './ask-step.ts';
import { documentToShow } from './documents/shown-document.ts';
import { type ApprovalRefusal, guestId, mayApprove } from './domain/approval.ts';
import type { Guest } from './domain/approval-rule.ts';
import type { Frozen } from './domain/frozen.ts';
import type { FrozenMedia } from './domain/frozen-media.ts';
import { atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import { NEWSROOM } from './domain/rendition.ts';
import { linkApprovalAllowed } from './link-allowed.ts';
import type { LinkLimit } from './link-limit.ts';
import type { EditorialNeeds } from './needs.ts';
import { listsOf } from './press/plan-mailing.ts';
import { ownAmong } from './press/read-lists.ts';
import { findPost, frozenOf, keepFrozen } from './store.ts';
import { type Bench, type WorkFailure, workOnPost } from './work-on-post.ts';

type Ended = { readonly type: 'approval.link-ended' };
type Slow = { readonly type: 'approval.too-fast' };
type ShowFailure = Ended | Slow;
type LinkView = z.input<typeof showLinkEndpoint.output>;
type Refusal = StageFailure | ApprovalRefusal | Ended;
export type DecideFailure =
	| WorkFailure
	| Refusal
	| Slow
	| { readonly type: 'approval.wrong-code' }
	| { readonly type: 'approval.links-rest' };

/** What a guest sees before they decide. Showing changes nothing. */
export const showLink =
	(needs: EditorialNeeds, limit: LinkLimit) =>
	async ({ token }: { readonly token: string }, address: string): Promise<Result<LinkView, ShowFailure>> => {
		if (!limit.take(address)) return fail({ type: 'approval.too-fast' });
		const seen = await needs.db.read('post behind a link', async (tx) => {
			const link = await findLink(tx, { token, now: needs.clock.now() });
			const post = link === null ? null : await findPost(tx, link.postId);
			if (link === null || post === null || post.contentHash !== link.contentHash) return null;
			return { link, post, frozen: (await frozenOf(tx, post.id)).frozen };
		});
		if (seen?.frozen == null) return fail({ type: 'approval.link-ended' });
		const { link, post, frozen } = seen;
		const { name } = await needs.people.authority();
		const names = await needs.people.names([post.authorId]);
		return ok({
			authority: name,
			guest: { name: link.guest.name, office: link.guest.office },
			title: frozen.title,
			language: frozen.language,
			author: names.get(post.authorId) ?? '',
			contentHash: link.contentHash,
			expiresAt: toIso(link.expiresAt),
			renditions: [
				...frozen.renditions.map(
					({ presence, channel, name: outlet, text, parts, link: leads, warning, replyControl }) => ({
						...{ presence, channel, name: outlet, text, link: leads, warning: warning?.words ?? '' },
						...(replyControl ? { replyControl } : {}),
						...(parts ? { parts: parts.map((part) => part.text) } : {}),
					}),
				),
				...(frozen.translations ?? []).map(({ language, title, text }) => ({
					...{
						presence: language,
						channel: NEWSROOM,
						name: language,
						text: `${title}\n\n${text}`,
						link: null,
						warning: '',
					},
				})),
			],
			pictures: await picturesOf(needs, frozen.renditions[0]?.media ?? []),
			document: await documentOf(needs, frozen),
			press: await listsToShow(needs, frozen),
		});
	};

/** To whom it goes by mail belongs to what is approved. */
const listsToShow = async ({ db, people }: EditorialNeeds, frozen: Frozen) => {
	const path = (await people.unitPath(frozen.unit)).map(({ id }) => id);
	const lists = await db.read('press lists of a post', (tx) => ownAmong(tx, path, listsOf(frozen)));
	return lists.map(({ name, recipients }) => ({ name, recipients }));
};

/** The very pictures that go out, in the answer itself: a guest has no session to load them with. */
const picturesOf = async ({ files }: EditorialNeeds, media: readonly FrozenMedia[]) => {
	const found: { src: string; alt: string }[] = [];
	for (const { alt, film, ...picture } of media) {
		const { sha256, mime } = film?.poster ?? picture;
		const bytes = await files.get(sha256);
		if (bytes !== null) found.push({ src: `data:${mime};base64,${bytes.toString('base64')}`, alt });
	}
	return found;
};

const documentOf = async (needs: EditorialNeeds, { renditions }: Frozen): Promise<LinkView['document']> => {
	const document = renditions.find((one) => one.document !== undefined)?.document;
	return document === undefined ? null : documentToShow(needs, document);
};

interface Decide {
	readonly token: string;
	readonly code: string;
	readonly contentHash: string;
	/** Null: yes. Else why not. */
	readonly no: string | null;
}

/** A named guest decides, once: with the link from the mail and the code they were told. */
export const decideByLink =
	(needs: EditorialNeeds, limit: LinkLimit) =>
	async (
		{ token, code, contentHash, no }: Decide,
		address: string,
	): Promise<Result<{ yes: boolean }, DecideFailure>> => {
		if (!limit.take(address)) return fail({ type: 'approval.too-fast' });
		const known = await proven(needs, token, code);
		if (!known.ok) return known;
		const { link, seen } = known.value;
		const around = await approvalAround(needs, seen.unitId);
		const actor = guestActor(link);
		return workOnPost<{ yes: boolean }, Refusal>(needs, actor, {
			job: { label: 'decide by link', id: link.postId, permission: null },
			async work(bench) {
				const { tx, post, now } = bench;
				const step = await stepOf(bench, { token, guest: link.guest, contentHash });
				if (!step.ok) return step;
				const { asked, by } = step.value;
				const ended = no === null ? 'used' : 'declined';
				await endLinks(tx, { postId: post.id, guest: link.guest.id, now, ended });
				if (no !== null) return done({ yes: false }, await decline(needs, bench, { around, guest: link.guest, no }));
				const who = { personId: by.id, step: step.value.id, way: 'link' as const, guest: link.guest };
				const yes = { around, asked, approval: { ...who, contentHash }, by: link.guest.name };
				return done({ yes: true }, (await countYes(needs, bench, yes)).leaf);
			},
		});
	};

/** The link and its post, once the code was right and nothing says that links rest. */
const proven = async (needs: EditorialNeeds, token: string, code: string) => {
	const at = needs.clock.now();
	const link = await needs.db.read('approval link', (tx) => findLink(tx, { token, now: at }));
	const seen = link === null ? null : await needs.db.read('post behind a link', (tx) => findPost(tx, link.postId));
	if (link === null || seen === null) return fail({ type: 'approval.link-ended' });
	const allowed = await linkApprovalAllowed(needs.restraints, { unitId: seen.unitId, at });
	if (!allowed) return fail({ type: 'approval.links-rest' });
	const tried = await tryCode(needs, { token, code });
	if (tried === 'wrong') return fail({ type: 'approval.wrong-code' });
	return tried === 'right' ? ok({ link, seen }) : fail({ type: 'approval.link-ended' });
};

interface Shown {
	readonly token: string;
	readonly guest: Guest;
	readonly contentHash: string;
}

/** The step the guest decides in, with the link held so that of two at once one gets it. */
const stepOf = async ({ tx, post, now }: Bench, { token, guest, contentHash }: Shown) => {
	if ((await findLink(tx, { token, now, lock: true })) === null) return fail({ type: 'approval.link-ended' });
	const staged = inStage(post, 'in-approval');
	if (!staged.ok) return staged;
	const asked = await askedOf(tx, post);
	const by = { id: guestId(guest.id), roles: [], guest: true };
	const step = mayApprove(asked, { by, hash: contentHash, now });
	return step.ok ? ok({ asked, by, id: step.value.id }) : step;
};

interface Decline {
	readonly around: ApprovalAround;
	readonly guest: Guest;
	readonly no: string;
}

const decline = async (needs: EditorialNeeds, bench: Bench, { around, guest, no }: Decline): Promise<Leaf> => {
	const { tx, post, now } = bench;
	const draft: Post = { ...atStage(post, 'draft'), contentHash: null, askedAt: null };
	await keepFrozen(tx, post.id, null);
	await voidApprovals(tx, post.id, { at: now, reason: 'sent-back' });
	await askedIsOver(needs, tx, post.id);
	const to = around.holders.filter(({ personId }) => personId === post.authorId);
	await writeLetters(needs, tx, { kind: 'returned', to, post, around, by: guest.name, reason: no });
	await tellAll(needs, tx, { kind: 'sent-back', post, to: [post.authorId, ...post.editors], byId: null });
	const detail = { reason: no, guest: guest.name, office: guest.office };
	return bench.settle(draft, { what: 'declined-by-link', detail });
};

/** The guest as an actor: no role here; the log keeps name and capacity sealed. */
const guestActor = ({ guest }: OpenLink): Actor => ({
	kind: 'guest',
	id: guestId(guest.id),
	name: `${guest.name}, ${guest.office}`,
	grants: [],
	elevated: false,
});
