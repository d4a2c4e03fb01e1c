import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { askByMail } from './approval-mail.ts';
import { aboutPost, linkFor, type Surroundings, slugFor, surroundingsOf } from './context.ts';
import type { Finding } from './domain/checks/finding.ts';
import { checkPost } from './domain/checks/post.ts';
import { type FreezeFailure, type Frozen, freeze } from './domain/frozen.ts';
import { atStage, inStage, type Post, type StageFailure } from './domain/post.ts';
import { hashContent } from './hash-content.ts';
import { fitsOf, mediaItems } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { prepareMedia } from './prepare-media.ts';
import { findPost, keepFrozen } from './store.ts';
import { editorial } from './tables.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

export type BlockFailure = { readonly type: 'post.blocked'; readonly findings: readonly Finding[] };
type Refusal = StageFailure | FreezeFailure | BlockFailure;
export type AskFailure = WorkFailure | Refusal | { readonly type: 'post.nobody-to-approve' };

/** Checks, prepares the pictures, freezes what will go out, and asks those who may approve it. */
export const askForApproval =
	(needs: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<Post, AskFailure>> => {
		const seen = await needs.db.read('post to ask for', (tx) => findPost(tx, id));
		if (seen === null) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.write', seen.unitId)) return fail({ type: 'access.denied' });
		const around = await surroundingsOf(needs, seen.unitId);
		const approvers = await needs.people.approversOf(seen.unitId, { except: [seen.authorId, ...seen.editors] });
		if (approvers.length === 0) return fail({ type: 'post.nobody-to-approve' });
		await prepareMedia(needs, seen, around.outlets);
		const letter = await askByMail(needs, seen, { approvers, asker: actor.name });

		return workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'ask for approval', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'draft');
				if (!staged.ok) return staged;
				const frozen = await frozenNow(tx, post, around);
				if (!frozen.ok) return frozen;
				const contentHash = hashContent(frozen.value);
				const asked = { ...atStage(post, 'in-approval'), contentHash, askedAt: now };
				await keep(tx, asked, frozen.value);
				await letter(tx);
				const payload = { content: frozen.value };
				return done(asked, await settle(asked, { what: 'approval-asked', detail: { contentHash }, payload }));
			},
		});
	};

/** Refuses what is blocked, and puts together exactly what would go out. */
export const frozenNow = async (
	tx: Tx,
	post: Post,
	around: Surroundings,
): Promise<Result<Frozen, BlockFailure | FreezeFailure>> => {
	const ids = post.content.media.map(({ mediaId }) => mediaId);
	const about = aboutPost(post, around, await mediaItems(tx, ids));
	const blocks = checkPost(post.content, about).filter(({ severity }) => severity === 'block');
	if (blocks.length > 0) return fail({ type: 'post.blocked', findings: blocks });
	const place = { slug: slugFor(post), link: linkFor(around.origin, post) };
	const fits = await fitsOf(tx, ids);
	const frozen = freeze(post, { ...place, fits, outlets: around.outlets, fileNames: about.fileNames });
	return frozen.ok ? ok(frozen.value) : frozen;
};

const keep = async (tx: Tx, asked: Post, frozen: Frozen): Promise<void> => {
	await keepFrozen(tx, asked.id, frozen);
	await editorial(tx)
		.updateTable('editorial_revision')
		.set({ sealed: true })
		.where('post_id', '=', asked.id)
		.where('number', '=', asked.revision)
		.execute();
};
