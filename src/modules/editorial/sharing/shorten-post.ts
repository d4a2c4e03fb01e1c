import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { copyLinkFor } from '../context.ts';
import { inStage, type Post, type StageFailure } from '../domain/post.ts';
import type { EditorialNeeds } from '../needs.ts';
import { type WorkFailure, workOnPost } from '../work-on-post.ts';
import { codeFrom } from './short-links.ts';
import { sharing } from './tables.ts';

type InUse = { readonly type: 'short-link.in-use' };
export type ShortenFailure = WorkFailure | StageFailure | InUse;

interface Wanted {
	readonly id: string;
	readonly short: boolean;
}
type Done = { readonly copyLink: string };

/** Lets the copies of a draft lead back by a short address or not. Once copies are out with it, it stays for good. */
export const shortenPost =
	(needs: EditorialNeeds) =>
	({ id, short }: Wanted, actor: Actor): Promise<Result<Done, ShortenFailure>> =>
		workOnPost<Done, StageFailure | InUse>(needs, actor, {
			job: { label: 'shorten post', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				const fits = mayChoose(post, short);
				if (!fits.ok) return fits;
				if ((post.shortCode !== null) === short) return unchanged({ copyLink: copyLinkFor(needs.origin, post) });
				const code = short ? codeFrom(needs.ids.secret()) : null;
				await keepCode(tx, post, { code, by: actor.id, at: toDate(now) });
				const next = { ...post, shortCode: code };
				const leaf = await settle(next, { what: short ? 'shortened' : 'unshortened', detail: { code } });
				return done({ copyLink: copyLinkFor(needs.origin, next) }, leaf);
			},
		});

const mayChoose = (post: Post, short: boolean): Result<void, StageFailure | InUse> => {
	const out = post.publishedAt !== null && post.shortCode !== null;
	return out && !short ? fail({ type: 'short-link.in-use' }) : inStage(post, 'draft');
};

interface Code {
	readonly code: string | null;
	readonly by: string;
	readonly at: Date;
}

const keepCode = async (tx: Tx, { id, unitId }: Post, { code, by, at }: Code): Promise<void> => {
	const links = sharing(tx);
	if (code === null) await links.deleteFrom('editorial_short_link').where('post_id', '=', id).execute();
	else
		await links
			.insertInto('editorial_short_link')
			.values({ code, unit_id: unitId, post_id: id, name: '', target: null, made_by: by, at, ended_at: null })
			.execute();
};
